"""Lists as Excel files: one sheet, a heading row that stays, values as values and not as text."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO
from itertools import chain, islice

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from finsam.files.sending import bytes_response
from finsam.swedish import money
from finsam.texts.cleaning import clean_text

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_ROWS = 20_000  # that a list has as a file: what a request may cost, and what a person can read
TOO_MANY = "Listan fortsätter: en fil har högst {most} rader. Gör urvalet mindre för att få med resten."
Value = str | int | Decimal | dt.date | dt.datetime | None
_FORMATS = {Decimal: "# ##0.00", dt.datetime: "yyyy-mm-dd hh:mm", dt.date: "yyyy-mm-dd"}


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """Take a list and return it as an Excel file; text that looks like a formula stays text.

    Of a list longer than `MOST_ROWS` no more is read, and the last row says so.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    widths = [len(heading) for heading in headings]
    for number, line in enumerate(chain([headings], _so_many(rows)), start=1):
        for place, value in enumerate(line, start=1):
            cell = sheet.cell(number, place)
            put_value(cell, value)
            cell.number_format = _FORMATS.get(type(value), "General")
            cell.alignment = Alignment(vertical="top")
            widths[place - 1] = max(widths[place - 1], min(len(str(value or "")), 60))
    for place, width in enumerate(widths, start=1):
        sheet.cell(1, place).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(place)].width = width + 2
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _so_many(rows: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
    """Give the rows that a file has room for, and a row that says when there are more."""
    left = iter(rows)
    yield from islice(left, MOST_ROWS)
    if next(left, None) is not None:
        yield [TOO_MANY.format(most=money.number(MOST_ROWS))]


def put_value(cell: Cell, value: Value) -> None:
    """Write a value in a cell: a moment as Swedish clocks show it, and text as text, also where it looks like a formula."""
    if isinstance(value, str | Promise):
        cell.value = clean_text(str(value))
        cell.data_type = "s"
    elif isinstance(value, dt.datetime) and timezone.is_aware(value):
        cell.value = timezone.localtime(value).replace(tzinfo=None)
    else:
        cell.value = value


def download(name: str, headings: Sequence[str], rows: Iterable[Sequence[Value]]) -> HttpResponse:
    """Answer with the list as the file `name`.xlsx."""
    return bytes_response(workbook(name, headings, rows), name=f"{name}.xlsx", content_type=CONTENT_TYPE)
