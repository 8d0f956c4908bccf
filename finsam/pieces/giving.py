"""A piece as a file: CSV and Excel with numbers as numbers, and the drawing as SVG or PNG."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from functools import cache
from io import BytesIO, StringIO

from django.conf import settings
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from finsam.files.excel import CONTENT_TYPE, put_value
from finsam.pdf.drawing import points
from finsam.pieces.finding import Piece
from finsam.pptx.reading import Grid, Row

TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": CONTENT_TYPE, "png": "image/png", "svg": "image/svg+xml"}
WIDEST = 60  # letters of an Excel column
_SPACES = "[ \u00a0\u202f]"
_NUMBER = re.compile(
    rf"(?P<minus>[-\u2212\u2013])?{_SPACES}?(?P<whole>\d{{1,3}}(?:{_SPACES}\d{{3}})+|\d+)(?:,(?P<part>\d+))?(?P<share>{_SPACES}?%)?"
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_VARIABLE = re.compile(r"var\((--[\w-]+)\)")
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SIZE = 2  # how much larger than in the page a drawing of the page's own becomes


def as_file(piece: Piece, form: str) -> bytes:
    """Give the piece as one of its `forms`."""
    if form == "svg":
        return drawing(piece.svg).encode()
    if form == "png":
        return points(drawing(piece.svg))
    assert piece.grid
    return as_csv(piece.grid) if form == "csv" else as_workbook(piece.title, piece.grid)


def number_in(text: str) -> Decimal | None:
    """Read a cell that is a number and nothing more, as it prints: "−1 200,50", "21,5 %"; None of anything else."""
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    whole = re.sub(_SPACES, "", found["whole"])
    return Decimal(f"{'-' if found['minus'] else ''}{whole}.{found['part'] or 0}").normalize() + 0


def as_csv(grid: Grid) -> bytes:
    """Give a table as a Swedish Excel opens it: semicolons, comma before decimals, no spaces in numbers.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    stream = StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    for row in grid.heads:
        writer.writerow([_plain(text) for text in row.cells])
    for row in grid.rows:
        writer.writerow(
            [_plain(text) if value is None else f"{value:f}".replace(".", ",") for text, value in _cells(row)]
        )
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def as_workbook(title: str, grid: Grid) -> bytes:
    """Give a table as an Excel file of one sheet, its caption above it."""
    book = Workbook()
    sheet = book.active
    put_value(sheet.cell(1, 1), grid.caption or title)
    sheet.cell(1, 1).font = Font(bold=True, size=13)
    for number, row in enumerate((*grid.heads, *grid.rows), start=2):
        is_head = number < 2 + len(grid.heads)
        for place, (text, value) in enumerate(_cells(row), start=1):
            cell = sheet.cell(number, place)
            put_value(cell, text if value is None or is_head else value)
            cell.alignment = Alignment(vertical="top", wrap_text=is_head)
            cell.font = Font(bold=is_head or row.is_strong)
            if value is not None and not is_head:
                cell.number_format = _format(text, value)
    for place in range(1, grid.columns + 1):
        texts = [row.cells[place - 1] for row in grid.rows if len(row.cells) >= place]
        sheet.column_dimensions[get_column_letter(place)].width = (
            min(WIDEST, max(map(len, [*texts, " " * 12]))) + 2
        )
    sheet.freeze_panes = sheet.cell(2 + len(grid.heads), 2)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def drawing(svg: str) -> str:
    """Give a drawing that stands by itself: one that the page's style sheets colour gets those rules inside it."""
    if "xmlns=" in svg:
        return svg
    size = _VIEW.search(svg)
    measures = f' width="{float(size[1]) * _SIZE:g}" height="{float(size[2]) * _SIZE:g}"' if size else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" font-family="&apos;Source Sans 3&apos;, sans-serif"{measures}'
    opened, _, rest = svg.partition(">")
    return f"{head}{opened.removeprefix('<svg')}><style>{_rules()}</style>{rest}"


def _cells(row: Row) -> list[tuple[str, Decimal | None]]:
    """Give each cell with its number; what names the row is no number, such as a year."""
    return [(text, number_in(text) if place else None) for place, text in enumerate(row.cells)]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_DANGEROUS) and len(text) > 1 else text


def _format(text: str, value: Decimal) -> str:
    decimals = max(0, -int(value.as_tuple().exponent)) if "," in text else 0
    is_parted = value < 1000 or re.search(_SPACES, text)  # a year is written without a space, and stays so
    shown = ("# ##0" if is_parted else "0") + (f".{'0' * decimals}" if decimals else "")
    return f'{shown}" %"' if text.endswith("%") else shown


@cache
def _rules() -> str:
    """Give the style sheets' rules of drawings, every colour by its value."""
    folder = settings.BASE_DIR / "static" / "app"
    named = dict(re.findall(r"(--[\w-]+):\s*([^;}]+)", (folder / "tokens.css").read_text()))
    sheets = "".join((folder / name).read_text() for name in ("front.css", "prepare.css"))
    rules = " ".join(re.findall(r"(?m)(?<=^)\.chart[^{]*\{[^}]*\}(?: \.chart[^{]*\{[^}]*\})*", sheets))
    while _VARIABLE.search(rules):
        rules = _VARIABLE.sub(lambda found: named.get(found[1], "currentColor"), rules)
    return rules
