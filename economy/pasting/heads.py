"""What the heads of a pasted table say: year, kind and unit of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from economy.pasting.head_days import YEAR, Part, is_part_unclear, part_in, year_in
from economy.pasting.units import unit_in
from economy.states import FigureKind

_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d)(?!\d)")
_KINDS = (
    (FigureKind.FORECAST, re.compile(r"prognos|\bprogn(?![a-zåäö])")),
    (FigureKind.OUTCOME, re.compile(r"utfall|bokslut|\butf(?![a-zåäö])|redovisat")),
    (FigureKind.BUDGET, re.compile(r"budget|\bbu(d|dg)?(?![a-zåäö])")),
    (FigureKind.PLAN, re.compile(r"plan(?![a-zåäö])|flerårsplan")),
)
_TOTAL = re.compile(r"\b(totalt?|summa|avvik\w*|diff\w*|förändring|skillnad|kvar|återst\w*|förbruk\w*)\b")
_NO_KRONOR = re.compile(r"\bnot(er)?\b|%|\bprocent|\bandel\b|\bkonto(nr)?\b|\bkommentar")
_OPENING = re.compile(r"\bib\b|\bingående\b")
_DECIDED = re.compile(
    r"beslut|fastställd|antagen|utskri|uppdaterad|reviderad|protokoll|§"
)  # with a day that is not the table's
_YEAR_UNCLEAR = (
    "Rubriken säger inte vilket år kolumnen gäller. Skriv året med fyra siffror, till exempel Budget 2026."
)
_PART_UNCLEAR = (
    "Rubriken säger inte vilka dagar beloppen gäller. Skriv från och till, till exempel Utfall jan–aug 2026, eller "
    "Utfall 2026-08-31."
)
_BEFORE = re.compile(r"\b(föregående|föreg|fg|förra) ?\.? ?år")


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
    unclear: str = ""  # what the head does not say, as a sentence: the table is refused

    @property
    def is_difference(self) -> bool:
        """Whether it tells how two others differ: it has no year, and its amounts are nobody's."""
        return self.year is None and not self.is_total and not self.unclear


def kind_in(text: str) -> str | None:
    """Give the kind of figures that a head names; a forecast of the outcome is a forecast."""
    return next((kind.value for kind, word in _KINDS if word.search(text.lower())), None)


def is_no_kronor(head: str) -> bool:
    """Tell whether the head is that of notes, shares or accounts, and not of kronor."""
    return bool(_NO_KRONOR.search(head.lower())) and not kind_in(head) and not YEAR.search(head)


def says_something(text: str) -> bool:
    """Tell whether a cell is a head: a year, a kind, a total or a unit, but no amount."""
    low = text.lower()
    return bool(YEAR.search(low) or kind_in(low) or _TOTAL.search(low) or _NO_KRONOR.search(low))


def columns_of(
    head_rows: list[list[str]], titles: list[str], width: int, default_year: int, *, begins: int | None = None
) -> list[Column]:
    """Read the columns from the rows of heads above them; a head that spans several is carried to the right.

    `begins` is the calendar year in which the förbund's year begins, where that is an earlier one.
    """
    heads = [_joined(head_rows, place) for place in range(width)]
    above = " ".join(
        each for each in [*titles, *(row[0] for row in head_rows)] if not _DECIDED.search(each.lower())
    )
    named = {int(year) for head in heads[1:] for year in YEAR.findall(head)}
    columns = []
    for place in range(1, width):
        head = heads[place]
        if not is_no_kronor(head):
            column = _column(head, place, above, named, default_year, begins=begins)
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
    if _TOTAL.search(own.lower()) or _NO_KRONOR.search(own.lower()) or (kind_in(own) and YEAR.search(own)):
        return False
    return bool(YEAR.search(left)) != bool(YEAR.search(own)) or bool(kind_in(left)) != bool(kind_in(own))


def _column(
    head: str, place: int, above: str, named: set[int], default_year: int, *, begins: int | None
) -> Column:
    low = head.lower()
    unit = unit_in(head) or unit_in(above)
    if _TOTAL.search(low) and (_SPAN.search(low) or not kind_in(low)):
        return Column(head, None, None, unit, place, is_total="tot" in low or "summa" in low)
    own = kind_in(low)
    year, is_unclear = year_in(head, default_year, begins=begins)
    if is_unclear:
        return Column(head, None, own, unit, place, unclear=_YEAR_UNCLEAR)
    has_year = year is not None
    year = year or _year_above(low, above, named, default_year)
    kind = own or (
        None if _OPENING.search(low) else _kind_of_year(above, year, default_year, has_year=has_year)
    )
    part = part_in(head, year)
    is_part = kind == FigureKind.OUTCOME and is_part_unclear(head, part)
    return Column(
        head,
        year,
        kind,
        unit,
        place,
        part=part,
        is_kind_guessed=not own,
        unclear=_PART_UNCLEAR if is_part else "",
    )


def _year_above(low: str, above: str, named: set[int], default_year: int) -> int:
    """The year of a head without any: that of the title, or the one that the other heads name."""
    titled = {int(year) for year in YEAR.findall(above)} or named
    year = next(iter(titled)) if len(titled) == 1 else default_year
    return year - 1 if _BEFORE.search(low) else year


def note_place(head_rows: Sequence[Sequence[str]]) -> int | None:
    """Give the place of the column that holds the numbers of notes."""
    found = (
        place
        for row in head_rows
        for place, cell in enumerate(row)
        if re.fullmatch(r"not(er)?\.?", cell.lower())
    )
    return next(found, None)


def _kind_of_year(above: str, year: int, default_year: int, *, has_year: bool) -> str | None:
    """A year alone is what the title says that the table is; a year that has been is an outcome."""
    kinds = {kind.value for kind, word in _KINDS if word.search(above.lower())}
    if len(kinds) == 1:
        return kinds.pop()
    if kinds or not has_year:
        return None
    return FigureKind.OUTCOME.value if year <= default_year else None
