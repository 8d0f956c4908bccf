"""Pages of the notes."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from economy import rules
from economy.actions.notes import (
    add_note,
    add_row,
    change_row,
    remove_row,
    save_note,
)
from economy.forms.notes import NoteFiguresForm, NoteForm, NoteRowForm, note_name
from economy.models import FigureSet, Note, NoteFigure, NoteRow
from economy.queries.books import Book, open_books
from economy.queries.notes import NoteTable, notes
from economy.views.figures import open_columns
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


def _own_note(request: AccessRequest, pk: int) -> Note:
    rows = Note.objects.select_related("fiscal_year__association")
    return get_object_or_404(rows, fiscal_year__association=request.association, pk=pk)


def _own_row(request: AccessRequest, pk: int) -> NoteRow:
    rows = NoteRow.objects.select_related("note__fiscal_year__association")
    return get_object_or_404(rows, note__fiscal_year__association=request.association, pk=pk)


@requires(Permission.READ_ECONOMY)
def note_list(request: AccessRequest, year: int) -> HttpResponse:
    """Every note of the year with its rows, its sum, and what is left between it and its line."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association, [year, year - 1])
    before = books.get(year - 1)
    columns = [*books.by_year[year].sets, *([before.outcome] if before and before.outcome else [])]
    by_number = {note.number: note for note in fiscal_year.notes.all()}
    tables = [
        _shown(table, by_number[table.number], columns) for table in notes(fiscal_year, columns, books=books)
    ]
    context = {"fiscal_year": fiscal_year, "tables": tables, "columns": columns, "tab": "note_list"}
    return render(request, "economy/note_list.html", context)


def _shown(table: NoteTable, note: Note, columns: list[FigureSet]) -> dict[str, object]:
    """A note with the columns that have anything to do with it."""
    pairs = enumerate(zip(table.totals, table.expected, strict=True))
    places = [place for place, pair in pairs if any(value is not None for value in pair)]
    groups: dict[str, list[object]] = {}
    for row in table.rows:
        groups.setdefault(row.group, []).append((row.label, [row.values[place] for place in places]))
    off = [
        (columns[place].label, table.totals[place], table.expected[place], difference)
        for place, difference in enumerate(table.differences)
        if difference
    ]
    return {
        "table": table, "note": note, "groups": list(groups.items()), "off": off,
        "columns": [columns[place] for place in places], "totals": [table.totals[place] for place in places],
    }  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
def note_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a note to the year."""
    fiscal_year = fiscal_year_of(request, year)
    form = NoteForm(request.POST or None)
    back = reverse("note_list", args=[request.association.slug, year])
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            note = add_note(fiscal_year=fiscal_year, by=request.person, **form.cleaned_data)
            messages.success(request, f"{note} finns nu.")
            return redirect("note_edit", request.association.slug, note.pk)
    context = {
        "title": "Ny not", "crumb": f"Noter {year}", "crumb_url": back, "form": form, "submit": "Lägg till noten",
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "economy/form_page.html", context)


@requires(Permission.WRITE_ECONOMY)
def note_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Write a note's amounts, and choose where the rest is left undivided."""
    note = _own_note(request, pk)
    book = open_books(request.association, [note.fiscal_year.year]).by_year[note.fiscal_year.year]
    form, columns = _figures_form(request, note, book)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            save_note(
                note=note, amounts={each: form.amounts(each) for each in columns}, left=form.changed_rests(),
                by=request.person,
            )  # fmt: skip
            messages.success(request, f"{note} är sparad.")
            return redirect("note_edit", request.association.slug, note.pk)
    table = next((each for each in notes(note.fiscal_year, columns) if each.number == note.number), None)
    left = [] if table is None else [
        (column.label, difference)
        for column, difference in zip(columns, table.differences, strict=True)
        if difference
    ]  # fmt: skip
    context = {
        "note": note, "fiscal_year": note.fiscal_year, "form": form, "columns": columns, "left": left,
        "rows": [(row, [_cell(form, note_name(column, row)) for column in columns]) for row in form.rows],
        "undivided": [form[f"u{column.pk}"] for column in columns], "tab": "note_list",
        "sums": [_sum(form, table, place) for place in range(len(columns))],
        "lines": table.expected if table else (), "line_label": table.line_label if table else "",
    }  # fmt: skip
    return render(request, "economy/note_edit.html", context)


