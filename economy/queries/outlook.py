"""What budget and plans give insatser in the years to come, and what equity they begin from."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy import rules
from economy.models import FigureSet
from economy.queries.books import Books, open_books, open_plans
from economy.queries.equity_ahead import equity_before, expected_column
from economy.queries.ratios import equity_limit
from economy.states import INSATS_ROLES, FigureKind, LineRole
from finsam.models import Association
from insatser.registries.outlook import Outlook, YearOutlook

BACK = 3  # years before the first in which equity may be known last


def outlook(association: Association, first: int, last: int) -> Outlook:
    """Give the years from `first` until `last` as budget and plans tell them, and equity as the first one begins.

    The line for insatser is the budget's or else the plan's; incomes and other costs are those that are expected (see
    economy.queries.equity_ahead). What a year lacks is taken from the year before, and said. Registered in
    `insatser.registries.outlook`.
    """
    books = open_books(association, range(first - BACK, last + 1))
    years: list[YearOutlook] = []
    for year in range(first, last + 1):
        years.append(_year(books, year, first, years[-1] if years else None))
    return Outlook(equity_before(books, first), first - 1, tuple(years))


def insats_lines(association: Association, first: int, last: int) -> Outlook:
    """Give the line for insatser of each year alone, as `outlook` has it: two queries.

    Registered in `insatser.registries.outlook`.
    """
    books = open_plans(association, range(first - 1, last + 1))
    years = ((year, _planned(books, year, first)) for year in range(first, last + 1))
    return Outlook(None, None, tuple(YearOutlook(year, **_told(books, own)) for year, own in years))


def _told(books: Books, own: FigureSet | None) -> dict[str, Any]:
    """Give the line for insatser in a column, and what the column is called."""
    line = _line(books, own) if own else None
    return {"line": line, "line_source": own.label if own and line is not None else ""}


def _year(books: Books, year: int, first: int, before: YearOutlook | None) -> YearOutlook:
    own, expected = _planned(books, year, first), expected_column(books, year, first)
    beside = _beside(books, expected) if expected else None
    contributions = _contributions(books, expected or own)
    stand_in = before if beside is None and before and before.beside is not None else None
    if stand_in:
        beside, contributions = stand_in.beside, contributions or stand_in.contributions
    return YearOutlook(
        year=year,
        **_told(books, own),
        beside=beside,
        assumed_from=(stand_in.assumed_from or stand_in.year) if stand_in else None,
        contributions=contributions,
        limit=equity_limit(books.association, year, contributions),
    )


def _planned(books: Books, year: int, first: int) -> FigureSet | None:
    """Give the year's budget, or the plan of it that stands beside this or the last year's budget."""
    own = books.get(year)
    if own and own.budget:
        return own.budget
    for book in filter(None, (books.get(first), books.get(first - 1))):
        for each in book.sets:
            is_of_year = each.starts_on.year == each.ends_on.year == year
            if each.kind == FigureKind.PLAN and is_of_year and not each.is_part_of_year:
                return each
    return None


def _line(books: Books, column: FigureSet) -> Decimal | None:
    cost = rules.of_roles(books.book_of(column).lines, books.amounts(column), INSATS_ROLES)
    return None if cost is None else -cost


def _beside(books: Books, column: FigureSet) -> Decimal | None:
    """Give incomes less every cost but insatser."""
    result = rules.result_of(books.book_of(column).lines, books.amounts(column))
    return None if result is None else result + (_line(books, column) or Decimal(0))


def _contributions(books: Books, column: FigureSet | None) -> Decimal | None:
    if column is None:
        return None
    return rules.of_roles(books.book_of(column).lines, books.amounts(column), {LineRole.CONTRIBUTION})
