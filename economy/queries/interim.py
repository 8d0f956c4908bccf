"""The delårsrapport's statements, with the columns that 13 kap. 3 § lag (2018:597) asks for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from economy.models import FigureSet, FiscalYear
from economy.queries.books import Books
from economy.queries.statements import balance_requirement, balance_sheet, income_statement
from economy.queries.tables import Column, Statement, books_for, interim_outcome
from economy.states import FigureKind


@dataclass(frozen=True)
class Asked:
    """A column that the law asks for, and the one that holds it; `figure_set` is None where there are no figures."""

    label: str
    figure_set: FigureSet | None


def interim_columns(
    fiscal_year: FiscalYear, *, books: Books | None = None, ends_on: dt.date | None = None
) -> list[Asked]:
    """Give the income statement's columns: the period, the same period last year, the year's forecast and its budget.

    A förbund in its first year has no last year to be compared with. Nothing where no part of the year is closed.
    """
    books = books or books_for(fiscal_year)
    book = books.by_year[fiscal_year.year]
    outcome = interim_outcome(book, ends_on)
    if outcome is None:
        return []
    found = [Asked(outcome.label, outcome)]
    if not books.is_first(book):
        found.append(_asked(books, f"Samma period {book.year - 1}", _same_period(books, outcome)))
    found.append(_asked(books, f"Prognos {book.year}", book.find(FigureKind.FORECAST)))
    found.append(_asked(books, f"Budget {book.year}", book.budget))
    return found


def interim_income(
    fiscal_year: FiscalYear, *, books: Books | None = None, ends_on: dt.date | None = None
) -> Statement:
    """Give the period's income statement; a column that is missing has None on every row."""
    books = books or books_for(fiscal_year)
    columns = interim_columns(fiscal_year, books=books, ends_on=ends_on)
    return _shown(income_statement(fiscal_year, _held(columns), books=books), columns)


def interim_balance(
    fiscal_year: FiscalYear, *, books: Books | None = None, ends_on: dt.date | None = None
) -> Statement:
    """Give the balance at the period's end beside that of last year's end (13 kap. 3 § second paragraph)."""
    books = books or books_for(fiscal_year)
    book = books.by_year[fiscal_year.year]
    outcome = interim_outcome(book, ends_on)
    if outcome is None:
        return balance_sheet(fiscal_year, [], books=books)
    columns = [Asked(outcome.ends_on.isoformat(), outcome)]
    if not books.is_first(book):
        closed = books.opening_of(outcome)
        day = fiscal_year.starts_on - dt.timedelta(days=1)
        columns.append(replace(_asked(books, "", closed), label=day.isoformat()))
    return _shown(balance_sheet(fiscal_year, _held(columns), books=books), columns)


def interim_requirement(
    fiscal_year: FiscalYear, *, books: Books | None = None, ends_on: dt.date | None = None
) -> Statement:
    """Give the balanskravsutredning of the period beside the same period last year; never a whole year beside a part."""
    books = books or books_for(fiscal_year)
    columns = interim_columns(fiscal_year, books=books, ends_on=ends_on)
    held = [each for each in _held(columns) if each.is_outcome]
    return balance_requirement(fiscal_year, held, books=books)


def missing_columns(columns: Sequence[Asked]) -> list[str]:
    """Name the columns without figures, as one writes them within a sentence."""
    return [each.label[:1].lower() + each.label[1:] for each in columns if each.figure_set is None]


def _asked(books: Books, label: str, figure_set: FigureSet | None) -> Asked:
    """A column with no figure at all is as missing as one that was never added."""
    if figure_set is None:
        return Asked(label, None)
    stored = books.book_of(figure_set).stored.get(figure_set.pk, {})
    has_any = any(amount is not None for amount in stored.values())
    return Asked(figure_set.label, figure_set) if has_any else Asked(label, None)


def _same_period(books: Books, outcome: FigureSet) -> FigureSet | None:
    before = books.get(outcome.fiscal_year.year - 1)
    return next((each for each in before.sets if _is_same(each, outcome)), None) if before else None


def _is_same(each: FigureSet, outcome: FigureSet) -> bool:
    # Months, not days: February may end on another day.
    months = [(day.year, day.month) for day in (each.starts_on, each.ends_on)]
    wanted = [(day.year - 1, day.month) for day in (outcome.starts_on, outcome.ends_on)]
    return each.is_outcome and months == wanted


def _held(columns: Sequence[Asked]) -> list[FigureSet]:
    return [each.figure_set for each in columns if each.figure_set]


def _shown(statement: Statement, columns: Sequence[Asked]) -> Statement:
    """Put empty columns where figures are missing."""
    places = {column.figure_set: place for place, column in enumerate(statement.columns)}
    order = [None if each.figure_set is None else places[each.figure_set] for each in columns]
    rows = tuple(
        replace(row, values=tuple(None if place is None else row.values[place] for place in order))
        if row.values
        else row
        for row in statement.rows
    )
    heads = tuple(
        Column(each.label, each.figure_set, is_current=number == 0) for number, each in enumerate(columns)
    )
    return Statement(statement.title, heads, rows)
