"""What must agree in the reports of insatser: budget and grant, and what the original printed beside what its rows sum to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal

from board.models import DecisionAmount
from finsam.models import Association, PrintedFigure
from finsam.registries.checks import Finding, Kind
from finsam.swedish import money
from insatser.models import Grant, InsatsReport
from insatser.queries.completeness import Sums, mismatch, sums_of
from insatser.queries.register import granted_of_year, grants_of_year, source_of
from insatser.queries.reports import handed_in

TOPIC = "insatser.report"
_PARTS = {"budget": "Budget", "outcome": "Utfall"}


def budget_is_what_was_granted(association: Association, year: int) -> Iterable[Finding]:
    """Find reports whose budget is not what was decided for the insats."""
    grants = granted_of_year(association, year)
    for report in handed_in(association, year):
        amount, source = grants.get(report.insats_id, (None, ""))
        differs = mismatch(sums_of(list(report.sections.all())), amount)
        if differs:
            yield Finding(
                key=f"insatser.{report.insats.key}.budget",
                what=f"{report.insats}: budget och beviljade medel",
                here=money.kr_as_needed(differs.budget),
                here_place=f"{report}, Ekonomi, Summa budget",
                there=money.kr_as_needed(differs.granted),
                there_place=f"Beviljat {year}" + (f", {source}" if source else ""),
                kind=Kind.CROSS,
                remedy="Fråga insatsen vad resten avser, eller rätta det beviljade beloppet med beslutet som gäller.",
                url=report.get_absolute_url(),
                topic=TOPIC,
            )


def granted_is_what_was_decided(association: Association, year: int) -> Iterable[Finding]:
    """Find decisions of which more is granted for the year than they give: the § was changed, or names no amount."""
    decisions = {
        each.decision_id: each.decision for each in grants_of_year(association, year) if each.decision
    }
    if not decisions:
        return
    amounts = DecisionAmount.objects.filter(decision__in=decisions, year=year)
    decided = _sums((row.decision_id, row.amount) for row in amounts)
    granted = _sums((row.decision_id, row.amount) for row in grants_of_year(association, year))
    for key, granted_sum in ((key, granted[key]) for key in decisions if key):
        if granted_sum <= decided.get(key, Decimal(0)):
            continue
        paragraph = decisions[key].paragraph
        yield Finding(
            key=f"insatser.decision.{key}.granted",
            what=f"{paragraph}: beviljat och beslutat för {year}",
            here=money.kr_as_needed(granted_sum),
            here_place="Insatser, Beviljade medel",
            there=money.kr_as_needed(decided[key]) if key in decided else "Inget belopp",
            there_place=f"{paragraph}, att-satsens belopp",
            kind=Kind.CROSS,
            remedy="Rätta det som är beviljat, eller skriv beloppet vid beslutet så länge protokollet är ett utkast.",
            url=paragraph.get_absolute_url(),
            topic=TOPIC,
        )


def granted_once(association: Association, year: int) -> Iterable[Finding]:
    """Find insatser with money of a year by two §§ that both hold: one may be meant to take the place of the other."""
    by_insats: dict[int, list[Grant]] = defaultdict(list)
    for grant in grants_of_year(association, year):
        by_insats[grant.insats_id].append(grant)
    for grants in by_insats.values():
        first, last = grants[0], grants[-1]
        if _by_the_same(first, last):
            continue
        yield Finding(
            key=f"insatser.{first.insats.key}.granted_twice",
            what=f"{first.insats}: två beslut om medel för {year}",
            here=money.kr_as_needed(first.amount),
            here_place=source_of(first),
            there=money.kr_as_needed(last.amount),
            there_place=source_of(last),
            kind=Kind.CROSS,
            remedy="Gäller båda läggs de ihop, och inget behöver göras. Ersätter det senare det tidigare: bevilja det med det "
            "tidigare som ersatt.",
            url=first.insats.get_absolute_url(),
            topic=TOPIC,
        )


def _by_the_same(one: Grant, other: Grant) -> bool:
    """Whether two are one grant, or parts of what one § gave."""
    if one.decision is None or other.decision is None:
        return one.pk == other.pk
    return one.decision.paragraph_id == other.decision.paragraph_id


def _sums(amounts: Iterable[tuple[int | None, Decimal]]) -> dict[int, Decimal]:
    found: dict[int, Decimal] = defaultdict(Decimal)
    for key, amount in amounts:
        if key:
            found[key] += amount
    return found


def printed_sums(association: Association, year: int) -> Iterable[Finding]:
    """Find originals whose printed sum is missing or is not what their rows sum to."""
    printed = PrintedFigure.objects.filter(association=association, document=printed_in(year))
    by_key = {figure.key: figure for figure in printed}
    if not by_key:
        return
    for report in handed_in(association, year):
        sums = sums_of(list(report.sections.all()))
        found = [_printed(report, part, sums, by_key) for part in _PARTS]
        missing = [each for each in found if each]
        # One row left blank is one fault, though it lacks two sums.
        yield from missing[:1]


def printed_in(year: int) -> str:
    """Name the originals whose printed sums are kept."""
    return f"Årsrapporter {year}, inlämnade original"


def _printed(report: InsatsReport, part: str, sums: Sums, by_key: dict[str, PrintedFigure]) -> Finding | None:
    figure, amount = by_key.get(f"insatser.{report.insats.key}.{part}"), getattr(sums, part)
    if figure is None or amount is None or figure.value == money.kr_as_needed(amount).replace("\u00a0", " "):
        return None
    is_missing = not figure.value
    return Finding(
        key=f"insatser.{report.insats.key}.printed_sum",
        what=f"{report.insats}: summan i årsrapporten",
        here=figure.value or "Inget belopp",
        here_place=f"{figure.document}, {figure.place}",
        there=money.kr_as_needed(amount),
        there_place=f"{report}, raderna summerade",
        kind=Kind.MISSING if is_missing else Kind.REAL,
        remedy="Räkna med raderna. Originalet lämnade summan tom."
        if is_missing
        else "Räkna med raderna. Originalet är felräknat.",
        url=report.get_absolute_url(),
        topic=TOPIC,
    )
