"""Builds who was there, as a protocol or an extract prints it."""

from collections.abc import Sequence

from board.documents.meeting import AttendanceGroup, Attendee
from board.models import Attendance, Meeting, Paragraph
from board.presence import is_in_room, numbers_present
from board.states import PresenceChange
from finsam import dates
from finsam.states import BodyKind


def _attendances(meeting: Meeting) -> list[Attendance]:
    rows = meeting.attendances.select_related("person", "serves_for").prefetch_related(
        "exceptions__paragraph"
    )
    return list(rows)


def groups(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[AttendanceGroup, ...]:
    present = [row for row in _attendances(meeting) if row.is_present and numbers_present(row, shown)]
    deciding = [row for row in present if row.is_serving]
    others = [row for row in present if not row.is_serving]
    named = (("Beslutande", deciding), ("Övriga närvarande", others))
    return tuple(
        AttendanceGroup(heading=heading, attendees=tuple(_attendee(row, shown) for row in rows))
        for heading, rows in named
        if rows
    )


def _attendee(row: Attendance, shown: Sequence[Paragraph]) -> Attendee:
    role = row.title or row.get_role_display()
    return Attendee(
        name=row.person.name,
        appointed_by=row.member_name,
        role="Tjänstgörande ersättare" if row.serves_for else role,
        present=dates.paragraphs(numbers_present(row, shown)),
        serving_for=row.serves_for.name if row.serves_for else "",
        is_remote=row.is_remote,
        remark=_remark(row, shown),
    )


def _remark(row: Attendance, shown: Sequence[Paragraph]) -> str:
    exceptions = list(row.exceptions.all())
    by_key = {paragraph.pk: paragraph for paragraph in shown}
    conflicts = [
        by_key[each.paragraph_id].number or 0
        for each in exceptions
        if each.change == PresenceChange.CONFLICT and each.paragraph_id in by_key
    ]
    away = any(not is_in_room(row, paragraph, exceptions) for paragraph in shown)
    return f"jäv {dates.paragraphs(conflicts)}" if away and conflicts else ""


def absent(meeting: Meeting) -> tuple[str, ...]:
    return tuple(
        row.person.name
        for row in meeting.attendances.select_related("person")
        if row.has_seat and not row.is_present
    )


def distance_note(meeting: Meeting) -> str:
    if not meeting.attendances.filter(is_present=True, is_remote=True).exists():
        return ""
    decision = meeting.body.association.remote_decision
    note = (
        f"Deltagande på distans enligt {decision}."
        if decision and meeting.body.kind == BodyKind.BOARD
        else "Deltagande på distans."
    )
    return f"{note} Enbart ljud: {meeting.audio_only_reason}" if meeting.audio_only_reason else note
