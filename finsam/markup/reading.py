"""HTML from an editor or a clipboard, read into the few blocks that a text is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from finsam.markup.dom import BLOCKS, HEADINGS, LISTS, Node, parse_html
from finsam.markup.runs import Dress, one_line, pieces_between_breaks, runs_of, tidy_runs
from finsam.markup.tree import Block, Cell, Item, List, Paragraph, Quote, Run, Table

MAX_LIST_DEPTH = 6
MOST_CELLS = 10_000
_MAX_SPAN = 50
_NUMBER = re.compile(r"\s*([0-9]{1,9})")
_LARGEST_START = 99_999
_WORD_LIST = re.compile(r"mso-list:(?!ignore)[^;]*?level(\d)")
_WORD_NUMBER = re.compile(r"\s*(?:\d+|[a-z])[.)]", re.IGNORECASE)


def number_of(mark: str) -> int | None:
    """Read the number that a list's mark or start begins with, bounded; None for a mark without one."""
    found = _NUMBER.match(mark)
    return min(max(int(found[1]), 1), _LARGEST_START) if found else None


def read_html(html: str) -> list[Block]:
    """Take any HTML and return its blocks in their one tidy form."""
    reader = _Reader()
    reader.walk(parse_html(html).children, Dress())
    reader.flush()
    return _merged(reader.blocks)


@dataclass
class _WordItem:
    """A list item that Word pasted as a paragraph."""

    level: int
    number: int | None
    runs: list[Run]

    @property
    def is_ordered(self) -> bool:
        return self.number is not None


class _Reader:
    """Walks the tree and gathers blocks; text between blocks becomes paragraphs."""

    def __init__(self) -> None:
        self.blocks: list[Block | _WordItem] = []
        self._pending: list[Run] = []

    def flush(self) -> None:
        self.blocks += [Paragraph(part) for part in pieces_between_breaks(self._pending)]
        self._pending = []

    def walk(self, children: Iterable[Node | str], dress: Dress) -> None:
        for child in children:
            if isinstance(child, str) or (child.tag not in BLOCKS and not child.holds_blocks()):
                self._pending += runs_of([child], dress)
            elif child.tag not in BLOCKS:
                self.walk(child.children, dress.inside(child))
            else:
                self.flush()
                self._block(child, dress)
                self.flush()

    def _block(self, node: Node, dress: Dress) -> None:
        if node.tag in HEADINGS:
            self._heading(node)
        elif node.tag in LISTS:
            self.blocks.append(_list(node))
        elif node.tag == "table":
            self._table(node, dress)
        elif node.tag == "blockquote":
            self.blocks.append(_quote(node, dress))
        elif word := _WORD_LIST.search(node.style):
            self.blocks.append(_word_item(node, int(word[1]), dress))
        else:
            self.walk(node.children, dress.inside(node))

    def _heading(self, node: Node) -> None:
        runs = one_line(replace(run, is_bold=False) for run in runs_of(node.children, Dress()))
        if runs:
            self.blocks.append(Paragraph(runs, "h3" if HEADINGS[node.tag] == "h3" else "h4"))

    def _table(self, node: Node, dress: Dress) -> None:
        for caption in _descendants(node, {"caption"}):
            self.walk(caption.children, dress)
            self.flush()
        table = _read_table(node)
        if table is None:
            self.walk(node.children, dress)
        elif table.rows:
            self.blocks.append(table)


def _quote(node: Node, dress: Dress) -> Quote:
    inner = _Reader()
    inner.walk(node.children, dress)
    inner.flush()
    paragraphs: list[list[Run]] = []
    for block in _merged(inner.blocks):
        paragraphs += _paragraphs_of(block)
    return Quote([runs for runs in paragraphs if runs])


def _paragraphs_of(block: Block) -> list[list[Run]]:
    if isinstance(block, Paragraph):
        return [block.runs]
    if isinstance(block, Quote):
        return block.paragraphs
    if isinstance(block, Table):
        return [cell.runs for row in block.rows for cell in row]
    return [runs for item in block.items for runs in _item_paragraphs(item)]


def _item_paragraphs(item: Item) -> list[list[Run]]:
    under = [runs for child in item.children for runs in _paragraphs_of(child)]
    return [item.runs, *under]


# ---- Lists


def _list(node: Node, depth: int = 1) -> List:
    found = List(node.tag == "ol", start=number_of(node.attributes.get("start", "")) or 1)
    for child in node.children:
        if isinstance(child, Node) and child.tag in LISTS:
            _put_under(found, [_list(child, depth + 1)], depth)
        else:
            under: list[Node] = []
            inside = child.children if isinstance(child, Node) and child.tag == "li" else [child]
            runs = tidy_runs(runs_of(inside, Dress(), lists=under))
            if runs:
                found.items.append(Item(runs))
            _put_under(found, [_list(each, depth + 1) for each in under], depth)
    return found


def _put_under(parent: List, lists: list[List], depth: int) -> None:
    """Hang lists under the last item; they join the parent where it has none or is deep enough."""
    if parent.items and depth < MAX_LIST_DEPTH:
        last = parent.items[-1]
        last.children = _joined_lists([*last.children, *lists])
    else:
        parent.items += [item for each in lists for item in each.items]


