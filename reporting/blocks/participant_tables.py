"""Why those who took part ended, and what they lived on before and after, as it may be told outside."""

from __future__ import annotations

from typing import Any

from insatser.queries.count_shapes import YearTable
from insatser.queries.count_tables import year_tables
from insatser.queries.outside import HIDDEN, Spot, hiding_sentence
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind

_REASONS = ("deltagare", "orsaker")
_INCOMES = ("forsorjning", "sysselsattning")


def build_reasons(report: Report, section: Section) -> dict[str, Any]:
    """Give those who took part, came and ended, and why they ended, insats by insats with a total."""
    return _build(report, _REASONS)


def build_incomes(report: Report, section: Section) -> dict[str, Any]:
    """Give what those who ended lived on and did, before and after."""
    return _build(report, _INCOMES)


def reasons_spots(report: Report) -> list[Spot]:
    """Give the figures that the tables of reasons print or hide."""
    return _spots(report, _REASONS)


def incomes_spots(report: Report) -> list[Spot]:
    """Give the figures that the tables of incomes print or hide."""
    return _spots(report, _INCOMES)


def _build(report: Report, kinds: tuple[str, ...]) -> dict[str, Any]:
    return {"grids": [_grid(table, report) for table in _tables(report, kinds)]}


def _spots(report: Report, kinds: tuple[str, ...]) -> list[Spot]:
    return list(dict.fromkeys(spot for table in _tables(report, kinds) for spot in table.spots))


def _tables(report: Report, kinds: tuple[str, ...]) -> list[YearTable]:
    tables = year_tables(report.association, report.year)
    return [table for table in tables if table.key.partition("-")[0] in kinds]


def _grid(table: YearTable, report: Report) -> grids.Grid:
    rows = tuple(
        grids.GridRow(
            row.label, tuple(grids.words(cell.outside) for cell in row.cells), "total" if row.is_total else ""
        )
        for row in table.rows
    )
    has_hidden = any(HIDDEN in cell.text for row in rows for cell in row.cells)
    hidden = [hiding_sentence(report.association.count_limit)] if has_hidden else []
    remark = " ".join([*hidden, *table.remarks])
    return grids.Grid(
        table.caption, table.columns, rows, "Antal", current=-1, first=table.first, remark=remark
    )


BLOCKS = [
    register(
        Block(
            name, label, "print/blocks/participant_tables.html", build,
            frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}), spots=spots,
        )
    )
    for name, label, build, spots in (
        ("participant_reasons", "Deltagare och varför de avslutades", build_reasons, reasons_spots),
        ("participant_incomes", "Försörjning och sysselsättning före och efter", build_incomes, incomes_spots),
    )
]  # fmt: skip
