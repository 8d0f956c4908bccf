"""Builds who was there, as a protocol or an extract prints it."""

from collections.abc import Sequence

from board.documents.meeting import AttendanceGroup, Attendee
from board.models import Attendance, Meeting, Paragraph
from board.presence import Sitting, is_in_room, sitting
from board.states import PresenceChange
from finsam import dates
from finsam.states import BodyKind


def _attendances(meeting: Meeting) -> list[Attendance]:
    rows = meeting.attendances.select_related("person", "serves_for").prefetch_related(
        "exceptions__paragraph"
    )
    return list(rows)


def sittings_of(meeting: Meeting, paragraphs: Sequence[Paragraph]) -> list[Sitting]:
    """Say how the body sat at each of the §§."""
    rows = _attendances(meeting)
    return [sitting(rows, paragraph, chair_id=meeting.chair_id) for paragraph in paragraphs]


def groups(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[AttendanceGroup, ...]:
    """Give who decided at which of the §§, an ersättare once for each she served for, and who else was there."""
    decided: dict[tuple[Attendance, Attendance], list[int]] = {}
    others: dict[Attendance, list[int]] = {}
    for each in sittings_of(meeting, shown):
        for row in each.present:
            ledamot = each.served_for(row)
            kept = decided.setdefault((row, ledamot), []) if ledamot else others.setdefault(row, [])
            kept.append(each.paragraph.number or 0)
    deciding = sorted(decided.items(), key=lambda item: (item[0][0].position, item[0][0].pk, item[1]))
    beside = sorted(others.items(), key=lambda item: (item[0].position, item[0].pk))
    named = (
        ("Beslutande", [_attendee(row, ledamot, numbers, shown) for (row, ledamot), numbers in deciding]),
        ("Övriga närvarande", [_attendee(row, None, numbers, shown) for row, numbers in beside]),
    )
    return tuple(AttendanceGroup(heading=heading, attendees=tuple(rows)) for heading, rows in named if rows)


def _attendee(
    row: Attendance, ledamot: Attendance | None, numbers: list[int], shown: Sequence[Paragraph]
) -> Attendee:
    served = ledamot if ledamot and ledamot.pk != row.pk else None
    return Attendee(
        name=row.person.name,
        appointed_by=row.member_name,
        role="Tjänstgörande ersättare" if served else row.title or row.get_role_display(),
        present=dates.paragraphs(numbers),
        serving_for=served.person.name if served else "",
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
