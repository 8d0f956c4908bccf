"""Light markup, read: whatever is typed in a plain textarea is some text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from finsam.markup.light_writing import CELL_BREAK, INDENT
from finsam.markup.reading import MAX_LIST_DEPTH, MOST_CELLS, number_of
from finsam.markup.tree import BREAK, Block, Cell, Item, List, Paragraph, Quote, Run, Table

_ITEM = re.compile(r"( *)([*•-]|\d{1,9}[.)])(?: +(.*)|)")
_HEADING = re.compile(r"(#{1,6}) +(.+)")
_HEAD_RULE = re.compile(r"[|: ]*-[|: -]*")
_LINK = re.compile(r"\]\(([^\s()]*)\)")
_FIGURE = re.compile(r"\{([a-z][a-z0-9_.:-]{0,99})\}")


def read_markup(markup: str) -> list[Block]:
    """Take light markup and return its blocks; whatever is typed is some text."""
    reader = _Lines(markup.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    blocks: list[Block] = []
    while reader.has_more():
        blocks += reader.next_blocks()
    return blocks


class _Lines:
    """The lines of a text, taken block by block."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = [line.rstrip(" \t").replace("\t", "    ") for line in lines]
        self._at = 0

    def has_more(self) -> bool:
        return self._at < len(self._lines)

    def next_blocks(self) -> list[Block]:
        line = self._lines[self._at]
        kind = _kind(line)
        if kind == "empty":
            self._at += 1
            return []
        if kind == "heading":
            self._at += 1
            return [_heading(line)]
        if kind == "item":
            return list(_read_list(self._take_list()))
        lines = self._take(kind)
        if kind == "row" and len(lines) * max(line.count("|") for line in lines) <= MOST_CELLS:
            return [_read_table(lines)]
        if kind == "quote":
            return [_read_quote(lines)]
        return [Paragraph(_read_lines(line.strip(" ") for line in lines))]

    def _take(self, kind: str) -> list[str]:
        start = self._at
        while self.has_more() and _kind(self._lines[self._at]) == kind:
            self._at += 1
        return self._lines[start : self._at]

    def _take_list(self) -> list[str]:
        start = self._at
        while self.has_more() and _continues_list(self._lines[self._at]):
            self._at += 1
        return self._lines[start : self._at]


def _kind(line: str) -> str:
    if not line:
        return "empty"
    if _HEADING.fullmatch(line):
        return "heading"
    if _ITEM.fullmatch(line):
        return "item"
    return {"|": "row", ">": "quote"}.get(line[0], "text")


def _continues_list(line: str) -> bool:
    return _kind(line) == "item" or (line.startswith(INDENT) and bool(line.strip(" ")))


def _heading(line: str) -> Paragraph:
    found = _HEADING.fullmatch(line)
    assert found is not None
    return Paragraph(_read_lines([found[2]]), "h3" if found[1] == "#" else "h4")


def _read_quote(lines: list[str]) -> Quote:
    bare = [line[1:].strip(" ") for line in lines]
    parts = [list(part) for filled, part in groupby(bare, key=bool) if filled]
    return Quote([_read_lines(part) for part in parts])


@dataclass
class _Level:
    indent: int
    siblings: list[List]


def _read_list(lines: list[str]) -> list[List]:
    top: list[List] = []
    levels = [_Level(0, top)]
    texts: list[tuple[Item, list[str]]] = []
    for line in lines:
        found = _ITEM.fullmatch(line)
        if not found:
            texts[-1][1].append(line.strip(" "))
            continue
        item = Item([])
        texts.append((item, [found[3] or ""]))
        _place(item, len(found[1]), levels, number=number_of(found[2]))
    for item, written in texts:
        item.runs = _read_lines(written)
    return top


