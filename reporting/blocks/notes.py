"""The notes of the year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from economy.models import FigureSet
from economy.queries.books import Book
from economy.queries.statements import NoteTable, annual_columns, balance_columns, notes
from economy.states import StatementKind
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give one table of notes for each statement, with the year and last year."""
    book = book_of(report)
    if book is None:
        return {"tables": []}
    return {"tables": annual_notes(report, book)}


def note_tables(
    report: Report, columns: Sequence[FigureSet], *, only: StatementKind | None = None
) -> list[dict[str, Any]]:
    """Give the notes of both statements, or of one, as plain values: caption, heads, and notes with groups of rows."""
    book = book_of(report)
    assert book
    found = notes(book.fiscal_year, columns, books=books_of(report))
    heads = {
        StatementKind.INCOME: tuple(each.label for each in columns),
        StatementKind.BALANCE: tuple(each.ends_on.isoformat() for each in columns),
    }
    captions = {
        StatementKind.INCOME: "Noter till resultaträkningen",
        StatementKind.BALANCE: "Noter till balansräkningen",
    }
    return [
        {
            "caption": captions[kind],
            "unit": grids.UNIT_WORDS[Unit(report.unit)],
            "heads": heads[kind],
            "notes": [_note(each, report.unit) for each in found if each.statement == kind and each.rows],
        }
        for kind in captions
        if only in {None, kind} and any(each.statement == kind and each.rows for each in found)
    ]


def annual_notes(report: Report, book: Book) -> list[dict[str, Any]]:
    """Give the notes of the årsredovisning: the year beside last year."""
    return note_tables(report, balance_columns(annual_columns(book.fiscal_year, books=books_of(report))))


def with_notes_there_are(grid: grids.Grid, tables: Sequence[dict[str, Any]]) -> grids.Grid:
    """Leave out the numbers of notes that are not printed: they would lead nowhere."""
    printed = {note["number"] for table in tables for note in table["notes"]}
    rows = tuple(row if row.note in printed else replace(row, note=None) for row in grid.rows)
    return replace(grid, rows=rows, has_notes=any(row.note for row in rows))


def _note(note: NoteTable, unit: str) -> dict[str, Any]:
    groups: dict[str, list[grids.GridRow]] = {}
    for row in note.rows:
        groups.setdefault(row.group, []).append(grids.GridRow(row.label, grids.amounts(row.values, unit)))
    return {
        "number": note.number,
        "label": note.label,
        "groups": list(groups.items()),
        "total": grids.amounts(note.totals, unit) if len(note.rows) > 1 else (),
    }


BLOCK = register(
    Block(
        "notes",
        "Noter",
        "print/blocks/notes.html",
        build,
        frozenset({ReportKind.ANNUAL}),
        topics=frozenset({"economy.note"}),
    )
)
