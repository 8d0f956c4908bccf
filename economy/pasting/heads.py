"""What the heads of a pasted table say: year, kind and unit of each column."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from economy.states import FigureKind

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d)(?!\d)")
_SHORT_YEAR = re.compile(r"(?:utfall|bokslut|prognos|budget|plan)\s*[-–'’]?\s*(\d\d)(?!\d)")
_KINDS = (
    (FigureKind.FORECAST, re.compile(r"prognos")),
    (FigureKind.OUTCOME, re.compile(r"utfall|bokslut|\butf\b|redovisat")),
    (FigureKind.BUDGET, re.compile(r"budget|\bbud\b")),
    (FigureKind.PLAN, re.compile(r"plan(?!er)\b|flerårsplan")),
)
_TOTAL = re.compile(r"\b(totalt?|summa|avvik\w*|diff\w*|förändring|skillnad)\b")
_NO_KRONOR = re.compile(r"\bnot(er)?\b|%|\bprocent|\bandel\b|\bkonto(nr)?\b|\bkommentar")
_UNIT = re.compile(r"\b(tkr|tusental|tusen kronor|kkr|mkr|mnkr|miljoner|kronor|kr|sek)\b")
_UNITS = {
    "tkr": "tkr", "tusental": "tkr", "tusen kronor": "tkr", "kkr": "tkr", "mkr": "mkr", "mnkr": "mkr",
    "miljoner": "mkr", "kronor": "kr", "kr": "kr", "sek": "kr",
}  # fmt: skip
_BEFORE = re.compile(r"\b(föregående|föreg|fg|förra) ?\.? ?år")


Part = tuple[dt.date | None, dt.date]  # from and to; None is from when the förbund's year begins
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_MONTH = rf"({'|'.join(_MONTHS)})[a-zåäö]*\.?"
_MONTHS_HEAD = re.compile(rf"\b{_MONTH}\s*(?:[-–—]|till|t\.?o\.?m\.?)\s*{_MONTH}")
_DAY_HEAD = re.compile(rf"\b(\d\d?)\s+{_MONTH}")
_ISO_HEAD = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_PARTS = (
    (6, re.compile(r"(halvår\w*|\bh)\s*([12])\b")),
    (4, re.compile(r"(tertial\w*|\bt)\s*([123])\b")),
    (3, re.compile(r"(kvartal\w*|\bq)\s*([1234])\b")),
)


@dataclass(frozen=True)
class Column:
    """A column of amounts: its head as printed, the year and kind it says, and the unit of its amounts.

    `part` is the days of it where the head says that it is a part of the year.
    """

    head: str
    year: int | None
    kind: str | None
    unit: str = ""
    place: int = 0
    is_total: bool = False
    part: Part | None = None
    is_unit_written: bool = False
    is_kind_guessed: bool = False

    @property
    def is_difference(self) -> bool:
        """Whether it tells how two others differ: it has no year, and its amounts are nobody's."""
        return self.year is None and not self.is_total


def unit_in(text: str) -> str:
    """Give the unit that a head or a title names: kr, tkr, mkr, or nothing."""
    found = _UNIT.search(text.lower())
    return _UNITS[found[1]] if found else ""


def kind_in(text: str) -> str | None:
    """Give the kind of figures that a head names; a forecast of the outcome is a forecast."""
    return next((kind.value for kind, word in _KINDS if word.search(text.lower())), None)


def is_no_kronor(head: str) -> bool:
    """Tell whether the head is that of notes, shares or accounts, and not of kronor."""
    return bool(_NO_KRONOR.search(head.lower())) and not kind_in(head) and not _YEAR.search(head)


def says_something(text: str) -> bool:
    """Tell whether a cell is a head: a year, a kind, a total or a unit, but no amount."""
    low = text.lower()
    return bool(_YEAR.search(low) or kind_in(low) or _TOTAL.search(low) or _NO_KRONOR.search(low))