def _place(item: Item, indent: int, levels: list[_Level], *, number: int | None) -> None:
    is_ordered = number is not None
    while len(levels) > 1 and indent < levels[-1].indent:
        levels.pop()
    siblings = levels[-1].siblings
    if siblings and indent > levels[-1].indent and len(levels) < MAX_LIST_DEPTH:
        levels.append(_Level(indent, siblings[-1].items[-1].children))
        siblings = levels[-1].siblings
    elif not siblings:
        levels[-1].indent = indent
    if not siblings or siblings[-1].is_ordered != is_ordered:
        siblings.append(List(is_ordered, start=number or 1))
    siblings[-1].items.append(item)


def _read_table(lines: list[str]) -> Table:
    has_head = len(lines) > 1 and bool(_HEAD_RULE.fullmatch(lines[1]))
    rows = [_cells(line) for line in (lines[:1] + lines[2:] if has_head else lines)]
    width = max(len(row) for row in rows)
    for number, row in enumerate(rows):
        row += [Cell([]) for _ in range(width - len(row))]
        if has_head and number == 0:
            rows[0] = [replace(cell, is_header=True) for cell in row]
    return Table(rows, has_head)


def _cells(line: str) -> list[Cell]:
    parts = re.findall(r"(?:\\.|[^\\|]|\\$)*(?:\||$)", line[1:])
    texts = [part.removesuffix("|").strip(" ") for part in parts if part]
    return [_cell(text) for text in texts] or [Cell([])]


def _cell(text: str) -> Cell:
    header = text == "#" or text.startswith("# ")
    body = text[1:].strip(" ") if header else text
    signs = re.findall(r"\\.|.", body)  # a backslash and what it stands before are one sign
    lines = "".join("\n" if sign == CELL_BREAK else sign for sign in signs).split("\n")
    return Cell(_read_lines(lines), header)


def _read_lines(lines: Iterable[str]) -> list[Run]:
    runs: list[Run] = []
    for number, line in enumerate(lines):
        runs += ([Run(BREAK)] if number else []) + _read_inline(line)
    return runs


@dataclass
class _Sign:
    """A star or two that may turn a dress on or off."""

    stars: str


def _read_inline(text: str, href: str = "") -> list[Run]:
    tokens = list(_tokens(text, in_link=bool(href)))
    for stars in ("**", "*"):
        signs = [n for n, token in enumerate(tokens) if isinstance(token, _Sign) and token.stars == stars]
        if len(signs) % 2:
            tokens[signs[-1]] = Run(stars)
    runs, bold, italic = [], False, False
    for token in tokens:
        if isinstance(token, _Sign):
            bold, italic = bold ^ (token.stars == "**"), italic ^ (token.stars == "*")
        elif token.href:
            runs.append(token)
        else:
            runs.append(replace(token, is_bold=bold, is_italic=italic, href=href))
    return runs


def _tokens(text: str, *, in_link: bool) -> Iterator[Run | _Sign]:
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text) and not text[at + 1].isalnum():
            yield Run(text[at + 1])
            at += 2
        elif sign == "*" and (in_link or not _stands_alone(text, at)):
            stars = "**" if text.startswith("**", at) else "*"
            yield _Sign(stars)
            at += len(stars)
        elif sign == "{" and (figure := _FIGURE.match(text, at)):
            yield Run("", figure=figure[1])
            at = figure.end()
        elif sign == "[" and not in_link and (end := _link_end(text, at)):
            yield from _read_inline(text[at + 1 : end.start()], end[1])
            at = end.end()
        else:
            yield Run(sign)
            at += 1


def _stands_alone(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before == " " and after == " "


def _link_end(text: str, at: int) -> re.Match[str] | None:
    """Find the end of a link that opens at a bracket, past signs that stand for themselves."""
    place = at + 1
    while place < len(text):
        if text[place] == "\\":
            place += 2
        elif text[place] == "[":
            return None
        elif text[place] == "]":
            return _LINK.match(text, place)
        else:
            place += 1
    return None
