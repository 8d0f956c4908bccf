"""What happens to the money if an ansökan is granted: what is left of the budget line, and equity at each year's end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Max

from finsam.models import Association
from finsam.swedish import money, words
from insatser.models import Application, AskedAmount
from insatser.queries.line_left import granted_apart
from insatser.queries.what_if_chart import CourseChart, draw_courses
from insatser.registries.outlook import Outlook, YearOutlook, outlook_of
from insatser.states import UNDECIDED

AHEAD = 2  # years after this one
ZERO = Decimal(0)
Amounts = Mapping[int, Decimal]


@dataclass(frozen=True)
class LineYear:
    """The budget line for insatser in a year, kronor; `left` None where nobody has said what the line is."""

    year: int
    line: Decimal | None
    source: str
    granted: Decimal
    others: Decimal
    proposed: Decimal

    @property
    def left(self) -> Decimal | None:
        return None if self.line is None else self.line - self.granted - self.proposed

    @property
    def granted_off(self) -> Decimal:
        return -self.granted or ZERO

    @property
    def proposed_off(self) -> Decimal:
        return -self.proposed or ZERO


@dataclass(frozen=True)
class Course:
    """Equity at the end of each year, one way that things may go; kronor, None where it is not known."""

    key: str
    label: str
    amounts: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class WhatIf:
    """Everything that the page says of the money."""

    years: tuple[int, ...]
    lines: tuple[LineYear, ...]
    courses: tuple[Course, ...]
    shares: tuple[Decimal | None, ...]
    limits: tuple[Decimal | None, ...]
    findings: tuple[str, ...]
    notes: tuple[str, ...]
    chart: CourseChart | None

    @property
    def has_others(self) -> bool:
        return any(each.others for each in self.lines)

    @property
    def has_limit(self) -> bool:
        return any(limit is not None for limit in self.limits)


def years_ahead(today_year: int, asked: Iterable[int]) -> tuple[int, ...]:
    """Give this year and the two next, and further on where money is asked for."""
    return tuple(range(today_year, max([today_year + AHEAD, *asked]) + 1))


def what_if(
    association: Association,
    *,
    years: tuple[int, ...],
    asked: Amounts,
    proposed: Amounts,
    is_beyond: bool = False,
    but: Application | None = None,
) -> WhatIf:
    """Give what `proposed` (kronor by year) does to the budget line and to equity, beside what is `asked`.

    With `is_beyond` the money is taken out of equity, beside the budget line (KL 11:15). `but` is the ansökan itself: what it
    has been granted already is not counted twice.
    """
    outlook = outlook_of(association, years[0], years[-1])
    every = tuple(sorted({*years, *(each.year for each in outlook.years)}))
    of_line, beside = granted_apart(association, every, but=but)
    granted = {year: of_line.get(year, ZERO) + beside.get(year, ZERO) for year in every}
    others = asked_by_others(association, but=but)
    lines = tuple(
        LineYear(year, outlook.of(year).line, outlook.of(year).line_source, of_line.get(year, ZERO), others.get(year, ZERO), proposed.get(year, ZERO))
        for year in years
    )  # fmt: skip
    ways: tuple[tuple[str, str, Amounts], ...] = (
        ("without", "Utan", {}),
        ("asked", "Som sökt", asked),
        ("proposed", "Förslaget", proposed),
    )
    courses = [
        Course(key, label, _course(outlook, every, years, granted, given, is_beyond=is_beyond)) for key, label, given in ways
    ]  # fmt: skip
    courses.append(
        Course(
            "only", "Bara det som är beviljat, och förslaget", _only(outlook, every, years, granted, proposed)
        )
    )
    last = courses[2]
    return WhatIf(
        years=years,
        lines=lines,
        courses=tuple(courses),
        shares=tuple(_share(amount, outlook.of(year)) for year, amount in zip(years, last.amounts, strict=True)),
        limits=tuple(_limit(outlook.of(year)) for year in years),
        findings=tuple(_findings(years, lines, courses, outlook, is_beyond=is_beyond)),
        notes=tuple(_notes(outlook, lines, is_as_planned=bool(proposed) and courses[0].amounts == last.amounts)),
        chart=draw_courses(
            outlook.equity, outlook.equity_year, years, {each.key: each.amounts for each in courses[:3]},
            tuple(_limit(outlook.of(year)) for year in years),
            percent=next((each.limit for each in outlook.years if each.limit is not None), None),
        ),
    )  # fmt: skip


def asked_by_others(association: Association, *, but: Application | None = None) -> dict[int, Decimal]:
    """Sum what the other applications that wait for a decision ask for in each year, kronor."""
    rows = AskedAmount.objects.filter(
        version__application__association=association, version__application__state__in=sorted(UNDECIDED)
    ).annotate(newest=Max("version__application__versions__number"))
    rows = rows.filter(version__number=F("newest"))
    if but:
        rows = rows.exclude(version__application=but.pk)
    sums: dict[int, Decimal] = {}
    for year, amount in rows.order_by().values_list("year", "amount"):
        sums[year] = sums.get(year, ZERO) + amount
    return sums


def _course(
    outlook: Outlook, every: tuple[int, ...], years: tuple[int, ...], granted: Amounts, given: Amounts, *, is_beyond: bool
) -> tuple[Decimal | None, ...]:  # fmt: skip
    """Follow equity when the budget line is used, and more where more is given than it holds."""
    spent = {}
    used = _lines_used(outlook, every)
    for year in every:
        already, more = granted.get(year, ZERO), given.get(year, ZERO)
        planned = used.get(year, already)
        spent[year] = max(planned, already) + more if is_beyond else max(planned, already + more)
    return _followed(outlook, every, years, spent)


def _lines_used(outlook: Outlook, every: tuple[int, ...]) -> dict[int, Decimal]:
    """Give each year's budget line; a year that takes the rest from the year before takes the line from it too."""
    used: dict[int, Decimal] = {}
    for year in every:
        told = outlook.of(year)
        if told.line is not None:
            used[year] = told.line
        elif told.assumed_from and year - 1 in used:
            used[year] = used[year - 1]
    return used


