"""What the revisors' audit of the accounts has cost."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy import rules
from economy.queries.statements import annual_columns, balance_columns
from economy.states import LkbrLine
from reporting.blocks import Block, register
from reporting.blocks.sources import book_of, books_of
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the cost of the audit of books, delårsrapport and årsredovisning beside last year's (9 kap. 13 § lag 2018:597)."""
    found = costs(report)
    if not found or next(iter(found.values())) is None:
        return {"grid": None}
    label = "Granskning av bokföring, delårsrapport och årsredovisning"
    row = grids.GridRow(label, grids.amounts(found.values(), report.unit))
    return {
        "grid": grids.Grid(
            "Kostnad för räkenskapsrevision", tuple(found), (row,), grids.UNIT_WORDS[Unit(report.unit)]
        )
    }


def costs(report: Report) -> dict[str, Decimal | None]:
    """Give the cost of the year and of the year before, as positive kronor, by their columns; None where not known."""
    book, books = book_of(report), books_of(report)
    if book is None or book.outcome is None:
        return {}
    columns = balance_columns(annual_columns(book.fiscal_year, books=books))
    found = {
        each.label: rules.of_lkbr(books.book_of(each).lines, books.amounts(each), LkbrLine.AUDIT)
        for each in columns
    }
    return {label: None if cost is None else abs(cost) for label, cost in found.items()}


BLOCK = register(
    Block(
        "audit_cost",
        "Kostnad för räkenskapsrevision",
        "print/blocks/audit_cost.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
