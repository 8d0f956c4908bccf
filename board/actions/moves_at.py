"""What is ticked beside a § counts from that § on, and never changes an earlier one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from board.counting.presence import VACANT, Whom, is_there, leader, serves_at
from board.models import Attendance, Meeting, Paragraph, PresenceException
from board.queries.seats import vacant_seats
from board.states import PresenceChange

_MOVES = frozenset({PresenceChange.CAME, PresenceChange.LEFT})


def write(meeting: Meeting, content: dict[str, Any], changed: set[str]) -> None:
    """Write who is there from a § on (`here`), whom an ersättare goes in for from it (`serves`), and who leads (`leads`)."""
    marks = sorted(name for name in changed if name.count(":") == 2 and name.startswith(("here:", "serves:")))
    for name in marks:
        head, attendance, paragraph = name.split(":")
        row = meeting.attendances.prefetch_related("exceptions__paragraph").filter(pk=int(attendance)).first()
        at = meeting.paragraphs.filter(pk=int(paragraph)).first()
        if row and at and head == "here":
            _set_here(row, at, is_here=bool(content[name]))
        elif row and at:
            _set_serves(row, at, content[name])
    for name in sorted(name for name in changed if name.startswith("leads:")):
        at = meeting.paragraphs.filter(pk=int(name.partition(":")[2])).first()
        if at:
            set_leads(meeting, at, content[name])


def _set_here(row: Attendance, at: Paragraph, *, is_here: bool) -> None:
    """Have her there, or away, from the § on until her next move; what was before it stays."""
    if is_there(row, at, row.exceptions.all()) == is_here:
        return
    moves = sorted(
        (each for each in row.exceptions.all() if each.change in _MOVES),
        key=lambda each: each.paragraph.position,
    )
    if is_here and not row.is_present:
        _come_first_at(row, at, moves)
    elif not is_here and moves and moves[0].change == PresenceChange.CAME and moves[0].paragraph_id == at.pk:
        _never_came_at(row, moves)
    elif not is_here and not moves and _is_first(at):
        _set_present(row, is_present=False)
    else:
        _move_at(row, at, moves, is_here=is_here)


def _come_first_at(row: Attendance, at: Paragraph, moves: list[PresenceException]) -> None:
    for move in moves:
        move.delete()
    _set_present(row, is_present=True)
    if not _is_first(at):
        PresenceException.objects.create(attendance=row, paragraph=at, change=PresenceChange.CAME)


def _never_came_at(row: Attendance, moves: list[PresenceException]) -> None:
    """Take back that she came, and a leaving that followed on it: she is away until she comes another time."""
    moves.pop(0).delete()
    while moves and moves[0].change == PresenceChange.LEFT:
        moves.pop(0).delete()
    if not moves:
        _set_present(row, is_present=False)


def _move_at(row: Attendance, at: Paragraph, moves: list[PresenceException], *, is_here: bool) -> None:
    """Take back the opposite move of this very §, else write a move here."""
    change = PresenceChange.CAME if is_here else PresenceChange.LEFT
    undone = [move for move in moves if move.paragraph_id == at.pk and move.change != change]
    for move in undone:
        move.delete()
    if not undone:
        PresenceException.objects.create(attendance=row, paragraph=at, change=change)


def _set_present(row: Attendance, *, is_present: bool) -> None:
    Attendance.objects.filter(pk=row.pk).update(is_present=is_present)


def _is_first(paragraph: Paragraph) -> bool:
    earlier = Paragraph.objects.filter(meeting_id=paragraph.meeting_id, position__lt=paragraph.position)
    return not earlier.exists()


def _set_serves(row: Attendance, at: Paragraph, whom: Whom) -> None:
    """Have the ersättare go in for someone from the § on; for nobody where that seat is not there."""
    whom = whom if may_serve(row, whom) else None
    seat = seat_fields(whom)
    row.exceptions.filter(change=PresenceChange.SERVES, paragraph=at).delete()
    if _is_first(at):
        Attendance.objects.filter(pk=row.pk).update(**seat)
        return
    fresh = Attendance.objects.prefetch_related("exceptions__paragraph").get(pk=row.pk)
    if serves_at(fresh, at)[0] != whom:
        PresenceException.objects.create(attendance=row, paragraph=at, change=PresenceChange.SERVES, **seat)


def seat_fields(whom: Whom) -> dict[str, Any]:
    """Give the columns that say whom an ersättare serves for."""
    return {"serves_for_id": None if whom == VACANT else whom, "serves_vacant": whom == VACANT}


def may_serve(row: Attendance, whom: Whom) -> bool:
    """Whether she is ersättare and there is such a seat for her: a ledamot's, or a vacant one of her own member."""
    rows = list(row.meeting.attendances.all())
    if whom == VACANT:
        return row.is_deputy and row.member_name in vacant_seats(row.meeting, rows)
    return row.is_deputy and whom in {each.person_id for each in rows if each.has_seat}


def set_leads(meeting: Meeting, at: Paragraph, person_id: int | None) -> None:
    """Have the person lead from the § on; nobody named leaves it to those named before, and to the roles."""
    marks = PresenceException.objects.filter(
        attendance__meeting=meeting, paragraph=at, change=PresenceChange.LEADS
    )
    marks.delete()
    if _is_first(at):
        known = person_id is not None and meeting.attendances.filter(person_id=person_id).exists()
        meeting.chair_id = person_id if known else None  # the caller saves the meeting
        return
    rows = list(meeting.attendances.prefetch_related("exceptions__paragraph").order_by("position", "id"))
    row = next((each for each in rows if each.person_id == person_id), None)
    led_by = leader(rows, at, chair_id=meeting.chair_id)
    if row and (led_by is None or led_by.pk != row.pk):
        PresenceException.objects.create(attendance=row, paragraph=at, change=PresenceChange.LEADS)


def be_there_at(row: Attendance, at: Paragraph, *, only: bool) -> None:
    """Have one who was added be there from the § on, or at that § alone."""
    paragraphs = in_order(row.meeting)
    wanted = [each == at if only else each.position >= at.position for each in paragraphs]
    rewrite_here(row, paragraphs, wanted)


def in_order(meeting: Meeting) -> list[Paragraph]:
    """Give every ärende of the meeting in the agenda's order."""
    return list(meeting.paragraphs.order_by("position", "id"))


def changes(values: Sequence[object]) -> Iterable[int]:
    """Give the places where a value differs from the one before."""
    return (place for place in range(1, len(values)) if values[place] != values[place - 1])


def rewrite_here(row: Attendance, paragraphs: Sequence[Paragraph], here: Sequence[bool]) -> None:
    """Make her comings and goings say just this; a clock time stays with the move it was written for."""
    times = {
        (each.change, each.paragraph_id): each.at_time
        for each in row.exceptions.all()
        if each.change in _MOVES
    }
    row.exceptions.filter(change__in=_MOVES).delete()
    Attendance.objects.filter(pk=row.pk).update(is_present=any(here))
    places = [*changes(here)] if any(here) else []
    for place in places:
        change = PresenceChange.CAME if here[place] else PresenceChange.LEFT
        at = paragraphs[place]
        PresenceException.objects.create(
            attendance=row, paragraph=at, change=change, at_time=times.get((change, at.pk))
        )
