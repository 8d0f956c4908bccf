"""Taking in notes that were pasted: those that lack are made, with their rows, and every amount goes to its column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from economy.actions.notes import add_note, add_row, save_note_figures
from economy.models import FigureSet, FiscalYear, Note, NoteRow
from economy.pasting.notes import ReadNote, ReadRow
from economy.queries.books import open_books
from finsam.models import Person


@transaction.atomic
def take_in_notes(
    *,
    fiscal_year: FiscalYear,
    notes: Sequence[ReadNote],
    columns: Mapping[int, FigureSet],
    by: Person | None,
) -> int:
    """Write the notes' amounts in the columns by their places, as printed; give how many amounts were taken.

    Rows go by heading and name; one that is computed, a member's or what is not divided, is left as it is.
    """
    lines = open_books(fiscal_year.association, [fiscal_year.year]).by_year[fiscal_year.year].lines
    sign_of = {line.note: line.sign for line in lines if line.note}
    taken = 0
    for read in notes:
        note = fiscal_year.notes.filter(number=read.number).first() or add_note(
            fiscal_year=fiscal_year, number=read.number, label=read.label or f"Not {read.number}", by=by
        )
        rows = [(each, _row_of(note, each, by)) for each in read.rows]
        for place, column in columns.items():
            amounts = {
                row.key: amount * sign_of.get(read.number, 1)
                for each, row in rows
                if row and (amount := each.amounts[place]) is not None
            }
            save_note_figures(note=note, figure_set=column, amounts=amounts, by=by)
            taken += len(amounts)
    return taken


def _row_of(note: Note, read: ReadRow, by: Person | None) -> NoteRow | None:
    """Give the row of that name, made where it lacks; None where the row there is computed."""
    same = [row for row in note.rows.all() if row.label.casefold() == read.label.casefold()]
    found = next((row for row in same if row.group.casefold() == read.group.casefold()), None)
    if found is None and not read.group and len(same) == 1:
        found = same[0]  # what is pasted has no headings
    if found is None:
        return add_row(note=note, label=read.label, group=read.group, by=by)
    return None if found.is_undivided or found.member_id else found
