"""A CSV file as lines of cells: its letters, what parts its fields, and the row that each line stands on."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from economy.imports.cells import MOST_ROWS, Line
from economy.sie.encoding import detect_encoding
from finsam.errors import DomainError

DELIMITERS = (";", "\t", "|", ",")
_LOOKED_AT = 60  # lines


def lines_of(content: bytes, encoding: str, score: Callable[[Sequence[Line]], int]) -> tuple[Line, ...]:
    """Read the lines that have anything; `score` says how many headings are known when fields are parted by a sign."""
    name = encoding or detect_encoding(content).name
    codec = {"ascii": "cp1252", "utf-8": "utf-8-sig"}.get(name, name)
    text = content.decode(codec, errors="replace").replace("\x00", "").removeprefix("\ufeff")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = text.partition("\n")[0].strip().lower()
    try:
        if first.startswith("sep=") and len(first) == 5:
            return tuple(_rows(text, text.strip()[4]))[1:]
        return tuple(_rows(text, _delimiter(text, score)))
    except csv.Error as error:
        raise DomainError("CSV-filen går inte att läsa.") from error


def _delimiter(text: str, score: Callable[[Sequence[Line]], int]) -> str:
    """The sign that gives the most headings that we know, and of several the one that stands most often."""
    start = "\n".join(text.split("\n", _LOOKED_AT)[:_LOOKED_AT])
    return max(DELIMITERS, key=lambda sign: (score(_rows(start, sign)), start.count(sign)))


def _rows(text: str, delimiter: str) -> list[Line]:
    found, reader, number = [], csv.reader(io.StringIO(text), delimiter=delimiter), 1
    for count, cells in enumerate(reader, 1):
        if count > MOST_ROWS:
            raise DomainError(f"Filen har fler än {MOST_ROWS} rader och läses inte in.")
        row = tuple(" ".join(cell.split()) for cell in cells)
        if any(row):
            found.append(Line(number, row))
        number = reader.line_num + 1
    return found
