"""What every statement is made of: heads, rows, and which columns belong to which document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.models import FigureSet, FiscalYear
from economy.queries.books import Book, Books, open_books
from economy.states import FigureKind
from finsam.swedish import dates

Values = tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Column:
    """A column's head: "Utfall 2021", or the day of a balance; `figure_set` where it came from, None where missing."""

    label: str
    figure_set: FigureSet | None
    is_current: bool = False


@dataclass(frozen=True)
class Row:
    """A row as printed: `kind` is heading, line, sum or result; values in kronor, one a column.

    None means not known, or a heading, which has no values; nothing is Decimal 0. `level` is how deep the row
    stands (0 outermost). `note` is the note's number or None, `key` the line's stable key.
    """

    kind: str
    label: str
    note: int | None
    values: Values
    level: int = 0
    key: str = ""


@dataclass(frozen=True)
class Statement:
    """A statement as a table."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def value(self, key: str, column: int = 0) -> Decimal | None:
        """Give what stands on the row with the key in a column; kronor, as printed."""
        return next((row.values[column] for row in self.rows if row.key == key and row.values), None)


def annual_columns(fiscal_year: FiscalYear, *, books: Books | None = None) -> list[FigureSet]:
    """Give the årsredovisning's columns: the year's outcome, its budget, last year's outcome, those there are."""
    books = books or books_for(fiscal_year)
    book, before = books.by_year[fiscal_year.year], books.get(fiscal_year.year - 1)
    return [each for each in (book.outcome, book.budget, before.outcome if before else None) if each]


def half_year_columns(
    fiscal_year: FiscalYear, *, books: Books | None = None, ends_on: dt.date | None = None
) -> list[FigureSet]:
    """Give the delårsrapport's columns: the period's outcome, its budget, last year's outcome, those there are."""
    books = books or books_for(fiscal_year)
    book, before = books.by_year[fiscal_year.year], books.get(fiscal_year.year - 1)
    outcome = interim_outcome(book, ends_on)
    if outcome is None:
        return []
    budget = book.find(FigureKind.BUDGET, ends_on=outcome.ends_on)
    return [each for each in (outcome, budget, before.outcome if before else None) if each]


def interim_outcome(book: Book, ends_on: dt.date | None = None) -> FigureSet | None:
    """Give the outcome of the part of the year that ends on the day, or else the one that a delårsrapport tells of.

    That is the longest of at least half and at most two thirds of the year, which 13 kap. 1 § lag (2018:597) asks
    for; where there is none, the longest part there is.
    """
    year = book.fiscal_year
    parts = [each for each in book.sets if each.is_outcome and each.is_part_of_year]
    ordered = sorted(parts, key=lambda each: each.ends_on)
    if ends_on:
        return next((each for each in ordered if _is_so_far(each, ends_on)), None)
    ends = interim_ends(year.starts_on, year.ends_on)
    lawful = [each for each in ordered if each.starts_on == year.starts_on and each.ends_on in ends]
    return (lawful or ordered or [None])[-1]


def _is_so_far(column: FigureSet, ends_on: dt.date) -> bool:
    return column.starts_on == column.fiscal_year.starts_on and column.ends_on == ends_on


def interim_ends(starts_on: dt.date, ends_on: dt.date) -> list[dt.date]:
    """Give the ends of months on which a delårsrapport of the year may end: 30 June to 31 August of a calendar year.

    It covers at least half and at most two thirds of the year (13 kap. 1 § lag 2018:597).
    """
    whole = dates.months(starts_on, ends_on)
    found = [dates.end_of_month(starts_on, number) for number in range(whole)]
    return [day for number, day in enumerate(found, start=1) if whole <= 2 * number <= whole * 4 / 3]


def balance_columns(columns: Sequence[FigureSet]) -> list[FigureSet]:
    """Give those of the columns that a balance sheet has: the outcomes."""
    return [each for each in columns if each.is_outcome]


def books_for(fiscal_year: FiscalYear, columns: Sequence[FigureSet] = ()) -> Books:
    """Open the books that a statement of the year with the columns needs."""
    years = {fiscal_year.year, fiscal_year.year - 1, *(each.fiscal_year.year for each in columns)}
    return open_books(fiscal_year.association, years)


def column_heads(columns: Sequence[FigureSet], *, as_days: bool = False) -> tuple[Column, ...]:
    """Give the columns' heads: their labels, or the days on which they end."""
    return tuple(
        Column(each.ends_on.isoformat() if as_days else _said_whole(each), each, is_current=number == 0)
        for number, each in enumerate(columns)
    )


def _said_whole(column: FigureSet) -> str:
    """The column's label; one that says a year alone says the months too, where the förbund's year was not twelve."""
    year = column.fiscal_year
    is_whole = (column.starts_on, column.ends_on) == (year.starts_on, year.ends_on)
    if not is_whole or year.is_calendar_year or column.label != f"{column.get_kind_display()} {year.year}":
        return column.label
    first, last = (dates.MONTHS[day.month - 1][:3] for day in (year.starts_on, year.ends_on))
    began = "" if year.starts_on.year == year.ends_on.year else f" {year.starts_on.year}"
    return f"{column.get_kind_display()} {first}{began}–{last} {year.ends_on.year}"
