"""Follows the demo's goals of 2022 through the same actions as people use."""

from __future__ import annotations

import datetime as dt

from finsam.models import Association, Person
from reporting.actions.activities import change_activity, tell_activity
from reporting.actions.measures import add_value, change_measure
from reporting.demo.goal_texts import COUNTED, DONE, DUE
from reporting.rules import read_target, read_value


def follow_goals(association: Association, by: Person) -> None:
    """Say how the measures of 2022 are counted, what they have come to, and how far activities have come."""
    goals = list(association.goals.filter(year=2022))
    for each in COUNTED:
        measure = goals[each.goal].measures.all()[each.measure]
        kind, unit = each.facts.get("kind", ""), each.facts.get("unit", "")
        target = {2022: read_target(kind, each.target, unit)} if each.target else {}
        change_measure(measure=measure, by=by, targets=target, **each.facts)
        for day, told in each.values:
            add_value(
                measure=measure, day=dt.date.fromisoformat(day), value=read_value(kind, told, unit), by=by
            )
    for goal, place, said in DONE:
        tell_activity(activity=goals[goal].activities.all()[place], state="done", note=said, by=by)
    for goal, place, day in DUE:
        change_activity(
            activity=goals[goal].activities.all()[place], by=by, due_on=dt.date.fromisoformat(day), owner=by
        )
