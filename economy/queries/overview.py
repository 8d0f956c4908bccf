"""The economy's first page: so far, share of the year and the year, in one table; and equity over the years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from economy import rules
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.books import Book, Books, open_books
from economy.queries.notes import notes
from economy.queries.ratios import FIVE, Ratios, equity_limit, ratios_of
from economy.states import FigureKind, LineKind, LineRole, StatementKind
from finsam.models import Association
from finsam.swedish import dates
from finsam.swedish.money import share


@dataclass(frozen=True)
class Bar:
    """A bar as SVG wants it: how far it reaches and where its tick stands, in percent of its length."""

    reach: str
    tick: str = ""


@dataclass(frozen=True)
class OverviewRow:
    """A row as the page shows it; kronor as printed, deviations plus where it is better than budget.

    `kind` is group, line, drill, sum or big. `share` is the outcome in percent of the whole year's budget.
    """

    kind: str
    label: str
    key: str = ""
    note: int | None = None
    outcome: Decimal | None = None
    budget: Decimal | None = None
    deviation: Decimal | None = None
    share: Decimal | None = None
    bar: Bar | None = None
    later: Decimal | None = None
    year_budget: Decimal | None = None
    later_deviation: Decimal | None = None
    may_open: bool = False
    is_open: bool = False


@dataclass(frozen=True)
class Overview:
    """One period's table with its heads; `later` is the forecast of the year, for a part of it."""

    period: FigureSet
    ratios: Ratios
    budget: FigureSet | None
    year_budget: FigureSet | None
    later: FigureSet | None
    forecast_result: Decimal | None
    budget_result: Decimal | None
    year_budget_result: Decimal | None
    rows: tuple[OverviewRow, ...]
    limit: Decimal | None

    @property
    def is_whole_year(self) -> bool:
        return self.period.is_whole_year

    @property
    def width(self) -> int:
        """How many columns the table has."""
        compared = 2 if self.budget else 0
        return 5 + compared + (0 if self.is_whole_year else 3 if self.later else 1)

    @property
    def title(self) -> str:
        """What the page is about: "Resultat 2021", or the days of a part of the year."""
        return f"Resultat {self.period.fiscal_year.period if self.is_whole_year else self.period.period}"

    @property
    def sub(self) -> str:
        """Where the figures come from and whether they are adopted."""
        if self.period.is_adopted:
            return f"Fastställt {self.period.adopted_by or self.period.adopted_on}."
        source = f" Källa: {self.period.source}." if self.period.source else ""
        return f"Inte fastställt.{source}"


@dataclass(frozen=True)
class _Columns:
    book: Book
    outcome: FigureSet
    budget: FigureSet | None
    year_budget: FigureSet | None
    later: FigureSet | None
    elapsed: Decimal

    def amount(self, column: FigureSet | None, key: str) -> Decimal | None:
        return self.book.amounts(column).get(key) if column else None


def periods_of(association: Association) -> list[FigureSet]:
    """Give every outcome of the association, the earliest first: what the page's period picker shows."""
    rows = FigureSet.objects.filter(
        fiscal_year__association=association,
        kind=FigureKind.OUTCOME,
        starts_on__gte=F("fiscal_year__starts_on"),
    )
    newest = {}
    for each in rows.select_related("fiscal_year__association").order_by("version"):
        newest[each.fiscal_year_id, each.key] = each
    return sorted(newest.values(), key=lambda each: (each.fiscal_year.year, each.ends_on))


def overview(
    fiscal_year: FiscalYear, period: FigureSet, *, opened: str = "", books: Books | None = None
) -> Overview:
    """Give the table of a period of the year; `opened` is the key of the line whose note's rows are shown."""
    years = range(fiscal_year.year - FIVE + 1, fiscal_year.year + 1)
    books = books or open_books(fiscal_year.association, years)
    book = books.by_year[fiscal_year.year]
    forecast = book.find(FigureKind.FORECAST)
    budget = book.find(FigureKind.BUDGET, ends_on=period.ends_on)
    later = None if period.is_whole_year else forecast
    columns = _Columns(book, period, budget, book.budget, later, _elapsed(period))
    ratios = ratios_of(books, period)
    return Overview(
        period=period,
        ratios=ratios,
        budget=budget,
        year_budget=book.budget,
        later=columns.later,
        forecast_result=_result(book, later),
        budget_result=_result(book, budget),
        year_budget_result=_result(book, book.budget),
        rows=tuple(_rows(columns, books, opened)),
        limit=equity_limit(fiscal_year.association, fiscal_year.year, ratios.contributions),
    )


