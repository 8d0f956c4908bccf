"""Jäv is said, or taken back, with one press beside the name."""

from __future__ import annotations

from django.db import transaction

from board.actions.writing import lock_for_writing, save_paragraph
from board.models import Paragraph
from finsam.models import Person
from finsam.web.asked import number


@transaction.atomic
def say_conflict(*, paragraph: Paragraph, key: str, has_conflict: bool, by: Person) -> None:
    """Have the person (by the key of her attendance) be jävig at this § and no other, or take it back."""
    row = lock_for_writing(paragraph)
    listed = row.meeting.attendances.filter(pk=number(key) or 0).first()
    if listed is None:
        return
    fields = {f"conflict:{listed.pk}": has_conflict}
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=by)
