"""Målområden with their goals and activities."""

from __future__ import annotations

from typing import Any

from reporting.blocks import Block, register
from reporting.blocks.goals import as_printed
from reporting.models import Report, Section
from reporting.queries.goals import goals_of
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the areas in the order of their first goal, each with its goals."""
    areas: dict[str, list[dict[str, Any]]] = {}
    for place, goal in enumerate(goals_of(report.association, report.year), start=1):
        areas.setdefault(goal.area, []).append(as_printed(goal, place))
    return {"areas": list(areas.items())}


BLOCK = register(
    Block(
        "goal_areas",
        "Målområden och aktiviteter",
        "print/blocks/goal_areas.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
