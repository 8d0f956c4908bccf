"""The year's goals with their assessment: a word, a shape and a colour."""

from __future__ import annotations

from typing import Any

from reporting.models import Goal, Report, Section
from reporting.queries.goals import goals_of
from reporting.registries.blocks import Block, register
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
            as_printed(goal, place, is_assessed=True)
            for place, goal in enumerate(goals_of(report.association, report.year), start=1)
        ]
    }


def as_printed(goal: Goal, place: int, *, is_assessed: bool = False) -> dict[str, Any]:
    """Give a goal as plain values: number, facts that are filled in, assessment and result as HTML.

    What its measures came to is told where it `is_assessed`.
    """
    facts = [
        ("Hur", goal.how),
        ("Mått", measures_told(goal, with_outcome=is_assessed)),
        ("Uppföljning", goal.follow_up),
        ("Strategiskt område", goal.strategic_area),
        ("Fokusområden", goal.focus_area),
    ]
    activities = [(each.text, each.when, each.who) for each in goal.activities.all()]
    return {
        "number": place,
        "goal": goal.goal,
        "facts": [(label, value) for label, value in facts if value],
        "status": goal.get_status_display(),
        "light": LIGHTS[GoalStatus(goal.status)],
        "result": goal.result.html,
        "budget": goal.budget,
        "activities": activities,
        "has_when": any(when for _, when, _ in activities),
        "has_who": any(who for _, _, who in activities),
    }


def measures_told(goal: Goal, *, with_outcome: bool) -> str:
    """Write a goal's measures, each on a line, numbered when they are several, with what each came to."""
    rows = list(goal.measures.all())
    lines = [
        f"{each.text} Utfall: {each.outcome}".strip() if with_outcome and each.outcome else each.text
        for each in rows
    ]
    return (
        "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
        if len(rows) > 1
        else "".join(lines)
    )


BLOCK = register(
    Block(
        "goals",
        "Mål med bedömning",
        "print/blocks/goals.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
    )
)
