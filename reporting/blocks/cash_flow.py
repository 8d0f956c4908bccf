"""The cash flow by the indirect method."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import cash_flow
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the year's flow; nothing where the opening balance is not known."""
    book = book_of(report)
    if book is None:
        return {"grid": None}
    statement = cash_flow(book.fiscal_year, books=books_of(report))
    is_alone = len(statement.columns) == 1
    remark = (
        f"Jämförelsetal för {report.year - 1} saknas, eftersom balansen vid ingången av det året inte finns här."
        if is_alone
        else ""
    )
    if not statement.columns:
        return {"grid": None}
    grid = grids.of_statement(statement, report.unit, caption="Indirekt metod")
    return {"grid": grid, "remark": remark}


BLOCK = register(
    Block(
        "cash_flow",
        "Kassaflödesanalys",
        "print/blocks/cash_flow.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"economy.cash"}),
    )
)
