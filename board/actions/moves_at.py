"""What is ticked beside a § counts from that § on, and never changes an earlier one."""

from __future__ import annotations

from typing import Any

from board.models import Attendance, Meeting, Paragraph, PresenceException
from board.presence import is_there, serves_at
from board.states import PresenceChange


def write(meeting: Meeting, content: dict[str, Any], changed: set[str]) -> None:
    """Write who is there from a § on (`here`), and whom an ersättare goes in for from it (`serves`)."""
    marks = sorted(name for name in changed if name.count(":") == 2 and name.startswith(("here:", "serves:")))
    for name in marks:
        head, attendance, paragraph = name.split(":")
        row = meeting.attendances.prefetch_related("exceptions__paragraph").filter(pk=int(attendance)).first()
        at = meeting.paragraphs.filter(pk=int(paragraph)).first()
        if row and at and head == "here":
            _set_here(row, at, is_here=bool(content[name]))
        elif row and at:
            _set_serves(row, at, content[name])


def _set_here(row: Attendance, at: Paragraph, *, is_here: bool) -> None:
    if is_there(row, at, row.exceptions.all()) == is_here:
        return
    undone, change = PresenceChange.LEFT, PresenceChange.CAME
    if not is_here:
        undone, change = change, undone
    moves = row.exceptions.filter(change__in=[PresenceChange.CAME, PresenceChange.LEFT])
    moves.filter(change=undone, paragraph=at).delete()
    came_later_only = not moves.exists()
    was_away = not row.is_present or undone == PresenceChange.CAME
    if _is_first(at) or (came_later_only and was_away and not is_here):
        _set_from_start(row, at, is_here=is_here)
    fresh = Attendance.objects.prefetch_related("exceptions__paragraph").get(pk=row.pk)
    if is_there(fresh, at, fresh.exceptions.all()) == is_here:
        return
    PresenceException.objects.get_or_create(attendance=row, paragraph=at, change=change)
    Attendance.objects.filter(pk=row.pk).update(is_present=True)


def _set_from_start(row: Attendance, at: Paragraph, *, is_here: bool) -> None:
    """Let her be there, or not, from the start; who moves later keeps her later moves."""
    later = row.exceptions.filter(change__in=[PresenceChange.CAME, PresenceChange.LEFT]).exclude(paragraph=at)
    if not later.exists():
        Attendance.objects.filter(pk=row.pk).update(is_present=is_here)


def _is_first(paragraph: Paragraph) -> bool:
    earlier = Paragraph.objects.filter(meeting_id=paragraph.meeting_id, position__lt=paragraph.position)
    return not earlier.exists()


def _set_serves(row: Attendance, at: Paragraph, whom: int | None) -> None:
    seats = {each.person_id for each in row.meeting.attendances.all() if each.has_seat}
    whom = whom if whom in seats else None
    row.exceptions.filter(change=PresenceChange.SERVES, paragraph=at).delete()
    if _is_first(at):
        Attendance.objects.filter(pk=row.pk).update(serves_for=whom)
        return
    fresh = Attendance.objects.prefetch_related("exceptions__paragraph").get(pk=row.pk)
    if serves_at(fresh, at)[0] != whom:
        PresenceException.objects.create(
            attendance=row, paragraph=at, change=PresenceChange.SERVES, serves_for_id=whom
        )
