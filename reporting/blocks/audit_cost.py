"""What the revisors' audit of the accounts has cost."""

from __future__ import annotations

from typing import Any

from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.audit_cost import audit_costs
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the cost of the audit of books, delårsrapport and årsredovisning beside last year's (9 kap. 13 § lag 2018:597)."""
    found = audit_costs(report)
    if not found or next(iter(found.values())) is None:
        return {"grid": None}
    label = "Granskning av bokföring, delårsrapport och årsredovisning"
    row = grids.GridRow(label, grids.amounts(found.values(), report.unit))
    return {
        "grid": grids.Grid(
            "Kostnad för räkenskapsrevision", tuple(found), (row,), grids.UNIT_WORDS[Unit(report.unit)]
        )
    }


BLOCK = register(
    Block(
        "audit_cost",
        "Kostnad för räkenskapsrevision",
        "print/blocks/audit_cost.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
