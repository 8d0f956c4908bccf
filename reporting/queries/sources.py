"""What blocks read, fetched once for all the blocks of a report."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from economy.models import FigureSet, FiscalYear
from economy.queries.books import Book, Books, open_books
from economy.queries.statements import key_ratios
from economy.queries.tables import interim_outcome
from reporting.models import Report
from reporting.states import ReportKind


def books_of(report: Report) -> Books:
    """Give every year's books of the report's association; kept on the report while it is being built."""
    kept = getattr(report, "_books", None)
    if kept is None:
        kept = report._books = open_books(report.association)  # type: ignore[attr-defined]
    return kept


def book_of(report: Report) -> Book | None:
    """Give the report's year's book; None when there is none."""
    return books_of(report).get(report.year)


def fiscal_year_of(report: Report) -> FiscalYear | None:
    """Give the report's fiscal year; None when there is none."""
    book = book_of(report)
    return book.fiscal_year if book else None


def interim_of(report: Report) -> FigureSet | None:
    """Give the outcome of the part of the year that the report, or the year's delårsrapport, tells of; None without."""
    book = book_of(report)
    return interim_outcome(book, interim_day(report)) if book else None


def interim_day(report: Report) -> dt.date | None:
    """Give the last day of the year's delårsrapport; None where none is begun or says its day."""
    if report.is_interim:
        return report.ends_on
    told = Report.objects.of(report.association).current().filter(kind=ReportKind.HALF_YEAR, year=report.year)
    return told.values_list("ends_on", flat=True).first()


def column_of(books: Books, *, kind: str, year: int, plan_year: int) -> FigureSet | None:
    """Give the whole year's column of a kind: in its own book, or beside the budget in the book of the plan's year."""
    own, plan = books.get(year), books.get(plan_year)
    found = own.find(kind) if own else None
    if found or plan is None:
        return found
    period = (dt.date(year, 1, 1), dt.date(year, 12, 31))
    return next(
        (each for each in plan.sets if each.kind == kind and (each.starts_on, each.ends_on) == period), None
    )


def opening_equity(books: Books, year: int) -> Decimal | None:
    """Give equity in kronor when the year begins, from the books of the year before or as a historical figure."""
    before = books.get(year - 1)
    found = key_ratios(before.fiscal_year, books=books).equity if before else None
    kept = books.historical.get((year - 1, "equity"))
    return found if found is not None else kept.value if kept else None
