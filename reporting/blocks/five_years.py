"""Five years side by side."""

from __future__ import annotations

from typing import Any

from economy.queries.statements import five_years
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import books_of, fiscal_year_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

_ORDER = ("income", "costs", "result", "equity", "equity_share", "equity_ratio", "employees")
_APART = {"result": "summa"}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the years, the latest first; a year without books holds its historical figures."""
    fiscal_year = fiscal_year_of(report)
    if fiscal_year is None:
        return {"grid": None}
    found = five_years(fiscal_year, books=books_of(report))
    by_key = {row.key: row for row in found.rows}
    rows = []
    for key in _ORDER:
        row = by_key[key]
        if all(value is None for value in row.values):
            continue
        cells = tuple(_cell(row.kind, value, report.unit) for value in row.values)
        rows.append(grids.GridRow(row.label, cells, _APART.get(key, "")))
    sources = [source for source in dict.fromkeys(found.sources) if source]
    remark = f"År utan bokföring här: {'; '.join(sources)}." if sources else ""
    heads = tuple(str(year) for year in found.years)
    return {
        "grid": grids.Grid(
            "Fem år i sammandrag", heads, tuple(rows), grids.UNIT_WORDS[Unit(report.unit)], remark=remark
        )
    }


def _cell(kind: str, value: Any, unit: str) -> grids.Cell:
    if kind == "amount":
        return grids.amount(value, unit)
    return grids.percent(value) if kind == "percent" else grids.number(value)


BLOCK = register(
    Block(
        "five_years",
        "Fem år i sammandrag",
        "print/blocks/five_years.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.PLAN}),
        topics=frozenset({"economy.ratio"}),
    )
)
