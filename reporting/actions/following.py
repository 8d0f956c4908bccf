"""Whoever answers for a goal tells how it goes: values, activities and an assessment, all at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction

from finsam.models import Person
from reporting.actions.activities import tell_activity
from reporting.actions.assessing import assess
from reporting.actions.measures import add_value
from reporting.models import Activity, Goal, Measure
from reporting.rules import Value

UNCHANGED = "Inget nytt."  # that somebody has looked is told too


@transaction.atomic
def follow(
    *,
    goal: Goal,
    day: dt.date,
    values: Sequence[tuple[Measure, Value]],
    activities: Sequence[tuple[Activity, str, str]],
    status: str,
    note: str,
    by: Person,
) -> None:
    """Write the values of the day, how far the activities have come, and how the goal goes with a word."""
    for measure, value in values:
        add_value(measure=measure, day=day, value=value, by=by)
    for activity, state, said in activities:
        tell_activity(activity=activity, state=state, note=said, by=by)
    is_as_before = not (values or activities or note.strip()) and status == goal.status
    assess(goal=goal, status=status, note=UNCHANGED if is_as_before else note, by=by)
