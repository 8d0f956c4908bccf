"""Who may follow which goal: the office all, and whoever answers for a goal or an activity her own."""

from __future__ import annotations

from collections.abc import Collection

from finsam.models import Person
from finsam.permissions import Permission
from reporting.models import Activity, Goal


def may_read_goal(goal: Goal, person: Person, permissions: Collection[Permission]) -> bool:
    """Whether the person may see the goal with all that is told of it."""
    return Permission.READ_REPORTS in permissions or _answers_for(goal, person)


def may_follow_goal(goal: Goal, person: Person, permissions: Collection[Permission]) -> bool:
    """Whether the person may tell how the goal goes."""
    return Permission.WRITE_REPORTS in permissions or _answers_for(goal, person)


def may_tell_activity(activity: Activity, person: Person, permissions: Collection[Permission]) -> bool:
    """Whether the person may tell how far the activity has come."""
    return Permission.WRITE_REPORTS in permissions or person.pk in {
        activity.owner_id, activity.goal.owner_id if activity.goal else None
    }  # fmt: skip


def _answers_for(goal: Goal, person: Person) -> bool:
    return goal.owner_id == person.pk or any(each.owner_id == person.pk for each in goal.activities.all())
