"""Målområden with their goals and activities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reporting.blocks.goals import as_printed, day_of, heading_of
from reporting.models import GoalArea, Report, Section
from reporting.queries.goals import Placed, areas_of, goals_of, placed
from reporting.registries.blocks import Block, register
from reporting.states import AreaKind, ReportKind

HEADING_FIELDS = {AreaKind.AREA: "area", AreaKind.PERSPECTIVE: "perspective"}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the areas in order, each with what is said of it and its goals; last the goals without one."""
    return {"areas": areas_told(report, placed(goals_of(report.association, report.year)))}


def areas_told(report: Report, goals: Sequence[Placed]) -> list[dict[str, Any]]:
    """Give each målområde of the report's year: name, text as HTML, own lists, goals as printed; empty ones are left out."""
    day = day_of(report)
    areas = [
        (heading_of(area, day) if area else _NAMELESS) | {"goals": [as_printed(each, day) for each in own]}
        for area, own in grouped(report, AreaKind.AREA, goals)
    ]
    return [area for area in areas if any(area[part] for part in ("text", "goals", "measures", "activities"))]


def grouped(
    report: Report, kind: AreaKind, goals: Sequence[Placed]
) -> list[tuple[GoalArea | None, list[Placed]]]:
    """Give each heading of a kind with its goals, last None with those without; one below another stands under its heading."""
    names: dict[int, str] = {}
    for each in goals:
        own = getattr(each.goal, HEADING_FIELDS[kind])
        names[each.goal.pk] = own.name if own else names.get(each.goal.parent_id or 0, "")
    areas = areas_of(report.association, report.year, kind)
    found: list[tuple[GoalArea | None, list[Placed]]] = [
        (area, [each for each in goals if names[each.goal.pk] == area.name]) for area in areas
    ]
    return [*found, (None, [each for each in goals if not names[each.goal.pk]])]


_NAMELESS: dict[str, Any] = {
    "name": "", "text": "", "measures": [], "activities": [], "has_when": False, "has_who": False,
}  # fmt: skip

BLOCK = register(
    Block(
        "goal_areas",
        "Målområden och aktiviteter",
        "print/blocks/goal_areas.html",
        build,
        frozenset({ReportKind.PLAN}),
        picture="app/blocks/goal_areas.svg",
        told="Målområdenas egna texter, med mål och aktiviteter i tabeller under.",
    )
)
