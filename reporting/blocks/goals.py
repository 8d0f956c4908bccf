"""The year's goals with their assessment: a word, a shape and a colour."""

from __future__ import annotations

from typing import Any

from reporting.blocks import Block, register
from reporting.models import Goal, Report, Section
from reporting.queries.goals import goals_of
from reporting.states import GoalStatus, ReportKind

LIGHTS = {
    GoalStatus.GREEN: "gron",
    GoalStatus.YELLOW: "gul",
    GoalStatus.RED: "rod",
    GoalStatus.NOT_ASSESSED: "ej",
}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals in order with their facts, assessment and result."""
    return {
        "goals": [
            as_printed(goal, place)
            for place, goal in enumerate(goals_of(report.association, report.year), start=1)
        ]
    }


def as_printed(goal: Goal, place: int) -> dict[str, Any]:
    """Give a goal as plain values: number, facts that are filled in, assessment and result as HTML."""
    facts = [
        ("Hur", goal.how),
        ("Mått", goal.measure),
        ("Uppföljning", goal.follow_up),
        ("Strategiskt område", goal.strategic_area),
        ("Fokusområden", goal.focus_area),
    ]
    activities = [(each.text, each.when, each.who) for each in goal.activities.all()]
    return {
        "number": place,
        "goal": goal.goal,
        "area": goal.area,
        "facts": [(label, value) for label, value in facts if value],
        "status": goal.get_status_display(),
        "light": LIGHTS[GoalStatus(goal.status)],
        "result": goal.result.html,
        "budget": goal.budget,
        "activities": activities,
        "has_when": any(when for _, when, _ in activities),
        "has_who": any(who for _, _, who in activities),
    }


BLOCK = register(
    Block(
        "goals",
        "Mål med bedömning",
        "print/blocks/goals.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
    )
)
