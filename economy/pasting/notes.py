"""Notes as they are printed, read from what was pasted; nothing is stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from economy.pasting import amounts, heads, labels
from economy.pasting.grid import grid_of, whole_lines
from economy.pasting.heads import Column
from economy.pasting.rows import Amounts
from economy.pasting.units import unit_in

_NOTE = re.compile(r"not\s*(\d{1,2})\b[.:]?\s*(.*)", re.IGNORECASE)


@dataclass(frozen=True)
class ReadRow:
    """A row of a note: kronor with the signs that were printed, and the heading that it stands under."""

    label: str
    group: str
    amounts: Amounts


@dataclass
class ReadNote:
    """A note by its number; `sums` are what stood as sums, each with how many rows were read before it."""

    number: int
    label: str = ""
    rows: list[ReadRow] = field(default_factory=list)
    sums: list[tuple[int, Amounts]] = field(default_factory=list)


@dataclass(frozen=True)
class NotesRead:
    """The notes as read; `faults` are to be mended first, `remarks` are told: a sum that its rows do not give."""

    columns: tuple[Column, ...] = ()
    notes: tuple[ReadNote, ...] = ()
    faults: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def read_notes(text: str, *, year: int, unit: str = "", number: int | None = None) -> NotesRead:
    """Read the table; `year` is that of the notes, `unit` counts where the table names none.

    Rows that begin with "Not 3" begin a note; those before the first are of note `number`, where one is given.
    """
    grid = [[" ".join(cell.split()) for cell in cells] for cells in grid_of(text)]
    grid = _without_note_column(grid)
    start = next((n for n, row in enumerate(grid) if any(map(amounts.is_amount, row[1:]))), 0)
    while start > 1 and not any(grid[start - 1][1:]):  # headings of rows stand below those of the columns
        start -= 1
    head_rows = [row for row in grid[:start] if any(row[1:])]
    if not head_rows:
        return NotesRead(faults=("Ta med rubrikerna som säger år, till exempel 2021 eller 2021-12-31.",))
    titles = [row[0] for row in grid[:start] if not any(row[1:])]
    found = heads.columns_of(head_rows, titles, len(grid[start]), year)
    columns = tuple(column for column in found if column.year is not None)
    if not columns:
        return NotesRead(faults=("Rubrikerna ska säga år, till exempel 2021 eller 2021-12-31.",))
    return _read(whole_lines(grid[start:]), columns, unit, number)


def _without_note_column(grid: list[list[str]]) -> list[list[str]]:
    """Put the numbers of notes that stand in a column of their own before the names of the notes."""
    begun = [row for row in grid if _NOTE.fullmatch(row[0]) and len(row) > 2 and row[1] and not any(row[2:])]
    if not begun or any(row[0] and not _NOTE.fullmatch(row[0]) and row[1] for row in grid):
        return grid
    return [[f"{row[0]} {row[1]}".strip(), *row[2:]] for row in grid]


def _read(
    body: Sequence[Sequence[str]], columns: tuple[Column, ...], unit: str, number: int | None
) -> NotesRead:
    notes = [ReadNote(number)] if number is not None else []
    faults: list[str] = []
    group = ""
    for cells in body:
        is_heading = not any(cells[column.place] for column in columns)
        if is_heading and (begins := _NOTE.match(cells[0])):
            notes.append(ReadNote(int(begins[1]), begins[2]))
            group = ""
        elif is_heading:
            group = cells[0]
        elif not notes:
            return NotesRead(
                columns, faults=("Skriv notens nummer, eller ta med raden som säger Not och nummer.",)
            )
        elif labels.is_plain_sum(cells[0]) or not cells[0]:
            notes[-1].sums.append((len(notes[-1].rows), _amounts(cells, columns, unit, faults)))
        else:
            label = labels.without_mark(cells[0])
            notes[-1].rows.append(ReadRow(label, group, _amounts(cells, columns, unit, faults)))
    kept = tuple(note for note in notes if note.rows)
    if len({note.number for note in kept}) < len(kept):
        faults.append("Samma notnummer står två gånger. Ta bort den ena.")
    for note in kept:
        names = Counter((row.group, row.label) for row in note.rows)
        faults += [
            f"Not {note.number}: {label} står två gånger. Ge raderna var sitt namn, eller lägg ihop dem."
            for (_, label), count in names.items()
            if count > 1
        ]
    if not kept and not faults:
        faults.append("Det finns inga rader med belopp.")
    return NotesRead(
        columns, kept, tuple(faults), tuple(each for note in kept for each in _off(note, columns))
    )


def _amounts(cells: Sequence[str], columns: Sequence[Column], unit: str, faults: list[str]) -> Amounts:
    found: list[Decimal | None] = []
    for column in columns:
        try:
            own = unit_in(cells[0]) or column.unit or unit
            found.append(amounts.read(cells[column.place], own))
        except ValueError as error:
            found.append(None)
            faults.append(f"{cells[0]}, {column.head}: {error}")
    return tuple(found)


def _off(note: ReadNote, columns: Sequence[Column]) -> list[str]:
    """Tell of sums that are neither those of all rows above nor of those since the sum before."""
    told, begun = [], 0
    for end, printed in note.sums:
        for place, column in enumerate(columns):
            amount = printed[place]
            above, since = _total(note.rows[:end], place), _total(note.rows[begun:end], place)
            if amount is not None and amount not in {above, since}:
                told.append(
                    f"Not {note.number}, {column.head}: raderna ger {amounts.written(above, '')}, "
                    f"summan säger {amounts.written(amount, '')}."
                )
        begun = end
    return told


def _total(rows: Sequence[ReadRow], place: int) -> Decimal:
    return sum((row.amounts[place] or Decimal(0) for row in rows), Decimal(0))
