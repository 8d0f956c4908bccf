"""What a § says of persons: jäv, who abstained, and who was elected justerare."""

from __future__ import annotations

from typing import Any

from board.models import Adjuster, Attendance, Paragraph, PresenceException
from board.states import ParagraphKind, PresenceChange
from board.wording import phrases

_MARKS = {PresenceChange.CONFLICT.value, PresenceChange.ABSTAINED.value}


def write_marks(paragraph: Paragraph, content: dict[str, Any], changed: set[str]) -> None:
    """Write jäv and avstår for the § as the changed fields say."""
    for name in changed:
        change, _, attendance = name.partition(":")
        if change not in _MARKS:
            continue
        own = PresenceException.objects.filter(
            paragraph=paragraph, attendance_id=int(attendance), change=change
        )
        if not content[name]:
            own.delete()
        elif (
            not own.exists()
            and Attendance.objects.filter(meeting=paragraph.meeting, pk=int(attendance)).exists()
        ):
            PresenceException.objects.create(
                paragraph=paragraph, attendance_id=int(attendance), change=change
            )


def without_votes_of_conflicted(
    paragraph: Paragraph, content: dict[str, Any], changed: set[str]
) -> dict[str, Any]:
    """Take away the votes of those who are jäviga (6 kap. 30 § kommunallagen); gives the fields, adds to `changed`."""
    conflicted = Attendance.objects.filter(
        exceptions__paragraph=paragraph, exceptions__change=PresenceChange.CONFLICT
    )
    cast = {f"vote:{person}" for person in conflicted.values_list("person_id", flat=True)} & set(content)
    changed |= cast
    return content | dict.fromkeys(cast, "")


def write_adjusters(paragraph: Paragraph, content: dict[str, Any], changed: set[str]) -> dict[str, Any]:
    """Write who were elected justerare, and their att-sats unless it has been rewritten by hand; gives the fields."""
    names = {name for name in changed if name.startswith("adjuster:")}
    if paragraph.kind != ParagraphKind.ADJUSTERS or not names:
        return content
    meeting = paragraph.meeting
    row = f"decision:{phrases.ADJUSTERS_ROW}:text"
    was_own = (content.get(row) or "") in {"", _elected(paragraph)}
    for name in names:
        person_id = int(name.partition(":")[2])
        if content[name] and meeting.attendances.filter(person_id=person_id).exists():
            Adjuster.objects.get_or_create(meeting=meeting, person_id=person_id)
        else:
            Adjuster.objects.filter(meeting=meeting, person_id=person_id).delete()
    if was_own and row not in changed:
        content = content | {row: _elected(paragraph)}
    return content


def _elected(paragraph: Paragraph) -> str:
    return phrases.adjusters(_names(paragraph), of_notes=paragraph.meeting.keeps_notes)


def _names(paragraph: Paragraph) -> list[str]:
    rows = paragraph.meeting.adjusters.select_related("person").order_by("position", "id")
    return [row.person.name for row in rows]
