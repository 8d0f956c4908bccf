"""The list that a file holds: the right sheet of a workbook, or the CSV, as lines of cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from economy.imports.cells import Line
from economy.imports.columns import SEARCHED, guessed_columns, guessed_kind, head_of, known_in, lacking_column
from economy.imports.delimited import lines_of
from economy.imports.headings import years_in
from economy.imports.workbook import Sheet, sheets_of
from finsam.errors import DomainError


@dataclass(frozen=True)
class Table:
    """The lines to read; `sheet` is where they stand, `sheets` all that there are, `rivals` those that may be meant."""

    lines: tuple[Line, ...]
    is_excel: bool = False
    sheet: str = ""
    is_hidden: bool = False
    sheets: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()


def table_of(
    content: bytes, encoding: str = "", *, sheet: str = "", year: int | None = None, kind: str = ""
) -> Table:
    """Read the sheet of that name, or else the one that can be read best, or the CSV.

    `year` tells sheets that are called by years apart, `kind` those that hold other things. Raises DomainError with a sentence on why nothing can be read.
    """
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, sheet, year, kind)
    lines = lines_of(content, encoding, _known)
    if not lines:
        raise DomainError("Filen har inga rader.")
    return Table(lines)


def _known(lines: Sequence[Line]) -> int:
    return max(map(known_in, lines[:SEARCHED]), default=0)


def _workbook(content: bytes, wanted: str, year: int | None, kind: str) -> Table:
    read, names = sheets_of(content, wanted)
    filled = [sheet for sheet in read if sheet.lines]
    if not filled:
        raise DomainError("Filen har inga rader." if not wanted else f"Bladet {wanted} har inga rader.")
    worth = {sheet.name: _worth(sheet, year, kind) for sheet in filled}
    best = max(filled, key=lambda sheet: worth[sheet.name])  # the first of those that are as good
    of_year, can_be_read, *_ = worth[best.name]
    others = [sheet.name for sheet in filled if sheet is not best]
    alike = [name for name in others if worth[name][:2] == (of_year, can_be_read)]
    return Table(
        best.lines, is_excel=True, sheet=best.name, is_hidden=best.is_hidden, sheets=tuple(names), unread=tuple(others),
        rivals=tuple(alike) if can_be_read and not wanted else (),
    )  # fmt: skip


def _worth(sheet: Sheet, year: int | None, kind: str) -> tuple[int, bool, int, bool]:
    """How well a sheet can be read: by the year in its name, whether its columns are known, and how many."""
    head, years = head_of(sheet.lines), years_in(sheet.name)
    found = guessed_kind(head, sheet.name)
    is_kind = not kind or kind == found
    can_be_read = is_kind and not lacking_column(found, guessed_columns(head, found, year))
    of_year = 0 if not years or year is None else 1 if year in years else -1
    return (of_year if can_be_read else -1, can_be_read, _known(sheet.lines), len(sheet.lines) > 1)
