"""A report's tables as an Excel workbook: one sheet a table, figures as figures."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from finsam.files.excel import put_value
from reporting.figures.grids import Cell, Grid, GridRow
from reporting.models import Report
from reporting.queries.tree import numbered
from reporting.registries import blocks

WHOLE, WITH_ORE, SHARE, PLAIN = "# ##0", "# ##0.00", '0.0" %"', "0.00"
LONGEST_NAME = 31  # that Excel takes for a sheet
_NOT_IN_NAMES = str.maketrans(dict.fromkeys(r"[]:*?/\\", " "))


def report_workbook(report: Report) -> bytes:
    """Give every table of the report's blocks as a workbook; amounts in kronor whatever the report shows."""
    book = Workbook()
    book.remove(book.active)
    for name, grid in tables_of(report):
        _sheet(book, name, grid)
    if not book.worksheets:
        book.create_sheet("Inga tabeller").append(["Rapporten har inga tabeller än."])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def tables_of(report: Report) -> Iterator[tuple[str, Grid]]:
    """Give each table with the number and heading of the section it stands in."""
    for section, number, _ in numbered(report):
        block = blocks.get(section.block) if section.block else None
        if block is None:
            continue
        for grid in _grids(block.build(report, section)):
            yield f"{number} {grid.caption}".strip(), grid


def _grids(found: Any) -> Iterator[Grid]:
    """Find the tables among a block's values, however deep."""
    if isinstance(found, Grid):
        yield found
    elif isinstance(found, dict):
        if "notes" in found and "heads" in found:
            yield _of_notes(found)
        else:
            for value in found.values():
                yield from _grids(value)
    elif isinstance(found, list | tuple):
        for value in found:
            yield from _grids(value)
    elif hasattr(found, "parts"):
        for part in found.parts:
            if part.costs:
                yield Grid(
                    f"{found.name}, {part.costs.caption.lower()}",
                    part.costs.heads,
                    part.costs.rows,
                    part.costs.unit,
                )


def _of_notes(table: dict[str, Any]) -> Grid:
    rows = []
    for note in table["notes"]:
        rows.append(GridRow(f"Not {note['number']} {note['label']}", (), "grupp"))
        for group, own in note["groups"]:
            rows += [GridRow(group, (), "grupp")] if group else []
            rows += own
        if note["total"]:
            rows.append(GridRow("Summa", note["total"], "summa"))
    return Grid(table["caption"], table["heads"], tuple(rows), table["unit"])


def _sheet(book: Workbook, name: str, grid: Grid) -> None:
    sheet = book.create_sheet(_free(book, name))
    _append(sheet, [grid.caption])
    _append(sheet, [grid.first, *(["Not"] if grid.has_notes else []), *grid.heads])
    for row in grid.rows:
        _append(
            sheet, [row.label, *([row.note] if grid.has_notes else []), *(_plain(cell) for cell in row.cells)]
        )
        for place, cell in enumerate(row.cells, start=3 if grid.has_notes else 2):
            sheet.cell(sheet.max_row, place).number_format = _format(cell)
        if row.kind:
            for each in sheet[sheet.max_row]:
                each.font = Font(bold=True)
    _set_widths(sheet, grid)


def _append(sheet: Worksheet, values: list[Any]) -> None:
    """Write a row below the others, every text as text."""
    number = sheet.max_row + 1 if sheet["A1"].value is not None else 1
    for place, value in enumerate(values, start=1):
        put_value(sheet.cell(number, place), value)


def _plain(cell: Cell) -> Decimal | str | None:
    return cell.value


def _format(cell: Cell) -> str:
    if not isinstance(cell.value, Decimal):
        return "General"
    if cell.text.endswith("%"):
        return SHARE
    if "," in cell.text and abs(cell.value) < 10:  # a mean on a scale
        return PLAIN
    return WHOLE if cell.value == cell.value.to_integral_value() else WITH_ORE


def _set_widths(sheet: Worksheet, grid: Grid) -> None:
    sheet["A1"].font = Font(bold=True, size=13)
    for each in sheet[2]:
        each.font = Font(bold=True)
        each.alignment = Alignment(wrap_text=True, vertical="bottom")
    sheet.column_dimensions["A"].width = min(60, max([len(row.label) for row in grid.rows] or [10]) + 2)
    for place in range(2, sheet.max_column + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 16
    sheet.freeze_panes = "B3"


def _free(book: Workbook, name: str) -> str:
    """Give a sheet's name as Excel takes it: short, without its signs, and once."""
    whole = name.translate(_NOT_IN_NAMES)[:LONGEST_NAME].strip() or "Tabell"
    taken = {title.casefold() for title in book.sheetnames}
    short = whole[: LONGEST_NAME - len(" 99")].strip()
    names = [whole, *(f"{short} {number}" for number in range(2, 100))]
    return next(each for each in names if each.casefold() not in taken)
