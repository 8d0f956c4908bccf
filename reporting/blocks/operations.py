"""Driftredovisning and investeringsredovisning: outcome against budget, and what was invested."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from board.documents.assemble import look_of
from economy.queries.books import Book
from economy.queries.statements import Row, cash_flow, income_statement
from finsam.swedish import money
from reporting.figures import charts, grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

SMALL = Decimal("0.02")  # of the largest cost: below it a bar is thinner than a line
FEWEST_TOGETHER = 3
_LAW = "10 kap. 1 § lagen (2018:597) om kommunal bokföring och redovisning"
NOT_ADOPTED = f"Budgeten är inte fastställd. Utfallet ska ställas mot den fastställda budgeten ({_LAW})."
NO_BUDGET = f"Ingen budget är fastställd för året. Utfallet ska ställas mot den ({_LAW})."


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give outcome, budget and deviation per line, a chart of the costs, and whether there were investments."""
    book = book_of(report)
    if book is None or book.outcome is None:
        return {"grid": None}
    columns = [each for each in (book.outcome, book.budget) if each]
    if len(columns) < 2:
        return {"grid": None, "investments": _investments(report, book), "remark": NO_BUDGET}
    statement = income_statement(book.fiscal_year, columns, books=books_of(report))
    signs = {line.key: line.sign for line in book.lines}
    rows = tuple(
        _row(row, signs.get(row.key, 1), report.unit)
        for row in statement.rows
        if row.kind == "heading" or any(row.values)
    )
    heads = (*(column.label for column in statement.columns), "Avvikelse")
    grid = grids.Grid("Utfall mot budget", heads, rows, grids.UNIT_WORDS[Unit(report.unit)])
    grid = replace(grid, remark="" if columns[1].is_adopted else NOT_ADOPTED)
    return {
        "grid": _without_bare_headings(grid),
        "chart": _chart(statement.rows, signs, report),
        "investments": _investments(report, book),
    }


def _row(row: Row, sign: int, unit: str) -> grids.GridRow:
    kind = {"heading": "grupp", "sum": "summa", "result": "total", "line": ""}[row.kind]
    values = [*row.values, _deviation(row, sign)] if row.values else []
    return grids.GridRow(row.label, grids.amounts(values, unit), kind, level=row.level)


def _deviation(row: Row, sign: int) -> Decimal | None:
    """Plus is better than budget, also where the förbund prints its costs without minus."""
    outcome, budget = row.values
    return None if outcome is None or budget is None else (outcome - budget) * sign


def _without_bare_headings(grid: grids.Grid) -> grids.Grid:
    rows = grid.rows
    kept = [
        row
        for place, row in enumerate(rows)
        if row.kind != "grupp"
        or (place + 1 < len(rows) and rows[place + 1].kind in {"", "summa"} and rows[place + 1].cells)
    ]
    return replace(grid, rows=tuple(kept))


def _investments(report: Report, book: Book) -> Decimal:
    """Give what the flow says was invested, kronor; nothing where there is no flow."""
    return cash_flow(book.fiscal_year, books=books_of(report)).value("investments") or Decimal(0)


def _chart(rows: tuple[Row, ...], signs: Mapping[str, int], report: Report) -> charts.Chart | None:
    bars = _with_small_together(_costs(rows, signs))
    values = [
        {"rad": label, "kolumn": name, "belopp": float(value), "text": money.tkr(value)}
        for label, pair in bars
        for name, value in zip(("Utfall", "Budget"), pair, strict=True)
    ]
    if not values:
        return None
    told = "; ".join(f"{row['rad']}, {str(row['kolumn']).lower()} {row['text']}" for row in values)
    return charts.draw(
        "outcome_budget",
        values,
        title=f"Kostnader {report.year} mot budget, tusen kronor",
        told=f"Liggande staplar. {told}.",
        look=look_of(report.association),
    )


def _costs(rows: tuple[Row, ...], signs: Mapping[str, int]) -> list[tuple[str, tuple[Decimal, ...]]]:
    """Give outcome and budget of each line that only costs, as positive amounts."""
    found = []
    for row in rows:
        sign = signs.get(row.key, 1)
        values = tuple(-value * sign for value in row.values if value is not None)
        if row.kind == "line" and len(values) == len(row.values) and min(values) >= 0 and any(values):
            found.append((row.label, values))
    return found


def _with_small_together(
    bars: list[tuple[str, tuple[Decimal, ...]]],
) -> list[tuple[str, tuple[Decimal, ...]]]:
    """Let costs too small to be seen share one bar, last."""
    least = SMALL * max((max(pair) for _, pair in bars), default=Decimal(0))
    small = [pair for _, pair in bars if max(pair) < least]
    if len(small) < FEWEST_TOGETHER:
        return bars
    sums = tuple(sum(column, Decimal(0)) for column in zip(*small, strict=True))
    return [*(bar for bar in bars if max(bar[1]) >= least), (f"{len(small)} mindre poster", sums)]


BLOCK = register(
    Block(
        "operations",
        "Drift- och investeringsredovisning",
        "print/blocks/operations.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
