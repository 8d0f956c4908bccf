"""Överenskommelser: those one may know of, what they are about, and what is still missing in one."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from board.registries.verifying import Standing
from finsam import clock
from finsam.models import Association, Document, Person
from finsam.permissions import Permission
from finsam.states import MemberKind
from finsam.swedish import dates, money, words
from insatser.models import Agreement, AgreementSigning, Application, Grant, Insats
from insatser.queries.own_words import clauses_of, without_value
from insatser.rules import AGREEMENT_AWAITED_DAYS, instalments
from insatser.states import INTERVAL_MONTHS, AgreementState, PaymentInterval, Side

AGREEMENT_FIELDS = (
    "förbundet", "insats", "part", "parten", "Parten", "partens", "ansökan", "beslut", "tid", "från", "till", "belopp",
    "belopp per år", "utbetalas", "utbetalning", "rapporter", "dialog", "platser", "uppsägning",
)  # fmt: skip
_PARTIES = {
    MemberKind.KOMMUN.value: "kommunen",
    MemberKind.REGION.value: "regionen",
    MemberKind.FK.value: "Försäkringskassan",
    MemberKind.AF.value: "Arbetsförmedlingen",
}
_NUMBERS = ("", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


def agreements_of(association: Association) -> QuerySet[Agreement]:
    """Give the förbund's agreements, with what every page shows of them."""
    return Agreement.objects.filter(insats__association=association).select_related(
        "insats__association",
        "insats__owner",
        "insats__body",
        "document",
        "frozen",
        "replaced_in",
        "returned_by",
    )


def agreements_on(insats: Insats, permissions: frozenset[Permission]) -> list[Agreement]:
    """Give an insats's agreements, the latest first; drafts are the office's."""
    rows = agreements_of(insats.association).filter(insats=insats)
    if Permission.WRITE_INSATSER not in permissions:
        rows = rows.exclude(state=AgreementState.DRAFT)
    return list(rows)


def listed_agreements(
    association: Association,
    permissions: frozenset[Permission],
    *,
    state: str = "",
    asked: str = "",
    ends_by: dt.date | None = None,
) -> QuerySet[Agreement]:
    """Give the agreements of all insatser, by state and by words in the insats's or the party's name; drafts are the office's.

    With `ends_by` those in force that run out by that day and that no later one takes the place of.
    """
    rows = agreements_of(association)
    if Permission.WRITE_INSATSER not in permissions:
        rows = rows.exclude(state=AgreementState.DRAFT)
    if ends_by:
        rows = rows.filter(ending_soon(ends_by))
    if state:
        rows = rows.filter(state=state)
    for word in asked.split():
        of_insats, of_party = (
            Q(**{f"{name}__icontains": word}) | Q(**{f"{name}__icontains": word.capitalize()})
            for name in ("insats__name", "party")
        )  # SQLite folds no å, ä or ö
        rows = rows.filter(of_insats | of_party)
    return rows.order_by("ends_on", "insats__name", "version")


def agreed_amounts(agreement: Agreement) -> dict[int, Decimal]:
    """Give what an agreement that has been sent or taken in says by year, in kronor; nothing of a draft."""
    content = agreement.content or {}
    return {int(year): Decimal(amount) for year, amount in content.get("amounts", ())}


def agreed_in_all(agreement: Agreement) -> Decimal | None:
    """Sum what an agreement says, in kronor; None where it says nothing."""
    amounts = agreed_amounts(agreement)
    return sum(amounts.values(), Decimal(0)) if amounts else None


def agreed_by_year(agreements: Iterable[Agreement]) -> dict[int, Decimal]:
    """Give what an insats's agreements, the latest first, say of each year: the latest signed one that reaches it."""
    found: dict[int, Decimal] = {}
    for each in agreements:
        if each.agreed_on is None:
            continue
        last = each.ended_on.year if each.ended_on else each.ends_on.year
        for year, amount in agreed_amounts(each).items():
            if year <= last:
                found.setdefault(year, amount)
    return found


