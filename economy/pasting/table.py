"""A budget or an account as it is printed, read from what was pasted; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from economy.pasting import amounts, heads, labels
from economy.pasting.grid import grid_of, whole_lines
from economy.pasting.heads import Column
from economy.pasting.labels import Side, Word
from economy.pasting.notices import Notice, is_empty_sum, other_way_round, told_of
from economy.pasting.rows import Amounts, Item, is_as_booked, place, turned
from economy.pasting.sums import Solved, solve
from economy.pasting.units import unit_in
from economy.states import INSATS_ROLES, LineRole


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
_SHARE = re.compile(r"[-−–]?\d+([.,]\d+)? ?(%|procent)")
_KIND_UNCLEAR = "Rubriken säger inte om kolumnen är utfall, prognos, budget eller plan. Skriv det, till exempel Budget 2026."
_FAR_IN = 8  # spaces before a head that stands above amounts and not above labels


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
    meant: Mapping[int, str] | None = None, begins: int | None = None,
) -> Table:  # fmt: skip
    """Read a pasted table; `year` is the förbund's, for heads that name none; `begins` the one it begins in, when earlier.

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
        for each in heads.columns_of(head_rows, titles, len(grid[0]), year, begins=begins)
    ]
    body, shares = _without_shares(whole_lines(_corner(head_rows) + grid[start:]))
    items, errors = _items(body, columns)
    counted, is_as_booked = _placed(items, columns, known or {})
    solved, is_turned = _solve(counted, turn=turn, meant=meant or {})
    _number_notes(solved.items, body, heads.note_place(head_rows))
    return Table(
        tuple(columns),
        tuple(
            _row(item, solved, meant or {}, differences=_differences(columns, items[n].amounts))
            for n, item in enumerate(solved.items)
        ),
        (
            *_unclear_columns(columns),
            *_stuck_together(head_rows, columns),
            *errors,
            *other_way_round(solved),
        ),
        (*shares, *(() if errors else told_of(solved, columns, is_as_booked=is_as_booked))),
        is_turned,
        sum(check.agreeing for check in solved.checks),
    )


def _first_row(grid: list[list[str]]) -> int:
    """The first row that has amounts, or is a heading after the heads of the columns."""
    last_head = -1
    for number, cells in enumerate(grid):
        if any(amounts.is_amount(cell) or (cell and cell in amounts.BLANK) for cell in cells[1:]):
            break
        if last_head >= 0 and cells[0].strip() and any(_is_unreadable(cell) for cell in cells[1:]):
            break
        if any(cells[1:]):
            last_head = number
    if last_head >= 0:
        return last_head + 1
    titled = 0
    while titled < len(grid) and not any(grid[titled][1:]) and heads.says_something(grid[titled][0]):
        titled += 1
    return titled


def _is_unreadable(cell: str) -> bool:
    """An amount that is miswritten is refused at its row; taken for a head it would be lost."""
    if re.fullmatch(r"[\d\s–/-]*(19|20)\d\d[\d\s–/-]*", cell):
        return False  # a year, a day or a span of years
    words = re.sub(r"[^a-zåäö%]+", " ", cell.lower()).strip()
    return any(sign.isdigit() for sign in cell) and not (words and heads.says_something(cell))


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


def _without_shares(body: Sequence[list[str]]) -> tuple[list[list[str]], list[Notice]]:
    """Leave out the rows in percent, as soliditet, and say so: they are no kronor, and are computed."""
    kept, told = [], []
    for cells in body:
        values = [cell for cell in cells[1:] if cell not in amounts.BLANK]
        if values and all(_SHARE.fullmatch(value) for value in values):
            told.append(Notice(labels.plain(cells[0]).capitalize(), "Raden är i procent och läses inte in."))
        else:
            kept.append(cells)
    return kept, told


def _placed(
    items: Sequence[Item], columns: Sequence[Column], known: Mapping[str, Side]
) -> tuple[list[Item], bool]:
    """Give the rows their sides, and tell whether they stood as in the books and were turned to the statement's signs.

    What tells how two columns differ is left out: a difference has signs of its own, and no sums.
    """
    kept = [not column.is_difference for column in columns]
    counted = [
        replace(
            item,
            amounts=tuple(
                amount if is_kept else None for amount, is_kept in zip(item.amounts, kept, strict=True)
            ),
        )
        for item in items
    ]
    place(counted, known)
    return (turned(counted, as_booked=True), True) if is_as_booked(counted) else (counted, False)


def _differences(columns: Sequence[Column], printed: Amounts) -> dict[int, Decimal | None]:
    return {n: printed[n] for n, column in enumerate(columns) if column.is_difference}


def _stuck_together(head_rows: Sequence[Sequence[str]], columns: Sequence[Column]) -> list[Notice]:
    """Refuse a text out of a PDF in which the first column's head stands where the labels are: amounts are one cell."""
    for row in head_rows:
        if (
            row[0].startswith(" " * _FAR_IN)
            and heads.says_something(row[0])
            and len(columns) < sum(map(bool, row))
        ):
            what = (
                f"Rubrikerna är fler än kolumnerna: {row[0].strip()} har inga egna belopp, så ett belopp kan vara två. "
                "Skriv en tabb eller ett streck ( | ) mellan kolumnerna."
            )
            return [Notice("Rubrikerna", what)]
    return []


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
                found.append(amounts.read(value, unit_in(cells[0]) or column.unit))
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


def _solve(items: list[Item], *, turn: bool | None, meant: Mapping[int, str]) -> tuple[Solved, bool]:
    """Read the sums with costs as printed and turned; the reading in which the printed sums agree is the right one."""
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


def _row(
    item: Item, solved: Solved, meant: Mapping[int, str], *, differences: Mapping[int, Decimal | None]
) -> Row:
    items = solved.items
    return Row(
        is_doubtful=item.number in solved.doubtful or item.number in meant,
        label=item.shown_label,
        role=str(_role(item, items).value),
        is_sum=item.is_sum,
        amounts=tuple(differences.get(n, amount) for n, amount in enumerate(item.amounts)),
        parent=item.parent,
        is_heading=item.is_heading,
        side=item.side,
        parts=tuple(item.parts),
        is_counted=item.is_counted and (bool(item.parts) or not (item.is_carried or is_empty_sum(item))),
        note=item.note,
    )


def _role(item: Item, items: Sequence[Item]) -> LineRole:
    """The role that the label tells, or that of the sum which the row goes into; a plain sum has none."""
    own = labels.role_of(item.label)
    is_result = item.is_sum and item.side is Side.RESULT
    if item.is_heading or ((item.word is Word.SUM or is_result) and own is not LineRole.YEARS_RESULT):
        return LineRole.NONE
    if item.parent is not None:
        above = labels.role_of(items[item.parent].label)
        if above in {LineRole.INDIVIDUAL, LineRole.STRUCTURAL} and item.side is Side.COST and not item.is_sum:
            return above
        own = own or (above if above in INSATS_ROLES | {LineRole.ADMINISTRATION} else LineRole.NONE)
    is_no_income = own is LineRole.NONE or own in labels.COST  # money for a projekt is no cost of it
    if is_no_income and item.side is Side.INCOME and not item.is_sum:
        return LineRole.OTHER_INCOME
    return own


def _unclear_columns(columns: Sequence[Column]) -> list[Notice]:
    return [
        Notice(f"Kolumnen {column.head or number}", column.unclear or _KIND_UNCLEAR)
        for number, column in enumerate(columns, start=1)
        if column.unclear or (column.kind is None and column.year is not None)
    ]
