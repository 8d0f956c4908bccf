"""Rows copied from Excel, read against a year's layout; nothing is saved here."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, StatementLine
from economy.states import LineKind, StatementKind, Unit
from finsam import money

NEW = {"new:income": StatementKind.INCOME, "new:balance": StatementKind.BALANCE}
_ALIKE = 0.8
_BLANK = {"", "-", "–", "—"}


@dataclass(frozen=True)
class Cell:
    """A cell as it was pasted, and the kronor it was read as; `fault` says why it was not."""

    text: str
    amount: Decimal | None = None
    fault: str = ""


@dataclass(frozen=True)
class PastedRow:
    """A row: its label, its cells, and which line it is; `how` is exact, alike, chosen, unknown or one of `NEW`."""

    number: int
    label: str
    cells: tuple[Cell, ...]
    line: StatementLine | None = None
    how: str = "unknown"


@dataclass(frozen=True)
class SumCheck:
    """A pasted sum beside what the rows give in a column; kronor as printed."""

    label: str
    column: str
    pasted: Decimal
    computed: Decimal

    @property
    def agrees(self) -> bool:
        return self.pasted == self.computed


@dataclass(frozen=True)
class Pasted:
    """The pasted table: heads of its columns, rows, how many columns it has, and what is typed twice."""

    heads: tuple[str, ...]
    rows: tuple[PastedRow, ...]
    width: int
    doubled: tuple[str, ...] = ()

    @property
    def unknown(self) -> list[PastedRow]:
        """Rows with amounts that match no line and are not to become one."""
        return [row for row in self.rows if row.line is None and row.how not in NEW and _has_amount(row)]

    @property
    def faults(self) -> list[str]:
        taken = [row for row in self.rows if row.line or row.how in NEW]
        return [cell.fault for row in taken for cell in row.cells if cell.fault]


def read_pasted(
    text: str, lines: Sequence[StatementLine], *, unit: str, chosen: Mapping[int, str] | None = None
) -> Pasted:
    """Read tab-separated rows and match each to a line by its label; `chosen` are rows matched by hand ("" for none)."""
    table = [_cells(row) for row in _rows(text)]
    width = max((len(row) for row in table), default=1) - 1
    heads: tuple[str, ...] = ()
    rows: list[PastedRow] = []
    for number, cells in enumerate(table):
        label, values = cells[0], cells[1:] + [""] * (width - len(cells) + 1)
        if number == 0 and not any(_is_amount(value) for value in values):
            heads = tuple(values)
            continue
        line, how = _match(label, lines, (chosen or {}).get(number), [row.line for row in rows])
        rows.append(PastedRow(number, label, tuple(_read(value, unit) for value in values), line, how))
    keys = [row.line.key for row in rows if row.line]
    doubled = tuple(row.label for row in rows if row.line and keys.count(row.line.key) > 1)
    return Pasted(heads or ("",) * width, tuple(rows), width, doubled)


def _has_amount(row: PastedRow) -> bool:
    return any(cell.text not in _BLANK for cell in row.cells)


def _rows(text: str) -> list[list[str]]:
    """Part the text into rows of cells; Excel puts a cell that has lines of its own within quotation marks."""
    if "\t" not in text:
        return [re.split(r"\s{2,}|;", row.strip()) for row in text.splitlines() if row.strip()]
    if text.count('"') % 2:  # a mark that is not closed is only a mark
        return [row.split("\t") for row in text.splitlines() if row.strip()]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t")
    return [row for row in rows if any(cell.strip() for cell in row)]


def _cells(row: Sequence[str]) -> list[str]:
    return [" ".join(part.split()) for part in row]


def _is_amount(text: str) -> bool:
    # A year at the head of a column looks like an amount and is none.
    if text in _BLANK or re.fullmatch(r"(19|20)\d\d", text):
        return False
    try:
        money.parse_amount(text)
    except ValueError:
        return False
    return True


def _read(text: str, unit: str) -> Cell:
    if text in _BLANK:
        return Cell(text)
    try:
        amount = money.parse_amount(text)
    except ValueError as error:
        return Cell(text, fault=str(error))
    if unit == Unit.TKR and not text.lower().endswith("kr"):
        amount *= 1000
    return Cell(text, amount)


def _match(
    label: str, lines: Sequence[StatementLine], chosen: str | None, taken: Sequence[StatementLine | None]
) -> tuple[StatementLine | None, str]:
    """Find the row's line: as chosen by hand, by its name, or by a name that is nearly the same.

    Where two lines have one name (the result stands in both statements) the one in the statement of the row above is
    meant, or else the first that is not taken.
    """
    usable = [line for line in lines if line.kind != LineKind.HEADING]
    if chosen in NEW:
        return None, chosen
    if chosen is not None:
        found = next((line for line in usable if line.key == chosen), None)
        return found, "chosen" if found else "unknown"
    wanted = _plain(label)
    if not wanted:
        return None, "unknown"
    names: dict[str, list[StatementLine]] = defaultdict(list)
    for line in usable:
        names[_plain(line.label)].append(line)
    if wanted in names:
        free = [line for line in names[wanted] if line not in taken] or names[wanted]
        above = next((line.statement for line in reversed(taken) if line), None)
        return next((line for line in free if line.statement == above), free[0]), "exact"
    near = difflib.get_close_matches(wanted, names, n=1, cutoff=_ALIKE)
    return (names[near[0]][0], "alike") if near else (None, "unknown")


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9åäöé]+", " ", label.lower()).strip()


def default_columns(pasted: Pasted, columns: Sequence[FigureSet]) -> list[int | None]:
    """Guess which column each pasted one is: by its head, or else in order."""
    labels = {_plain(column.label): column.pk for column in columns}
    by_head = [labels.get(_plain(head)) for head in pasted.heads]
    if any(by_head):
        return by_head
    in_order: list[int | None] = [column.pk for column in columns]
    return (in_order + [None] * pasted.width)[: pasted.width]


def amounts_of(pasted: Pasted, place: int) -> dict[str, Decimal | None]:
    """Give a pasted column's amounts by the keys of lines, kronor with the sign that is stored; sums are left out."""
    return {
        row.line.key: _stored(row.cells[place], row.line)
        for row in pasted.rows
        if row.line and row.line.is_line
    }


def _stored(cell: Cell, line: StatementLine) -> Decimal | None:
    return None if cell.amount is None else cell.amount * line.sign


def sums_of(pasted: Pasted, place: int) -> dict[str, Cell]:
    """Give a pasted column's sums by the keys of their lines, as they stood."""
    return {
        row.line.key: row.cells[place]
        for row in pasted.rows
        if row.line and row.line.is_sum and row.cells[place].amount is not None
    }


def check_sums(
    pasted: Pasted,
    place: int,
    lines: Sequence[StatementLine],
    stored: Mapping[str, Decimal | None],
    column: str,
) -> list[SumCheck]:
    """Hold the pasted sums against what the lines give with the pasted amounts in place; each as printed."""
    amounts = rules.with_sums(lines, dict(stored) | amounts_of(pasted, place))
    labels = {line.key: line for line in lines}
    found = []
    for key, cell in sums_of(pasted, place).items():
        computed = amounts.get(key)
        if cell.amount is not None and computed is not None:
            line = labels[key]
            found.append(SumCheck(line.label, column, cell.amount, computed * line.sign))
    return found
