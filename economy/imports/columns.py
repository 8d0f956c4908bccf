"""Which column of a list is what: found from its headings and the year, said by a person, and remembered."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from economy.imports.cells import Cell, Line, text_of
from economy.imports.headings import MONTH, TOTAL, YEAR, Heading, field_in, heading_of, years_in
from economy.pasting.units import unit_in
from economy.states import ImportKind

FIELDS = {
    "account": "Konto",
    "name": "Kontonamn eller rad",
    "day": "Datum",
    "voucher": "Verifikation",
    "text": "Text",
    "object": "Objekt eller projekt",
    "opening": "Ingående balans (eller dess debet)",
    "opening_credit": "Ingående balans, kredit",
    "change": "Förändring under året",
    "debit": "Debet",
    "credit": "Kredit",
    "closing": "Utgående balans eller saldo (eller dess debet)",
    "closing_credit": "Utgående balans, kredit",
    "amount": "Belopp",
}
AMOUNTS = {
    ImportKind.BALANCES: (
        "opening", "opening_credit", "change", "debit", "credit", "closing", "closing_credit",
    ),
    ImportKind.TRANSACTIONS: ("debit", "credit", "amount"),
    ImportKind.BUDGET: ("amount",),
}  # fmt: skip
OF_KIND = {
    ImportKind.BALANCES: ("account", "name", *AMOUNTS[ImportKind.BALANCES]),
    ImportKind.TRANSACTIONS: (
        "day", "voucher", "account", "name", "object", "text", *AMOUNTS[ImportKind.TRANSACTIONS],
    ),
    ImportKind.BUDGET: ("account", "name", *AMOUNTS[ImportKind.BUDGET]),
}  # fmt: skip
# What else may be what is asked for, where no column is called by its right name.
_INSTEAD: dict[ImportKind, dict[str, tuple[str, ...]]] = {
    ImportKind.BALANCES: {"closing": ("amount", YEAR, TOTAL)},
    ImportKind.BUDGET: {"amount": ("closing", YEAR, TOTAL)},
    ImportKind.TRANSACTIONS: {"amount": (TOTAL,)},
}  # fmt: skip
_LAST_MONTH = 12
SEARCHED = 30  # rows from the top in which the headings must stand


@dataclass(frozen=True)
class Head:
    """The rows of headings: which is the last of them, what stands in them, and what stands above."""

    row: int  # among the lines
    number: int  # in the file
    columns: tuple[Heading, ...] = ()
    unit: str = ""  # that a title above says of the whole list
    titles: tuple[tuple[int, str], ...] = ()  # what stands above, with the number of its row

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """The headings as printed."""
        return tuple(each.text for each in self.columns)

    @property
    def signature(self) -> str:
        """The headings as a hash, to know the same kind of file again."""
        return hashlib.sha256("\x1f".join(each.lower() for each in self.headings).encode()).hexdigest()

    def unit_of(self, place: int) -> str:
        """Give the unit of a column: its own, or that of the list."""
        own = self.columns[place].unit if place < len(self.columns) else ""
        return own or self.unit


def head_of(lines: Sequence[Line]) -> Head:
    """Find the headings: the row near the top with the most words that we know, with what stands above and below it."""
    if not lines:
        return Head(0, 1)
    looked_at = lines[:SEARCHED]
    last = max(range(len(looked_at)), key=lambda place: (known_in(looked_at[place]), -place))
    first = last
    if last and known_in(lines[last]) and _is_upper(lines[last - 1]):
        first = last - 1
    while last + 1 < len(lines) and _is_second_row(lines[last + 1], lines[last]):
        last += 1
    width = max(len(line.cells) for line in lines[first : last + 1])
    rows = [_texts(line, width) for line in lines[first : last + 1]]
    while len(rows) > 2:
        rows[:2] = [[" ".join(filter(None, pair)) for pair in zip(rows[0], rows[1], strict=True)]]
    uppers = _carried(rows[0], rows[1]) if len(rows) == 2 else [""] * width
    columns = tuple(heading_of(*pair) for pair in zip(uppers, rows[-1], strict=True))
    unit = _unit_above(lines[:first]) or (columns[0].unit if columns else "")
    titles = ((line.number, text_of(cell)) for line in lines[:first] for cell in line.cells)
    return Head(last, lines[last].number, columns, unit, tuple(each for each in titles if each[1]))


def known_in(line: Line) -> int:
    """Count the different fields that the cells of a row name."""
    named = {field_in(text_of(cell)) for cell in line.cells if isinstance(cell, str)}
    fields = len(named - {None, YEAR, MONTH, TOTAL})
    return fields * 10 + len(named & {YEAR, MONTH, TOTAL}) if fields else 0


def _is_upper(line: Line) -> bool:
    """Whether a row above the headings belongs to them: several words or years, and no amounts."""
    filled = [cell for cell in line.cells if cell not in (None, "")]
    return len(filled) > 1 and all(_is_head(cell) for cell in filled)


def _is_second_row(line: Line, above: Line) -> bool:
    """Whether a row under the headings belongs to them: words and years alone, one of which names a column."""
    filled = [(place, cell) for place, cell in enumerate(line.cells) if cell not in (None, "")]
    if not all(_is_head(cell) for _, cell in filled) or [place for place, _ in filled] == [0]:
        return False  # a single word under the first heading begins the list
    if any(
        _has_digit(cell) and (not at or field_in(text_of(above.at(at))) == "account") for at, cell in filled
    ):
        return False  # 1930 and 2010 are accounts there and no years
    texts = [text_of(cell) for _, cell in filled]
    return any(field_in(text) not in (None, TOTAL) or unit_in(text) for text in texts)


def _is_head(cell: Cell) -> bool:
    return not _has_digit(cell) or field_in(text_of(cell)) is not None


def _has_digit(cell: Cell) -> bool:
    return any(sign.isdigit() for sign in text_of(cell))


def _texts(line: Line, width: int) -> list[str]:
    return [text_of(line.at(column)) for column in range(width)]


def _carried(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The upper headings, each over the columns to the right that have only a lower one."""
    found: list[str] = []
    for own, below in zip(upper, lower, strict=True):
        found.append(own or (found[-1] if found and below else ""))
    return found