def agreed_otherwise(agreed: Mapping[int, Decimal], granted: Mapping[int, Decimal], first: int) -> list[str]:
    """Say both figures of each year from `first` on for which another amount is agreed than granted; kronor."""
    return [
        f"För {year} är {money.kr_as_needed(amount)} kr överenskomna och {money.kr_as_needed(granted.get(year, Decimal(0)))} kr "
        "beviljade. Det rättas i nästa version av överenskommelsen."
        for year, amount in sorted(agreed.items())
        if year >= first and amount != granted.get(year, Decimal(0))
    ]


def places_to_sign(person: Person) -> QuerySet[AgreementSigning]:
    """Give the places on agreements that wait for a person."""
    return AgreementSigning.objects.filter(
        person=person, signed_at__isnull=True, agreement__state=AgreementState.FOR_SIGNING
    ).select_related("agreement__insats__association")


def is_asked_to_sign_agreement(person: Person) -> bool:
    """Whether a place on an agreement that has been sent is hers: she signs it, whatever roles she has."""
    return person.agreement_signings.exclude(agreement__state=AgreementState.DRAFT).exists()


def amounts_of(agreement: Agreement) -> dict[int, Decimal]:
    """Give what the insats is granted by year in the years of the agreement; kronor."""
    years = range(agreement.starts_on.year, agreement.ends_on.year + 1)
    sums: dict[int, Decimal] = {}
    for grant in _grants(agreement):
        if grant.year in years:
            sums[grant.year] = sums.get(grant.year, Decimal(0)) + grant.amount
    return dict(sorted(sums.items()))


def values_of(agreement: Agreement) -> dict[str, str]:
    """Give what stands in the fields of the agreement's clauses; "" where nothing is known."""
    insats, amounts = agreement.insats, amounts_of(agreement)
    party = _PARTIES.get(insats.owner.kind, "") if insats.owner else ""
    party = party or "den andra parten"
    return {
        "förbundet": insats.association.name,
        "insats": insats.name,
        "part": agreement.party,
        "parten": party,
        "Parten": words.capitalised(party),
        "partens": party if party.endswith("s") else f"{party}s",
        "ansökan": _application(agreement),
        "beslut": words.join_och(dict.fromkeys(_source(grant) for grant in _grants(agreement) if grant.year in amounts)),
        "tid": _time(agreement),
        "från": dates.long_date(agreement.starts_on),
        "till": dates.long_date(agreement.ends_on),
        "belopp": f"{money.kr_as_needed(sum(amounts.values(), Decimal(0)))} kronor" if amounts else "",
        "belopp per år": _by_year(amounts),
        "utbetalas": agreement.get_interval_display().lower(),
        "utbetalning": _instalments(agreement, amounts),
        "rapporter": agreement.reports.strip(),
        "dialog": _dialogue(agreement),
        "platser": f"{agreement.places} platser" if agreement.places else "",
        "uppsägning": _months(agreement.notice_months),
    }  # fmt: skip


def missing_before_signing(agreement: Agreement) -> list[str]:
    """Give what must be in place before an agreement is sent, as Swedish sentences."""
    values = values_of(agreement)
    missing = []
    if not agreement.party:
        missing.append("Skriv vem den andra parten är.")
    if not values["belopp"]:
        missing.append(
            f"{agreement.insats} har inga beviljade medel i {agreement.period}. Bevilja medel först, eller ändra tiden."
        )
    if preliminary := [grant for grant in _grants(agreement) if grant.is_preliminary]:
        missing.append(f"{_source(preliminary[0])} är inte justerad, så medlen är preliminära.")
    told = [name for name in without_value(clauses_of(agreement.clauses), values) if name != "belopp"]
    missing += [f"Fältet {{{name}}} är tomt: fyll i det, eller ta bort det ur texten." for name in told]
    places = list(agreement.signings.select_related("person"))
    sides = {place.side for place in places}
    if Side.ASSOCIATION not in sides:
        missing.append("Välj vem som skriver under för förbundet.")
    if Side.PARTY not in sides:
        missing.append("Skriv vem som skriver under för den andra parten.")
    signers = Counter(place.person.name for place in places)
    missing += [
        f"{name} står två gånger. Var och en skriver under en gång." for name, n in signers.items() if n > 1
    ]
    return missing


