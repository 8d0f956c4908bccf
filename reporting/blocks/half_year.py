"""The half-year's accounts: statements and notes by the same layout."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import balance_columns, balance_sheet, half_year_columns, income_statement
from finsam import dates
from reporting import grids
from reporting.blocks import Block, register
from reporting.blocks.notes import note_tables
from reporting.blocks.sources import book_of, books_of
from reporting.models import Report, Section
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the period's income statement, balance sheet and notes; nothing where no part of the year is closed."""
    book = book_of(report)
    columns = half_year_columns(book.fiscal_year, books=books_of(report)) if book else []
    if book is None or not columns:
        return {"grids": [], "tables": []}
    books, outcome = books_of(report), columns[0]
    income = income_statement(book.fiscal_year, columns, books=books)
    balance = balance_sheet(book.fiscal_year, columns, books=books)
    period = dates.date_range(outcome.starts_on, outcome.ends_on)
    found = [
        grids.of_statement(income, report.unit, caption=f"Resultaträkning {period}", has_notes=True),
        grids.of_statement(
            balance,
            report.unit,
            caption=f"Balansräkning per den {dates.long_date(outcome.ends_on)}",
            has_notes=True,
        ),
    ]
    compared = any(not each.is_outcome or not each.is_whole_year for each in columns[1:])
    tables = note_tables(report, columns if compared else balance_columns(columns))
    for table in tables[1:]:  # a balance has no budget
        _only_outcomes(table, columns)
    return {"grids": [grid for grid in found if grid.heads], "tables": tables, "period": period}


def _only_outcomes(table: dict[str, Any], columns: list[Any]) -> None:
    kept = [place for place, each in enumerate(columns) if each.is_outcome]
    if len(table["heads"]) != len(columns):
        return
    table["heads"] = tuple(table["heads"][place] for place in kept)
    for note in table["notes"]:
        note["total"] = tuple(note["total"][place] for place in kept) if note["total"] else ()
        note["groups"] = [
            (label, [grids.GridRow(row.label, tuple(row.cells[place] for place in kept)) for row in rows])
            for label, rows in note["groups"]
        ]


BLOCK = register(
    Block(
        "half_year",
        "Delårsredovisning",
        "print/blocks/half_year.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        topics=frozenset({"economy.part_of_year"}),
    )
)
