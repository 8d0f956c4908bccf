"""Follow-up of the year's goals: each measure with start, target and outcome, and a light for each goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from finsam.models import Association
from reporting.blocks.goals import LIGHTS, Day, activity_row, day_of
from reporting.models import Report, Section
from reporting.queries.goals import goals_of, placed
from reporting.registries.blocks import Block, register
from reporting.states import GoalStatus, ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals with assessment, measures as they stand on the report's last day, and how far activities have come."""
    rows = rows_on(report.association, day_of(report))
    return {"rows": rows, "counts": counts_of(rows), "year": report.year, "before": report.year - 1}


def rows_on(association: Association, day: Day) -> list[dict[str, Any]]:
    """Give the goals of the day's year as they stand on it: number, words, light, measures with theirs, activities."""
    return [
        {
            "number": each.number,
            "goal": each.goal.goal,
            "level": each.goal.level.name if each.goal.level else "",
            "area": each.goal.area.name if each.goal.area else "",
            "light": LIGHTS[GoalStatus(each.goal.status)],
            "status": each.goal.get_status_display(),
            "measures": [
                (one, LIGHTS[one.status] if one.status != GoalStatus.NOT_ASSESSED else "")
                for one in day.of(each.goal.measures.all())
            ],
            "activities": [activity_row(one, is_assessed=True) for one in each.goal.activities.all()],
        }
        for each in placed(goals_of(association, day.year))
    ]


def counts_of(rows: Sequence[Mapping[str, Any]]) -> list[tuple[int, str, str]]:
    """Give how many goals have each assessment, with its word and its light."""
    return [
        (sum(row["light"] == LIGHTS[status] for row in rows), str(status.label), LIGHTS[status])
        for status in (GoalStatus.GREEN, GoalStatus.YELLOW, GoalStatus.RED, GoalStatus.NOT_ASSESSED)
    ]


BLOCK = register(
    Block(
        "goal_follow_up",
        "Uppföljning av målen med trafikljus",
        "print/blocks/goal_follow_up.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        picture="app/blocks/goal_follow_up.svg",
        told="Varje mått med förra årets värde, målet, utfallet och ett trafikljus.",
    )
)