def columns_of(head_rows: list[list[str]], titles: list[str], width: int, default_year: int) -> list[Column]:
    """Read the columns from the rows of heads above them; a head that spans several is carried to the right."""
    heads = [_joined(head_rows, place) for place in range(width)]
    above = " ".join([*titles, *(row[0] for row in head_rows)])
    columns = []
    for place in range(1, width):
        head = heads[place]
        if not is_no_kronor(head):
            column = _column(head, place, above, default_year)
            columns.append(replace(column, is_unit_written=bool(column.unit)))
    return _with_unclear_years(columns, default_year)


def _with_unclear_years(columns: list[Column], default_year: int) -> list[Column]:
    """Beside a coming year without a kind, the year itself may as well be a budget as an outcome: both are unclear."""
    if not any(each.kind is None and each.year and each.year > default_year for each in columns):
        return columns
    return [
        replace(each, kind=None) if each.year == default_year and each.is_kind_guessed else each
        for each in columns
    ]


def _joined(rows: list[list[str]], place: int) -> str:
    parts: list[str] = []
    for number, row in enumerate(rows):
        part = row[place]
        if not part and place and any(other[place] for other in rows[number + 1 :]):
            left = next((row[n] for n in range(place - 1, 0, -1) if row[n]), "")
            part = left if _completes(left, rows[number + 1 :], place) else ""
        parts.append(part)
    return " ".join(part for part in parts if part)


def _completes(left: str, below: list[list[str]], place: int) -> bool:
    """A head to the left holds for this column too where it says what the heads below do not."""
    own = " ".join(row[place] for row in below)
    if _TOTAL.search(own.lower()) or _NO_KRONOR.search(own.lower()) or (kind_in(own) and _YEAR.search(own)):
        return False
    return bool(_YEAR.search(left)) != bool(_YEAR.search(own)) or bool(kind_in(left)) != bool(kind_in(own))


def _column(head: str, place: int, above: str, default_year: int) -> Column:
    low = head.lower()
    unit = unit_in(head) or unit_in(above)
    if _SPAN.search(low) or (_TOTAL.search(low) and not kind_in(low)):
        return Column(head, None, None, unit, place, is_total="tot" in low or "summa" in low)
    years = _YEAR.findall(low)
    short = _SHORT_YEAR.search(low)
    if years:
        year = int(years[-1])
    elif short:
        year = 2000 + int(short[1])
    else:
        titled = set(_YEAR.findall(above))
        year = int(titled.pop()) if len(titled) == 1 else default_year
        year -= 1 if _BEFORE.search(low) else 0
    own = kind_in(low)
    kind = own or _kind_of_year(years, above, year, default_year)
    return Column(head, year, kind, unit, place, part=part_in(head, year), is_kind_guessed=not own)


def note_place(head_rows: Sequence[Sequence[str]]) -> int | None:
    """Give the place of the column that holds the numbers of notes."""
    found = (
        place
        for row in head_rows
        for place, cell in enumerate(row)
        if re.fullmatch(r"not(er)?\.?", cell.lower())
    )
    return next(found, None)


def part_in(head: str, year: int) -> Part | None:
    """Give the days that a head names: months, a day that it goes to, or a half, a third or a quarter of the year."""
    low = head.lower()
    if found := _MONTHS_HEAD.search(low):
        first, last = (_MONTHS.index(name) + 1 for name in found.groups())
        return (dt.date(year, first, 1), _month_end(year, last)) if first <= last else None
    day = _day_in(low, year)
    if day:
        return None if (day.month, day.day) == (12, 31) else (None, day)
    for months, words in _PARTS:
        if found := words.search(low):
            number = int(found[2])
            return dt.date(year, months * (number - 1) + 1, 1), _month_end(year, months * number)
    return None


def _day_in(low: str, year: int) -> dt.date | None:
    try:
        if found := _ISO_HEAD.search(low):
            return dt.date(*(int(part) for part in found.groups()))
        if found := _DAY_HEAD.search(low):
            return dt.date(year, _MONTHS.index(found[2]) + 1, int(found[1]))
    except ValueError:
        return None
    return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _kind_of_year(years: list[str], above: str, year: int, default_year: int) -> str | None:
    """A year alone is what the title says that the table is; a year that has been is an outcome."""
    kinds = {kind.value for kind, word in _KINDS if word.search(above.lower())}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds or not years:
        return None
    return FigureKind.OUTCOME.value if year <= default_year else None
