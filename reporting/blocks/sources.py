"""What blocks read, fetched once for all the blocks of a report."""

from __future__ import annotations

from economy.models import FiscalYear
from economy.queries.books import Book, Books, open_books
from reporting.models import Report


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


NO_BOOKS = "Det finns inga siffror för året än. Lägg upp räkenskapsåret under Ekonomi."