def _joined_lists(lists: Iterable[List]) -> list[List]:
    joined: list[List] = []
    for each in lists:
        if not each.items:
            continue
        if joined and joined[-1].goes_on_in(each):
            joined[-1].items += each.items
        else:
            joined.append(each)
    return joined


def _word_item(node: Node, level: int, dress: Dress) -> _WordItem:
    mark = "".join(_ignored_text(node))
    runs = tidy_runs(runs_of(node.children, dress.inside(node)))
    number = number_of(mark) or 1 if _WORD_NUMBER.match(mark) else None
    return _WordItem(min(level, MAX_LIST_DEPTH), number, runs)


def _ignored_text(node: Node) -> Iterable[str]:
    for child in node.children:
        if isinstance(child, Node):
            if "mso-list:ignore" in child.style:
                yield from (run.text for run in runs_of(child.children, Dress()))
            else:
                yield from _ignored_text(child)


def _word_list(items: list[_WordItem]) -> list[List]:
    """Build lists of Word's paragraphs, each at its level."""
    top: list[List] = []
    open_lists: list[list[List]] = [top]
    for item in items:
        if not item.runs:
            continue
        del open_lists[max(item.level, 1) :]
        while len(open_lists) < item.level and open_lists[-1]:
            open_lists.append(open_lists[-1][-1].items[-1].children)
        siblings = open_lists[-1]
        if not siblings or siblings[-1].is_ordered != item.is_ordered:
            siblings.append(List(item.is_ordered, start=item.number or 1))
        siblings[-1].items.append(Item(item.runs))
    return top


def _merged(blocks: Iterable[Block | _WordItem]) -> list[Block]:
    """Join neighbouring lists of one kind and neighbouring quotations; drop what is empty."""
    merged: list[Block] = []
    for block in _without_word_items(blocks):
        last = merged[-1] if merged else None
        if isinstance(block, List):
            if isinstance(last, List) and last.goes_on_in(block):
                last.items += block.items
            elif block.items:
                merged.append(block)
        elif isinstance(block, Quote):
            if isinstance(last, Quote):
                last.paragraphs += block.paragraphs
            elif block.paragraphs:
                merged.append(block)
        else:
            merged.append(block)
    return merged


def _without_word_items(blocks: Iterable[Block | _WordItem]) -> Iterable[Block]:
    waiting: list[_WordItem] = []
    for block in blocks:
        if isinstance(block, _WordItem):
            waiting.append(block)
            continue
        yield from _word_list(waiting)
        waiting = []
        yield block
    yield from _word_list(waiting)


# ---- Tables


def _descendants(node: Node, tags: set[str]) -> Iterable[Node]:
    """Yield the nearest nodes inside with one of the tags, none from a table in the table."""
    for child in node.children:
        if isinstance(child, Node):
            if child.tag in tags:
                yield child
            elif child.tag != "table":
                yield from _descendants(child, tags)


def _read_table(node: Node) -> Table | None:
    """Read a table as a grid: a cell over several columns or rows is followed by empty ones.

    Gives no rows where nothing is written, and None for a grid that is too large to be a table.
    """
    heads = {id(row) for head in _descendants(node, {"thead"}) for row in _descendants(head, {"tr"})}
    rows = list(_descendants(node, {"tr"}))
    cells = [list(_descendants(row, {"td", "th"})) for row in rows]
    if len(cells) * max(map(len, cells), default=0) > MOST_CELLS:
        return None
    spanned = sum(_span(cell, "colspan") * _span(cell, "rowspan") for row in cells for cell in row)
    grid = _grid(cells, is_spanned=spanned <= MOST_CELLS)
    if not any(cell.runs for row in grid for cell in row):
        return Table([])
    has_head = id(rows[0]) in heads or all(cell.is_header for cell in grid[0])
    for number, row in enumerate(grid):
        for column, cell in enumerate(row):
            cell.is_header = has_head if number == 0 and has_head else cell.is_header and column == 0
    return Table(grid, has_head)


def _grid(rows: list[list[Node]], *, is_spanned: bool) -> list[list[Cell]]:
    grid: list[list[Cell]] = []
    reserved: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        cells: list[Cell] = []
        for node in row:
            while (number, len(cells)) in reserved:
                cells.append(Cell([], reserved[number, len(cells)]))
            is_header = node.tag == "th"
            wide, high = (_span(node, "colspan"), _span(node, "rowspan")) if is_spanned else (1, 1)
            reserved |= {
                (number + down, len(cells) + right): is_header
                for down in range(1, high)
                for right in range(wide)
            }
            cells.append(Cell(tidy_runs(runs_of(node.children, Dress())), is_header))
            cells += [Cell([], is_header) for _ in range(wide - 1)]
        grid.append(cells)
    width = max((len(row) for row in grid), default=0)
    for cells in grid:
        filler = bool(cells) and all(cell.is_header for cell in cells)
        cells += [Cell([], filler) for _ in range(width - len(cells))]
    return grid


def _span(node: Node, name: str) -> int:
    value = node.attributes.get(name, "")
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() else 1