def _cell(form: NoteFiguresForm, name: str) -> tuple[object, str]:
    return form[name], form.was(name)


def _sum(form: NoteFiguresForm, table: NoteTable | None, place: int) -> tuple[Decimal | None, str]:
    """Give what the rows that are written add up to in a column, and the names of their fields."""
    adds = " ".join(f"{note_name(form.columns[place], row)}:1" for row in form.rows)
    keys = {row.key for row in form.rows}
    written = [row.values[place] for row in table.rows if row.key in keys] if table else []
    return rules.add(written), adds


def _figures_form(request: AccessRequest, note: Note, book: Book) -> tuple[NoteFiguresForm, list[FigureSet]]:
    columns = open_columns(book)
    rows = list(note.rows.all())
    figures = NoteFigure.objects.filter(row__note=note).select_related("row")
    stored = {(each.row_id, each.figure_set_id): each.amount for each in figures}
    line = next((each for each in book.lines if each.note == note.number), None)
    form = NoteFiguresForm(
        request.POST or None, rows=rows, columns=columns, unit=note.fiscal_year.unit, sign=line.sign if line else 1,
        stored=stored, undivided=[each.figure_set_id for each in figures if each.row.is_undivided],
    )  # fmt: skip
    return form, columns


@requires(Permission.WRITE_ECONOMY)
def note_row_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Add a row to a note."""
    note = _own_note(request, pk)
    form = NoteRowForm(request.POST or None, association=request.association)
    if request.method == "POST" and form.is_valid():
        add_row(note=note, by=request.person, **form.cleaned_data)
        messages.success(request, "Raden finns nu i noten.")
        return redirect("note_edit", request.association.slug, note.pk)
    return _row_page(request, note, form, f"Ny rad i not {note.number}", "Lägg till raden")


@requires(Permission.WRITE_ECONOMY)
def note_row_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what a row is called and which insats it is."""
    row = _own_row(request, pk)
    initial = {
        "label": row.label,
        "group": row.group,
        "insats": row.insats_id,
        "orientation": row.orientation,
    }
    form = NoteRowForm(request.POST or None, association=request.association, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_row(row=row, by=request.person, **form.cleaned_data)
        messages.success(request, "Raden är sparad.")
        return redirect("note_edit", request.association.slug, row.note_id)
    return _row_page(request, row.note, form, row.label, "Spara raden")


@requires(Permission.WRITE_ECONOMY)
def note_row_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a note's row is removed."""
    row = _own_row(request, pk)
    back = reverse("note_edit", args=[request.association.slug, row.note_id])
    if request.method == "POST":
        with refusals_on(request):
            remove_row(row=row, by=request.person)
            messages.success(request, f"{row.label} är borttagen.")
        return redirect(back)
    context = {
        "title": f"Ta bort {row.label}", "crumb": str(row.note), "crumb_url": back,
        "lead": "Raden tas bort ur noten. Andra år ändras inte.", "submit": "Ta bort raden", "is_grave": True,
        "cancel_url": back, "cancel": "Behåll raden",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)


def _row_page(request: AccessRequest, note: Note, form: NoteRowForm, title: str, submit: str) -> HttpResponse:
    back = reverse("note_edit", args=[request.association.slug, note.pk])
    context = {
        "title": title, "crumb": f"{note}, {note.label}", "crumb_url": back, "form": form, "submit": submit,
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "economy/form_page.html", context)
