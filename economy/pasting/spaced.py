"""Text out of a PDF in which single spaces part both words, thousands and columns: the ways each line can be parted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from economy.pasting import amounts, heads
from economy.pasting.grid import PAGE_NUMBER
from economy.pasting.head_days import YEAR
from economy.pasting.units import unit_in

_NUMBER = re.compile(r"[-−–(]?(?:\d{1,3}(?:[ .]\d{3})+|\d+)(?:,\d+)?\)?[-−–]?(?: ?(?:%|kr|tkr|mn?kr|:-))?")
_PART = re.compile(r"[-−–]\.?|[-−–(]?\d[\d.,]*\)?[-−–]?(?:%|kr|tkr|mn?kr|:-)?|%|kr|tkr|mn?kr|:-|\.\.")
_ALONE = re.compile(r"[-−–]? ?0\d")  # no amount begins with nought, unless it is less than one
_NUMBERED = re.compile(
    r"\b(projekt|steg|fas|spår|del|team|insats|grupp|mål|etapp|nr|nivå|år) \d{1,3}$", re.IGNORECASE
)
_ENDS_AS_NAME = re.compile(rf"{_NUMBERED.pattern}|\w (?:19|20)\d\d$", re.IGNORECASE)
_OF_NAMES = {"konto", "kontonr", "nr"}  # heads of what stands first in a row
_YEAR_WORD = re.compile(r"\bår (?=(?:19|20)\d\d)", re.IGNORECASE)
_LEFT_OVER = re.compile(r"(?<!\S)\d[\d.,]* \d[\d.,]*(?!\S)")  # amounts within a name
_NOTE = re.compile(r"not(er)?\.?", re.IGNORECASE)
_SHORT = re.compile(r"\d{1,2}")
_DOUBLE = re.compile(r"\S[ \u00a0]{2,}\S")
_UNLIKE = 3  # digits by which the amounts of a row differ when one of them may be two


@dataclass(frozen=True)
class Line:
    """A line and the ways in which it can be parted, the likeliest first."""

    options: tuple[tuple[str, ...], ...]
    is_too_long: bool = False  # it has more amounts than there are heads


def lines_of(text: str) -> list[Line] | None:
    """Part each line at the columns that the heads name; None where the text is no such table."""
    lines = [
        " ".join(line.split())
        for line in text.replace("\r", "\n").split("\n")
        if line.strip() and not PAGE_NUMBER.fullmatch(line.strip())
    ]
    if any(mark in text for mark in "\t|;") or sum(
        bool(_DOUBLE.search(raw)) for raw in text.split("\n")
    ) * 2 > len(lines):
        return None
    start = next((n for n, line in enumerate(lines) if _is_row(line)), None)
    above = [_head(line) for line in lines[:start]]
    width = max((len(cells) - 1 for cells in above), default=0)
    if start is None or width < 1:
        return None
    named = next(cells for cells in reversed(above) if len(cells) - 1 == width)
    found = [Line((_heading(line, cells, named),)) for line, cells in zip(lines, above, strict=False)]
    body = [line for line in lines[start:] if line not in lines[:start]]
    return [*found, *(_row(line, named[1:]) for line in body)]


def _heading(line: str, cells: Sequence[str], named: Sequence[str]) -> tuple[str, ...]:
    """A line above the rows: the heads of all columns, or of those with kronor, or a title."""
    kronor = [n for n, head in enumerate(named) if n and not heads.is_no_kronor(head)]
    if len(cells) == len(named):
        return tuple(cells)
    if len(cells) - 1 == len(kronor) > 1:
        below = dict(zip(kronor, cells[1:], strict=True))
        return (cells[0], *(below.get(n, "") for n in range(1, len(named))))
    return (line, *[""] * (len(named) - 1))


def _is_row(line: str) -> bool:
    """Whether the line ends with amounts that are no years, after a name that says nothing of columns."""
    words = line.split(" ")
    tail = min(_tail(words), len(words) - 1)
    numbers = [word for word in words[len(words) - tail :] if any(map(str.isdigit, word))]
    name = " ".join(words[: len(words) - tail])
    if not numbers or not name or all(YEAR.fullmatch(number) for number in numbers):
        return False
    return bool(re.search(r"[A-Za-zÅÄÖåäö]", name)) and not (YEAR.search(name) and heads.kind_in(name))


def _tail(words: Sequence[str]) -> int:
    """How many of the last words may be parts of amounts."""
    return len(list(itertools.takewhile(_PART.fullmatch, reversed(words))))


def _head(line: str) -> list[str]:
    """Part a line of heads where the next one begins: a kind or a year that the one before has already."""
    cells, said = [""], set[str]()
    words = _YEAR_WORD.sub("", line).split(" ")
    has_years = any(map(YEAR.search, words))
    for word in words:
        classes = _classes(word)
        if word.lower().strip(".") in _OF_NAMES and len(cells) == 1:
            classes = set()
        if classes and (len(cells) == 1 or _begins(classes, said, has_years=has_years)):
            cells.append(word)
            said = set(classes)
        else:
            cells[-1] = f"{cells[-1]} {word}".strip()
            said |= classes
    return cells


def _begins(classes: set[str], said: set[str], *, has_years: bool) -> bool:
    """Whether a word begins the next head, after what the one before has said."""
    if "beside" in classes:
        return not said & {"total", "beside"}
    if "beside" in said or classes & said:
        return True
    if "total" in classes:
        return "span" not in said
    return "total" in said and not has_years


def _classes(word: str) -> set[str]:
    found = {"year"} if YEAR.search(word) else set()
    if len(YEAR.findall(word)) > 1:
        found.add("span")
    if heads.kind_in(word):
        found.add("kind")
    if not found and heads.is_no_kronor(word):
        return {"beside"}
    if not found and heads.says_something(word) and not unit_in(word):
        found.add("total")
    return found


def _row(line: str, columns: Sequence[str]) -> Line:
    """The ways to part a row: a name and a cell for each column, or for fewer where some are empty."""
    words = line.split(" ")
    cut = len(words) - _tail(words)
    name = " ".join(words[:cut])
    found: list[tuple[str, ...]] = []
    is_too_long = False
    for skipped in range(len(words) - cut):
        label = " ".join([name, *words[cut : cut + skipped]]).strip()
        if skipped and found and not _NUMBERED.search(label):
            continue
        ways = [cells for cells in _partitions(words[cut + skipped :], len(columns)) if _fits(cells, columns)]
        is_too_long = is_too_long or bool(ways and skipped and not found and not _ENDS_AS_NAME.search(label))
        found += [(label, *cells) for cells in ways]
    if found and min(_unevenness(option[1:]) for option in found) >= _UNLIKE:
        found += _with_gaps(name, words[cut:], columns, fewer=1)
    found.sort(key=lambda option: _unevenness(option[1:]))
    found = found or _with_gaps(name, words[cut:], columns) or [(line, *[""] * len(columns))]
    return Line(tuple(dict.fromkeys(found)), is_too_long or bool(_LEFT_OVER.search(found[0][0])))


def _with_gaps(
    name: str, words: Sequence[str], columns: Sequence[str], *, fewer: int = 0
) -> list[tuple[str, ...]]:
    """The ways to part a row that has fewer amounts than there are columns."""
    found = []
    for count in range(len(columns) - 1, len(columns) - 1 - fewer if fewer else 0, -1):
        for cells in _partitions(words, count):
            for places in itertools.combinations(range(len(columns)), count):
                placed = [cells[places.index(n)] if n in places else "" for n in range(len(columns))]
                if _fits(placed, columns):
                    found.append((name, *placed))
        if found:
            break
    return found


def _partitions(words: Sequence[str], count: int) -> Iterator[tuple[str, ...]]:
    """Every way to make so many amounts of the words, all used."""
    if not count:
        if not words:
            yield ()
        return
    for size in range(1, len(words) - count + 2):
        cell = " ".join(words[:size])
        if _is_cell(cell):
            for rest in _partitions(words[size:], count - 1):
                yield (cell, *rest)


def _is_cell(cell: str) -> bool:
    if cell in amounts.BLANK:
        return True
    bare = re.sub(r"^([-−–])\.? (?=\d)", r"\1", cell)
    return (
        bool(_NUMBER.fullmatch(bare))
        and not (_ALONE.match(bare) and " " in bare)
        and bare.lstrip("-−–(")[:2] != "00"
    )


def _fits(cells: Sequence[str], columns: Sequence[str]) -> bool:
    """Whether the amounts may stand under the heads: a note's number is short, and a share alone has percent."""
    if all(cell.endswith("%") for cell in cells if cell):
        return True
    for cell, head in zip(cells, columns, strict=True):
        if _NOTE.fullmatch(head) and cell and not _SHORT.fullmatch(cell):
            return False
        if (
            cell.endswith("%")
            and not heads.is_no_kronor(head)
            and "%" not in head
            and not re.search("förändr|diff", head.lower())
        ):
            return False
    return True


def _unevenness(cells: Sequence[str]) -> int:
    """How much the amounts of a row differ in size: those of one row are most often alike."""
    sizes = [len(re.sub(r"\D", "", cell)) for cell in cells if cell not in {*amounts.BLANK, "0"}]
    return max(sizes, default=0) - min(sizes, default=0)
