"""Equity over the coming years against its limit: as it is planned, and as it would be if something were decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from economy.models import FigureSet
from economy.queries.books import Books, open_books
from economy.queries.ratios import equity_limit, ratios_of
from economy.states import FigureKind
from finsam.models import Association
from finsam.swedish.money import share

YEARS = 3  # 11 kap. 6 § kommunallagen: the plan's years, the budget's the first of them
ZERO = Decimal(0)


@dataclass(frozen=True)
class EquityYear:
    """A year's equity; kronor. None where it is not known.

    `basis` names the column that the result is taken from ("Prognos 2022"), and is "" where the year has no budget or
    plan: then the year is taken to be in balance, with the contributions of the year before. `change` is what would
    be added to the result: minus for a cost. `limit_percent` is the förbund's limit in percent of the contributions.
    """

    year: int
    basis: str
    opening: Decimal | None
    result: Decimal | None
    change: Decimal
    contributions: Decimal | None
    limit_percent: Decimal | None

    @property
    def is_assumed(self) -> bool:
        """Whether nothing is planned for the year."""
        return not self.basis

    @property
    def closing(self) -> Decimal | None:
        """Equity at the year's end."""
        if self.opening is None or self.result is None:
            return None
        return self.opening + self.result + self.change

    @property
    def share(self) -> Decimal | None:
        """Equity at the year's end in percent of the year's contributions."""
        return (
            share(self.closing, self.contributions)
            if self.closing is not None and self.contributions
            else None
        )

    @property
    def limit(self) -> Decimal | None:
        """The limit in kronor."""
        if self.limit_percent is None or self.contributions is None:
            return None
        return self.contributions * self.limit_percent / 100

    @property
    def above_limit(self) -> Decimal | None:
        """How far equity at the year's end is above the limit in kronor; minus where it is below."""
        return None if self.closing is None or self.limit is None else self.closing - self.limit

    @property
    def is_over(self) -> bool:
        """Whether there is more equity than the limit."""
        return (self.above_limit or ZERO) > 0

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left of the equity, and the members would have to add (22 § lag 2003:1210)."""
        return self.closing is not None and self.closing < 0


def equity_ahead(
    association: Association, first_year: int, *, changes: Mapping[int, Decimal] | None = None,
    contributions: Mapping[int, Decimal] | None = None, count: int = YEARS, books: Books | None = None,
) -> tuple[EquityYear, ...]:  # fmt: skip
    """Give equity for `count` years from the first, from each year's forecast, or else its budget or plan.

    `changes` are kronor by year that would be added to the result (a grant of 300 000 is -300 000). `contributions`
    replace those of a year, and what differs from the planned is added to its result. Asks at most what `open_books` does.
    """
    changes, contributions = changes or {}, contributions or {}
    books = books or open_books(association)
    opening, paid, found = equity_before(books, first_year), None, []
    for year in range(first_year, first_year + count):
        column = expected_column(books, year, first_year)
        ratios = ratios_of(books, column) if column else None
        planned = ratios.contributions if ratios else paid
        result = (ratios.result if ratios else None) or (ZERO if opening is not None else None)
        change = changes.get(year, ZERO)
        if year in contributions:
            change += contributions[year] - (planned or ZERO)
        paid = contributions.get(year, planned)
        each = EquityYear(
            year, str(column.label) if column else "", opening, result, change, paid,
            equity_limit(association, year, paid),
        )  # fmt: skip
        found.append(each)
        opening = each.closing
    return tuple(found)


def expected_column(books: Books, year: int, plan_year: int) -> FigureSet | None:
    """Give what is expected of a year: its outcome, forecast or budget, or the plan beside the budget of `plan_year`."""
    for kind in (FigureKind.OUTCOME, FigureKind.FORECAST, FigureKind.BUDGET, FigureKind.PLAN):
        for own in (books.get(year), books.get(plan_year), books.get(plan_year - 1)):
            column = (
                next((each for each in own.sets if each.kind == kind and _is_of(each, year)), None)
                if own
                else None
            )
            if (
                own
                and column
                and any(amount is not None for amount in own.stored.get(column.pk, {}).values())
            ):
                return column
    return None


def _is_of(column: FigureSet, year: int) -> bool:
    """Whether the column covers the whole of the year, in its own book or beside another year's budget."""
    if column.fiscal_year.year == year:
        return column.is_whole_year
    return (column.starts_on, column.ends_on) == (dt.date(year, 1, 1), dt.date(year, 12, 31))


def equity_before(books: Books, year: int) -> Decimal | None:
    """Give equity as the year begins: as last year's end or the year's own books tell it, or as it is expected."""
    before = books.get(year - 1)
    closed = ratios_of(books, before.outcome).equity if before and before.outcome else None
    if closed is not None:
        return closed
    if kept := books.historical.get((year - 1, "equity")):
        return kept.value
    own = books.get(year)
    for column in own.sets if own else ():
        ratios = ratios_of(books, column) if column.is_outcome and column.is_within_year else None
        if ratios and ratios.equity is not None and ratios.result is not None:
            return ratios.equity - ratios.result
    expected = expected_column(books, year - 1, year - 1) if before else None
    result = ratios_of(books, expected).result if expected else None
    start = equity_before(books, year - 1) if result is not None else None
    return None if start is None or result is None else start + result
