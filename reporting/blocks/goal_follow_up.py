"""Follow-up of the year's goals: each measure with start, target and outcome, and a light for each goal."""

from __future__ import annotations

from typing import Any

from reporting.blocks.goals import LIGHTS, activity_row, day_of
from reporting.models import Report, Section
from reporting.queries.goals import goals_of, placed
from reporting.registries.blocks import Block, register
from reporting.states import GoalStatus, ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals with assessment, measures as they stand on the report's last day, and how far activities have come."""
    day = day_of(report)
    rows = [
        {
            "number": each.number,
            "goal": each.goal.goal,
            "light": LIGHTS[GoalStatus(each.goal.status)],
            "status": each.goal.get_status_display(),
            "measures": [
                (one, LIGHTS[one.status] if one.status != GoalStatus.NOT_ASSESSED else "")
                for one in day.of(each.goal.measures.all())
            ],
            "activities": [activity_row(one, is_assessed=True) for one in each.goal.activities.all()],
        }
        for each in placed(goals_of(report.association, report.year))
    ]
    counts = [
        (sum(row["light"] == LIGHTS[status] for row in rows), status.label, LIGHTS[status])
        for status in (GoalStatus.GREEN, GoalStatus.YELLOW, GoalStatus.RED, GoalStatus.NOT_ASSESSED)
    ]
    return {"rows": rows, "counts": counts, "year": report.year, "before": report.year - 1}


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