def _elapsed(period: FigureSet) -> Decimal:
    """How much of the fiscal year the period covers, in percent, by months as budgets are."""
    year = period.fiscal_year
    whole = dates.months(year.starts_on, year.ends_on)
    return Decimal(dates.months(period.starts_on, period.ends_on) * 100) / whole


def _result(book: Book, column: FigureSet | None) -> Decimal | None:
    return rules.result_of(book.lines, book.amounts(column)) if column else None


def _rows(columns: _Columns, books: Books, opened: str) -> list[OverviewRow]:
    rows: list[OverviewRow] = []
    numbers = {each.number for each in columns.book.fiscal_year.notes.all()} if columns.book.lines else set()
    for line in columns.book.of(StatementKind.INCOME):
        if line.kind == LineKind.HEADING:
            rows.append(OverviewRow("group", line.label, line.key))
            continue
        row = _row(columns, line, may_open=line.note in numbers, is_open=line.key == opened)
        rows.append(row)
        if row.is_open and row.may_open:
            rows += _drills(columns, books, line)
    return rows


def _row(columns: _Columns, line: StatementLine, *, may_open: bool, is_open: bool) -> OverviewRow:
    kind = "line" if line.holds_amounts else ("big" if line.role == LineRole.YEARS_RESULT else "sum")
    found = {
        name: columns.amount(column, line.key)
        for name, column in [
            ("outcome", columns.outcome), ("budget", columns.budget), ("year_budget", columns.year_budget),
            ("later", columns.later),
        ]
    }  # fmt: skip
    part = _share(found["outcome"], found["year_budget"])
    shown = {name: None if amount is None else amount * line.sign for name, amount in found.items()}
    return OverviewRow(
        kind=kind, label=line.label, key=line.key, note=line.note, **shown,
        deviation=_less(found["outcome"], found["budget"]), share=None if kind == "big" else part,
        bar=None if kind == "big" else _bar(part, columns.elapsed),
        later_deviation=_less(found["later"], found["year_budget"]), may_open=may_open and line.is_line,
        is_open=is_open,
    )  # fmt: skip


def _drills(columns: _Columns, books: Books, line: StatementLine) -> list[OverviewRow]:
    """The rows of a line's note, in the same columns."""
    asked = [columns.outcome, columns.budget, columns.year_budget, columns.later]
    sets = [each for each in asked if each]
    table = next(
        (each for each in notes(columns.book.fiscal_year, sets, books=books) if each.number == line.note),
        None,
    )
    if table is None:
        return []
    found = []
    for row in table.rows:
        if not any(row.values):
            continue  # it had money another year
        by_set = dict(zip([each.pk for each in sets], row.values, strict=True))
        outcome, budget, year_budget, later = (by_set.get(each.pk) if each else None for each in asked)
        part = _share(outcome, year_budget)
        found.append(
            OverviewRow(
                kind="drill", label=row.label, outcome=outcome, budget=budget, year_budget=year_budget, later=later,
                deviation=_signed_less(outcome, budget, line.sign), share=part, bar=_bar(part, columns.elapsed),
                later_deviation=_signed_less(later, year_budget, line.sign),
            )
        )  # fmt: skip
    return found


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    # A surplus has no share of a budgeted deficit.
    return None if part is None or not whole or part * whole < 0 else share(part, whole)


def _less(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first - second


def _signed_less(first: Decimal | None, second: Decimal | None, sign: int) -> Decimal | None:
    difference = _less(first, second)
    return None if difference is None else difference * sign


def _bar(part: Decimal | None, elapsed: Decimal) -> Bar | None:
    if part is None:
        return None
    reach = min(max(part, Decimal(0)), Decimal(100))
    return Bar(f"{reach:.1f}%", f"{elapsed:.1f}%" if elapsed < 100 else "100%")
