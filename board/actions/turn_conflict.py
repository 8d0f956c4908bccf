"""Jäv is said, or taken back, with one press beside the name."""

from __future__ import annotations

from django.db import transaction

from board.actions.writing import lock_for_writing, save_paragraph
from board.models import Paragraph
from board.states import PresenceChange
from finsam.models import Person


@transaction.atomic
def turn_conflict(*, paragraph: Paragraph, attendance_key: str, by: Person) -> None:
    """Have the person be jävig at this § and no other, or take it back; nothing for one who is not listed."""
    row = lock_for_writing(paragraph)
    listed = row.meeting.attendances.filter(
        pk=int(attendance_key) if attendance_key.isdecimal() else 0
    ).first()
    if listed is None:
        return
    marks = row.presence_exceptions.filter(attendance=listed, change=PresenceChange.CONFLICT)
    fields = {f"conflict:{listed.pk}": not marks.exists()}
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=by)
