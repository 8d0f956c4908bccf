"""The page on which notes are pasted: shown as they were read, and taken in when one has seen them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from economy.actions.pasting_notes import take_in_notes
from economy.forms.notes import PastedNotesForm
from economy.models import FigureSet
from economy.pasting.notes import NotesRead, ReadNote, ReadRow
from economy.queries.books import Book, open_books
from economy.queries.notes import notes
from economy.queries.paste_columns import plan_columns
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on

ShownNote = tuple[ReadNote, bool, list[tuple[ReadRow, list[tuple[Decimal | None, Decimal | None]]]]]


@requires(Permission.WRITE_ECONOMY)
def note_paste(request: AccessRequest, year: int) -> HttpResponse:
    """Paste one note or several; nothing is stored before what was read has been shown."""
    fiscal_year = fiscal_year_of(request, year)
    form = PastedNotesForm(
        request.POST or None, year=year, unit=fiscal_year.unit, initial={"number": request.GET.get("not")}
    )
    context: dict[str, object] = {"form": form, "fiscal_year": fiscal_year, "tab": "note_list"}
    if request.method == "POST" and form.is_valid() and form.read:
        book = open_books(request.association, [year]).by_year[year]
        planned = _planned(form.read, book)
        if request.POST.get("act") == "keep" and planned["columns"]:
            with refusals_on(form):
                taken = take_in_notes(
                    fiscal_year=fiscal_year, notes=form.read.notes, by=request.person,
                    columns={place: target for place, target, _ in planned["columns"]},
                )  # fmt: skip
                messages.success(request, f"{taken} belopp i noterna är sparade.")
                return redirect("note_list", request.association.slug, year)
        context |= planned | {"read": form.read, "notes": _shown(form.read, book, planned["columns"])}
    return render(request, "economy/note_paste.html", context, status=422 if form.errors else 200)


def _planned(read: NotesRead, book: Book) -> dict[str, list[tuple[int, Any, str]]]:
    """Give the columns that are taken, each with its place and column, and those that are not, with why."""
    planned = plan_columns(read.columns, book, {})
    taken = [(each.place, each.target, each.label) for each in planned if each.target]
    left = [
        (
            each.place,
            None,
            f"{each.head.head}: {each.why or f'året {book.fiscal_year.year} har ingen sådan kolumn.'}",
        )
        for each in planned
        if not each.target
    ]
    return {"columns": taken, "left": left}


def _shown(read: NotesRead, book: Book, columns: list[tuple[int, FigureSet, str]]) -> list[ShownNote]:
    """Give each note, whether it is new, and its rows: every amount with what it replaces where that is another."""
    tables = {each.number: each for each in notes(book.fiscal_year, [target for _, target, _ in columns])}
    known = set(book.fiscal_year.notes.values_list("number", flat=True))
    shown = []
    for note in read.notes:
        there = {
            (row.group.casefold(), row.label.casefold()): row.values
            for row in (tables[note.number].rows if note.number in tables else ())
        }
        rows = []
        for row in note.rows:
            before = there.get((row.group.casefold(), row.label.casefold()), (None,) * len(columns))
            found = [row.amounts[place] for place, _, _ in columns]
            replaced = [
                old if new is not None and old != new else None
                for new, old in zip(found, before, strict=True)
            ]
            rows.append((row, list(zip(found, replaced, strict=True))))
        shown.append((note, note.number not in known, rows))
    return shown
