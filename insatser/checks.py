"""What must agree in the reports of insatser: budget and grant, and what the original printed beside what its rows sum to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.urls import reverse

from finsam.models import Association, PrintedFigure
from finsam.registries.checks import Finding, Kind
from finsam.swedish import money
from insatser.models import Grant, InsatsReport
from insatser.queries.completeness import Sums, mismatch, sums_of
from insatser.queries.grant_remarks import BEYOND_REMEDY, BY_TWO_REMEDY, beyond_decided, by_two
from insatser.queries.register import granted_of_year, grants_of_year, source_of
from insatser.queries.reports import handed_in
from insatser.queries.shares import counted_twice, shared_uncounted

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
    decisions = [each.decision for each in grants_of_year(association, year)]
    for each in beyond_decided(association, decisions, [year]):
        paragraph = each.decision.paragraph
        yield Finding(
            key=f"insatser.decision.{each.decision.pk}.granted",
            what=f"{paragraph}: beviljat och beslutat för {year}",
            here=money.kr_as_needed(each.granted),
            here_place="Insatser, Beviljade medel",
            there="Inget belopp" if each.decided is None else money.kr_as_needed(each.decided),
            there_place=f"{paragraph}, att-satsens belopp",
            kind=Kind.CROSS,
            remedy=BEYOND_REMEDY,
            url=paragraph.get_absolute_url(),
            topic=TOPIC,
        )


def granted_once(association: Association, year: int) -> Iterable[Finding]:
    """Find insatser with money of a year by two §§ that both hold: one may be meant to take the place of the other."""
    by_insats: dict[int, list[Grant]] = defaultdict(list)
    for grant in grants_of_year(association, year):
        by_insats[grant.insats_id].append(grant)
    for grants in by_insats.values():
        pair = by_two(grants)
        if pair is None:
            continue
        first, last = pair
        yield Finding(
            key=f"insatser.{first.insats.key}.granted_twice",
            what=f"{first.insats}: två beslut om medel för {year}",
            here=money.kr_as_needed(first.amount),
            here_place=source_of(first),
            there=money.kr_as_needed(last.amount),
            there_place=source_of(last),
            kind=Kind.CROSS,
            remedy=BY_TWO_REMEDY,
            url=first.insats.get_absolute_url(),
            topic=TOPIC,
        )


def shared_is_counted_once(association: Association, year: int) -> Iterable[Finding]:
    """Find what is counted twice: an insats of one's own beside the same shared by another förbund, and undivided counts."""
    for insats, number, share, through in counted_twice(association, year):
        yield Finding(
            key=f"insatser.{insats.key}.counted_twice",
            what=f"{insats}: samma deltagare räknade två gånger",
            here=str(number),
            here_place="Egen insats, Deltagare",
            there="Inte lämnat" if through is None else str(through),
            there_place=f"Delad insats, {share.insats.association}",
            kind=Kind.REAL,
            remedy="Räkna dem på ett ställe: i den delade insatsen. Ta bort antalen i den egna.",
            url=insats.get_absolute_url(),
            topic=TOPIC,
        )
    for insats, number, share in shared_uncounted(association, year):
        yield Finding(
            key=f"insatser.{insats.key}.share_{share.pk}_uncounted",
            what=f"{insats}: deltagarna är inte uppdelade på förbund",
            here=str(number),
            here_place="Egna deltagare",
            there="Inte räknat",
            there_place=f"Deltagare från {share.association}",
            kind=Kind.MISSING,
            remedy="Räkna vart och ett av förbunden för sig, och skriv 0 där ingen deltog. Annars räknas de två gånger.",
            url=reverse("share_list", args=[association.slug, insats.pk]) + f"?ar={year}",
            topic=TOPIC,
        )


def printed_sums(association: Association, year: int) -> Iterable[Finding]:
    """Find originals whose printed sum is missing or is not what their rows sum to."""
    reports = handed_in(association, year)
    if not reports:
        return
    printed = PrintedFigure.objects.filter(association=association, document=printed_in(year))
    by_key = {figure.key: figure for figure in printed}
    if not by_key:
        return
    for report in reports:
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