def _only(
    outlook: Outlook, every: tuple[int, ...], years: tuple[int, ...], granted: Amounts, given: Amounts
) -> tuple[Decimal | None, ...]:
    """Follow equity when nothing is spent but what is granted and this; years already past go by their line."""
    spent = {
        year: granted.get(year, ZERO) + given.get(year, ZERO)
        if year in years
        else outlook.of(year).line or ZERO
        for year in every
    }
    return _followed(outlook, every, years, spent)


def _followed(
    outlook: Outlook, every: tuple[int, ...], years: tuple[int, ...], spent: Amounts
) -> tuple[Decimal | None, ...]:
    equity, found = outlook.equity, {}
    for year in every:
        beside = outlook.of(year).beside
        equity = None if equity is None or beside is None else equity + beside - spent[year]
        found[year] = equity
    return tuple(found[year] for year in years)


def _limit(year: YearOutlook) -> Decimal | None:
    """The most that equity should be, in kronor."""
    if year.limit is None or year.contributions is None:
        return None
    return year.contributions * year.limit / 100


def _share(amount: Decimal | None, year: YearOutlook) -> Decimal | None:
    """Equity in percent of the year's contributions."""
    if amount is None or year.contributions is None:
        return None
    return money.share(amount, year.contributions)


def _findings(
    years: tuple[int, ...], lines: tuple[LineYear, ...], courses: list[Course], outlook: Outlook, *, is_beyond: bool
) -> Iterable[str]:  # fmt: skip
    if not is_beyond:
        for each in lines:
            if each.proposed and each.left is not None and each.left < 0:
                yield f"Förslaget är {_kr(-each.left)} mer än det som är kvar av budgetraden {each.year}."
    without, asked, proposed, _ = courses
    for course, words_of_it in ((proposed, "Enligt förslaget"), (asked, "Som sökt")):
        below = next(
            (y for y, a, b in zip(years, course.amounts, without.amounts, strict=True) if a is not None and a < 0 and a != b),
            None,
        )  # fmt: skip
        if below is not None:
            yield f"{words_of_it} tar eget kapital slut under {below}: {_kr(course.amounts[years.index(below)])}."
            break
    for year, amount in zip(years, proposed.amounts, strict=True):
        limit = _limit(outlook.of(year))
        if limit is not None and amount is not None and amount > limit:
            yield f"Eget kapital {year} är {_kr(amount - limit)} över riktmärket, också med förslaget."
            break


def _notes(outlook: Outlook, lines: tuple[LineYear, ...], *, is_as_planned: bool) -> Iterable[str]:
    sources = [each for each in lines if each.line is not None]
    if sources:
        said = words.join_och(f"{each.source.lower()}" for each in sources)
        yield f"Raden är {said}. Utan: hela budgetraden används, som planerat."
    if sources and is_as_planned:
        yield "Förslaget ryms i raden, så eget kapital blir som planerat."
    missing = [str(each.year) for each in lines if each.line is None]
    if missing:
        yield f"Det finns ingen budget eller plan för {words.join_och(missing)}."
    if outlook.equity is None:
        yield "Eget kapital räknas när det senaste årets balansräkning finns."
    assumed = [each for each in outlook.years if each.assumed_from]
    if assumed:
        years = words.join_och(str(each.year) for each in assumed)
        yield f"Bidrag, insatser och andra kostnader antas {years} vara som {assumed[0].assumed_from}."


def _kr(amount: Decimal | None) -> str:
    return f"{money.kr_as_needed(amount or ZERO)}{money.NO_BREAK}kr"
