"""Who may follow which goal and write which section: the office all, and whoever has been given one her own."""

from __future__ import annotations

from collections.abc import Collection

from finsam.models import Person
from finsam.permissions import Permission
from reporting.models import Activity, Goal, Section
from reporting.states import ReportState


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


def may_write_section(section: Section, person: Person, permissions: Collection[Permission]) -> bool:
    """Whether the person may write the section's text: the office all, and its writer her own."""
    return Permission.WRITE_REPORTS in permissions or section.writer_id == person.pk


def may_remark(section: Section, person: Person, permissions: Collection[Permission]) -> bool:
    """Whether the person may remark on the section: those who write it, and the board when the report lies before it."""
    is_before_board = section.report.state == ReportState.BEFORE_BOARD
    reads = Permission.READ_DRAFTS in permissions and is_before_board
    return reads or may_write_section(section, person, permissions)


def _answers_for(goal: Goal, person: Person) -> bool:
    return goal.owner_id == person.pk or any(each.owner_id == person.pk for each in goal.activities.all())
