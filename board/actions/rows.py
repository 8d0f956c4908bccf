"""An att-sats goes, and comes back where it stood."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from board.actions.writing import lock_for_writing, save_paragraph
from board.models import Paragraph
from board.queries import writing
from board.queries.rows import row_as_saved
from board.queries.session.lines import decision_lines
from finsam import audit
from finsam.models import Person

_NOTHING = {"text": "", "who": "", "due": "", "amounts": []}


@transaction.atomic
def drop_row(*, paragraph: Paragraph, key: str, by: Person) -> None:
    """Take an att-sats away; what it said is kept and can come back."""
    row = lock_for_writing(paragraph)
    fields = {f"decision:{key}:{part}": value for part, value in _NOTHING.items()}
    if row.decisions.filter(row_key=key).exists():
        save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=by)
        audit.record(association=row.meeting.body.association, by=by, verb="tog bort att-sats i", target=row)


@transaction.atomic
def restore_row(*, paragraph: Paragraph, key: str, by: Person) -> None:
    """Bring an att-sats that was taken away back to its place; nothing where it was never saved or is there."""
    row = lock_for_writing(paragraph)
    saved = row_as_saved(row, key)
    if not saved or row.decisions.filter(row_key=key).exists():
        return
    fields = {name: value for name, value in saved.items() if name.startswith(f"decision:{key}:")}
    order = saved.get(writing.ORDER, [])
    save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), order=order, by=by)
    audit.record(association=row.meeting.body.association, by=by, verb="tog tillbaka att-sats i", target=row)


@transaction.atomic
def fill_row(*, paragraph: Paragraph, key: str, by: Person) -> None:
    """Fill in the money, the person and the day that an att-sats says itself, where nothing stands."""
    row = lock_for_writing(paragraph)
    year = row.meeting.held_on.year
    content = writing.paragraph_content(row)
    line = next((each for each in decision_lines(content, year=year) if each.key == key), None)
    if line is None:
        return
    offered = line.offered
    fields: dict[str, Any] = {}
    if offered.kronor:
        fields[f"decision:{key}:amounts"] = [[offered.kronor, str(year), ""]]
    fields |= {
        f"decision:{key}:{part}": said for part, said in (("who", offered.who), ("due", offered.due)) if said
    }
    if fields:
        save_paragraph(paragraph=row, fields=fields, base_version=str(row.version), by=by)
