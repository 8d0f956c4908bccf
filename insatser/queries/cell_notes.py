"""The notes to single numbers of a period, in the order of its tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from insatser.models import Counting
from insatser.queries.count_grid import Block


@dataclass(frozen=True)
class CellNote:
    """A note: to which cell, what it says, by whom and when."""

    cell: str
    label: str
    text: str
    by: str
    on: dt.date


def cell_choices(blocks: Iterable[Block]) -> list[tuple[str, str]]:
    """Give every number that one may note something to: its name, and what it is called."""
    return [
        (key.name, f"{block.heading}: {row.label}, {column.lower()}")
        for block in blocks
        for row in block.rows
        for key, column in zip(row.keys, block.columns, strict=True)
    ]


def notes_of(counting: Counting, blocks: Iterable[Block]) -> list[CellNote]:
    """Give the notes of a period; one whose cell is asked for no more comes last, under the cell's own name."""
    labels = dict(cell_choices(blocks))
    order = [
        *(name for name in labels if name in counting.cell_notes),
        *(set(counting.cell_notes) - labels.keys()),
    ]
    kept = ((name, counting.cell_notes[name]) for name in order)
    return [
        CellNote(name, labels.get(name, name), note["text"], note["by"], dt.date.fromisoformat(note["on"]))
        for name, note in kept
    ]


def noted_rows(notes: Iterable[CellNote]) -> set[str]:
    """Give the rows that have notes, as `count_grid.Row.id` names them."""
    return {note.cell.rpartition("-")[0] for note in notes}
