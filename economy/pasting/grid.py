"""Pasted text as rows of cells: tabs, semicolons, bars, or columns that several spaces part."""

from __future__ import annotations

import csv
import io
import re

from economy.pasting import labels

_AMOUNT_WIDTH = re.compile(r"\S+(?:[ \u00a0\u202f]\S+)*")


def grid_of(text: str) -> list[list[str]]:
    """Part the text into rows of equally many cells; blank rows fall away.

    The first cell keeps the spaces before its label, which tell how far in it stands.
    """
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if line.strip(" \t\u00a0|;")]
    if any("\t" in line for line in lines):
        return _even(_delimited(text, "\t"))
    for mark in "|;":
        if sum(mark in line for line in lines) * 2 > len(lines):
            return _even(_barred(lines) if mark == "|" else _delimited(text, mark))
    return _aligned(lines)


def _delimited(text: str, mark: str) -> list[list[str]]:
    if text.count('"') % 2:  # a mark that is not closed is only a mark
        rows = [line.split(mark) for line in text.split("\n")]
    else:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    return [row for row in rows if any(cell.strip() for cell in row)]


def _barred(lines: list[str]) -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in lines]
    return [row for row in rows if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in row)]


def _aligned(lines: list[str]) -> list[list[str]]:
    """Part at two spaces; a row that lacks cells is placed by where the columns of the full rows end or begin."""
    lines = [line.expandtabs() for line in lines]
    spans = [[(m.start(), m.end(), m.group()) for m in _AMOUNT_WIDTH.finditer(line)] for line in lines]
    width = max((len(row) for row in spans), default=0)
    full = [row for row in spans if len(row) == width]
    rows = []
    for line, row in zip(lines, spans, strict=True):
        cells = _placed(row, full, width)
        indent = len(line) - len(line.lstrip())
        rows.append([" " * indent + cells[0] if cells[0] else "", *cells[1:]])
    return rows


def _placed(row: list[tuple[int, int, str]], full: list[list[tuple[int, int, str]]], width: int) -> list[str]:
    if len(row) == width:
        return [text for _, _, text in row]
    cells = [""] * width
    for start, end, text in row:
        places = {n for other in full for n in range(width) if other[n][1] == end or other[n][0] == start}
        place = places.pop() if len(places) == 1 else next((n for n in range(width) if not cells[n]), 0)
        cells[place] = f"{cells[place]} {text}".strip()
    return cells


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [n for n in range(width) if n == 0 or any(row[n].strip() for row in rows)]
    return [[row[n] for n in used] for row in rows]


_SENTENCE = 2  # words; with more a line that ends with a full stop is a sentence
_PAGE_NUMBER = re.compile(r"(sid(a|an)?\.?\s*)?\d{1,3}\s*(\(\d{1,3}\)|(av|/)\s*\d{1,3})?", re.IGNORECASE)


def _is_beside(line: str, *, is_below: bool) -> bool:
    """Tell whether the line is no row: a page's number, what a mark stands for, a sentence below the table."""
    is_sentence = line.rstrip().endswith(".") and len(line.split()) > _SENTENCE
    if is_below and (is_sentence or labels.is_footnote(line) or line.lower().startswith("källa")):
        return True
    return bool(_PAGE_NUMBER.fullmatch(line.strip()))


def whole_lines(body: list[list[str]]) -> list[list[str]]:
    """Join labels that were broken over lines; leave out page numbers, and below the table what explains its marks."""
    last = max((n for n, cells in enumerate(body) if any(cells[1:])), default=len(body))
    found: list[list[str]] = []
    for n, cells in enumerate(body):
        is_alone = not any(cells[1:])
        if is_alone and _is_beside(cells[0], is_below=n > last):
            continue
        if found and not any(found[-1][1:]) and labels.goes_on(found[-1][0], cells[0]):
            cells = [labels.joined(found.pop()[0], cells[0]), *cells[1:]]
        found.append(cells)
    return found
