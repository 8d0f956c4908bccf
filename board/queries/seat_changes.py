"""Where a meeting's seats and roles are others than those that hold on its day, since they have been corrected."""

from __future__ import annotations

from board.models import Attendance, Meeting
from board.queries.seats import ordained_seats
from finsam.models import Appointment
from finsam.states import AppointmentRole
from finsam.swedish import words


def belongs_to_body(row: Attendance) -> bool:
    """Whether she is listed as one of the body: with a seat, as ersättare or with another role in it."""
    return bool(row.role) and not row.is_office


def seat_changes(meeting: Meeting, rows: list[Attendance]) -> list[str]:
    """Say in Swedish sentences what has been corrected since the meeting was opened; nothing where all agree."""
    if meeting.is_imported:
        return []
    return [*_about_seats(meeting), *_about_people(meeting, rows)]


def _about_seats(meeting: Meeting) -> list[str]:
    if meeting.ordained is None:
        return []
    now, then = dict(ordained_seats(meeting.body, meeting.held_on)), dict(meeting.ordained)
    return [
        f"{name} har {words.plural(now.get(name, 0), 'plats', 'platser')}, här {then.get(name, 0)}."
        for name in dict.fromkeys([*now, *then])
        if now.get(name, 0) != then.get(name, 0)
    ]


def _about_people(meeting: Meeting, rows: list[Attendance]) -> list[str]:
    own = Appointment.objects.in_force(meeting.held_on).filter(body=meeting.body_id).in_order()
    appointed: dict[int, Appointment] = {}
    for each in own.select_related("person", "member"):
        appointed.setdefault(each.person_id, each)
    listed = {row.person_id: row for row in rows}
    said = [
        f"{each.person.name} är {_as(each.role, each.member.name if each.member else '')}{_here(listed.get(pk))}."
        for pk, each in appointed.items()
        if _differs(each, listed.get(pk))
    ]
    gone = [row.person.name for row in rows if belongs_to_body(row) and row.person_id not in appointed]
    return [*said, *(f"{name} har ingen roll i {meeting.body.name.lower()} den dagen." for name in gone)]


def _differs(appointment: Appointment, row: Attendance | None) -> bool:
    member = appointment.member.name if appointment.member else ""
    return row is None or (row.role, row.member_name) != (appointment.role, member)


def _as(role: str, member: str) -> str:
    label = AppointmentRole(role).label.lower()
    return f"{label} ({member})" if member else label


def _here(row: Attendance | None) -> str:
    if row is None:
        return ", men står inte här"
    return f", här {_as(row.role, row.member_name)}" if row.role else ", här gäst"
