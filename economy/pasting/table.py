"""A budget or an account as it is printed, read from what was pasted; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from economy.pasting import amounts, heads, labels
from economy.pasting.grid import grid_of
from economy.pasting.heads import Column
from economy.pasting.labels import Side, Word
from economy.pasting.rows import Amounts, Item, place, turned
from economy.pasting.sums import Solved, solve
from economy.states import INSATS_ROLES, LineRole


@dataclass(frozen=True)
class Notice:
    """What is wrong or doubtful, and where."""

    where: str
    what: str


@dataclass(frozen=True)
class Row:
    """A row as read: kronor with income plus and costs minus; `role` and `parent` are guesses to be confirmed.

    `is_doubtful` says that it may be a sum of others and as well a row of its own.

    `parent` is the place in the table's rows of the sum that the row goes into, `parts` the rows of a sum. What is
    not counted stands beside the sums: a "varav", or what is carried over from the year before.
    """

    label: str
    role: str
    is_sum: bool
    amounts: Amounts
    parent: int | None = None
    is_heading: bool = False
    side: Side | None = None
    parts: tuple[int, ...] = ()
    is_counted: bool = True
    note: int | None = None
    is_doubtful: bool = False


SUM, ROW = "sum", "row"  # what a row that may be either is meant to be


@dataclass(frozen=True)
class Table:
    """The table as read; with errors it is not to be taken in.

    `is_turned` says that its costs stand without minus and were turned, `agreeing` how many printed sums add up.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    errors: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()
    is_turned: bool = False
    agreeing: int = 0


def read_table(
    text: str, *, year: int, unit: str = "", turn: bool | None = None, known: Mapping[str, Side] | None = None,
    meant: Mapping[int, str] | None = None,
) -> Table:  # fmt: skip
    """Read a pasted table; `year` is the förbund's, for heads that name none.

    `unit` counts where neither cell nor head names one. `turn` says whether costs are to be turned; without it the
    printed sums tell. `meant` says of rows that may be either whether they are a SUM or a ROW. `known` gives the side of rows whose names the förbund's own layout has, by `labels.plain`.
    """
    grid = [[cells[0].rstrip(), *(" ".join(cell.split()) for cell in cells[1:])] for cells in grid_of(text)]
    if not grid or len(grid[0]) < 2:
        return Table(
            (), (), (Notice("Tabellen", "Det finns ingen tabell att läsa: rader med belopp i kolumner."),)
        )
    start = _first_row(grid)
    head_rows, titles = _heads(grid[:start])
    columns = [
        replace(each, unit=each.unit or unit)
        for each in heads.columns_of(head_rows, titles, len(grid[0]), year)
    ]
    body = _corner(head_rows) + grid[start:]
    items, errors = _items(body, columns)
    solved, is_turned = _solve(items, known or {}, turn=turn, meant=meant or {})
    _number_notes(solved.items, body, heads.note_place(head_rows))
    return Table(
        tuple(columns),
        tuple(_row(item, solved, meant or {}) for item in solved.items),
        (*_unclear_columns(columns), *errors),
        tuple(_warnings(solved, columns)),
        is_turned,
        sum(check.agreeing for check in solved.checks),
    )


def _first_row(grid: list[list[str]]) -> int:
    """The first row that has amounts, or is a heading after the heads of the columns."""
    last_head = -1
    for number, cells in enumerate(grid):
        if any(amounts.is_amount(cell) or (cell and cell in amounts.BLANK) for cell in cells[1:]):
            break
        if any(cells[1:]):
            last_head = number
    if last_head >= 0:
        return last_head + 1
    titled = 0
    while titled < len(grid) and not any(grid[titled][1:]) and heads.says_something(grid[titled][0]):
        titled += 1
    return titled


