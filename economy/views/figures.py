"""Pages on which columns and their figures are written."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from economy import rules
from economy.actions.figures import add_column, kind_key, remove_column, save_columns
from economy.forms.figures import ColumnForm, GridForm, grid_name
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.adoption import unsettled
from economy.queries.books import Book, open_books
from economy.queries.forecasts import made_forecasts
from economy.queries.month_budget import budget_to_copy
from economy.states import LineKind, Source, StatementKind
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


def own_column(request: AccessRequest, pk: int) -> FigureSet:
    """Give the association's column, or 404."""
    rows = FigureSet.objects.select_related("fiscal_year__association")
    return get_object_or_404(rows, fiscal_year__association=request.association, pk=pk)


def grid_url(request: AccessRequest, year: int) -> str:
    """Give the address of the year's columns."""
    return reverse("figure_grid", args=[request.association.slug, year])


def booked_columns(book: Book) -> list[FigureSet]:
    """Give the columns that come from the books: only what stands beside their sums is typed there."""
    if book.fiscal_year.source != Source.LEDGER or not any(line.kind == LineKind.MEMO for line in book.lines):
        return []
    return [each for each in book.columns if not each.is_adopted and each.is_outcome and each.is_within_year]


def open_columns(book: Book) -> list[FigureSet]:
    """Give the columns that are written by hand and not adopted."""
    from_ledger = book.fiscal_year.source == Source.LEDGER
    made = made_forecasts(book)
    return [
        each
        for each in book.columns
        if not each.is_adopted
        and each.pk not in made
        and not (from_ledger and each.is_outcome and each.is_within_year)
    ]


@requires(Permission.READ_ECONOMY)
def figure_grid(request: AccessRequest, year: int) -> HttpResponse:
    """The year's columns side by side; the office writes in those that are not adopted. `kolumn` shows one alone."""
    fiscal_year = fiscal_year_of(request, year)
    book = open_books(request.association, [year]).by_year[year]
    writes = Permission.WRITE_ECONOMY in request.permissions
    wanted = request.GET.get("kolumn", "")
    columns = [each for each in book.columns if not wanted or each.key == wanted]
    editable = [each for each in open_columns(book) if each in columns] if writes else []
    booked = [each for each in booked_columns(book) if each in columns] if writes else []
    form = GridForm(
        request.POST or None, fiscal_year=fiscal_year, lines=book.lines, columns=[*editable, *booked], stored=book.stored,
        computed=_computed(book, editable) | _in_books(book, booked),
    )  # fmt: skip
    if request.method == "POST" and form.columns and form.is_valid():
        with refusals_on(form):
            save_columns(
                amounts={each: form.amounts(each, book.lines) for each in form.columns}, by=request.person
            )
            messages.success(request, "Beloppen är sparade.")
            return redirect(request.get_full_path())
    context = {
        "fiscal_year": fiscal_year, "columns": columns, "all_columns": book.sets, "revised": set(book.revisions), "editable": editable, "form": form,
        "wanted": wanted, "groups": [(kind.label, _rows(book, columns, editable, form, kind)) for kind in StatementKind],
        "unsettled": unsettled(columns), "tab": "figure_grid",
        "pasting": fiscal_year.pastings.filter(undone_at=None).first() if writes else None,
        "copied_from": None if book.sets else budget_to_copy(fiscal_year),
    }  # fmt: skip
    return render(request, "economy/figure_grid.html", context)


def _computed(book: Book, columns: list[FigureSet]) -> set[tuple[int, str]]:
    """The balance sheet's result in each column, but where an old typed one that differs is to be emptied."""
    own = rules.balance_result_keys(book.lines)
    return {
        (column.pk, key)
        for column in columns
        for key in own
        if len(own) == 1
        and book.computes_result(column)
        and book.typed_result(column) in {None, book.amounts(column)[key]}
    }


def _in_books(book: Book, columns: list[FigureSet]) -> set[tuple[int, str]]:
    return {(column.pk, line.key) for column in columns for line in book.lines if line.kind != LineKind.MEMO}


def _rows(
    book: Book, columns: list[FigureSet], editable: list[FigureSet], form: GridForm, statement: StatementKind
) -> list[dict[str, object]]:
    return [
        {
            "line": line,
            "cells": [] if line.kind == LineKind.HEADING else [_cell(book, line, each, editable, form) for each in columns],
        }
        for line in book.of(statement)
    ]  # fmt: skip


def _cell(
    book: Book, line: StatementLine, column: FigureSet, editable: list[FigureSet], form: GridForm
) -> dict[str, object]:
    name = grid_name(column, line)
    if name in form.fields:
        return {"field": form[name], "was": form.was(name)}
    amount = book.amounts(column).get(line.key)
    adds = _adds(book, line, column) if column in editable and line.kind != LineKind.MEMO else ""
    return {"amount": None if amount is None else amount * line.sign, "adds": adds}


def _adds(book: Book, line: StatementLine, column: FigureSet) -> str:
    """Name the fields that a sum adds with the sign that each is added by, for the page to add while one types."""
    own = set(rules.balance_result_keys(book.lines)) if book.computes_result(column) else set()
    income = {each.key for each in book.of(StatementKind.INCOME) if each.is_line}
    leaves = rules.leaves(book.lines, line.key)
    parts = sorted(leaves - own | (income if leaves & own else set()))
    return " ".join(
        f"{grid_name(column, book.by_key[key])}:{book.by_key[key].sign * line.sign}" for key in parts
    )


@requires(Permission.WRITE_ECONOMY)
def column_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a column to the year."""
    fiscal_year = fiscal_year_of(request, year)
    form = ColumnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            column = _add(request, fiscal_year, form)
            messages.success(request, f"{column} finns nu.")
            return redirect(grid_url(request, year))
    context = {
        "title": "Ny kolumn", "crumb": f"Belopp {year}", "crumb_url": grid_url(request, year), "form": form,
        "submit": "Lägg till kolumnen", "cancel_url": grid_url(request, year),
    }  # fmt: skip
    return render(request, "economy/form_page.html", context)


def _add(request: AccessRequest, fiscal_year: FiscalYear, form: ColumnForm) -> FigureSet:
    given = form.cleaned_data
    ends_on = given["ends_on"] or fiscal_year.ends_on
    key = kind_key(given["kind"], ends_on, fiscal_year)
    taken = set(fiscal_year.figure_sets.values_list("key", flat=True))
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return add_column(
        fiscal_year=fiscal_year, kind=given["kind"], label=given["label"], key=free, starts_on=given["starts_on"],
        ends_on=ends_on, source=given["source"], by=request.person,
    )  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
def column_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before a column is removed with its figures."""
    column = own_column(request, pk)
    back = grid_url(request, column.fiscal_year.year)
    if request.method == "POST":
        with refusals_on(request):
            remove_column(figure_set=column, by=request.person)
            messages.success(request, f"{column} är borttagen.")
        return redirect(back)
    context = {
        "title": f"Ta bort {column}", "crumb": f"Belopp {column.fiscal_year.year}", "crumb_url": back,
        "lead": "Kolumnen tas bort med alla sina belopp, också i noterna.", "submit": "Ta bort kolumnen",
        "is_grave": True, "cancel_url": back, "cancel": "Behåll kolumnen",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
