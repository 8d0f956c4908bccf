"""What the heads of a pasted table say: year, kind and unit of each column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from economy.pasting.head_days import YEAR, Part, is_part_unclear, part_in, year_in
from economy.pasting.units import UNIT, unit_in
from economy.states import FigureKind

_MONTH_WORDS = r"(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-zåäö]*"
_MONTH_ALONE = re.compile(rf"{_MONTH_WORDS}\.?(?:[ -](?:20)?\d\d)?")
_SPAN = re.compile(r"(?<!\d)(?:19|20)\d\d\s*[-–/]\s*(?:(?:19|20)\d\d)(?!\d)")
_LETTER = re.compile(r"(?<![a-zåäö])([bu])[\s.:-]?(?:20)?\d\d(?!\d)")  # B-26, U2025
_KINDS = (
    (FigureKind.FORECAST, re.compile(r"prognos|\bprogn(?![a-zåäö])")),
    (FigureKind.OUTCOME, re.compile(r"utfall|bokslut|\butf(?![a-zåäö])|redovisat")),
    (FigureKind.BUDGET, re.compile(r"budget|\bbu(d|dg)?(?![a-zåäö])")),
    (FigureKind.PLAN, re.compile(r"plan(?![a-zåäö])|flerårsplan")),
)
_TOTAL = re.compile(
    r"\b(totalt?|summa|avvik\w*|diff\w*|(?:för)?ändring\w*|skillnad|kvar|återst\w*|förbruk\w*)\b"
)
_DIFFERENCE = re.compile(
    r"avvik|differens|^(avv|diff|(för)?ändr|skillnad|ökn|minskn|kvar|återst|förbruk|jämför)"
)  # of two columns, whichever years and kinds they are
_NO_KRONOR = re.compile(r"\bnot(er)?\b|%|\bprocent|\bandel\b|\bkonto(nr)?\b|\bkommentar")
_COUNTS = re.compile(
    r"\bantal\b|\bdeltagare\b|\bårsarbet\w*|\bandel\b|(?<!\d)(?<!\d )%|\bprocent\b"
)  # what is no kronor of any year
_OPENING = re.compile(r"\bib\b|\bingående\b")
_DECIDED = re.compile(
    r"beslut|fastställd|antagen|utskri|uppdaterad|reviderad|protokoll|§"
)  # with a day that is not the table's
_YEAR_UNCLEAR = (
    "Rubriken säger inte vilket år kolumnen gäller. Skriv året med fyra siffror, till exempel Budget 2026."
)
_SAYS_NOTHING = "Rubriken säger varken år eller slag, och flera kolumner kan inte vara samma. Ta bort dem som inte ska läsas in."
_PART_UNCLEAR = (
    "Rubriken säger inte vilka dagar beloppen gäller. Skriv från och till, till exempel Utfall jan–aug 2026, eller "
    "Utfall 2026-08-31."
)
_BEFORE = re.compile(r"\b(föregående|föreg|fg|förra)\b|\bfjol|\båret (innan|före)\b")
_SOME_MONTHS = 2
_NEXT = re.compile(r"\b(nästa|nästkommande|kommande) ?år|\bår(et)? efter\b")
_YEARS_WORDS = re.compile(  # what a head may say of a year and nothing of the kind
    rf"(?:19|20)\d\d|\b{_MONTH_WORDS}\b|\b(?:hel)?år(?:et|s)?\b|\b(?:belopp|period(?:en)?|per|den|från|och|till|tom|t ?o ?m|i"
    r"|ack\w*|halvår\w*|tertial\w*|kvartal\w*|h|t|q|kv|föreg\w*|fg|förra|fjol\w*|innan|före|innevarande|detta|not|delår\w*|ub|utgående|resultat(?:et)?)\b"
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
    is_month: bool = False
    unclear: str = ""  # what the head does not say, as a sentence: the table is refused

    @property
    def is_difference(self) -> bool:
        """Whether it tells how two others differ: it has no year, and its amounts are nobody's."""
        return self.year is None and not self.is_total and not self.unclear


def kind_in(text: str) -> str | None:
    """Give the kind of figures that a head names; a forecast of the outcome is a forecast."""
    low = text.lower()
    if letter := _LETTER.search(low):
        return (FigureKind.BUDGET if letter[1] == "b" else FigureKind.OUTCOME).value
    return next((kind.value for kind, word in _KINDS if word.search(low)), None)


def is_difference(head: str) -> bool:
    """Tell whether the head is that of a difference between two columns."""
    return bool(_DIFFERENCE.search(head.lower()))


def is_no_kronor(head: str) -> bool:
    """Tell whether the head is that of notes, shares, counts or accounts, and not of kronor."""
    if _COUNTS.search(head.lower()) and not unit_in(head) and not _TOTAL.search(head.lower()):
        return True
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
    return _with_unclear_years(_without_same(_without_months(columns)), default_year)


def _without_same(columns: list[Column]) -> list[Column]:
    """Columns that by the title alone would be the same one, as one for each member, are none of them the year's."""
    plain = [
        n
        for n, each in enumerate(columns)
        if each.year
        and each.is_kind_guessed
        and not says_something(each.head)
        and not _is_bare(each.head.lower())
    ]
    same = [
        n
        for n in plain
        if sum((columns[m].year, columns[m].kind) == (columns[n].year, columns[n].kind) for m in plain) > 1
    ]
    return [replace(each, unclear=_SAYS_NOTHING) if n in same else each for n, each in enumerate(columns)]


def _without_months(columns: list[Column]) -> list[Column]:
    """Months beside each other are parts of a budget: none of them is the year's, and their total is."""
    months = [
        n
        for n, each in enumerate(columns)
        if each.is_kind_guessed and _MONTH_ALONE.fullmatch(each.head.lower().strip())
    ]
    if len(months) < _SOME_MONTHS:
        return columns
    found = [
        replace(each, year=None, kind=None, is_month=True, part=None, unclear="") if n in months else each
        for n, each in enumerate(columns)
    ]
    kinds = {(columns[n].year, columns[n].kind) for n in months}
    if len(kinds) != 1:
        return found
    [(year, kind)] = kinds
    return [replace(each, year=year, kind=kind, is_total=False) if each.is_total else each for each in found]


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
    if is_difference(head):
        return Column(head, None, None, unit, place)
    if _TOTAL.search(low) and (_SPAN.search(low) or not kind_in(low)):
        return Column(head, None, None, unit, place, is_total="tot" in low or "summa" in low)
    own = kind_in(low)
    year, is_unclear = year_in(head, default_year, begins=begins)
    if is_unclear or (year is None and _NEXT.search(low)):
        return Column(head, None, own, unit, place, unclear=_YEAR_UNCLEAR)
    has_year = year is not None
    year = year or _year_above(low, above, named, default_year)
    kind = own or (
        None
        if _OPENING.search(low)
        else _kind_of_year(above, year, default_year, has_year=has_year and _is_bare(low))
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


def _is_bare(low: str) -> bool:
    """Whether the head says a year or days of it and nothing else: "Förslag 2026" is not what has been."""
    return not re.search(r"[a-zåäö]", _YEARS_WORDS.sub("", UNIT.sub("", low)))


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
