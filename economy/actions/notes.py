"""Writing notes: their rows, their figures, and the honest row for what is not divided."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from economy.actions.figures import open_column
from economy.actions.layout import free_key, key_of
from economy.models import FigureSet, FiscalYear, Note, NoteFigure, NoteRow
from economy.queries.notes import UNDIVIDED
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def add_note(*, fiscal_year: FiscalYear, number: int, label: str, by: Person | None) -> Note:
    """Add a note; the lines that carry its number are what it explains."""
    FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    if fiscal_year.notes.filter(number=number).exists():
        raise DomainError(f"Not {number} finns redan.")
    note = Note.objects.create(fiscal_year=fiscal_year, number=number, label=label)
    audit.record(association=fiscal_year.association, by=by, verb="lade till not", target=note)
    return note


@transaction.atomic
def add_row(*, note: Note, label: str, key: str = "", by: Person | None, **fields: Any) -> NoteRow:
    """Add a row to a note, before the row for what is not divided; its key never changes again."""
    note = (
        Note.objects.select_for_update(of=("self",))
        .select_related("fiscal_year__association")
        .get(pk=note.pk)
    )
    taken = {row.key for row in note.rows.all()}
    if key and key in taken:
        raise DomainError(f"Noten har redan en rad med nyckeln {key}.")
    last = note.rows.filter(is_undivided=False).aggregate(last=Max("position"))["last"] or 0
    row = NoteRow.objects.create(
        note=note, label=label, key=key or free_key(key_of(label), taken), position=last + 1, **fields
    )
    audit.record(
        association=note.fiscal_year.association, by=by, verb="lade till notrad", target=row, note=str(note)
    )
    return row


@transaction.atomic
def change_row(*, row: NoteRow, by: Person | None, **fields: Any) -> NoteRow:
    """Change a row's label, group, insats, member or orientation."""
    row = (
        NoteRow.objects.select_for_update(of=("self",))
        .select_related("note__fiscal_year__association")
        .get(pk=row.pk)
    )
    names = ("label", "group", "insats", "member", "orientation")
    changed = [name for name in names if name in fields and getattr(row, name) != fields[name]]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
        audit.record(
            association=row.note.fiscal_year.association,
            by=by,
            verb="ändrade notrad",
            target=row,
            changed=changed,
        )
    return row


@transaction.atomic
def remove_row(*, row: NoteRow, by: Person | None) -> None:
    """Remove a row without amounts from a note."""
    row = (
        NoteRow.objects.select_for_update(of=("self",))
        .select_related("note__fiscal_year__association")
        .get(pk=row.pk)
    )
    if row.figures.filter(amount__isnull=False).exists():
        raise DomainError(f"{row.label} har belopp. Ta bort dem först, i alla kolumner.")
    audit.record(association=row.note.fiscal_year.association, by=by, verb="tog bort notrad", target=row)
    row.delete()


@transaction.atomic
def save_note_figures(
    *, note: Note, figure_set: FigureSet, amounts: Mapping[str, Decimal | None], by: Person | None
) -> None:
    """Write a note's amounts in a column by the rows' keys, kronor with the line's own sign; None is not known."""
    figure_set = open_column(figure_set)
    if figure_set.fiscal_year_id != note.fiscal_year_id:
        raise DomainError("Kolumnen hör till ett annat år än noten.")
    rows = {row.key: row for row in note.rows.all()}
    computed = [key for key in amounts if key not in rows or rows[key].is_undivided or rows[key].member_id]
    if computed:
        raise DomainError(f"Raden {computed[0]} skrivs inte in i noten.")
    before = {
        row.row_id: row.amount for row in NoteFigure.objects.filter(figure_set=figure_set, row__note=note)
    }
    changed = {key: amount for key, amount in amounts.items() if before.get(rows[key].pk) != amount}
    NoteFigure.objects.bulk_create(
        (NoteFigure(row=rows[key], figure_set=figure_set, amount=amount) for key, amount in changed.items()),
        update_conflicts=True, unique_fields=["row", "figure_set"], update_fields=["amount"],
    )  # fmt: skip
    if changed:
        audit.record(
            association=figure_set.fiscal_year.association, by=by, verb="skrev notbelopp", target=note,
            column=str(figure_set), changed={key: str(amount) for key, amount in changed.items()},
        )  # fmt: skip


@transaction.atomic
def leave_undivided(
    *, note: Note, figure_set: FigureSet, is_left: bool = True, label: str = "Ej fördelat", by: Person | None
) -> None:
    """Choose that what a note's rows do not explain in a column stands on a row of its own, or take that back."""
    figure_set = open_column(figure_set)
    if figure_set.fiscal_year_id != note.fiscal_year_id:
        raise DomainError("Kolumnen hör till ett annat år än noten.")
    row, _ = NoteRow.objects.get_or_create(
        note=note, is_undivided=True, defaults={"key": UNDIVIDED, "label": label, "position": 9999}
    )
    if is_left:
        NoteFigure.objects.get_or_create(row=row, figure_set=figure_set)
    else:
        NoteFigure.objects.filter(row=row, figure_set=figure_set).delete()
    audit.record(
        association=figure_set.fiscal_year.association, by=by,
        verb="lät resten stå ofördelad" if is_left else "tog bort ofördelad rest", target=note,
        column=str(figure_set),
    )  # fmt: skip


@transaction.atomic
def save_note(
    *, note: Note, amounts: Mapping[FigureSet, Mapping[str, Decimal | None]], left: Mapping[FigureSet, bool],
    by: Person | None,
) -> None:  # fmt: skip
    """Write a note in several columns at once, with the choice about the rest where it was changed."""
    for column, found in amounts.items():
        save_note_figures(note=note, figure_set=column, amounts=found, by=by)
    for column, is_left in left.items():
        leave_undivided(note=note, figure_set=column, is_left=is_left, by=by)
