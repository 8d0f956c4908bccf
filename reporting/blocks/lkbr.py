"""The statements by the law's own layout, from the same figures."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import lkbr_balance, lkbr_income
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give both statements by 5 kap. 2 § and 6 kap. 2 § lag (2018:597)."""
    book = book_of(report)
    if book is None or book.outcome is None:
        return {"grids": []}
    books = books_of(report)
    return {
        "grids": [
            grids.of_statement(lkbr_income(book.fiscal_year, books=books), report.unit),
            grids.of_statement(lkbr_balance(book.fiscal_year, books=books), report.unit),
        ]
    }


BLOCK = register(
    Block(
        "lkbr",
        "Räkningarna enligt lagens uppställning",
        "print/blocks/lkbr.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
