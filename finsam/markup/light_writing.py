"""Light markup, written: what a plain textarea shows of a running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from finsam.markup.tree import BREAK, Block, Cell, List, Paragraph, Run, Table

INDENT = "  "
CELL_BREAK = "\\n"
_SPECIAL = re.compile(r"([\\*\[\]{}|])")


def write_markup(blocks: Iterable[Block]) -> str:
    """Return the blocks as light markup, an empty line between them."""
    return "\n\n".join(_write_block(block) for block in blocks)


def _write_block(block: Block) -> str:
    if isinstance(block, Paragraph):
        mark = {"h3": "# ", "h4": "## "}.get(block.tag, "")
        return mark + _write_lines(block.runs)
    if isinstance(block, List):
        return "\n".join(_write_list(block, ""))
    if isinstance(block, Table):
        return "\n".join(_write_table(block))
    paragraphs = (_write_lines(runs) for runs in block.paragraphs)
    return "\n>\n".join("> " + text.replace("\n", "\n> ") for text in paragraphs)


def _write_list(block: List, indent: str) -> Iterator[str]:
    for number, item in enumerate(block.items, start=block.start):
        mark = f"{number}. " if block.is_ordered else "* "
        yield indent + mark + _write_lines(item.runs).replace("\n", f"\n{indent}{INDENT}")
        for child in item.children:
            yield from _write_list(child, indent + INDENT)


def _write_table(table: Table) -> Iterator[str]:
    for number, row in enumerate(table.rows):
        is_head = table.has_head and number == 0
        cells = (_write_cell(cell, is_head=is_head) for cell in row)
        yield f"| {' | '.join(cells)} |"
        if is_head:
            yield "|" + "---|" * len(row)


def _write_cell(cell: Cell, *, is_head: bool) -> str:
    text = _write_lines(cell.runs).replace("\n", CELL_BREAK)
    return f"# {text}" if cell.is_header and not is_head else text


def _write_lines(runs: list[Run]) -> str:
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run == Run(BREAK):
            lines.append([])
        else:
            lines[-1].append(run)
    return "\n".join(_guard_start(_write_runs(line)) for line in lines)


def _guard_start(line: str) -> str:
    if line[:1] in {"#", ">", "-", "•"}:
        return f"\\{line}"
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line)


def _write_runs(runs: list[Run]) -> str:
    out = ""
    for href, linked in groupby(runs, key=lambda run: run.href):
        text = _write_dressed(list(linked))
        out += f"[{text}]({href})" if href else text
    return out


def _write_dressed(runs: list[Run]) -> str:
    out, bold, italic = "", False, False
    for run in [*runs, Run("")]:
        out += "**" * (run.is_bold != bold) + "*" * (run.is_italic != italic)
        out += f"{{{run.figure}}}" if run.figure else _SPECIAL.sub(r"\\\1", run.text)
        bold, italic = run.is_bold, run.is_italic
    return out
