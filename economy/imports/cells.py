"""Excel and CSV as rows of cells, and what a Swede means by what stands in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal, InvalidOperation

from openpyxl import Workbook, load_workbook

from economy.sie.encoding import detect
from finsam import dates, money
from finsam.errors import DomainError

Cell = str | int | float | Decimal | dt.date | None
MOST_ROWS = 250_000
_MOST_UNPACKED = 400 * 1024 * 1024  # an Excel file that unpacks to more is a trap
_EXCEL_START = dt.date(1899, 12, 30)


def rows_of(content: bytes, encoding: str = "", *, sheet: str = "") -> list[list[Cell]]:
    """Read the sheet of that name, or the first that holds anything, or the CSV; DomainError says why it cannot be."""
    rows = _excel(content, sheet) if content.startswith(b"PK\x03\x04") else _csv(content, encoding)
    rows = [row for row in rows if any(cell not in (None, "") for cell in row)]
    if not rows:
        raise DomainError("Filen har inga rader.")
    return rows


def _excel(content: bytes, wanted: str) -> list[list[Cell]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                raise DomainError("Excel-filen är för stor för att läsas in.")
            if "xl/workbook.xml" not in archive.namelist():
                raise DomainError("Filen är ingen Excel-fil (xlsx).")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return _first_with_rows(book, wanted)
    except DomainError:
        raise
    except Exception as error:  # a broken workbook raises whatever its reader stumbled on
        raise DomainError(
            "Excel-filen är skadad och går inte att öppna. Spara den på nytt i Excel."
        ) from error


def _first_with_rows(book: Workbook, wanted: str) -> list[list[Cell]]:
    if wanted and wanted not in book.sheetnames:
        raise DomainError(f"Bladet {wanted} finns inte. Filen har bladen {', '.join(book.sheetnames)}.")
    for sheet in [book[wanted]] if wanted else book.worksheets:
        rows = []
        for number, row in enumerate(sheet.iter_rows(values_only=True)):
            if number >= MOST_ROWS:
                raise DomainError(f"Bladet har fler än {MOST_ROWS} rader och läses inte in.")
            rows.append([_cell(value) for value in row])
        if sum(any(cell not in (None, "") for cell in row) for row in rows) > 1:
            return rows
    return []


def _cell(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return " ".join(value.replace("\x00", "").split())
    return value if isinstance(value, int | float | dt.date) else None


def _csv(content: bytes, encoding: str) -> list[list[Cell]]:
    name = encoding or detect(content).name
    codec = {"ascii": "cp1252", "utf-8": "utf-8-sig", "cp437": "cp437"}.get(name, name)
    text = content.decode(codec, errors="replace").replace("\x00", "")
    lines = text.splitlines()[:200]
    delimiter = max(";\t|,", key=lambda sign: sum(line.count(sign) for line in lines))
    try:
        rows = [
            [" ".join(cell.split()) for cell in row]
            for row in csv.reader(io.StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise DomainError("CSV-filen går inte att läsa.") from error
    if len(rows) > MOST_ROWS:
        raise DomainError(f"Filen har fler än {MOST_ROWS} rader och läses inte in.")
    return [list(row) for row in rows]


def text_of(cell: Cell) -> str:
    """The cell as text; a whole number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def account_of(cell: Cell) -> tuple[str, str]:
    """An account's number and the name that may stand after it: "1930 Bank"; ("", text) where there is none."""
    text = text_of(cell)
    number, _, rest = text.partition(" ")
    number = number.rstrip(":.,-–")
    if number.isascii() and number.isdigit() and 2 < len(number) <= 20:
        return number, rest.strip(" -–:")
    return "", text


def amount_of(cell: Cell) -> Decimal | None:
    """Kronor with öre, None for an empty cell; ValueError with a sentence for what is no amount.

    What Excel has calculated may miss its öre by a hair, and is rounded to it.
    """
    if cell is None or cell == "":
        return None
    if isinstance(cell, int | float | Decimal):
        try:
            return money.round_half_up(Decimal(repr(cell) if isinstance(cell, float) else cell), 2)
        except (InvalidOperation, ValueError) as error:
            raise ValueError(f"”{cell}” är inget belopp.") from error
    if isinstance(cell, dt.date):
        raise ValueError(f"”{cell}” är ett datum och inget belopp.")
    if cell in ("-", "–", "−"):
        return None
    return money.parse_amount(cell)


def day_of(cell: Cell) -> dt.date | None:
    """A day, as Excel keeps it or as Swedes write it; ValueError with a sentence otherwise."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, dt.date):
        return cell
    text = text_of(cell)
    if text.isascii() and text.isdigit() and len(text) == 8:
        return dates.parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if isinstance(cell, int | float) and 30_000 < cell < 80_000:
        return _EXCEL_START + dt.timedelta(days=int(cell))
    return dates.parse_date(text)
