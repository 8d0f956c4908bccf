"""The balance sheet by the förbund's own layout."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import balance_sheet
from reporting.blocks.notes import annual_notes, with_notes_there_are
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the balance at the year's end beside last year's."""
    book = book_of(report)
    if book is None:
        return {"grid": None}
    statement = balance_sheet(book.fiscal_year, books=books_of(report))
    grid = grids.of_statement(statement, report.unit, caption="Ställningen vid årets slut", has_notes=True)
    return {"grid": with_notes_there_are(grid, annual_notes(report, book)) if statement.columns else None}


BLOCK = register(
    Block(
        "balance_sheet",
        "Balansräkning",
        "print/blocks/balance_sheet.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset(
            {"economy.balance", "economy.line", "economy.opening", "economy.result", "economy.sum"}
        ),
    )
)
