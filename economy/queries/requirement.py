"""The balanskravsutredning: the year's result as the balance requirement counts it, and what is carried on of deficits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, FiscalYear
from economy.queries.books import Books, open_books
from economy.queries.tables import (
    Row,
    Statement,
    Values,
    annual_columns,
    balance_columns,
    column_heads,
)
from economy.states import LineRole
from finsam.swedish import dates

DEFICITS = {
    "deficit_left": "Negativt balanskravsresultat som återstod att reglera vid årets slut",
    "deficit_waived": "Negativt balanskravsresultat som enligt beslut inte ska regleras",
}  # figures with a source that the program cannot compute, kept as those of years without books


def balance_requirement(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balanskravsutredning by 11 kap. 10 § lag (2018:597) for the outcomes among the columns; kronor.

    Gains are taken off and losses added back by the roles of the lines; a förbund has no resultatreserv. Only columns
    of as much time as the first one stand beside it. Whole years are followed by what is carried on of earlier
    deficits (11 kap. 11 §), where there is any.
    """
    books = books or open_books(fiscal_year.association)
    chosen = _as_long(
        balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    )
    rows = _reckoned(books, chosen)
    if all(each.is_whole_year for each in chosen):
        rows += _carried(books, chosen)
    return Statement("Balanskravsutredning", column_heads(chosen), tuple(rows))


def _as_long(columns: Sequence[FigureSet]) -> list[FigureSet]:
    """Those that cover as many months as the first: half a year does not stand beside a whole one."""
    months = [dates.months(each.starts_on, each.ends_on) for each in columns]
    is_part = bool(columns) and columns[0].is_part_of_year
    return [each for each, found in zip(columns, months, strict=True) if not is_part or found == months[0]]


def _reckoned(books: Books, columns: Sequence[FigureSet]) -> list[Row]:
    results = tuple(rules.result_of(books.book_of(each).lines, books.amounts(each)) for each in columns)
    gains, losses, paper = (
        tuple(_undone(books, each, role) for each in columns)
        for role in (LineRole.CAPITAL_GAIN, LineRole.CAPITAL_LOSS, LineRole.UNREALISED)
    )
    totals = tuple(required_of(books, each) for each in columns)
    nothing = tuple(rules.ZERO for _ in columns)
    return [
        Row("line", "Årets resultat", None, results, 0, "result"),
        Row("line", "Realisationsvinster", None, gains, 0, "gains"),
        Row("line", "Realisationsförluster", None, losses, 0, "losses"),
        Row("line", "Orealiserade värdeförändringar", None, paper, 0, "unrealised"),
        Row("sum", "Årets resultat efter balanskravsjusteringar", None, totals, 0, "adjusted"),
        Row("line", "Förändring av resultatreserv", None, nothing, 0, "reserve"),
        Row("result", "Balanskravsresultat", None, totals, 0, "balance_requirement"),
    ]


def _undone(books: Books, column: FigureSet, role: str) -> Decimal:
    amount = rules.of_roles(books.book_of(column).lines, books.amounts(column), {role})
    return -amount if amount else rules.ZERO  # no minus zero


def required_of(books: Books, column: FigureSet) -> Decimal | None:
    """Give the balanskravsresultat of a column, kronor; None where its result is not known."""
    result = rules.result_of(books.book_of(column).lines, books.amounts(column))
    roles = (LineRole.CAPITAL_GAIN, LineRole.CAPITAL_LOSS, LineRole.UNREALISED)
    return (
        None if result is None else result + sum((_undone(books, column, each) for each in roles), rules.ZERO)
    )


# ---- What is carried on


@dataclass(frozen=True)
class Carried:
    """A year's deficits, kronor: what it began with (minus), what it regulated, what is waived, what is left (minus)."""

    begun: Decimal
    regulated: Decimal
    waived: Decimal
    left: Decimal


def carried_over_years(books: Books) -> dict[int, Carried]:
    """Give each year's deficits from the years before it, in the years that the books hold.

    A surplus regulates what is left; what the board has decided not to regulate, and what was left before the first
    year, is told with its source.
    """
    left, found = rules.ZERO, {}
    for year in sorted({*books.by_year, *(year for year, key in books.historical if key in DEFICITS)}):
        book = books.get(year)
        result = required_of(books, book.outcome) if book and book.outcome else None
        told = books.historical.get((year, "deficit_left"))
        waived = books.historical.get((year, "deficit_waived"))
        found[year] = _year(left, result or rules.ZERO, abs(waived.value) if waived else rules.ZERO)
        left = -abs(told.value) if told and result is None else found[year].left
    return found


def _year(begun: Decimal, result: Decimal, waived: Decimal) -> Carried:
    owed = begun + min(result, rules.ZERO)
    regulated = min(max(result, rules.ZERO), -owed)
    given_up = min(waived, -owed - regulated)
    return Carried(begun, regulated, given_up, owed + regulated + given_up)


def _carried(books: Books, columns: Sequence[FigureSet]) -> list[Row]:
    years = carried_over_years(books)
    found = [years[each.fiscal_year.year] for each in columns]
    if not any(each.begun or each.left or each.waived for each in found):
        return []

    def values(name: str) -> Values:
        return tuple(getattr(each, name) for each in found)

    rows = [
        Row("line", "Negativt balanskravsresultat från tidigare år", None, values("begun"), 0, "begun"),
        Row("line", "Reglerat med årets balanskravsresultat", None, values("regulated"), 0, "regulated"),
    ]
    if any(each.waived for each in found):
        label = "Ska enligt beslut inte regleras"
        rows.append(Row("line", label, None, values("waived"), 0, "waived"))
    rows.append(Row("sum", "Återstår att reglera", None, values("left"), 0, "left"))
    return rows
