"""What is not used of a year's grant goes back with a word, and the förbund says from what amount two must attest."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.swedish import money
from insatser.models import GivenBack, Insats, PaymentRules
from insatser.queries.money import money_of


@transaction.atomic
def give_back(*, insats: Insats, year: int, amount: Decimal, why: str, by: Person) -> GivenBack:
    """Give back what an insats does not use of a year's grant; it does not follow to the next year without a §.

    Raises DomainError without words, and for more than is left that nobody has asked for.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    if not why.strip():
        raise DomainError("Skriv varför medlen går tillbaka.")
    if amount <= 0:
        raise DomainError("Skriv ett belopp som är mer än noll.")
    free = money_of(insats, year).free
    if amount > free:
        raise DomainError(
            f"{money.kr_as_needed(max(free, Decimal(0)))} kr är kvar för {year} som ingen rekvisition begär. "
            f"{money.kr_as_needed(amount)} kr kan inte gå tillbaka."
        )
    row = GivenBack.objects.create(
        insats=insats, year=year, amount=amount, why=why.strip(), given_at=clock.now(), given_by=by
    )
    audit.record(
        association=insats.association, by=by, verb="lämnade tillbaka medel", target=row,
        amount=money.kr_as_needed(amount), why=row.why,
    )  # fmt: skip
    return row


@transaction.atomic
def undo_give_back(*, given: GivenBack, by: Person) -> GivenBack:
    """Take back that money was given back, when that was wrong. Raises DomainError when it is taken back already."""
    Insats.objects.select_for_update().get(pk=given.insats_id)
    row = (
        GivenBack.objects.select_for_update(of=("self",))
        .select_related("insats__association")
        .get(pk=given.pk)
    )
    if row.undone_at:
        raise DomainError("Det är redan ångrat.")
    row.undone_at, row.undone_by = clock.now(), by
    row.save(update_fields=["undone_at", "undone_by"])
    audit.record(
        association=row.insats.association, by=by, verb="ångrade återlämnade medel", target=row,
        amount=money.kr_as_needed(row.amount),
    )  # fmt: skip
    return row


@transaction.atomic
def set_payment_rules(*, association: Association, two_from: Decimal | None, by: Person) -> PaymentRules:
    """Say from which amount two must attest; None: one is always enough. Raises DomainError below nothing."""
    if two_from is not None and two_from < 0:
        raise DomainError("Beloppet kan inte vara mindre än noll.")
    rules, _ = PaymentRules.objects.update_or_create(association=association, defaults={"two_from": two_from})
    audit.record(
        association=association, by=by, verb="ändrade attestregler", target=rules,
        two_from=money.kr_as_needed(two_from) if two_from is not None else "",
    )  # fmt: skip
    return rules