def _unit_above(lines: Sequence[Line]) -> str:
    texts = (text_of(cell) for line in lines for cell in line.cells)
    return next((unit for text in texts if (unit := unit_in(text))), "")


def guessed_columns(head: Head, kind: str, year: int | None = None) -> dict[str, int]:
    """Give the column of each field that the headings name, of the year where they say years."""
    wanted, of_kind, found = OF_KIND[ImportKind(kind)], ImportKind(kind), {}
    for field in wanted:
        names = (field, *_INSTEAD[of_kind].get(field, ()))
        if (place := _chosen(head, names, year)) is not None:
            found[field] = place
    if of_kind == ImportKind.BALANCES:
        _take_last_years_closing(head, found, year)
        _drop_period_of_months(head, found)
    if of_kind == ImportKind.BUDGET and not found.keys() & {"account", "name"} and "amount" in found:
        found |= _labels(head, found["amount"])
    return found


def _chosen(head: Head, names: Sequence[str], year: int | None) -> int | None:
    for name in names:
        places = [place for place, each in enumerate(head.columns) if each.field == name]
        of_year = [place for place in places if year in head.columns[place].years]
        unsaid = [place for place in places if not head.columns[place].years]
        if found := of_year or unsaid or (places if year is None else []):
            return found[0]
    return None


def _take_last_years_closing(head: Head, found: dict[str, int], year: int | None) -> None:
    """What last year closed with is what this one opened with."""
    if "opening" in found or year is None:
        return
    places = [
        place
        for place, each in enumerate(head.columns)
        if each.field in ("closing", "opening", YEAR) and year - 1 in each.years and year not in each.years
    ]
    if places:
        found["opening"] = places[0]


def _drop_period_of_months(head: Head, found: dict[str, int]) -> None:
    """Where the list has both the year's opening and the period's, the change is the period's alone."""
    if sum(each.field == "opening" for each in head.columns) > 1:
        for name in ("change", "debit", "credit"):
            found.pop(name, None)


def _labels(head: Head, amount: int) -> dict[str, int]:
    """A budget whose labels have no heading: the column before the amounts, or that of the unit in the corner."""
    return {"name": 0} if amount > 0 and head.columns[0].field is None else {}


def guessed_kind(head: Head, name: str = "") -> ImportKind:
    """Say what a list seems to be: with days it is transactions, with a budget in headings or name a budget."""
    fields = {each.field for each in head.columns}
    if "day" in fields or "voucher" in fields:
        return ImportKind.TRANSACTIONS
    budgets = [each for each in head.columns if "budget" in each.text.lower()]
    is_titled = "account" not in fields and any("budget" in text.lower() for _, text in head.titles)
    is_named = bool(budgets) or is_titled or "budget" in name.lower()
    if is_named and ("closing" not in fields or "account" not in fields or _is_ahead(head, budgets)):
        return ImportKind.BUDGET
    return ImportKind.BALANCES


def _is_ahead(head: Head, budgets: Sequence[Heading]) -> bool:
    """Whether the budget is of a later year than every outcome beside it."""
    planned = max((year for each in budgets for year in each.years), default=0)
    outcomes = [year for each in head.columns if each.field == "closing" for year in each.years]
    return bool(outcomes) and planned > max(outcomes)


