"""Seats and roles that were corrected after a meeting was opened are taken into it, until its protocol is sent."""

from __future__ import annotations

from django.db import transaction

from board.actions.attendance import GUEST_POSITION, change_attendance, guard
from board.actions.listing import appointments_of, row_of
from board.actions.writing import lock_meeting
from board.models import Attendance, Meeting
from board.queries.seat_changes import belongs_to_body
from board.queries.seats import ordained_seats
from finsam import audit
from finsam.models import Person

_FACTS = ("role", "title", "member_name", "member_abbreviation", "position", "stand_in")


@transaction.atomic
def take_in_seats(*, meeting: Meeting, by: Person) -> None:
    """Give the meeting the seats and roles that hold on its day as they stand now.

    Who was there at which § stays. One who has no role left is a guest where she was there, and is not listed where
    she never was. Raises DomainError when the protocol is sent.
    """
    row = lock_meeting(meeting)
    guard(row)
    change_attendance(meeting=row, change=lambda opened: _take_in(opened, by), by=by)
    audit.record(association=row.body.association, by=by, verb="tog in ändrade platser i", target=row)


def _take_in(meeting: Meeting, by: Person) -> None:
    meeting.ordained = ordained_seats(meeting.body, meeting.held_on)
    meeting.save(update_fields=["ordained"])
    rows = {row.person_id: row for row in meeting.attendances.prefetch_related("exceptions")}
    appointed = set()
    for position, appointment in enumerate(appointments_of(meeting)):
        if appointment.person_id in appointed:
            continue
        appointed.add(appointment.person_id)
        now = row_of(meeting, appointment, None, position, by)
        listed = rows.get(appointment.person_id)
        if listed is None:
            now.is_present = False
            now.save()
            continue
        for fact in _FACTS:
            setattr(listed, fact, getattr(now, fact))
        if not listed.is_deputy:
            listed.serves_for, listed.serves_vacant = None, False
        listed.save(update_fields=[*_FACTS, "serves_for", "serves_vacant"])
    for row in rows.values():
        if belongs_to_body(row) and row.person_id not in appointed:
            _let_go(row)


def _let_go(row: Attendance) -> None:
    if not row.is_present and not row.exceptions.all():
        row.delete()
        return
    row.role, row.member_name, row.member_abbreviation = "", "", ""
    row.position, row.stand_in = GUEST_POSITION, None
    row.serves_for, row.serves_vacant = None, False
    row.save(update_fields=[*_FACTS, "serves_for", "serves_vacant"])
