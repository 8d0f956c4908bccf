"""Who is listed at a meeting, by the appointments in force that day."""

from __future__ import annotations

from board.models import Attendance, Meeting
from board.states import RsvpAnswer
from finsam.models import Appointment, Person
from finsam.states import BodyKind

OFFICE_POSITION = 800


def appointments_of(meeting: Meeting) -> list[Appointment]:
    """Give who belongs at the meeting by the appointments in force that day: the body's, then kansliet's."""
    own = Appointment.objects.in_force(meeting.held_on).select_related(
        "member", "person", "body", "stands_in_for"
    )
    body = list(own.filter(body=meeting.body).in_order())
    office = own.filter(body__association=meeting.body.association, body__kind=BodyKind.OFFICE).in_order()
    return body + list(office)


def row_of(
    meeting: Meeting, appointment: Appointment, answer: str | None, position: int, by: Person
) -> Attendance:
    """Make the row of one appointed, as she is that day and as she has answered; not stored yet."""
    is_office = appointment.body.kind == BodyKind.OFFICE
    row = Attendance(
        meeting=meeting,
        person=appointment.person,
        role=appointment.role,
        title=", ".join(
            filter(None, (appointment.get_role_display() if is_office else "", appointment.said))
        ),
        member_name=appointment.member.name if appointment.member else "",
        member_abbreviation=appointment.member.abbreviation if appointment.member else "",
        position=OFFICE_POSITION + position if is_office else position,
        stand_in=appointment.position or None if appointment.is_voting else None,
        is_present=appointment.person_id == by.pk,  # the one who opens the meeting is there
    )
    return marked(row, answer)


def marked(row: Attendance, answer: str | None) -> Attendance:
    """Have one who has answered that she comes stand as present."""
    if answer in {RsvpAnswer.COMING, RsvpAnswer.REMOTE}:
        row.is_present = True
        row.is_remote = answer == RsvpAnswer.REMOTE
    return row
