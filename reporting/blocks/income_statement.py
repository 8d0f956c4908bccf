"""The income statement by the förbund's own layout."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import income_statement
from reporting.blocks.notes import annual_notes, with_notes_there_are
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give outcome, budget and last year's outcome."""
    book = book_of(report)
    if book is None:
        return {"grid": None}
    statement = income_statement(book.fiscal_year, books=books_of(report))
    caption = f"Räkenskapsåret {book.fiscal_year.period}"
    if not statement.columns:
        return {"grid": None}
    grid = grids.of_statement(statement, report.unit, caption=caption, has_notes=True)
    return {"grid": with_notes_there_are(grid, annual_notes(report, book))}


BLOCK = register(
    Block(
        "income_statement",
        "Resultaträkning",
        "print/blocks/income_statement.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"economy.line", "economy.result", "economy.sum"}),
    )
)
