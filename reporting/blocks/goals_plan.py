"""The year's goals as the plan sets them."""

from __future__ import annotations

from typing import Any

from reporting.blocks.goal_areas import areas_told
from reporting.blocks.goals import as_printed
from reporting.models import Report, Section
from reporting.queries.goals import goals_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals in order with how, measures, follow-up and budget; under their målområden where one has a text."""
    areas = areas_told(report)
    return {
        "areas": areas if any(area["text"] for area in areas) else [],
        "goals": [
            as_printed(goal, place)
            for place, goal in enumerate(goals_of(report.association, report.year), start=1)
        ],
    }


BLOCK = register(
    Block("goals_plan", "Mål", "print/blocks/goals_plan.html", build, frozenset({ReportKind.PLAN}))
)
