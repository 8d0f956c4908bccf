"""What the årshjul leaves waiting: each point with the one whose it is, alarms with the förbundschef too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from board.actions.placing import right_meeting
from board.models import Meeting
from board.queries.meetings import open_meetings
from board.queries.year_wheel import WheelPoint, is_of, points_showing
from board.states import UPCOMING, MeetingState, PointOwner
from finsam.models import Association, Person
from finsam.permissions import Permission, Role, appointments_of, role_of
from finsam.registries.todos import Todo
from finsam.swedish import dates

_ANSWERS_AS: dict[Role, frozenset[str]] = {
    Role.CHIEF: frozenset({PointOwner.CHIEF, PointOwner.OFFICE, PointOwner.BOARD, PointOwner.MEMBERS}),
    Role.OFFICER: frozenset({PointOwner.OFFICE}),
    Role.CHAIR: frozenset({PointOwner.CHAIR}),
    Role.AUDITOR: frozenset({PointOwner.AUDITORS}),
}


def owners_of(person: Person, today: dt.date) -> frozenset[str]:
    """Give as what a person answers for points; the förbundschef sees to what board and members shall do."""
    roles = map(role_of, appointments_of(person, today))
    return frozenset().union(*(_ANSWERS_AS.get(role, frozenset()) for role in roles if role))


def of_the_year(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the points that wait for the person from the day that they show, an alarm from their own day on.

    The förbundschef has every alarm, whosever it is: a missed day is hers to know of.
    """
    if Permission.READ_MEETINGS not in permissions:
        return
    mine = owners_of(person, today)
    sees_all = PointOwner.CHIEF in mine
    for point in points_showing(association, today):
        own = is_of(point.item, mine, person.pk)
        if own or (sees_all and point.due_on <= today):
            yield from _todo(point, association, permissions, today, is_own=own)


def _todo(
    point: WheelPoint, association: Association, permissions: frozenset[Permission], today: dt.date, *, is_own: bool
) -> Iterator[Todo]:  # fmt: skip
    is_alarm = point.due_on <= today
    what, about, url, due_on = f"{point.item.title}: gör klart", point.told, point.url, point.due_on
    if point.came and point.came.url and not point.paragraph:
        url = point.came.url
    if point.item.lands_on_agenda and Permission.WRITE_MEETINGS in permissions:
        found = _of_agenda(point, association, today)
        if found is None and not is_alarm:
            return  # it lies where it shall, with its handlingar, and the meeting takes it up
        what, about, url, due_on = found or (f"{point.item.title}: ta upp", about, url, due_on)
    yield Todo(
        what=what,
        about=" ".join(filter(None, [_source(point), about, "" if is_own else f"{point.whose}."])),
        url=url,
        due_on=due_on,
        is_alarm=is_alarm or due_on < today,
        figure=point.when if is_alarm else "",
    )


def _of_agenda(
    point: WheelPoint, association: Association, today: dt.date
) -> tuple[str, str, str, dt.date] | None:
    """Say what is left before the meeting that takes a point up: to plan it, to put the point there, its handlingar."""
    title, row = point.item.title, point.paragraph
    if row is None:
        meeting = right_meeting(point, open_meetings(association))
        if meeting is None:
            url = reverse("meeting_plan", args=[association.slug])
            return (
                f"{title}: planera ett sammanträde i tid",
                f"Senast {dates.day_month(point.due_on)}.",
                url,
                point.due_on,
            )
        return f"{title}: lägg på dagordningen", _day(meeting, today), point.url, point.due_on
    if point.lacks_papers and row.meeting.state in UPCOMING:
        sent_on = row.meeting.held_on - dt.timedelta(days=association.call_days)
        name = point.papers[0]
        due_on = sent_on if row.meeting.state == MeetingState.PLANNED else row.meeting.held_on
        return (
            f"{title}: bifoga handlingen",
            f"{name}, {_day(row.meeting, today)}",
            _of_paragraph(point),
            due_on,
        )
    return None


def _of_paragraph(point: WheelPoint) -> str:
    assert point.paragraph  # asked of those that have one
    return reverse("paragraph_edit", args=[point.slug, point.paragraph.pk])


def _day(meeting: Meeting, today: dt.date) -> str:
    return f"{meeting.body.name} {dates.near_date(meeting.held_on, today)}."


def _source(point: WheelPoint) -> str:
    return f"{point.item.source}." if point.item.basis == "lag" and point.item.source else ""
