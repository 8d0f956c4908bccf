"""Fits the tables of a running text to the paper: across the page, in smaller type or on a landscape page, as their words need."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from finsam.pdf.letters import BREAK

_CELLS = ("td", "th")
_GAP = 3  # letters' width between two columns
_LEAST, _MOST = 5, 60  # letters: no column is narrower, and no text makes one wider, than what one reads
_WORD = 22  # letters: longer runs may be parted, first at what parts an address
_LONGEST_WORD = 40  # letters: what is longer is no word, and may be parted anywhere
_AT_SIGNS = re.compile(r"[/?&=%._-]+(?=\w)")
_ANYWHERE = re.compile(r"[/?&=%._-]+(?=\w)|\S{12}(?=\S)")
_WORDS = re.compile(r"\S+")


@dataclass(frozen=True)
class _Room:
    """A way to set a table, and how many letters a line of it holds."""

    letters: int
    classes: str


# measured for the sans of print.css: 9.25 points, and 7.5 in smaller type
_ROOMS = (
    _Room(80, ""),
    _Room(104, "bred"),
    _Room(126, "bred liten"),
    _Room(160, "bred pa-bredden"),
    _Room(100_000, "bred liten pa-bredden"),
)


def fit_tables(root: Element) -> None:
    """Fit every table of every running text in a document that is otherwise ready to be set, and let cells everywhere break."""
    for cell in root.iter():
        if cell.tag in _CELLS:
            _let_break(cell)
    texts = [element for element in root.iter() if "text" in (element.get("class") or "").split()]
    for table in dict.fromkeys(table for text in texts for table in text.iter("table")):
        fit(table)


def fit(table: Element) -> None:
    """Give the table the first room that holds its longest words side by side, and each column its share of it."""
    rows = [[cell for cell in row if cell.tag in _CELLS] for row in table.iter("tr")]
    if not rows or any(cell.get("colspan") or cell.get("rowspan") for row in rows for cell in row):
        return
    columns = _columns(rows)
    needed = sum(least + _GAP for least, _ in columns)
    room = next(room for room in _ROOMS if needed <= room.letters)
    if not room.classes and not any(_is_run(word) for row in rows for cell in row for word in _words(cell)):
        return
    table.set("class", " ".join(dict.fromkeys(f"{table.get('class', '')} {room.classes} fast".split())))
    _set_widths(table, columns, room.letters)


def _words(cell: Element) -> list[str]:
    return _WORDS.findall("".join(cell.itertext()))


def _is_run(word: str) -> bool:
    return len(word) > _WORD


def _columns(rows: list[list[Element]]) -> list[tuple[int, int]]:
    """Give for each column the letters of its longest word and of its longest text, within bounds."""
    count = max(map(len, rows))
    found = []
    for place in range(count):
        texts = ["".join(row[place].itertext()) for row in rows if len(row) > place]
        words = [len(word) for text in texts for word in _WORDS.findall(text)]
        least = min(max(words, default=0), _WORD)
        found.append((max(least, _LEAST), max(min(max(map(len, texts), default=0), _MOST), least, _LEAST)))
    return found


def _set_widths(table: Element, columns: list[tuple[int, int]], letters: int) -> None:
    """Share what is left, when each column has its longest word, by how much each has to say."""
    least = [needed + _GAP for needed, _ in columns]
    spare = max(letters - sum(least), 0)
    wanted = [most - needed for needed, most in columns]
    total = sum(wanted) or 1
    widths = [own + spare * more / total for own, more in zip(least, wanted, strict=True)]
    group = Element("colgroup")
    for width in widths:
        SubElement(group, "col", style=f"width: {width / sum(widths):.2%}")
    table.insert(0 if table.find("caption") is None else 1, group)


def _let_break(cell: Element) -> None:
    """Let a long run in a cell part where an address does, or anywhere."""
    for element in cell.iter():
        if element.text:
            element.text = _with_breaks(element.text)
        if element.tail and element is not cell:
            element.tail = _with_breaks(element.tail)


def _with_breaks(text: str) -> str:
    return _WORDS.sub(lambda word: _parted(word[0]) if len(word[0]) > _WORD else word[0], text)


def _parted(word: str) -> str:
    if BREAK in word:
        return word
    parting = _ANYWHERE if len(word) > _LONGEST_WORD else _AT_SIGNS
    return parting.sub(lambda part: part[0] + BREAK, word)
