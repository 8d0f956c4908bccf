"""The insatser that the plan's year gives money to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.insatser import planned_insatser
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each insats with its owner, purpose and what is granted for the year, by kind with sums."""
    found = planned_insatser(report.association, report.year)
    rows, total = [], Decimal(0)
    for kind, insatser in found:
        rows.append(grids.GridRow(kind, (), "grupp"))
        for each in insatser:
            total += each.granted or Decimal(0)
            rows.append(grids.GridRow(each.name, grids.amounts([each.granted], report.unit)))
    if not rows:
        return {"grid": None, "insatser": []}
    rows.append(grids.GridRow("Summa", grids.amounts([total], report.unit), "total"))
    grid = grids.Grid(
        f"Beviljat {report.year}", ("Belopp",), tuple(rows), grids.UNIT_WORDS[Unit(report.unit)], current=-1
    )
    return {"grid": grid, "insatser": found}


BLOCK = register(
    Block(
        "insatser_plan",
        "Insatser under året",
        "print/blocks/insatser_plan.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
