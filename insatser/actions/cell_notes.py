"""A note to one number of a period: why it is as it is, by whom and when."""

from __future__ import annotations

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from insatser.actions.participants import lock_writable
from insatser.models import CellKey, Counting


@transaction.atomic
def note_cell(*, counting: Counting, cell: str, text: str, by: Person) -> Counting:
    """Write a note to a cell, named as `CellKey.name`; an empty one takes it away, and the log keeps what it said.

    Raises DomainError for what is no cell, and when the period is handed in or closed.
    """
    row = lock_writable(counting)
    if CellKey.parse(cell) is None:
        raise DomainError("Välj vilket antal anteckningen gäller.")
    before = row.cell_notes.get(cell, {}).get("text", "")
    text = text.strip()
    if text == before:
        return row
    if text:
        row.cell_notes[cell] = {"text": text, "by": by.name, "on": clock.today().isoformat()}
    else:
        row.cell_notes.pop(cell, None)
    row.save(update_fields=["cell_notes"])
    audit.record(
        association=row.insats.association, by=by, verb="antecknade till ett antal", target=row, cell=cell, before=before, now=text
    )  # fmt: skip
    return row
