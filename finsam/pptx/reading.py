"""What the HTML of a slide holds, in the order that it is shown: lines of text, tables, charts and pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as reading

from finsam.pptx.chart_data import ChartData, data_of, drawing_of

_SPACE = re.compile(r"[ \t\r\n]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LINES = frozenset({"p", "li", "dt", "dd", "figcaption", "caption", *_HEADINGS})
_HOLDERS = frozenset(
    {"div", "section", "article", "ul", "ol", "dl", "blockquote", "figure", "table", *_LINES}
)
_REMARKS = frozenset({"anm", "dim", "etikett"})
_LABELS = frozenset({"etikett"})
_OWN = "mal"  # the class of what the stylesheet gives a slide of its own
_STRONG = frozenset({"grupp", "summa", "total"})


@dataclass(frozen=True)
class Line:
    """A line of text, which may run over several."""

    text: str
    is_heading: bool = False
    is_item: bool = False
    level: int = 0
    is_small: bool = False


@dataclass(frozen=True)
class Break:
    """Where a slide of its own begins, such as that of a goal."""


@dataclass(frozen=True)
class Row:
    """A row of a table; where a cell reaches over several, the others are empty."""

    cells: tuple[str, ...]
    is_strong: bool = False

    @property
    def is_label(self) -> bool:
        """Whether it only names the rows below it."""
        return bool(self.cells) and bool(self.cells[0]) and not any(self.cells[1:])


@dataclass(frozen=True)
class Grid:
    """A table with its caption; the columns of amounts stand to the right."""

    caption: str
    heads: tuple[Row, ...]
    rows: tuple[Row, ...]
    amounts: frozenset[int] = frozenset()

    @property
    def columns(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in (*self.heads, *self.rows)), default=0)


@dataclass(frozen=True)
class Picture:
    """A picture with what it shows in words, and the figures of a chart that carries them."""

    told: str
    svg: str
    source: str = ""
    data: ChartData | None = None


Item = Line | Grid | Picture | Break


def items_of(html: str) -> list[Item]:
    """Read the HTML of a slide from top to bottom."""
    if not html.strip():
        return []
    return list(_items(reading.fragment_fromstring(html, create_parent="div"), 0))


def text_of(node: Any) -> str:
    """Give an element's text on one line, words that are set apart by elements of their own too."""
    for each in node.iter("br", "p", "li", "div", "small"):
        each.text = f" {each.text or ''}"
    return _SPACE.sub(" ", node.text_content().replace("\u00ad", "")).strip(" ")


def _items(node: Any, level: int) -> Iterator[Item]:
    loose: list[str] = [node.text or ""]
    for child in node:
        if not isinstance(child.tag, str):
            loose.append(child.tail or "")
            continue
        if child.tag in _HOLDERS or child.tag in {"img", "svg"}:
            yield from _line(loose)
            loose = [child.tail or ""]
            yield from _item(child, level)
        else:
            loose += [text_of(child), child.tail or ""]
    yield from _line(loose)


def _item(node: Any, level: int) -> Iterator[Item]:
    if node.tag == "table":
        yield grid_of(node)
    elif node.tag == "img":
        svg = drawing_of(node.get("src", ""))
        yield Picture(node.get("alt", ""), svg, node.get("src", ""), data_of(svg) if svg else None)
    elif node.tag == "svg":
        yield Picture(node.get("aria-label", ""), reading.tostring(node, encoding="unicode"))
    elif node.tag in {"ul", "ol"}:
        yield from _items(node, level + 1)
    elif node.tag == "li":
        yield from _list_item(node, level)
    elif node.tag in _LINES:
        is_heading = (
            node.tag in _HEADINGS or node.tag in {"dt", "figcaption"} or bool(_LABELS & _classes(node))
        )
        yield from _line([text_of(node)], is_heading=is_heading, is_small=bool(_REMARKS & _classes(node)))
    else:
        if _OWN in _classes(node):
            yield Break()
        yield from _items(node, level)


def _classes(node: Any) -> set[str]:
    return set((node.get("class") or "").split())


def _list_item(node: Any, level: int) -> Iterator[Item]:
    """Read an item, and what it holds of lists below it."""
    inner = [child for child in node if child.tag in {"ul", "ol", "table", "figure"}]
    for child in inner:
        tail = child.tail or ""
        node.remove(child)
        if tail.strip():
            node.append(node.makeelement("span", {}))
            node[-1].text = f" {tail}"
    yield from _line([text_of(node)], is_item=True, level=max(level - 1, 0))
    for child in inner:
        child.tail = None
        yield from _item(child, level)


def _line(
    parts: list[str],
    *,
    is_heading: bool = False,
    is_item: bool = False,
    level: int = 0,
    is_small: bool = False,
) -> Iterator[Line]:
    text = _SPACE.sub(" ", "".join(parts)).strip(" ")
    if text:
        yield Line(text, is_heading, is_item, level, is_small)


def grid_of(node: Any) -> Grid:
    """Read a table."""
    caption = node.find("caption")
    told = _caption(caption) if caption is not None else ""
    heads: list[Row] = []
    rows: list[Row] = []
    amounts: set[int] = set()
    for each, cells in _spread(list(node.iter("tr"))):
        is_head = each.getparent().tag == "thead"
        texts = tuple(text_of(cell) if cell is not None else "" for cell in cells)
        row = Row(texts, bool(_STRONG & _classes(each)))
        (heads if is_head else rows).append(row)
        if not is_head:
            amounts |= {at for at, cell in enumerate(cells) if cell is not None and "num" in _classes(cell)}
    return Grid(told, tuple(heads), tuple(rows), frozenset(amounts))


def _caption(node: Any) -> str:
    """Give a caption with its unit after a comma."""
    unit = node.find("span")
    if unit is None:
        return text_of(node)
    word = text_of(unit)
    unit.drop_tree()
    return f"{text_of(node)}, {word[:1].lower()}{word[1:]}"


def _spread(rows: list[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Give each row with a cell or None for each column, so that what spans several keeps the others in place."""
    reaching: dict[int, int] = {}
    for row in rows:
        cells: list[Any] = []

        def fill(cells: list[Any] = cells) -> None:
            while reaching.get(len(cells), 0):
                reaching[len(cells)] -= 1
                cells.append(None)

        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            fill()
            for place in range(max(1, int(cell.get("colspan", "1")))):
                down = max(1, int(cell.get("rowspan", "1"))) - 1
                if down:
                    reaching[len(cells)] = down
                cells.append(None if place else cell)
        fill()
        yield row, cells
