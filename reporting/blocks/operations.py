"""Driftredovisning and investeringsredovisning: outcome against budget, and what was invested."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy.queries.books import Book
from economy.queries.statements import Row, cash_flow, income_statement
from finsam import money
from reporting import charts, grids
from reporting.blocks import Block, register
from reporting.blocks.sources import book_of, books_of
from reporting.models import Report, Section
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give outcome, budget and deviation per line, a chart of the costs, and whether there were investments."""
    book = book_of(report)
    if book is None or book.outcome is None:
        return {"grid": None}
    columns = [each for each in (book.outcome, book.budget) if each]
    if len(columns) < 2:
        return {"grid": None, "investments": _investments(report, book)}
    statement = income_statement(book.fiscal_year, columns, books=books_of(report))
    rows = tuple(_row(row, report.unit) for row in statement.rows if row.kind == "heading" or any(row.values))
    heads = (*(column.label for column in statement.columns), "Avvikelse")
    grid = grids.Grid("Utfall mot budget", heads, rows, grids.UNIT_WORDS[Unit(report.unit)])
    return {
        "grid": _without_bare_headings(grid),
        "chart": _chart(statement.rows, report),
        "investments": _investments(report, book),
    }


def _row(row: Row, unit: str) -> grids.GridRow:
    kind = {"heading": "grupp", "sum": "summa", "result": "total", "line": ""}[row.kind]
    values = [*row.values, _deviation(row)] if row.values else []
    return grids.GridRow(row.label, grids.amounts(values, unit), kind, level=row.level)


def _deviation(row: Row) -> Decimal | None:
    outcome, budget = row.values
    return None if outcome is None or budget is None else outcome - budget


def _without_bare_headings(grid: grids.Grid) -> grids.Grid:
    rows = grid.rows
    kept = [
        row
        for place, row in enumerate(rows)
        if row.kind != "grupp"
        or (place + 1 < len(rows) and rows[place + 1].kind in {"", "summa"} and rows[place + 1].cells)
    ]
    return grids.Grid(grid.caption, grid.heads, tuple(kept), grid.unit, grid.current)


def _investments(report: Report, book: Book) -> Decimal:
    """Give what the flow says was invested, kronor; nothing where there is no flow."""
    return cash_flow(book.fiscal_year, books=books_of(report)).value("investments") or Decimal(0)


def _chart(rows: tuple[Row, ...], report: Report) -> charts.Chart | None:
    costs = [
        row
        for row in rows
        if row.kind == "line"
        and all(value is not None for value in row.values)
        and any(value < 0 for value in row.values if value)
    ]
    values = [
        {"rad": row.label, "kolumn": name, "belopp": float(-value), "text": money.tkr(-value)}
        for row in costs
        for name, value in zip(("Utfall", "Budget"), row.values, strict=True)
        if value is not None
    ]
    if not values:
        return None
    told = "; ".join(f"{row['rad']}, {str(row['kolumn']).lower()} {row['text']}" for row in values)
    return charts.draw(
        "outcome_budget",
        values,
        title=f"Kostnader {report.year} mot budget, tusen kronor",
        told=f"Liggande staplar. {told}.",
    )


BLOCK = register(
    Block(
        "operations",
        "Drift- och investeringsredovisning",
        "print/blocks/operations.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
