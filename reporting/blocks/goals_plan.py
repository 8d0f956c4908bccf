"""The year's goals as the plan sets them."""

from __future__ import annotations

from typing import Any

from reporting.blocks.goal_areas import areas_told
from reporting.blocks.goals import as_printed, day_of
from reporting.models import Report, Section
from reporting.queries.goals import goals_of, placed
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals in order with how, measures, follow-up and budget; under their målområden where one says or has more."""
    goals, day = placed(goals_of(report.association, report.year)), day_of(report)
    areas = areas_told(report, goals)
    says_more = any(area["text"] or area["activities"] or area["measures"] for area in areas)
    return {
        "areas": areas if says_more else [],
        "goals": [as_printed(each, day) for each in goals],
    }


BLOCK = register(
    Block(
        "goals_plan",
        "Mål",
        "print/blocks/goals_plan.html",
        build,
        frozenset({ReportKind.PLAN}),
        picture="app/blocks/goals_plan.svg",
        told="Målen som kapitel, vart och ett med hur, mått, aktiviteter och uppföljning.",
    )
)
