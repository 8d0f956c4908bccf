"""What a running text is made of, and how that is written as HTML and as plain text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from typing import Literal

BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one dress; a figure's text is what it showed, and its key is what is stored."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""
    figure: str = ""


@dataclass
class Paragraph:
    """A paragraph, or a heading of the first or second level."""

    runs: list[Run]
    tag: Literal["p", "h3", "h4"] = "p"


@dataclass
class Item:
    """A list item with the lists under it."""

    runs: list[Run]
    children: list[List] = field(default_factory=list)


@dataclass
class List:
    """A list with dots, or with numbers from its start on."""

    is_ordered: bool
    items: list[Item] = field(default_factory=list)
    start: int = 1

    def goes_on_in(self, other: List) -> bool:
        """Whether another list of the kind that follows is the same list: without a start of its own, or at the next number."""
        return self.is_ordered == other.is_ordered and other.start in {1, self.start + len(self.items)}


@dataclass
class Cell:
    """A table cell."""

    runs: list[Run]
    is_header: bool = False


@dataclass
class Table:
    """A table of equally long rows, the first of them perhaps its head."""

    rows: list[list[Cell]]
    has_head: bool = False


@dataclass
class Quote:
    """A quotation of one or more paragraphs."""

    paragraphs: list[list[Run]]


Block = Paragraph | List | Table | Quote


def write_html(blocks: Iterable[Block]) -> str:
    """Return the blocks as HTML, everything in it escaped."""
    return "".join(_block_html(block) for block in blocks)


def _block_html(block: Block) -> str:
    if isinstance(block, Paragraph):
        return f"<{block.tag}>{_runs_html(block.runs)}</{block.tag}>"
    if isinstance(block, List):
        return _list_html(block)
    if isinstance(block, Table):
        return _table_html(block)
    inner = "".join(f"<p>{_runs_html(runs)}</p>" for runs in block.paragraphs)
    return f"<blockquote>{inner}</blockquote>"


def _list_html(block: List) -> str:
    tag = "ol" if block.is_ordered else "ul"
    start = f' start="{block.start}"' if block.is_ordered and block.start != 1 else ""
    items = "".join(
        f"<li>{_runs_html(item.runs)}{''.join(map(_list_html, item.children))}</li>" for item in block.items
    )
    return f"<{tag}{start}>{items}</{tag}>"


def _table_html(table: Table) -> str:
    rows = list(table.rows)
    head = f"<thead>{_row_html(rows.pop(0), 'col')}</thead>" if table.has_head else ""
    body = "".join(_row_html(row, "row") for row in rows)
    return f"<table>{head}{f'<tbody>{body}</tbody>' if body else ''}</table>"


def _row_html(cells: list[Cell], scope: str) -> str:
    return f"<tr>{''.join(_cell_html(cell, scope) for cell in cells)}</tr>"


def _cell_html(cell: Cell, scope: str) -> str:
    if cell.is_header:
        return f'<th scope="{scope}">{_runs_html(cell.runs)}</th>'
    return f"<td>{_runs_html(cell.runs)}</td>"


def _runs_html(runs: list[Run]) -> str:
    return "".join(
        _dressed(href and f'a href="{escape(href)}"', _bold_html(list(linked)))
        for href, linked in groupby(runs, key=lambda run: run.href)
    )


def _bold_html(runs: list[Run]) -> str:
    return "".join(
        _dressed("strong" if is_bold else "", _italic_html(list(same)))
        for is_bold, same in groupby(runs, key=lambda run: run.is_bold)
    )


def _italic_html(runs: list[Run]) -> str:
    return "".join(
        _dressed("em" if is_italic else "", "".join(map(_bare_html, same)))
        for is_italic, same in groupby(runs, key=lambda run: run.is_italic)
    )


def _bare_html(run: Run) -> str:
    if run.figure:
        return f'<data value="{escape(run.figure)}"></data>'
    return escape(run.text, quote=False).replace(BREAK, "<br>")


def _dressed(opening: str, inner: str) -> str:
    return f"<{opening}>{inner}</{opening.split(' ', maxsplit=1)[0]}>" if opening else inner


def text_of_blocks(blocks: Iterable[Block]) -> str:
    """Return the blocks as plain text with an empty line between them."""
    return "\n\n".join("\n".join(text for _, text in lines_of(block)) for block in blocks)


def lines_of(block: Block) -> list[tuple[str, str]]:
    """Return a block's lines of plain text, each with the tag that shows it: p, h3 or h4."""
    if isinstance(block, Paragraph):
        return [(block.tag, text_of_runs(block.runs))]
    if isinstance(block, List):
        return _list_lines(block, indent="")
    if isinstance(block, Table):
        return [("p", " | ".join(text_of_runs(cell.runs) for cell in row)) for row in block.rows]
    return [("p", text_of_runs(runs)) for runs in block.paragraphs]


def _list_lines(block: List, *, indent: str) -> list[tuple[str, str]]:
    lines = []
    for number, item in enumerate(block.items, start=block.start):
        mark = f"{number}." if block.is_ordered else "•"
        lines.append(("p", f"{indent}{mark} {text_of_runs(item.runs)}"))
        for child in item.children:
            lines += _list_lines(child, indent=f"{indent}  ")
    return lines


def text_of_runs(runs: Iterable[Run]) -> str:
    """Return what the runs say; a figure says what it showed when it was read, else its key."""
    return "".join(run.text or f"{{{run.figure}}}" for run in runs)
