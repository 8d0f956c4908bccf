"""Builds who was there, as a protocol or an extract prints it."""

from collections.abc import Iterable, Sequence

from board.counting.presence import Seat, Sitting, is_in_room, sitting
from board.documents.meeting import AttendanceGroup, Attendee
from board.models import Attendance, Meeting, Paragraph
from board.queries.seats import vacant_seats
from board.states import PresenceChange
from finsam.states import BodyKind
from finsam.swedish import dates


def _attendances(meeting: Meeting) -> list[Attendance]:
    rows = meeting.attendances.select_related("person", "serves_for").prefetch_related(
        "exceptions__paragraph"
    )
    return list(rows)


def sittings_of(meeting: Meeting, paragraphs: Sequence[Paragraph]) -> list[Sitting]:
    """Say how the body sat at each of the §§."""
    rows = _attendances(meeting)
    vacant = vacant_seats(meeting, rows)
    return [sitting(rows, paragraph, chair_id=meeting.chair_id, vacant=vacant) for paragraph in paragraphs]


def numbered_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """Give the meeting's §§ in order."""
    return list(meeting.paragraphs.filter(number__isnull=False).order_by("position", "id"))


def attendance_groups(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[AttendanceGroup, ...]:
    """Give who decided at which of the §§, an ersättare once for each she served for, and who else was there."""
    decided: dict[tuple[Attendance, Attendance | None], list[int]] = {}
    held: dict[tuple[Attendance, Attendance | None], Seat] = {}
    others: dict[Attendance, list[int]] = {}
    for each in sittings_of(meeting, shown):
        for row in each.present:
            seat = each.seat_of(row)
            if seat:
                held[row, seat.ledamot] = seat
            kept = decided.setdefault((row, seat.ledamot), []) if seat else others.setdefault(row, [])
            kept.append(each.paragraph.number or 0)
    deciding = sorted(decided.items(), key=lambda item: (item[0][0].position, item[0][0].pk, item[1]))
    beside = sorted(others.items(), key=lambda item: (item[0].position, item[0].pk))
    named = (
        ("Beslutande", [_attendee(key[0], held[key], numbers, shown) for key, numbers in deciding]),
        ("Övriga närvarande", [_attendee(row, None, numbers, shown) for row, numbers in beside]),
    )
    return tuple(AttendanceGroup(heading=heading, attendees=tuple(rows)) for heading, rows in named if rows)


def participants_of(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[AttendanceGroup, ...]:
    """Give who took part in a meeting that decides nothing and at which points, and who was called but was not there."""
    there: dict[Attendance, list[int]] = {}
    for each in sittings_of(meeting, shown):
        for row in each.present:
            there.setdefault(row, []).append(each.paragraph.number or 0)
    rows = sorted(_attendances(meeting), key=lambda row: (row.position, row.pk))
    named = (
        ("Deltagare", [_participant(row, there[row]) for row in rows if row in there]),
        ("Kallade som inte deltog", [_participant(row, []) for row in rows if _was_called_only(row, there)]),
    )
    return tuple(
        AttendanceGroup(heading=heading, attendees=tuple(people)) for heading, people in named if people
    )


def _was_called_only(row: Attendance, there: dict[Attendance, list[int]]) -> bool:
    """Whether she belongs to the body and was not there; kansliet is listed at every meeting and need not come."""
    return row not in there and not row.is_present and not row.is_office


def _participant(row: Attendance, numbers: list[int]) -> Attendee:
    return Attendee(
        name=row.person.name,
        appointed_by=row.member_name or row.person.organisation,
        role=_role(row),
        present=dates.number_ranges(set(numbers)) if numbers else "",
        is_remote=row.is_remote,
    )


def _role(row: Attendance) -> str:
    """Her role in the body and in what capacity she sits there; what she is called who is a guest."""
    role = "" if row.is_office else row.get_role_display()
    return ", ".join(filter(None, (role, row.title)))


def _attendee(row: Attendance, seat: Seat | None, numbers: list[int], shown: Sequence[Paragraph]) -> Attendee:
    serves = seat is not None and seat.is_held_for_another
    return Attendee(
        name=row.person.name,
        appointed_by=row.member_name,
        role="Tjänstgörande ersättare" if serves else _role(row),
        present=dates.paragraphs(numbers),
        serving_for=_served(seat) if seat and serves else "",
        is_remote=row.is_remote,
        remark=_remark(row, shown),
    )


def _served(seat: Seat) -> str:
    return seat.ledamot.person.name if seat.ledamot else "vakant plats"


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


def absent_members(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[str, ...]:
    """Give the ledamöter who were at none of the §§; one who came late or went early stands among those there."""
    sittings = sittings_of(meeting, shown)
    there = {row.pk for each in sittings for row in (*each.present, *each.conflicted)}
    rows = sittings[0].seats if sittings else ()
    return tuple(seat.ledamot.person.name for seat in rows if seat.ledamot and seat.ledamot.pk not in there)


def leaders_of(sittings: Iterable[Sitting]) -> list[tuple[Attendance, list[int]]]:
    """Give who led at which §§, in the order they began."""
    led: dict[Attendance, list[int]] = {}
    for each in sittings:
        if each.chair:
            led.setdefault(each.chair, []).append(each.paragraph.number or 0)
    return list(led.items())


def leaders_text(meeting: Meeting, shown: Sequence[Paragraph]) -> str:
    """Say who led: one name, or "§§ 37–39 NN, §§ 40–41 NN" where the chair changed."""
    led = leaders_of(sittings_of(meeting, shown))
    if len(led) < 2:
        return "".join(row.person.name for row, _ in led)
    return ", ".join(f"{dates.paragraphs(numbers)} {row.person.name}" for row, numbers in led)


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
