"""The balanskravsutredning."""

from __future__ import annotations

from typing import Any

from economy.queries.books import Book
from economy.queries.interim import interim_requirement
from economy.queries.statements import Statement, balance_requirement
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of, interim_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the year's balanskravsresultat and how it is reckoned (11 kap. 10 § lag 2018:597); of a delårsrapport its period's."""
    book = book_of(report)
    if book is not None and report.is_interim:
        return _of_part(report, book)
    if book is None or book.outcome is None:
        return {"grid": None}
    statement = balance_requirement(book.fiscal_year, books=books_of(report))
    return told(statement, report.unit)


def _of_part(report: Report, book: Book) -> dict[str, Any]:
    outcome, books = interim_of(report), books_of(report)
    if outcome is None:
        return {"grid": None}
    statement = interim_requirement(book.fiscal_year, books=books, ends_on=outcome.ends_on)
    return told(statement, report.unit) | {"is_part": True}


def told(statement: Statement, unit: str) -> dict[str, Any]:
    """Give the table and what is said of it: a deficit of the year, and what is left of earlier ones."""
    result, left = statement.value("balance_requirement"), statement.value("left")
    return {
        "grid": grids.of_statement(statement, unit),
        "is_deficit": result is not None and result < 0,
        "is_left": bool(left),
        "is_restored": bool(statement.value("regulated")) and not statement.value("waived"),
        "is_part": False,
    }


BLOCK = register(
    Block(
        "balance_requirement",
        "Balanskravsutredning",
        "print/blocks/balance_requirement.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
    )
)
