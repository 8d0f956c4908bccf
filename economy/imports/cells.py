"""Cells of Excel and CSV, and what a Swede means by what stands in them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from economy.pasting import labels
from finsam.swedish import dates, money

MOST_ROWS = 250_000
_EXCEL_START = dt.date(1899, 12, 30)
_FACTORS = {"tkr": 1_000, "mkr": 1_000_000}
_BLANKS = ("", "-", "–", "—", "−", "..", "…", "n/a", "N/A")
_OWN_UNIT = re.compile(r"(tkr|mn?kr|kronor|kr\.?|sek|:[-–−])\s*$", re.IGNORECASE)
_STRAY_POINT = re.compile(r"^([-−–])\s*[.,]\s+(?=\d)")
_LARGE = 1_000_000  # in thousands or millions, what no förbund has
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*")
_SHORT_DAY = re.compile(r"(\d\d)-?(\d\d)-?(\d\d)")


class Formula(str):
    """A formula of Excel whose value stands nowhere in the file."""

    __slots__ = ()


Cell = str | int | float | Decimal | dt.date | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet or of a CSV file, and which row it is."""

    number: int
    cells: tuple[Cell, ...]

    def at(self, place: int) -> Cell:
        """Give the cell of a column, None past the last one."""
        return self.cells[place] if place < len(self.cells) else None


def text_of(cell: Cell) -> str:
    """The cell as text; a whole number has no decimals."""
    if cell is None or isinstance(cell, Formula):
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


def amount_of(cell: Cell, unit: str = "") -> Decimal | None:
    """Kronor with öre, None for an empty cell; ValueError with a sentence for what is no amount.

    `unit` is that of the column: kr, tkr or mkr; one that stands in the cell itself goes before it. What Excel has
    calculated may miss its öre by a hair, and is rounded to it.
    """
    if isinstance(cell, Formula):
        raise ValueError(
            f"Formeln {cell} har inget uträknat värde i filen. Öppna filen i Excel, spara den och försök igen."
        )
    if cell is None or (isinstance(cell, str) and cell in _BLANKS):
        return None
    if isinstance(cell, dt.date):
        raise ValueError(f"”{cell}” är ett datum och inget belopp.")
    if isinstance(cell, str):
        return _written(_STRAY_POINT.sub(r"\1", labels.without_mark(cell)), unit)
    try:
        exact = Decimal(repr(cell) if isinstance(cell, float) else cell)
        _refuse_large(f"{cell}", exact, unit)
        return money.round_half_up(exact * _FACTORS.get(unit, 1), 2)
    except InvalidOperation as error:
        raise ValueError(f"”{cell}” är inget belopp.") from error


def _written(text: str, unit: str) -> Decimal:
    if unit not in _FACTORS or _OWN_UNIT.search(text):
        return money.parse_amount(text)
    if "," not in text:
        _refuse_large(text, money.parse_amount(text), unit)
    return money.parse_amount(f"{text} {unit}")


def _refuse_large(text: str, amount: Decimal, unit: str) -> None:
    if unit in _FACTORS and abs(amount) >= _LARGE:
        raise ValueError(f"”{text}” kan vara {text} kr eller {text} {unit}. Skriv enheten i cellen.")


def day_of(cell: Cell) -> dt.date | None:
    """A day, as Excel keeps it or as Swedes write it; ValueError with a sentence otherwise."""
    if isinstance(cell, Formula):
        raise ValueError(f"Formeln {cell} har inget uträknat värde i filen.")
    if cell is None or cell == "":
        return None
    if isinstance(cell, dt.date):
        return cell
    text = text_of(cell)
    if text.isascii() and text.isdigit() and len(text) == 8:
        return dates.parse_date(f"{text[:4]}-{text[4:6]}-{text[6:]}")
    if isinstance(cell, int | float) and 30_000 < cell < 80_000:
        return _EXCEL_START + dt.timedelta(days=int(cell))
    if short := _SHORT_DAY.fullmatch(text):
        return dates.parse_date(f"20{short[1]}-{short[2]}-{short[3]}")
    return dates.parse_date(_CLOCK.sub(r"\1", text))
