"""A table from Excel read into the cells of a period: rows by their words, columns by their heads or in their order."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from openpyxl import load_workbook

from finsam.errors import DomainError
from insatser.queries.count_grid import Block, Row

Lines = list[list[str]]
_SPACES = re.compile(r"[\s\u00a0]+")


@dataclass
class Pasted:
    """What was read: the text of each cell by its name, and the lines that belong nowhere."""

    cells: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def lines_of_text(text: str) -> Lines:
    """Read what is pasted, or a csv file: by tabs, else by semicolons or commas."""
    mark = next((each for each in ("\t", ";", ",") if each in text), "\t")
    return [[cell.strip() for cell in line] for line in csv.reader(io.StringIO(text), delimiter=mark)]


def lines_of_file(name: str, content: bytes) -> Lines:
    """Read the first sheet of an xlsx file, or a csv file. Raises DomainError for what is neither."""
    if not name.lower().endswith(".xlsx"):
        for encoding in ("utf-8-sig", "cp1252"):
            try:
                return lines_of_text(content.decode(encoding))
            except UnicodeDecodeError:
                continue
        raise DomainError("Filen går inte att läsa. Spara den som xlsx eller csv och välj den igen.")
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [[_text(cell) for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # whatever a broken workbook makes of itself
        raise DomainError(
            "Filen går inte att läsa som Excel. Spara den som xlsx eller csv och välj den igen."
        ) from error


def read_lines(lines: Lines, blocks: Sequence[Block]) -> Pasted:
    """Find each line's row by its words; a heading line says which column is which, and a block's heading where one is."""
    found = Pasted()
    block: Block | None = None
    order: list[int] = []
    for line in lines:
        label, cells = (line[0], line[1:]) if line else ("", [])
        if not any([label, *cells]):
            continue
        if heading := next((each for each in blocks if _same(each.heading, label)), None):
            block, order = heading, _order(heading, cells)
            continue
        if head := _head(cells, blocks):
            order = _order(head, cells)
            continue
        own = _row(label, [block] if block else list(blocks)) or _row(label, list(blocks))
        if own is None or not any(cells):
            found.unread.append(" ".join(filter(None, line)))
            continue
        places = order if len(order) == len(cells) else list(range(len(cells)))
        for place, cell in zip(places, cells, strict=True):
            if 0 <= place < len(own.keys) and cell and not own.adds:
                found.cells[own.keys[place].name] = cell
    return found


def _row(label: str, blocks: Sequence[Block]) -> Row | None:
    return next((row for block in blocks for row in block.rows if _same(row.label, label)), None)


def _head(cells: Sequence[str], blocks: Sequence[Block]) -> Block | None:
    """Give a block of which a line names columns."""
    named = [cell for cell in cells if cell]
    return next(
        (
            block
            for block in blocks
            if named and any(_same(column, cell) for column in block.columns for cell in named)
        ),
        None,
    )


def _order(block: Block, cells: Sequence[str]) -> list[int]:
    """Give which column of the block each cell of a heading line names; -1 for none, such as a sum."""
    return [next((n for n, column in enumerate(block.columns) if _same(column, cell)), -1) for cell in cells]


def _same(one: str, other: str) -> bool:
    return _plain(one) == _plain(other) != ""


def _plain(text: str) -> str:
    return _SPACES.sub(" ", text).strip(" .:").casefold()


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
