"""What is left of the budget line for insatser: while a § is written, and of what is granted already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum

from board.models import DecisionAmount, Paragraph
from board.registries.money_left import Left, WrittenAmount
from board.states import COMES_BACK
from finsam.models import Association
from finsam.swedish import money
from finsam.web.asked_once import asked_once
from insatser.models import Application, Grant, Insats
from insatser.registries.outlook import YearOutlook, lines_of
from insatser.rules import EQUITY_WORDS, is_for_insatser, is_from_equity

ZERO = Decimal(0)
REMEDY = "Rätta ett belopp, eller besluta om en ändrad budget."


@dataclass(frozen=True)
class Passed:
    """A year of which more is granted than the budget line for insatser has, in kronor."""

    year: int
    granted: Decimal
    line: Decimal
    source: str

    @property
    def fact(self) -> str:
        """Both figures."""
        return (
            f"Beviljat {self.year} är {_kr(self.granted)} och budgetraden för insatser {_kr(self.line)} ({self.source}): "
            f"{_kr(self.granted - self.line)} mer."
        )

    @property
    def said(self) -> str:
        """Both figures, and what may be done."""
        return f"{self.fact} {REMEDY}"


def left_of_line(paragraph: Paragraph, written: Sequence[WrittenAmount]) -> list[Left]:
    """Tell what is left of the budget line in the meeting's year, the next, and each that the § gives money for.

    What the § replaces is not counted, and what the meeting's other §§ give is. Registered in `board.registries.money_left`;
    nothing for money that is not for insatser, that is taken out of equity, or when no budget is stored.
    """
    if paragraph.outcome in COMES_BACK:
        return []
    given = _given(paragraph, written)
    if not given:
        return []
    first = paragraph.meeting.held_on.year
    years = sorted({first, first + 1, *given})
    association = paragraph.meeting.body.association
    outlook = lines_of(association, min(years), max(years))
    if all(outlook.of(year).line is None for year in years):
        return []
    taken, others = _taken(paragraph, set(given)), _in_other_paragraphs(paragraph)
    told = [
        _told(outlook.of(year), taken.get(year, ZERO) + others.get(year, ZERO), given.get(year))
        for year in years
    ]
    if any(others.get(year) for year in years):
        told.append(Left("Det som mötets andra paragrafer ger är räknat."))
    return [left for left in told if left]


def granted_apart(
    association: Association, years: Iterable[int], *, but: Application | None = None
) -> tuple[dict[int, Decimal], dict[int, Decimal]]:
    """Sum by year what insatser are granted of the budget line, and what a § takes out of equity beside it; kronor.

    What the ansökan `but` has given, or would replace, is left out. One query.
    """
    rows = _with_equity(association).filter(year__in=list(years))
    if but and but.matter_id:
        rows = rows.exclude(decision__paragraph__matter=but.matter_id)
    if but and but.is_change:
        rows = rows.exclude(insats=but.insats_id)
    of_line: dict[int, Decimal] = defaultdict(Decimal)
    beside: dict[int, Decimal] = defaultdict(Decimal)
    for year, amount, is_equity in rows.values_list("year", "amount", "is_equity"):
        (beside if is_equity else of_line)[year] += amount
    return dict(of_line), dict(beside)


@dataclass(frozen=True)
class HeldGrant:
    """A grant in force: whether its § takes the money out of equity, and what the att-sats gives for the year; kronor."""

    year: int
    amount: Decimal
    is_equity: bool
    decision_id: int | None
    decided: Decimal | None


@asked_once
def held_grants(association: Association, first: int, last: int) -> list[HeldGrant]:
    """Give every grant in force of the years: one query."""
    of_clause = DecisionAmount.objects.filter(decision=OuterRef("decision"), year=OuterRef("year")).order_by()
    total = of_clause.values("decision").annotate(total=Sum("amount")).values("total")
    rows = _with_equity(association).filter(year__gte=first, year__lte=last).annotate(decided=Subquery(total))
    return [
        HeldGrant(*row) for row in rows.values_list("year", "amount", "is_equity", "decision_id", "decided")
    ]


@asked_once
def passed_lines(association: Association, first: int, last: int) -> list[Passed]:
    """Give the years of which more is granted than the budget line has."""
    granted: dict[int, Decimal] = defaultdict(Decimal)
    for grant in held_grants(association, first, last):
        if not grant.is_equity:
            granted[grant.year] += grant.amount
    if not granted:
        return []
    outlook = lines_of(association, first, last)
    found = [(year, amount, outlook.of(year)) for year, amount in sorted(granted.items())]
    return [
        Passed(year, amount, told.line, told.line_source)
        for year, amount, told in found
        if told.line is not None and amount > told.line
    ]


def _told(year: YearOutlook, taken: Decimal, given: Decimal | None) -> Left | None:
    """Say what is left of a year's line before the § and after it."""
    if year.line is None:
        return Left(f"Det finns ingen budget eller plan för insatser {year.year}.") if given else None
    left = year.line - taken
    before = f"Kvar av budgetraden för insatser {year.year}: {_kr(left)} ({year.line_source})."
    if given is None:
        return Left(before)
    after = left - given
    if after < 0:
        return Left(
            f"{before} Beslutet ger {_kr(given)}, {_kr(-after)} mer än det som är kvar.", is_passed=True
        )
    return Left(f"{before} Efter beslutet: {_kr(after)}.")


