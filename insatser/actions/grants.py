"""Money decided for insatser: preliminary until the protocol is justerat, and never changed afterwards."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from board.models import Decision, Protocol
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import money
from insatser.models import Grant, Insats
from insatser.queries.grants import decided_amount, granted_by


@transaction.atomic
def grant_money(
    *,
    insats: Insats,
    year: int,
    amount: Decimal | None = None,
    decision: Decision | None = None,
    source: str = "",
    replaces: Grant | None = None,
    by: Person | None,
) -> Grant:
    """Write down what was decided for an insats and a year, by a decision in the program or a typed source.

    A decision gives what its own amounts for the year give, and no more: without `amount` all that is left of them. It is
    preliminary until the protocol with the decision is justerat. A change names the grant it `replaces`.
    Raises DomainError for an amount below nothing or above what was decided, for no decision, and for a grant that is
    already replaced.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    if decision and decision.paragraph.meeting.body.association_id != insats.association_id:
        raise DomainError("Beslutet hör till ett annat förbund.")
    if replaces:
        _check_replaced(insats, year, replaces)
    if decision:
        amount = _within(decision, year, amount, replaces)
    if amount is None:
        raise DomainError("Skriv hur mycket som är beviljat.")
    if amount < 0:
        raise DomainError("Beviljade medel kan inte vara mindre än noll.")
    if not decision and not source.strip():
        raise DomainError("Välj beslutet, eller skriv var det är fattat, till exempel § 45, 2020-12-04.")
    grant = Grant.objects.create(
        insats=insats, year=year, amount=amount, decision=decision, source="" if decision else source.strip(),
        is_preliminary=bool(decision) and not is_adjusted(decision), replaces=replaces, made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(
        association=insats.association, by=by, verb="beviljade medel", target=grant,
        amount=money.kr_as_needed(amount), source=str(decision.paragraph) if decision else source,
    )  # fmt: skip
    return grant


@transaction.atomic
def take_back_grant(*, grant: Grant, by: Person | None) -> None:
    """Take away a grant of a decision whose protocol is not justerat yet: the amount or the decision was chosen wrongly."""
    row = Grant.objects.select_for_update(of=("self",)).select_related("insats__association").get(pk=grant.pk)
    if not row.is_preliminary:
        raise DomainError("Beviljade medel som gäller tas inte bort. En ändring är ett nytt beslut.")
    if Grant.objects.filter(replaces=row).exists():
        raise DomainError("Beloppet är redan ersatt av ett annat beslut.")
    audit.record(
        association=row.insats.association, by=by, verb="tog tillbaka beviljade medel", target=row,
        amount=money.kr_as_needed(row.amount),
    )  # fmt: skip
    row.delete()


@transaction.atomic
def tie_grant(*, grant: Grant, decision: Decision, by: Person | None) -> Grant:
    """Tie money that was typed by hand to the § that gave it: a new row takes the place of the typed one, which is kept.

    Raises DomainError for a grant that has a decision or is replaced, and for a decision that does not give the amount.
    """
    row = Grant.objects.select_for_update(of=("self",)).select_related("insats__association").get(pk=grant.pk)
    if row.decision_id:
        raise DomainError("Beloppet är redan knutet till ett beslut.")
    tied = grant_money(
        insats=row.insats, year=row.year, amount=row.amount, decision=decision, replaces=row, by=by
    )
    audit.record(
        association=row.insats.association, by=by, verb="knöt beviljade medel till beslut", target=tied,
        typed=row.source, paragraph=str(decision.paragraph),
    )  # fmt: skip
    return tied


def is_adjusted(decision: Decision | None) -> bool:
    """Whether the § with the decision is justerad."""
    return decision is not None and decision.paragraph.protocols.filter(adjusted_on__isnull=False).exists()


def settle_grants(protocol: Protocol, by: Person | None) -> None:
    """Make the grants of a signed protocol's decisions final; called by `board.registries.effects` in its transaction."""
    rows = Grant.objects.filter(is_preliminary=True, decision__paragraph__protocols=protocol)
    for grant in rows.select_related("insats__association"):
        grant.is_preliminary = False
        grant.save(update_fields=["is_preliminary"])
        audit.record(
            association=grant.insats.association, by=by, verb="gjorde beviljade medel slutliga", target=grant
        )


def _within(decision: Decision, year: int, amount: Decimal | None, replaces: Grant | None) -> Decimal:
    """Give the amount, all that is left where none is told, held against what the decision gives for the year."""
    Decision.objects.select_for_update().get(
        pk=decision.pk
    )  # two who grant from it at once wait for each other
    decided = decided_amount(decision, year)
    if decided is None:
        raise DomainError(
            f"{decision.paragraph} anger inget belopp för {year}: {decision}. Skriv beloppet vid beslutet i protokollet, "
            "så följer det med hit."
        )
    left = decided - granted_by(decision, year, but=replaces)
    if amount is None and left <= 0:
        raise DomainError(
            f"De {money.kr_as_needed(decided)} kr som {decision.paragraph} gav för {year} är fördelade."
        )
    if amount is not None and amount > left:
        raise DomainError(
            f"{decision.paragraph} ger {money.kr_as_needed(decided)} kr för {year}, och {money.kr_as_needed(left)} kr är "
            f"kvar. Beloppet {money.kr_as_needed(amount)} kr ryms inte."
        )
    return left if amount is None else amount


def _check_replaced(insats: Insats, year: int, replaces: Grant) -> None:
    if replaces.insats_id != insats.pk or replaces.year != year:
        raise DomainError("Det som ersätts måste gälla samma insats och år.")
    if Grant.objects.filter(replaces=replaces).exists():
        raise DomainError("Det beslutet är redan ersatt av ett annat.")