def lacking_column(
    kind: str, columns: Mapping[str, int], head: Head | None = None, year: int | None = None
) -> str:
    """Say which column must be chosen before the list can be read; empty when none."""
    lacks = _lacking(ImportKind(kind), columns)
    if head and (
        sign := next(
            (each.text for each in head.columns if _DEBIT_OR_CREDIT.fullmatch(each.text.lower())), ""
        )
    ):
        return f"Kolumnen ”{sign}” säger om beloppet är debet eller kredit, och läses inte. Skriv kredit med minus."
    if lacks and head and year and (told := _other_years(head, columns, year)):
        return f"Ingen kolumn med belopp gäller {year}: rubrikerna säger {told}. {lacks}"
    if lacks and head and sum(each.field == MONTH for each in head.columns) > 1:
        return (
            f"Beloppen står månad för månad utan summa för året. Lägg till en kolumn med årets summa. {lacks}"
        )
    return lacks


def _lacking(kind: ImportKind, columns: Mapping[str, int]) -> str:
    if kind == ImportKind.BUDGET:
        if "account" not in columns and "name" not in columns:
            return "Välj kolumnen med konto eller rad."
        return "" if "amount" in columns else "Välj kolumnen med belopp."
    if "account" not in columns:
        return "Välj kolumnen med konto."
    if kind == ImportKind.BALANCES:
        has = columns.keys() & {"closing", "closing_credit"} or {"debit", "credit"} <= columns.keys()
        return "" if has or {"opening", "change"} <= columns.keys() else "Välj kolumnen med utgående balans."
    if "day" not in columns:
        return "Välj kolumnen med datum."
    has_amount = "amount" in columns or {"debit", "credit"} <= columns.keys()
    return "" if has_amount else "Välj kolumnen med belopp, eller debet och kredit."


def _other_years(head: Head, columns: Mapping[str, int], year: int) -> str:
    years = {each for column in head.columns for each in column.years}
    return "" if year in years else ", ".join(map(str, sorted(years)))


_DEBIT_OR_CREDIT = re.compile(r"d\s*/\s*k|d/c|debet\s*/\s*kredit|dk")
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])(?:-?[0-3]\d)?(?!\d)")
_MADE = re.compile(r"\b(utskri\w+|skapad\w*|uttag\w*|hämtad\w*|körd\w*|beslut\w*|fastställd\w*|antag\w+)\b.*")


def titled_for_another(head: Head, columns: Mapping[str, int], year: int) -> tuple[int, str] | None:
    """Give the title above the list, with its row, that says another year where nothing says the one that is asked for."""
    said = [(number, text, years_in(_MADE.sub("", text.lower()))) for number, text in head.titles]
    of_columns = {
        each for place in columns.values() if place < len(head.columns) for each in head.columns[place].years
    }
    if year in of_columns or any(year in years for _, _, years in said):
        return None
    return next(((number, text) for number, text, years in said if years), None)


def are_of_year(head: Head, columns: Mapping[str, int], year: int | None) -> bool:
    """Whether no column that is chosen says another year; what last year closed with may be the opening."""
    return year is None or all(
        not years or year in years or (field.startswith("opening") and year - 1 in years)
        for field, place in columns.items()
        if place < len(head.columns) and (years := head.columns[place].years) is not None
    )


def said_to_end(head: Head, columns: Mapping[str, int], year: int) -> str:
    """Give the title or the heading that says that balances are of a month before the year's last; empty when none."""
    closing = [columns[field] for field in ("closing", "closing_credit", "change") if field in columns]
    texts = [text for _, text in head.titles] + [
        head.headings[at] for at in closing if at < len(head.headings)
    ]
    for text in texts:
        days = [(int(of), int(month)) for of, month in _PERIOD.findall(_MADE.sub("", text.lower()))]
        if days and max(days)[0] == year and max(days)[1] < _LAST_MONTH:
            return text
    return ""


def doubts(head: Head, kind: str, columns: Mapping[str, int], year: int) -> Iterator[str]:
    """Say what a person should look at in the choice of columns: another year's, or one of several alike."""
    for field in AMOUNTS[ImportKind(kind)]:
        place = columns.get(field)
        if place is None or place >= len(head.columns):
            continue
        chosen = head.columns[place]
        if not are_of_year(head, {field: place}, year):
            yield f"Kolumnen ”{chosen.text}” är vald, fast rubriken inte säger {year}."
        alike = [each for each in head.columns if (each.field, each.years) == (chosen.field, chosen.years)]
        if chosen.field and len(alike) > 1:
            others = ", ".join(f"”{each.text}”" for each in alike if each is not chosen)
            yield f"Kolumnen ”{chosen.text}” är läst. Det gäller inte {others}, som heter likadant."
