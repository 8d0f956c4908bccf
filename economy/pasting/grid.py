"""Pasted text as rows of cells: tabs, semicolons, bars, or columns that several spaces part."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from economy.pasting import labels

_SENTENCE = 2  # words; with more a line that ends with a full stop is a sentence
PAGE_NUMBER = re.compile(r"(sid(a|an)?\.?\s*)?\d{1,3}\s*(\(\d{1,3}\)|(av|/)\s*\d{1,3})?", re.IGNORECASE)
_FOOT = re.compile(
    r".*\s{2}(sid(a|an)?\.?\s*\d{1,3}(\s*(av|/)\s*\d{1,3})?|\d{1,3}\s*\(\d{1,3}\))\s*", re.IGNORECASE
)
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span)>")
_AMOUNT_WIDTH = re.compile(r"\S+(?:[ \u00a0\u202f]\S+)*")


def grid_of(text: str) -> list[list[str]]:
    """Part the text into rows of equally many cells; blank rows fall away.

    The first cell keeps the spaces before its label, which tell how far in it stands.
    """
    text = _TAG.sub("", text.lstrip("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    lines = [line for line in text.split("\n") if line.strip(" \t\u00a0|;")]
    if any("\t" in line for line in lines):
        return _even(_delimited(text, "\t"))
    for mark in "|;":
        if sum(mark in line for line in lines) * 2 > len(lines):
            return _even(_barred(lines) if mark == "|" else _delimited(text, mark))
    if _is_parted_by_commas(lines):
        return _even(_delimited(text, ","))
    return _aligned(lines)


def _is_parted_by_commas(lines: Sequence[str]) -> bool:
    """Whether every line has as many cells as the heads, which a decimal comma gives no head."""
    widths = {len(row) for row in csv.reader(lines)}
    return len(lines) > 1 and len(widths) == 1 and widths != {1} and not any("  " in line for line in lines)


def _delimited(text: str, mark: str) -> list[list[str]]:
    if text.count('"') % 2:  # a mark that is not closed is only a mark
        rows = [line.split(mark) for line in text.split("\n")]
    else:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    return [row for row in rows if any(cell.strip() for cell in row)]


def _barred(lines: list[str]) -> list[list[str]]:
    rows = [line.strip().strip("|").split("|") for line in lines]
    return [row for row in rows if not all(re.fullmatch(r"\s*:?-+:?\s*", cell) for cell in row)]


Span = tuple[int, int, str]  # where a cell begins and ends on its line, and its text


def _aligned(lines: list[str]) -> list[list[str]]:
    """Part at two spaces; a row that lacks cells is placed by where the columns of the full rows begin and end."""
    lines = [line.expandtabs() for line in lines if not PAGE_NUMBER.fullmatch(line.strip())]
    lines = list(_without_running_lines(lines))
    spans = [[(m.start(), m.end(), m.group()) for m in _AMOUNT_WIDTH.finditer(line)] for line in lines]
    width = max((len(row) for row in spans), default=0)
    full = [row for row in spans if len(row) == width]
    edges = [(min(row[n][0] for row in full), max(row[n][1] for row in full)) for n in range(width)]
    rows = []
    for line, row in zip(lines, spans, strict=True):
        cells = [text for _, _, text in row] if len(row) == width else _placed(row, edges)
        indent = len(line) - len(line.lstrip())
        rows.append([" " * indent + cells[0] if cells[0] else "", *cells[1:]])
    return rows


def _without_running_lines(lines: Iterable[str]) -> Iterator[str]:
    """Leave out what stands at the foot of a page beside its number, and at the head of the next beside a title."""
    is_top = False
    for line in lines:
        cells = line.split("  ")
        is_title = is_top and len(list(filter(None, cells))) > 1 and cells[-1].strip()[:1].isalpha()
        is_top = bool(_FOOT.fullmatch(line))
        if not is_top and not is_title:
            yield line


def _placed(row: Sequence[Span], edges: Sequence[tuple[int, int]]) -> list[str]:
    """Put each cell in a column of its own, in order and so that all together lie nearest to where the columns are."""
    best: list[tuple[int, tuple[int, ...]] | None] = [(0, ())]  # by how many cells are placed
    best += [None] * len(row)
    for column, edge in enumerate(edges):
        for count in range(len(row), 0, -1):
            before = best[count - 1]
            if before is None:
                continue
            found = (before[0] + _distance(row[count - 1], edge, is_label=not column), (*before[1], column))
            best[count] = min(best[count] or found, found)
    placed = best[len(row)]
    cells = [""] * len(edges)
    for (_, _, text), column in zip(row, placed[1] if placed else (), strict=True):
        cells[column] = text
    return cells


def _distance(cell: Span, edge: tuple[int, int], *, is_label: bool) -> int:
    """How far a cell lies from a column: labels begin with it, amounts and their heads most often end with it."""
    from_start = abs(cell[0] - edge[0])
    return from_start if is_label else min(abs(cell[1] - edge[1]), from_start)


def _even(rows: list[list[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    rows = [row + [""] * (width - len(row)) for row in rows]
    used = [n for n in range(width) if n == 0 or any(row[n].strip() for row in rows)]
    return [[row[n] for n in used] for row in rows]


def _is_beside(line: str, *, is_below: bool) -> bool:
    """Tell whether the line is no row: a page's number, what a mark stands for, a sentence below the table."""
    is_sentence = line.rstrip().endswith(".") and len(line.split()) > _SENTENCE
    if is_below and (is_sentence or labels.is_footnote(line) or line.lower().startswith("källa")):
        return True
    return bool(PAGE_NUMBER.fullmatch(line.strip()))


def whole_lines(body: list[list[str]]) -> list[list[str]]:
    """Join labels that were broken over lines; leave out page numbers, and below the table what explains its marks."""
    last = max((n for n, cells in enumerate(body) if any(cells[1:])), default=len(body))
    found: list[list[str]] = []
    for n, cells in enumerate(body):
        is_alone = not any(cells[1:])
        if is_alone and _is_beside(cells[0], is_below=n > last):
            continue
        if found and is_alone and any(found[-1][1:]) and labels.goes_on(found[-1][0], cells[0]):
            found[-1] = [labels.joined(found[-1][0], cells[0]), *found[-1][1:]]
            continue
        if found and not any(found[-1][1:]) and labels.goes_on(found[-1][0], cells[0]):
            cells = [labels.joined(found.pop()[0], cells[0]), *cells[1:]]
        found.append(cells)
    return found
