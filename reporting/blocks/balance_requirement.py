"""The balanskravsutredning."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import balance_requirement
from reporting import grids
from reporting.blocks import Block, register
from reporting.blocks.sources import book_of, books_of
from reporting.models import Report, Section
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the year's balanskravsresultat and how it is reckoned (11 kap. 10 § lag 2018:597)."""
    book = book_of(report)
    if book is None or book.outcome is None:
        return {"grid": None}
    statement = balance_requirement(book.fiscal_year, books=books_of(report))
    result = statement.value("balance_requirement")
    return {
        "grid": grids.of_statement(statement, report.unit),
        "is_deficit": result is not None and result < 0,
    }


BLOCK = register(
    Block(
        "balance_requirement",
        "Balanskravsutredning",
        "print/blocks/balance_requirement.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
