"""Tables as Word's own: the head repeats on each page, amounts stand to the right, rows are not parted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from finsam.word.inline import Manner, write_inline
from finsam.word.parts import word_element
from finsam.word.styles import TABLE, TABLE_AMOUNT, TABLE_TEXT

SIGN = 80_000  # EMU: the width of a sign in a table, rather too much than too little
LONGEST_WORD, LONGEST_LINE = 24, 60  # signs: what is longer is parted, or runs over lines
NARROW = 16  # signs: a column of words where amounts need the room
AROUND = 3  # signs: what a cell keeps free beside its text
_STRONG_ROWS = frozenset({"grupp", "summa", "total"})


@dataclass(frozen=True)
class Place:
    """A cell with where it stands and how far it reaches."""

    row: int
    column: int
    across: int
    down: int
    node: Any


def write_table(document: Document, node: Any, width: int) -> Table | None:
    """Write a table with everything but its caption; None for one without cells."""
    rows = list(node.iter("tr"))
    heads = sum(1 for row in rows if row.getparent().tag == "thead")
    places = _places(rows)
    if not places:
        return None
    columns = max(each.column + each.across for each in places)
    table = document.add_table(rows=0, cols=columns, style=document.styles[TABLE])
    widths = _widths(places, columns, width)
    for grid, share in zip(table._tbl.tblGrid.gridCol_lst, widths, strict=True):
        grid.w = Emu(share)
    _set(table, has_head=bool(heads))
    ids = {name: document.styles[name].style_id for name in (TABLE_TEXT, TABLE_AMOUNT)}
    for number, row in enumerate(rows):
        _write_row(
            table, number=number, row=row, places=places, widths=widths, ids=ids, is_head=number < heads
        )
    return table


def _set(table: Table, *, has_head: bool) -> None:
    table.autofit = False
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    if look is not None:
        table._tbl.tblPr.remove(look)
    table._tbl.tblPr.append(
        word_element(
            "tblLook",
            val="0420" if has_head else "0400",
            firstRow="1" if has_head else "0",
            firstColumn="0",
            noVBand="1",
        )
    )


def _write_row(
    table: Table,
    *,
    number: int,
    row: Any,
    places: list[Place],
    widths: list[int],
    ids: dict[str, str],
    is_head: bool,
) -> None:
    """Write a row cell by cell; python-docx's own cells count the whole table anew for each."""
    made = table._tbl.add_tr()
    properties = made.get_or_add_trPr()
    properties.append(word_element("cantSplit"))
    if is_head:
        properties.append(word_element("tblHeader"))
    column = 0
    while column < len(widths):
        place = _at(places, number, column)
        across = place.across if place else 1
        cell = made.add_tc()
        cell.width = Emu(sum(widths[column : column + across]))
        if across > 1:
            cell.grid_span = across
        if place and place.down > 1:
            cell.vMerge = "restart" if place.row == number else "continue"
        paragraph = Paragraph(cell.p_lst[0] if cell.p_lst else cell.add_p(), _Cell(cell, table))
        own = place if place and place.row == number else None
        _write_cell(paragraph, own, ids, is_head=is_head, row=row)
        column += across


def _at(places: list[Place], row: int, column: int) -> Place | None:
    """Give what covers a spot of the grid."""
    return next(
        (
            each
            for each in places
            if each.row <= row < each.row + each.down and each.column <= column < each.column + each.across
        ),
        None,
    )


def _places(rows: list[Any]) -> list[Place]:
    """Put each cell of the HTML on the grid, past those that reach down from above."""
    taken: set[tuple[int, int]] = set()
    found = []
    for number, row in enumerate(rows):
        column = 0
        for node in row:
            if node.tag not in {"td", "th"}:
                continue
            while (number, column) in taken:
                column += 1
            across, down = _span(node, "colspan"), _span(node, "rowspan")
            taken |= {(number + y, column + x) for x in range(across) for y in range(down)}
            found.append(Place(number, column, across, down, node))
            column += across
    return found


def _span(node: Any, name: str) -> int:
    text = node.get(name, "1")
    return max(1, min(int(text), 60)) if text.isdigit() else 1


def _widths(places: list[Place], columns: int, width: int) -> list[int]:
    """Share the width so that no word or amount is parted, as far as there is room, and the rest by the longest text."""
    least, whole = [4] * columns, [4] * columns
    for place in places:
        if place.across != 1:
            continue
        text = " ".join(
            re.split(r"[ \t\r\n]+", "".join(place.node.itertext()).strip())
        )  # a no-break space stays
        longest = max(map(len, text.split(" ")), default=0)
        least[place.column] = max(least[place.column], min(longest, LONGEST_WORD) + AROUND)
        whole[place.column] = max(whole[place.column], min(len(text), LONGEST_LINE) + AROUND)
    room = width / SIGN
    if sum(least) >= room:  # words may be parted, amounts not
        amounts = {place.column for place in places if "num" in place.node.get("class", "").split()}
        least = [part if column in amounts else min(part, NARROW) for column, part in enumerate(least)]
    if sum(least) >= room:
        shares = [each * room / sum(least) for each in least]
    else:
        wanted = [max(all_of - part, 0.1) for all_of, part in zip(whole, least, strict=True)]
        left = room - sum(least)
        shares = [part + left * each / sum(wanted) for part, each in zip(least, wanted, strict=True)]
    return [round(width * each / sum(shares)) for each in shares]


def _write_cell(
    paragraph: Paragraph, place: Place | None, ids: dict[str, str], *, is_head: bool, row: Any
) -> None:
    classes = place.node.get("class", "").split() if place else []
    paragraph._p.style = ids[TABLE_AMOUNT if "num" in classes else TABLE_TEXT]
    kinds = set(row.get("class", "").split())
    if is_head or "grupp" in kinds:
        paragraph.paragraph_format.keep_with_next = True
    if place:
        is_strong = is_head or bool(_STRONG_ROWS & kinds)
        write_inline(place.node, paragraph, Manner(bold=is_strong))
