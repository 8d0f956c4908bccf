"""A budget or an account as it is printed, read from what was pasted; nothing is stored."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from economy.pasting import amounts, heads, labels, refusals, spaced
from economy.pasting.grid import grid_of, whole_lines
from economy.pasting.heads import Column
from economy.pasting.labels import Side, Word
from economy.pasting.notices import Notice, is_empty_sum, other_way_round, told_of
from economy.pasting.rows import Amounts, Item, is_as_booked, place, turned, with_deficits
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
    meant: Mapping[int, str] | None = None, begins: int | None = None, members: Collection[str] = (),
) -> Table:  # fmt: skip
    """Read a pasted table; `year` is the förbund's, for heads that name none; `begins` the one it begins in, when earlier.

    `unit` counts where neither cell nor head names one. `turn` says whether costs are to be turned; without it the
    printed sums tell. `meant` says of rows that may be either whether they are a SUM or a ROW. `known` gives the side of rows whose names the
    förbund's own layout has, by `labels.plain`, and `members` the names of those who pay contributions.
    """
    parted = spaced.lines_of(text)
    given = _Given(year, unit, turn, known or {}, meant or {}, begins, members)
    return _read_grid(grid_of(text), given) if parted is None else _read_spaced(parted, given)


@dataclass(frozen=True)
class _Given:
    """What `read_table` is told beside the text."""

    year: int
    unit: str
    turn: bool | None
    known: Mapping[str, Side]
    meant: Mapping[int, str]
    begins: int | None
    members: Collection[str]


def _read_grid(cells_of: Sequence[Sequence[str]], given: _Given) -> Table:
    grid = [
        [_INDENT.sub(" ", cells[0]).rstrip(), *(" ".join(cell.split()) for cell in cells[1:])]
        for cells in cells_of
    ]
    if not grid or len(grid[0]) < 2:
        return Table(
            (), (), (Notice("Tabellen", "Det finns ingen tabell att läsa: rader med belopp i kolumner."),)
        )
    start = _first_row(grid)
    grid, told = _without_words(grid, start)
    head_rows, titles = _heads(grid[:start])
    columns = [
        replace(each, unit=each.unit or given.unit)
        for each in heads.columns_of(head_rows, titles, len(grid[0]), given.year, begins=given.begins)
    ]
    body, shares = _without_shares(whole_lines(_corner(head_rows) + grid[start:]))
    items, errors = _items(body, columns)
    counted, is_as_booked = _placed(items, columns, given.known)
    solved, is_turned = _solve(counted, turn=given.turn, meant=given.meant)
    _number_notes(solved.items, body, heads.note_place(head_rows))
    return Table(
        tuple(columns),
        tuple(
            _row(item, solved, given, differences=_differences(columns, items[n].amounts))
            for n, item in enumerate(solved.items)
        ),
        (
            *(refusals.years_as_rows(items) or refusals.unclear_columns(columns)),
            *refusals.nameless_rows(solved.items),
            *refusals.stuck_together(head_rows, columns),
            *errors,
            *other_way_round(solved),
        ),
        (
            *told,
            *shares,
            *refusals.months_left_out(columns),
            *(() if errors else told_of(solved, columns, is_as_booked=is_as_booked)),
        ),
        is_turned,
        sum(check.agreeing for check in solved.checks),
    )


_MOST_TRIED = 60  # readings of the whole table


def _read_spaced(lines: Sequence[spaced.Line], given: _Given) -> Table:
    """Read lines that single spaces part: where one can be parted in two ways the sums tell which, or it is refused."""
    chosen = [line.options[0] for line in lines]
    table = _read_grid(chosen, given)
    others = [(n, option) for n, line in enumerate(lines) for option in line.options]
    told = [
        Notice(
            line.options[0][0],
            "Raden har fler belopp än tabellen har rubriker, eller sådant som inte går att läsa.",
        )
        for line in lines
        if line.is_too_long
    ]
    tried, is_better = 0, not told
    while is_better:
        is_better, told = False, []
        for n, option in others:
            if option == chosen[n]:
                continue
            tried += 1
            other = (
                _read_grid([*chosen[:n], option, *chosen[n + 1 :]], given) if tried < _MOST_TRIED else table
            )
            if _amiss(other) < _amiss(table):
                chosen[n], table, is_better = option, other, True
            elif _amiss(other) == _amiss(table):
                told.append(refusals.two_readings(chosen[n], option))
            if tried >= _MOST_TRIED:
                break
    return replace(table, errors=(*told[:1], *table.errors))


def _amiss(table: Table) -> tuple[int, int, int]:
    return len(table.errors), len(table.warnings), -table.agreeing


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


_INDENT = re.compile(r"(?<=\S)\s+")
_NOTE = re.compile(r"[1-9]\d?")
_CODE = re.compile(r"[\dA-ZÅÄÖ][\d.]{0,7}")
_WORD = re.compile(r"[A-Za-zÅÄÖåäö]{3}")


def _without_words(grid: list[list[str]], start: int) -> tuple[list[list[str]], list[Notice]]:
    """Leave out columns of words, and join names that stand beside the numbers of accounts to these."""
    told: list[Notice] = []
    kept = list(range(len(grid[0])))
    for at in range(1, len(grid[0])):
        cells = [row[at] for row in grid[start:] if row[at]]
        head = " ".join(row[at] for row in grid[:start] if row[at])
        if at == 1 and cells and not head and start and all(_NOTE.fullmatch(cell) for cell in cells):
            grid[start - 1][at] = "Not"
        if (
            not cells
            or not all(_WORD.search(cell) and not amounts.is_amount(cell) for cell in cells)
            or heads.kind_in(head)
        ):
            continue
        kept.remove(at)
        before = [row[0].strip() for row in grid[start:] if row[at]]
        if at == 1 and all(not cell or _CODE.fullmatch(cell) for cell in before):
            grid = [[f"{row[0]} {row[1]}".strip(), *row[1:]] for row in grid]
        elif not heads.is_no_kronor(head):
            told.append(Notice(f"Kolumnen {head or at}", "Kolumnen är text och läses inte in."))
    return [[row[at] for at in kept] for row in grid], told


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
    return (
        (turned(counted, as_booked=True), True) if is_as_booked(counted) else (with_deficits(counted), False)
    )


def _differences(columns: Sequence[Column], printed: Amounts) -> dict[int, Decimal | None]:
    return {n: printed[n] for n, column in enumerate(columns) if column.is_difference}


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


def _row(item: Item, solved: Solved, given: _Given, *, differences: Mapping[int, Decimal | None]) -> Row:
    items = solved.items
    return Row(
        is_doubtful=item.number in solved.doubtful or item.number in given.meant,
        label=item.shown_label,
        role=str(_role(item, items, given.members).value),
        is_sum=item.is_sum,
        amounts=tuple(differences.get(n, amount) for n, amount in enumerate(item.amounts)),
        parent=item.parent,
        is_heading=item.is_heading,
        side=item.side,
        parts=tuple(item.parts),
        is_counted=item.is_counted and (bool(item.parts) or not (item.is_carried or is_empty_sum(item))),
        note=item.note,
    )


def _role(item: Item, items: Sequence[Item], members: Collection[str]) -> LineRole:
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
    if is_no_income and item.side is Side.INCOME and labels.plain(item.label) in members:
        return LineRole.CONTRIBUTION
    if is_no_income and item.side is Side.INCOME and not item.is_sum:
        return LineRole.OTHER_INCOME
    return own
