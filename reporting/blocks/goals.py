"""The year's goals with their assessment: a word, a shape and a colour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from finsam.models import Association
from finsam.swedish import dates, money
from reporting.models import Activity, Goal, GoalArea, GoalHabits, Measure, Report, Section
from reporting.queries.goals import Placed, goals_of, placed
from reporting.queries.measuring import Measured, habits_of, measured
from reporting.registries.blocks import Block, register
from reporting.states import ActivityState, AreaKind, GoalStatus, MeasureSource, ReportKind

LIGHTS = {
    GoalStatus.GREEN: "gron",
    GoalStatus.YELLOW: "gul",
    GoalStatus.RED: "rod",
    GoalStatus.NOT_ASSESSED: "ej",
}
_LISTS = (
    (AreaKind.STRATEGIC, "Strategiskt område"),
    (AreaKind.FOCUS, "Fokusområden"),
    (AreaKind.OUTER, "Yttre mål"),
)


@dataclass(frozen=True)
class Day:
    """For which year, and as of which day, goals are told, and in which words."""

    year: int
    until: dt.date
    habits: GoalHabits

    def of(self, measures: Iterable[Measure]) -> list[Measured]:
        """Give how measures stand on the day."""
        return [measured(each, self.year, self.until, self.habits) for each in measures]


def day_of(report: Report) -> Day:
    """Give the day that a report tells of: the last of its period."""
    return Day(report.year, report.period[1], habits_of(report.association))


def day_of_year(association: Association, year: int) -> Day:
    """Give the last day of a year, for pages that show all that is known of it."""
    return Day(year, dt.date(year, 12, 31), habits_of(association))


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the goals in order with their facts, assessment and result."""
    day = day_of(report)
    rows = placed(goals_of(report.association, report.year))
    return {"goals": [as_printed(each, day, is_assessed=True) for each in rows]}


def as_printed(row: Placed, day: Day, *, is_assessed: bool = False) -> dict[str, Any]:
    """Give a goal as plain values: number, facts that are filled in, assessment, texts as HTML.

    What its measures came to, and how far its activities have come, is told where it `is_assessed`.
    """
    goal = row.goal
    activities = list(goal.activities.all())
    return {
        "number": row.number,
        "anchor": row.number.replace(".", "-"),
        "depth": row.depth,
        "goal": goal.goal,
        "level": goal.level.name if goal.level else "",
        "text": goal.text.html if goal.text else "",
        "facts": [(label, value) for label, value in _facts(goal, day, is_assessed=is_assessed) if value],
        "status": goal.get_status_display(),
        "light": LIGHTS[GoalStatus(goal.status)],
        "result": goal.result.html,
        "budget": goal.budget,
        "activities": [activity_row(each, is_assessed=is_assessed) for each in activities],
        "has_when": any(each.when for each in activities),
        "has_who": any(each.who for each in activities),
    }


def _facts(goal: Goal, day: Day, *, is_assessed: bool) -> list[tuple[str, str]]:
    listed = {kind: [area.name for area in goal.listed.all() if area.kind == kind] for kind, _ in _LISTS}
    return [
        ("Nivå", goal.level.name if goal.level else ""),
        ("Hur", goal.how),
        ("Mått", measures_told(day.of(goal.measures.all()), day, with_outcome=is_assessed)),
        ("Uppföljning", goal.follow_up),
        (day.habits.perspective_word, goal.perspective.name if goal.perspective else ""),
        *((label, ", ".join(listed[kind])) for kind, label in _LISTS),
        ("Gäller", goal.years_text if goal.until_year != goal.year else ""),
        ("Ägs av", goal.body.name if goal.body else ""),
    ]


def activity_row(activity: Activity, *, is_assessed: bool = False) -> tuple[str, str, str, str]:
    """Give what an activity is, when, by whom, and what else is told of it: cost, and how far it has come."""
    cost = f"{money.kr_as_needed(activity.cost)} kronor" if activity.cost else ""
    is_told = is_assessed and (activity.told_at or activity.state != ActivityState.PLANNED)
    told = [cost, activity.get_state_display() if is_told else "", activity.note if is_assessed else ""]
    return activity.text, activity.when, activity.who, ". ".join(part.rstrip(".") for part in told if part)


def measures_told(rows: Sequence[Measured], day: Day, *, with_outcome: bool) -> str:
    """Write measures, each on a line, numbered when they are several, with target and what each came to."""
    lines = [measure_told(each, day, with_outcome=with_outcome) for each in rows]
    if len(lines) == 1:
        return lines[0]
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))


def measure_told(row: Measured, day: Day, *, with_outcome: bool) -> str:
    """Write a measure with where it began, its target, its source and what it came to."""
    measure = row.measure
    start = measure.start_on and f"{row.start} den {dates.long_date(measure.start_on)}"
    source = (
        measure.get_source_display() if measure.source in {MeasureSource.SCB, MeasureSource.SURVEY} else ""
    )
    parts = [
        ("Utgångsläge", start),
        (f"Mål {day.year}", row.target),
        ("Källa", ", ".join(filter(None, (source, measure.source_note)))),
        ("Utfall", row.said if with_outcome else ""),
    ]
    told = " ".join(
        f"{label}: {value}." if label != "Utfall" else f"{label}: {value}" for label, value in parts if value
    )
    return f"{measure.text} {told}".strip()


def heading_of(area: GoalArea, day: Day, *, is_assessed: bool = False) -> dict[str, Any]:
    """Give a heading with its text as HTML, and the measures and activities that it has without a goal."""
    activities = list(area.activities.all())
    return {
        "name": area.name,
        "text": area.text.html,
        "measures": [
            measure_told(each, day, with_outcome=is_assessed) for each in day.of(area.measures.all())
        ],
        "activities": [activity_row(each, is_assessed=is_assessed) for each in activities],
        "has_when": any(each.when for each in activities),
        "has_who": any(each.who for each in activities),
    }


BLOCK = register(
    Block(
        "goals",
        "Mål med bedömning",
        "print/blocks/goals.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        picture="app/blocks/goals.svg",
        told="Målen som kapitel med bedömning i färg och ord, mått och vad som blev.",
    )
)
