"""An Excel file sheet by sheet: every cell that has anything, whatever the file says of its own size."""

from __future__ import annotations

import datetime as dt
import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from economy.imports.cells import MOST_ROWS, Cell, Formula, Line
from finsam.errors import DomainError

MOST_CELLS = 2_000_000  # of all sheets that are looked into, empty ones too: some ten seconds
MOST_COLUMNS = 256
_MOST_UNPACKED = 250 * 1024 * 1024  # an Excel file that unpacks to more is a trap
_MOST_STRINGS = 60 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """A sheet of an Excel file with what stands on it; the lines that are empty are left out."""

    name: str
    is_hidden: bool
    lines: tuple[Line, ...]


def sheets_of(content: bytes, wanted: str = "") -> tuple[list[Sheet], list[str]]:
    """Read the sheets that can be seen, or the one that is wanted, and give the names of all that there are.

    Raises DomainError with a sentence on why the file cannot be read.
    """
    try:
        _refuse_traps(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl leaves out: pictures, rules, colours
            book = load_workbook(io.BytesIO(_as_usual(content)), read_only=True, data_only=True)
            return _sheets(book, wanted), [sheet.title for sheet in book.worksheets]
    except DomainError:
        raise
    except Exception as error:  # a broken workbook raises whatever its reader stumbled on
        raise DomainError(
            "Excel-filen är skadad och går inte att öppna. Spara den på nytt i Excel."
        ) from error


def _refuse_traps(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sizes = {part.filename: part.file_size for part in archive.infolist()}
    if "xl/workbook.xml" not in sizes:
        raise DomainError("Filen är ingen Excel-fil (xlsx).")
    if sum(sizes.values()) > _MOST_UNPACKED or sizes.get("xl/sharedStrings.xml", 0) > _MOST_STRINGS:
        raise DomainError(
            f"Excel-filen packas upp till mer än {_MOST_UNPACKED // 1024 // 1024} MB och läses inte in. "
            "Spara bladet med siffrorna som en egen fil."
        )


_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships",
     b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
)  # fmt: skip


def _as_usual(content: bytes) -> bytes:
    """The file with the names that openpyxl knows, where it is saved as "Strict Open XML"."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if _STRICT[0][0] not in archive.read("xl/workbook.xml"):
            return content
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w") as out:
            for part in archive.namelist():
                text = archive.read(part)
                for strict, usual in _STRICT if part.endswith((".xml", ".rels")) else ():
                    text = text.replace(strict, usual)
                out.writestr(part, text)
    return made.getvalue()


def _sheets(book: Any, wanted: str) -> list[Sheet]:
    named = {sheet.title: sheet for sheet in book.worksheets}
    if wanted and wanted not in named:
        raise DomainError(f"Bladet {wanted} finns inte. Filen har bladen {', '.join(named)}.")
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    chosen = [named[wanted]] if wanted else shown or book.worksheets
    budget = _Budget()
    return [
        Sheet(sheet.title, sheet.sheet_state != "visible", tuple(_lines(sheet, book, budget)))
        for sheet in chosen
    ]


@dataclass
class _Budget:
    """How many cells have been looked at: a small file may unpack to millions of empty ones."""

    cells: int = 0

    def spend(self, sheet: str, row: int) -> None:
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise DomainError(
                f"Bladet {sheet} har fler än {MOST_CELLS} celler fram till rad {row}, de tomma medräknade, och läses inte "
                "in. Kopiera siffrorna till ett nytt blad."
            )


class _Parser(WorkSheetParser):
    """Gives cells as they stand; a formula that nobody has computed is kept as such and is not nothing."""

    def __init__(self, *args: Any, sheet: str, budget: _Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._sheet, self._budget = sheet, budget

    def parse_cell(self, element: Element) -> dict[str, Any]:
        self._budget.spend(self._sheet, self.row_counter)
        found: dict[str, Any] = super().parse_cell(element)
        formula = element.find(FORMULA_TAG)
        # An empty text is what a formula may well come to; an empty number is one that was never computed.
        is_text = element.get("t") == "str" and element.find(VALUE_TAG) is not None
        if found["value"] is None and formula is not None and not is_text:
            found["value"] = Formula(f"={formula.text or ''}")
        return found


def _lines(sheet: Any, book: Any, budget: _Budget) -> Iterator[Line]:
    with sheet._get_source() as stream:
        parser = _Parser(
            stream, sheet._shared_strings, data_only=True, epoch=book.epoch, date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats, sheet=sheet.title, budget=budget,
        )  # fmt: skip
        for count, (number, cells) in enumerate(parser.parse(), 1):
            if count > MOST_ROWS:
                raise DomainError(f"Bladet {sheet.title} har fler än {MOST_ROWS} rader och läses inte in.")
            if line := _line(sheet.title, number, cells):
                yield line


def _line(sheet: str, number: int, cells: list[dict[str, Any]]) -> Line | None:
    kept = {cell["column"]: value for cell in cells if (value := _cell(cell["value"])) not in (None, "")}
    if not kept:
        return None
    if (widest := max(kept)) > MOST_COLUMNS:
        raise DomainError(
            f"Cell {get_column_letter(widest)}{number} på bladet {sheet} ligger längre ut än de {MOST_COLUMNS} kolumner "
            "som läses. Ta bort det som står där, eller kopiera siffrorna till ett nytt blad."
        )
    return Line(number, tuple(kept.get(column) for column in range(1, widest + 1)))


def _cell(value: object) -> Cell:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Formula):
        return value
    if isinstance(value, str):
        return " ".join(value.replace("\x00", "").split())
    if isinstance(value, dt.time | dt.timedelta):
        return str(value)
    return value if isinstance(value, int | float | dt.date) else None