def _given(paragraph: Paragraph, written: Iterable[WrittenAmount]) -> dict[int, Decimal]:
    """Sum by year what the § gives insatser of the line."""
    is_known = (
        Application.objects.filter(matter=paragraph.matter_id).exists() if paragraph.matter_id else False
    )
    names: list[str] | None = None
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for each in written:
        if is_from_equity(each.financing):
            continue
        if not is_known and names is None:
            names = _names(paragraph.meeting.body.association)
        if is_known or is_for_insatser(each.clause, each.financing, names or ()):
            sums[each.year] += each.amount
    return dict(sums)


def _taken(paragraph: Paragraph, years: set[int]) -> dict[int, Decimal]:
    """Sum what is granted of the line by year, but by the § itself and what it replaces."""
    rows = _with_equity(paragraph.meeting.body.association).filter(is_equity=False)
    rows = rows.exclude(decision__paragraph=paragraph)
    if paragraph.matter_id:
        rows = rows.exclude(decision__paragraph__matter=paragraph.matter_id, year__in=years)
        changed = Application.objects.filter(matter=paragraph.matter_id, round__is_for_changes=True)
        rows = rows.exclude(insats__in=changed.values("insats"), year__in=years)
    if paragraph.corrects_it and paragraph.refers_to_id:
        rows = rows.exclude(decision__paragraph=paragraph.refers_to_id, year__in=years)
    return dict(rows.values_list("year").annotate(total=Sum("amount")))


def _in_other_paragraphs(paragraph: Paragraph) -> dict[int, Decimal]:
    """Sum what the meeting's other §§ give insatser of the line and nobody has been granted yet."""
    rows = DecisionAmount.objects.filter(decision__paragraph__meeting=paragraph.meeting_id)
    rows = rows.exclude(decision__paragraph=paragraph).exclude(decision__paragraph__outcome__in=COMES_BACK)
    rows = rows.annotate(
        is_granted=Exists(Grant.objects.filter(decision=OuterRef("decision"), year=OuterRef("year")))
    )
    known = Exists(Application.objects.filter(matter=OuterRef("decision__paragraph__matter")))
    found = [
        row for row in rows.annotate(is_known=known).select_related("decision")
        if not row.is_granted and not is_from_equity(row.financing)
    ]  # fmt: skip
    names = _names(paragraph.meeting.body.association) if found else []
    sums: dict[int, Decimal] = defaultdict(Decimal)
    for row in found:
        if row.is_known or is_for_insatser(row.decision.text, row.financing, names):
            sums[row.year] += row.amount
    return dict(sums)


def _with_equity(association: Association) -> QuerySet[Any]:
    """Give the grants in force, each with `is_equity`: whether its § takes the year's money out of equity."""
    says_equity = reduce(or_, (Q(financing__icontains=said) for said in EQUITY_WORDS))
    equity = DecisionAmount.objects.filter(says_equity, decision=OuterRef("decision"), year=OuterRef("year"))
    return (
        Grant.objects.current()
        .filter(insats__association=association)
        .annotate(is_equity=Exists(equity))
        .order_by()
    )


@asked_once
def _names(association: Association) -> list[str]:
    return list(Insats.objects.of(association).order_by().values_list("name", flat=True))


def _kr(amount: Decimal) -> str:
    return f"{money.kr_as_needed(amount)}{money.NO_BREAK}kr"