def agreement_standing(document: Document) -> Standing | None:
    """Tell how a file of an agreement stands; registered in `board.registries.verifying`."""
    row = Agreement.objects.filter(document=document).select_related("insats").first()
    if row:
        is_signed = row.state in {AgreementState.SIGNED, AgreementState.ENDED}
        ended = f"Den upphörde den {dates.long_date(row.ended_on)}." if row.ended_on else ""
        return Standing("överenskommelsen", is_signed, ended)
    place = AgreementSigning.objects.filter(document=document).first()
    if place or Agreement.objects.filter(frozen=document).exists():
        return Standing(
            "överenskommelsen", is_final=False, note="Den är inte undertecknad av alla i den här filen."
        )
    return None


def ending_soon(until: dt.date) -> Q:
    """Tell the agreements in force that run out by a day, or have run out without being ended, and are not followed by another."""
    followed = Agreement.objects.filter(replaces=OuterRef("pk"), state=AgreementState.SIGNED)
    return Q(state=AgreementState.SIGNED, ends_on__lte=until) & ~Q(Exists(followed))


def without_agreement(association: Association, today: dt.date) -> QuerySet[Insats]:
    """Give a member's insatser that a § has given money of late, with `given_on`, and that have no överenskommelse."""
    recent = today - dt.timedelta(days=AGREEMENT_AWAITED_DAYS)
    money = Grant.objects.current().filter(
        is_preliminary=False, amount__gt=0, decision__paragraph__meeting__held_on__gte=recent
    )
    rows = Insats.objects.of(association).filter(
        grants__in=money, agreements__isnull=True, owner__isnull=False
    )
    given_on = Max("grants__decision__paragraph__meeting__held_on")
    return rows.select_related("association").annotate(given_on=given_on).order_by("given_on", "name", "id")


def _grants(agreement: Agreement) -> list[Grant]:
    """Give the insats's grants in force, asked for once for an agreement at hand."""
    if not hasattr(agreement, "_grants"):
        rows = agreement.insats.grants.current().select_related("decision__paragraph__meeting")
        agreement._grants = list(rows.order_by("year", "id"))  # type: ignore[attr-defined]
    found: list[Grant] = agreement._grants  # type: ignore[attr-defined]
    return found


def _source(grant: Grant) -> str:
    return str(grant.decision.paragraph) if grant.decision else grant.source


def _application(agreement: Agreement) -> str:
    row = Application.objects.filter(insats=agreement.insats, submitted_at__isnull=False).first()
    if row is None or row.submitted_at is None:
        return "insatsens beskrivning"
    return f"ansökan den {dates.long_date(clock.day_of(row.submitted_at))}"


def _time(agreement: Agreement) -> str:
    return f"från den {dates.long_date(agreement.starts_on)} till den {dates.long_date(agreement.ends_on)}"


def _by_year(amounts: Mapping[int, Decimal]) -> str:
    return words.join_och(
        f"{money.kr_as_needed(amount)} kronor för {year}" for year, amount in amounts.items()
    )


def _instalments(agreement: Agreement, amounts: Mapping[int, Decimal]) -> str:
    months = INTERVAL_MONTHS[PaymentInterval(agreement.interval)]
    parts = instalments(amounts, starts_on=agreement.starts_on, ends_on=agreement.ends_on, months=months)
    return words.join_och(
        f"{money.kr_as_needed(each.amount)} kronor per den {dates.long_date(each.due_on)}" for each in parts
    )


def _dialogue(agreement: Agreement) -> str:
    if agreement.dialogue_on is None:
        return "Parterna möts till uppföljning när någon av dem ber om det."
    return f"Parterna möts till uppföljningsdialog den {dates.long_date(agreement.dialogue_on)}."


def _months(count: int) -> str:
    told = _NUMBERS[count] if 0 < count < len(_NUMBERS) else str(count)
    return f"{told} {'månad' if count == 1 else 'månader'}"