def _heads(rows: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """Part the rows above the table into heads of columns and titles that stand alone."""
    return [row for row in rows if any(row[1:])], [row[0] for row in rows if not any(row[1:])]


def _corner(head_rows: list[list[str]]) -> list[list[str]]:
    """The corner above the labels, where it is the heading of the rows below it."""
    return [
        [row[0], *[""] * (len(row) - 1)]
        for row in head_rows[-1:]
        if labels.side_of(row[0])[1] and "räkning" not in row[0]
    ]


def _items(grid: list[list[str]], columns: Sequence[Column]) -> tuple[list[Item], list[Notice]]:
    items: list[Item] = []
    errors: list[Notice] = []
    for line, cells in enumerate(grid):
        values = [cells[column.place] for column in columns]
        if _is_repeated_head(values, columns) or not any(cells):
            continue
        found: list[Decimal | None] = []
        for column, value in zip(columns, values, strict=True):
            try:
                found.append(amounts.read(value, heads.unit_in(cells[0]) or column.unit))
            except ValueError as error:
                found.append(None)
                errors.append(
                    Notice(
                        f"{labels.plain(cells[0]).capitalize()}, {column.head or 'kolumn utan rubrik'}",
                        str(error),
                    )
                )
        items.append(Item(len(items), cells[0], tuple(found), is_heading=not any(values), line=line))
    return items, errors


def _is_repeated_head(values: Sequence[str], columns: Sequence[Column]) -> bool:
    """The heads once more, as at the top of the next page; years are no amounts."""
    named = [(value, column) for value, column in zip(values, columns, strict=True) if value]
    return bool(named) and all(value == column.head or value == str(column.year) for value, column in named)


def _solve(
    items: list[Item], known: Mapping[str, Side], *, turn: bool | None, meant: Mapping[int, str]
) -> tuple[Solved, bool]:
    """Read the sums with costs as printed and turned; the reading in which the printed sums agree is the right one."""
    place(items, known)
    said = {name: [number for number, told in meant.items() if told == name] for name in (ROW, SUM)}
    printed, other = (solve(each, rows=said[ROW], sums=said[SUM]) for each in (items, turned(items)))
    if turn is None:
        turn = other.score > printed.score or (other.score == printed.score and _has_plain_costs(items))
    return (other, True) if turn else (printed, False)


def _has_plain_costs(items: Sequence[Item]) -> bool:
    costs = [amount for item in items if item.side is Side.COST for amount in item.amounts if amount]
    return bool(costs) and all(amount > 0 for amount in costs)


def _number_notes(items: Sequence[Item], body: Sequence[Sequence[str]], place_: int | None) -> None:
    """Give each row the number in the column of notes, where there is one."""
    if place_ is not None:
        for item in items:
            number = body[item.line][place_]
            item.note = int(number) if re.fullmatch(r"[1-9]\d?", number) else None


def _row(item: Item, solved: Solved, meant: Mapping[int, str]) -> Row:
    items = solved.items
    return Row(
        is_doubtful=item.number in solved.doubtful or item.number in meant,
        label=_label(item),
        role=str(_role(item, items).value),
        is_sum=item.is_sum,
        amounts=item.amounts,
        parent=item.parent,
        is_heading=item.is_heading,
        side=item.side,
        parts=tuple(item.parts),
        is_counted=item.is_counted and (bool(item.parts) or not _is_carried(item)),
        note=item.note,
    )


def _is_carried(item: Item) -> bool:
    return bool(labels.CARRIED.search(labels.plain(item.label)))


def _label(item: Item) -> str:
    return item.label.strip().strip("*").lstrip("-–—−•·*▪◦ \u00a0")


def _role(item: Item, items: Sequence[Item]) -> LineRole:
    """The role that the label tells, or that of the sum which the row goes into; a plain sum has none."""
    own = labels.role_of(item.label)
    if item.is_heading or (item.word is Word.SUM and own is not LineRole.YEARS_RESULT):
        return LineRole.NONE
    if item.parent is not None:
        above = labels.role_of(items[item.parent].label)
        if above in {LineRole.INDIVIDUAL, LineRole.STRUCTURAL} and own in {LineRole.NONE, *INSATS_ROLES}:
            return above
        own = own or (above if above in INSATS_ROLES | {LineRole.ADMINISTRATION} else LineRole.NONE)
    if own is LineRole.NONE and item.side is Side.INCOME and not item.is_sum:
        return LineRole.OTHER_INCOME
    return own


def _unclear_columns(columns: Sequence[Column]) -> list[Notice]:
    return [
        Notice(
            f"Kolumnen {column.head or number}",
            "Rubriken säger inte om kolumnen är utfall, prognos, budget eller plan. Skriv det, till exempel Budget 2026.",
        )
        for number, column in enumerate(columns, start=1)
        if column.kind is None and column.year is not None
    ]


def _warnings(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    found = []
    for check in sorted(solved.checks, key=lambda check: check.item.number):
        label = _label(check.item)
        for place_ in check.off:
            own, computed = check.item.amounts[place_], check.computed[place_]
            assert own is not None
            assert computed is not None
            unit = columns[place_].unit
            found.append(
                Notice(
                    f"{label}, {columns[place_].head}",
                    f"Summan står som {amounts.written(own, unit)} men raderna ger {amounts.written(computed, unit)}.",
                )
            )
    return [*_doubts(solved, columns), *found, *_across(solved, columns), *_carried(solved, columns)]


def _doubts(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Say of rows that are by their arithmetic alone sums of others how they are read, and how else they can be."""
    found = []
    for number in sorted(solved.doubtful):
        item = solved.items[number]
        column, own = next((n, amount) for n, amount in enumerate(item.amounts) if amount)
        parts = [_label(solved.items[part]) for part in item.parts]
        found.append(
            Notice(
                f"{_label(item)}, {columns[column].head}",
                f"Beloppet {amounts.written(own, columns[column].unit)} är lika med {' + '.join(parts)}. Raden är läst som "
                "deras summa; den kan också vara en egen rad. Ingen summa i tabellen säger vilket.",
            )
        )
    return found


def _across(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Hold the last column's totals against the columns before it, where it says that it is a total."""
    if not columns or not columns[-1].is_total or len(columns) < 3:
        return []
    found = []
    for item in solved.items:
        own, computed = (
            item.amounts[-1],
            sum((amount or Decimal(0) for amount in item.amounts[:-1]), Decimal(0)),
        )
        if own is not None and own != computed:
            unit = columns[-1].unit
            what = f"Totalen står som {amounts.written(own, unit)} men kolumnerna ger {amounts.written(computed, unit)}."
            found.append(Notice(f"{_label(item)}, {columns[-1].head}", what))
    return found


def _carried(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Hold what is carried from year to year against the year before and the year's result."""
    carried = [each for each in solved.items if _is_carried(each) and each.is_sum]
    results = [each for each in solved.items if each.side is Side.RESULT and each.is_sum]
    if len(carried) != 1 or not results:
        return []
    found, row, result = [], carried[0].amounts, results[-1].amounts
    for n in range(1, len(columns)):
        before, own, years = row[n - 1], row[n], (columns[n - 1].year, columns[n].year)
        if own is None or before is None or years[0] is None or years[1] != years[0] + 1:
            continue
        computed = before + (result[n] or 0)
        if own != computed:
            unit = columns[n].unit
            what = f"Summan står som {amounts.written(own, unit)} men åren ger {amounts.written(computed, unit)}."
            found.append(Notice(f"{_label(carried[0])}, {columns[n].head}", what))
    return found
