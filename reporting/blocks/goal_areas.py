"""Målområden with their goals and activities."""

from __future__ import annotations

from typing import Any

from reporting.blocks.goals import as_printed
from reporting.models import Report, Section
from reporting.queries.goals import areas_of, goals_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the areas in order, each with what is said of it and its goals; last the goals without one."""
    return {"areas": areas_told(report)}


def areas_told(report: Report) -> list[dict[str, Any]]:
    """Give each målområde of the report's year: name, text as HTML, goals as printed; empty ones are left out."""
    goals: dict[int | None, list[dict[str, Any]]] = {}
    for place, goal in enumerate(goals_of(report.association, report.year), start=1):
        goals.setdefault(goal.area_id, []).append(as_printed(goal, place))
    areas = [
        {"name": area.name, "text": area.text.html, "goals": goals.get(area.pk, [])}
        for area in areas_of(report.association, report.year)
    ]
    areas.append({"name": "", "text": "", "goals": goals.get(None, [])})
    return [area for area in areas if area["text"] or area["goals"]]


BLOCK = register(
    Block(
        "goal_areas",
        "Målområden och aktiviteter",
        "print/blocks/goal_areas.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
