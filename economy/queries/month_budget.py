"""The year's budget by month: how each line is divided, and what it comes to until a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.models import FigureSet, FiscalYear, LineSpread, StatementLine
from economy.queries.books import Book, fiscal_years_of
from economy.queries.ledger import ZERO, import_in_force, lines_of, sums_of_import
from economy.queries.ledger_months import month_table, months_of
from economy.states import FigureKind, SpreadWay, StatementKind
from finsam.swedish import dates, money, words
from finsam.web.asked_once import asked_once

Months = tuple[Decimal, ...]


@dataclass(frozen=True)
class SpreadRow:
    """A line's budget by month in kronor, with the sign that is stored; no months where it has no budget."""

    line: StatementLine
    way: str
    total: Decimal | None
    months: Months

    def until(self, count: int) -> Decimal | None:
        """Give the budget of the first months."""
        return None if self.total is None else sum(self.months[:count], ZERO)


def spread(total: Decimal, weights: Sequence[Decimal]) -> Months:
    """Divide kronor by weights to whole öre, so that the months are the total exactly; without weights equally."""
    whole = sum(weights, ZERO)
    if not whole:
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    found, reached, before = [], ZERO, ZERO
    for weight in weights:
        reached += weight
        until = money.round_half_up(total * reached / whole, 2)
        found.append(until - before)
        before = until
    return tuple(found)


def budget_to_copy(fiscal_year: FiscalYear) -> int | None:
    """Give the year before's number where it has a budget to begin this year's with, and this year has none."""
    budgets = FigureSet.objects.filter(
        fiscal_year__association=fiscal_year.association, kind=FigureKind.BUDGET,
        fiscal_year__year__in=(fiscal_year.year, fiscal_year.year - 1),
    )  # fmt: skip
    years = set(budgets.values_list("fiscal_year__year", flat=True))
    return fiscal_year.year - 1 if years == {fiscal_year.year - 1} else None


def month_budget(book: Book) -> list[SpreadRow]:
    """Give each line of the income statement with its budget by month: the budget that holds, or the one proposed.

    Two queries, and six more where a line follows last year's outcome.
    """
    column = book.budget
    amounts = book.amounts(column) if column else {}
    ways = _ways_of(book.fiscal_year)
    months = months_of(book.fiscal_year)
    before: Mapping[str, Months] = {}
    if any(row.way == SpreadWay.LAST_YEAR for row in ways.values()):
        before = last_year_by_month(book.fiscal_year)
    found = []
    for line in book.of(StatementKind.INCOME):
        if not line.is_line:
            continue
        own, total = ways.get(line.pk), amounts.get(line.key)
        way = own.way if own else SpreadWay.EQUAL
        weights = _weights(way, own.months if own else [], months, before.get(line.key))
        found.append(SpreadRow(line, way, total, () if total is None else spread(total, weights)))
    return found


@asked_once
def _ways_of(fiscal_year: FiscalYear) -> dict[int, LineSpread]:
    """Give how each line of the year is divided, where somebody has said it."""
    return {row.line_id: row for row in LineSpread.objects.filter(line__fiscal_year=fiscal_year)}


def _weights(way: str, own: Sequence[str], months: Sequence[dt.date], before: Months | None) -> list[Decimal]:
    if way == SpreadWay.QUARTERS:
        return [Decimal(month.month % 3 == 0) for month in months]
    if way == SpreadWay.OWN and len(own) == len(months):
        return [Decimal(each) for each in own]
    if way == SpreadWay.LAST_YEAR and before:
        return [before[month.month - 1] for month in months]
    return [Decimal(1)] * len(months)


def last_year_by_month(fiscal_year: FiscalYear) -> dict[str, Months]:
    """Give last year's outcome by line and calendar month from its books; nothing where they do not divide the year."""
    before = next(
        (each for each in fiscal_years_of(fiscal_year.association) if each.year == fiscal_year.year - 1), None
    )
    books = import_in_force(before) if before else None
    if before is None or books is None:
        return {}
    table = month_table(before, sums_of_import(books))
    found: dict[str, Months] = {}
    for row in table.rows if table.months else ():
        by_month = {day.month: amount for day, amount in zip(table.months, row.months, strict=True)}
        found[row.line.key] = tuple(by_month.get(month, ZERO) for month in range(1, 13))
    return found


def told_ways(rows: Sequence[SpreadRow]) -> str:
    """Say in a sentence how the budget is divided: "lika på månaderna, utom Föreningsavgift NNS"."""
    others = [row.line.label for row in rows if row.way != SpreadWay.EQUAL and row.total]
    if not others:
        return "Budgeten är fördelad lika på månaderna."
    if len(others) > 3:
        return f"Budgeten är fördelad lika på månaderna, utom {len(others)} rader."
    return f"Budgeten är fördelad lika på månaderna, utom {words.join_och(others)}."


def month_ends(fiscal_year: FiscalYear) -> list[dt.date]:
    """Give the last day of each of the year's months."""
    return [min(dates.end_of_month(month), fiscal_year.ends_on) for month in months_of(fiscal_year)]


def line_named(fiscal_year: FiscalYear, key: str) -> StatementLine | None:
    """Give the year's line of the income statement with the key, or None."""
    return next(
        (
            line
            for line in lines_of(fiscal_year)
            if line.key == key and line.is_line and line.statement == StatementKind.INCOME
        ),
        None,
    )
