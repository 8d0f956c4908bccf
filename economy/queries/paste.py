"""What a pasted table becomes in a year: each row beside the rows there are; nothing is saved here."""

from __future__ import annotations

import difflib
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from economy.models import Figure, FiscalYear, StatementLine
from economy.pasting import labels
from economy.pasting.labels import Side
from economy.pasting.table import Notice, Row, Table, read_table
from economy.queries.books import Book
from economy.queries.contributions import names_of
from economy.queries.paste_columns import plan_columns
from economy.queries.paste_plan import NEW, REPLACE, Choices, Plan, PlannedRow
from economy.states import INCOME_ROLES, LineKind, LineRole, Source, StatementKind, Unit
from finsam.swedish import money

_ALIKE = 0.8
_SMALL, _LARGE = (
    Decimal(50_000),
    Decimal(50_000_000),
)  # no förbund has so little in kronor or so much in thousands
_INCOME_ROLES = INCOME_ROLES | {LineRole.FINANCIAL_INCOME, LineRole.CAPITAL_GAIN}


def read_for(
    book: Book, text: str, *, unit: str = "", turn: bool | None = None, meant: Mapping[int, str] | None = None
) -> Table:
    """Read a pasted table as the year's: its layout tells the sides, its unit counts where nothing else is said.

    With `unit` chosen by hand that is so; else a table without units whose amounts do not fit the year's is refused.
    """
    year = book.fiscal_year
    begins = year.starts_on.year if year.starts_on.year < year.year else None
    table = read_table(
        text,
        year=year.year,
        unit=unit or year.unit,
        turn=turn,
        known=_sides(book.lines),
        meant=meant,
        begins=begins,
        members=_member_names(year),
    )
    if unit or any(each.is_unit_written for each in table.columns):
        return table
    doubt = _doubt(table, year)
    return replace(table, errors=(*table.errors, doubt)) if doubt else table


def _member_names(year: FiscalYear) -> set[str]:
    """What budgets call the members: their names, with and without kommun and region, and their abbreviations."""
    named = year.association.members.values_list("name", "abbreviation")
    return {each for name, abbreviation in named for each in names_of(name, abbreviation)}


def _doubt(table: Table, year: FiscalYear) -> Notice | None:
    """Say that the unit is not clear, with both readings of the largest amount."""
    found = [abs(amount) for row in table.rows for amount in row.amounts if amount]
    largest = max(found, default=Decimal(0))
    is_kr = year.unit == Unit.KR
    if not largest or (largest >= _SMALL if is_kr else largest < _LARGE):
        return None
    shown = money.kr_as_needed(largest if is_kr else largest / 1000)
    what = (
        f"Tabellen säger inte vilken enhet den har: {shown} kan vara {shown} kr eller {shown} tkr. "
        "Välj enheten under Beloppen är i."
    )
    return Notice("Enheten", what)


def _sides(lines: Sequence[StatementLine]) -> dict[str, Side]:
    """The sides of the rows there are, by their names; a name that stands on two sides tells nothing."""
    found: dict[str, set[Side]] = defaultdict(set)
    for line in lines:
        if labels.side_of(line.label) == (Side.RESULT, True):
            found[labels.plain(line.label)] |= {Side.RESULT, Side.BALANCE}
        elif line.is_line and (line.role or line.statement == StatementKind.BALANCE):
            found[labels.plain(line.label)].add(_side(line))
        elif line.is_sum:
            found[labels.plain(line.label)] |= {Side.RESULT, Side.BALANCE}
    return {name: sides.pop() for name, sides in found.items() if len(sides) == 1}


def _side(line: StatementLine) -> Side:
    if line.statement == StatementKind.BALANCE:
        return Side.BALANCE
    return Side.INCOME if line.role in _INCOME_ROLES else Side.COST


# ---- Rows


def plan_paste(table: Table, book: Book, choices: Choices | None = None) -> Plan:
    """Find each row's line, and say which rows become new ones."""
    choices = choices or Choices()
    statements = _statements(table.rows)
    matched = _match(table.rows, statements, book.lines)
    replaceable = _replaceable(book, table.rows, statements, matched)
    replaced = _replaced(replaceable, choices.outline, table.rows, statements, matched)
    rows = [
        _planned(number, row, statements[number], matched=matched, rows=table.rows, replaced=replaced)
        for number, row in enumerate(table.rows)
    ]
    lines = {line.key: line for line in book.lines if line.kind != LineKind.HEADING}
    rows = [_as_chosen(each, choices, lines) for each in rows]
    rows = _with_result(rows, book, replaced)
    kept = {each.line.pk for each in rows if each.line}
    return Plan(
        table=table,
        columns=tuple(plan_columns(table.columns, book, choices.columns)),
        rows=tuple(rows),
        may_replace=bool(replaceable),
        replaced=replaced,
        leaving=tuple(line for line in book.lines if line.statement in replaced and line.pk not in kept),
    )


def _statements(rows: Sequence[Row]) -> list[str]:
    """The statement of each row; a heading belongs to what follows it, what is carried over to what stands above it."""
    found: list[str] = []
    for number, row in enumerate(rows):
        above = found[-1] if found else StatementKind.INCOME.value
        if row.is_heading:
            after = next((each for each in rows[number:] if not each.is_heading), None)
            found.append(_statement(after) if after else above)
        else:
            found.append(_statement(row) if row.is_counted else above)
    return found


def _statement(row: Row) -> str:
    return (StatementKind.BALANCE if row.side is Side.BALANCE else StatementKind.INCOME).value


@dataclass(frozen=True)
class _Match:
    line: StatementLine
    how: str


def _match(
    rows: Sequence[Row], statements: Sequence[str], lines: Sequence[StatementLine]
) -> dict[int, _Match]:
    """Find the line of each row: first by the same name, then by one that is nearly the same, then the result."""
    found: dict[int, _Match] = {}
    free = list(lines)
    for how in ("exact", "alike", "result"):
        for number, row in enumerate(rows):
            if number in found:
                continue
            fitting = [line for line in free if _may_be(row, statements[number], line)]
            line = _FINDERS[how](row, fitting)
            if line:
                found[number] = _Match(line, "exact" if how == "exact" else "alike")
                free.remove(line)
    return found


def _may_be(row: Row, statement: str, line: StatementLine) -> bool:
    if row.is_heading or line.kind == LineKind.HEADING:
        return row.is_heading and line.kind == LineKind.HEADING and line.statement == statement
    # What is a result in one statement has the same name in the other.
    return line.statement == statement or not labels.is_result(row.label)


def _same_name(row: Row, lines: Sequence[StatementLine]) -> StatementLine | None:
    wanted = _plain(row.label)
    same = [line for line in lines if wanted and _plain(line.label) == wanted]
    kind = LineKind.SUM if row.is_sum else LineKind.LINE
    return next((line for line in same if line.kind == kind), same[0] if same else None)


def _near_name(row: Row, lines: Sequence[StatementLine]) -> StatementLine | None:
    kind = LineKind.HEADING if row.is_heading else (LineKind.SUM if row.is_sum else LineKind.LINE)
    names = {_plain(line.label): line for line in reversed(lines) if line.kind == kind}
    near = difflib.get_close_matches(_plain(row.label), names, n=1, cutoff=_ALIKE)
    return names[near[0]] if near and not _differs_in_number(near[0], _plain(row.label)) else None


def _differs_in_number(first: str, second: str) -> bool:
    """Tell apart names of which only the numbers differ: Projekt 1 and Projekt 2 are two rows."""
    return re.findall(r"\d+", first) != re.findall(r"\d+", second)


def _last_result(row: Row, lines: Sequence[StatementLine]) -> StatementLine | None:
    if row.role != LineRole.YEARS_RESULT or not row.is_sum:
        return None
    return next((line for line in lines if line.is_sum and line.role == LineRole.YEARS_RESULT), None)


_FINDERS = {"exact": _same_name, "alike": _near_name, "result": _last_result}


def _plain(label: str) -> str:
    return re.sub(r"[^a-z0-9åäöé]+", " ", label.lower()).strip()


def _replaceable(
    book: Book, rows: Sequence[Row], statements: Sequence[str], matched: Mapping[int, _Match]
) -> frozenset[str]:
    """The statements whose rows nothing uses yet, where the table has other rows and sums of its own."""
    year = book.fiscal_year
    if year.source == Source.LEDGER or year.notes.exists():
        return frozenset()
    other = {
        statements[number]
        for number, row in enumerate(rows)
        if not row.is_heading and (number not in matched or matched[number].line.is_sum != row.is_sum)
    }
    summed = {statements[number] for number, row in enumerate(rows) if row.parts}
    mapped = {line.statement for line in book.lines if line.accounts.strip()}
    written = set(
        Figure.objects.filter(line__fiscal_year=year, amount__isnull=False).values_list(
            "line__statement", flat=True
        )
    )
    return frozenset({line.statement for line in book.lines} & other & summed - mapped - written)


def _replaced(
    replaceable: frozenset[str], outline: str, rows: Sequence[Row], statements: Sequence[str],
    matched: Mapping[int, _Match],
) -> frozenset[str]:  # fmt: skip
    """Those of the statements that give way: as chosen, or where fewer than half of the table's rows are there."""
    if outline:
        return replaceable if outline == REPLACE else frozenset()
    found = set()
    for statement in replaceable:
        own = [n for n, row in enumerate(rows) if statements[n] == statement and _kind(row) == LineKind.LINE]
        same = [n for n in own if n in matched and matched[n].how == "exact"]
        if len(same) * 2 < len(own):
            found.add(statement)
    return frozenset(found)


def _planned(
    number: int, row: Row, statement: str, *, matched: Mapping[int, _Match], rows: Sequence[Row],
    replaced: frozenset[str],
) -> PlannedRow:  # fmt: skip
    kind = _kind(row)
    role = row.role if kind == LineKind.LINE else ""
    plain = PlannedRow(number, row, statement, kind=kind, role=role)
    found = matched.get(number)
    if found and found.line.statement not in replaced:
        return replace(plain, line=found.line, how=found.how, statement=found.line.statement)
    if row.is_heading and statement not in replaced and any(matched.values()):
        return plain
    within = _within_a_line(row, rows, matched, replaced)
    if within:
        return replace(plain, why=f"Ingår i raden {within}")
    return replace(plain, how="new")


def _kind(row: Row) -> str:
    if row.is_heading:
        return LineKind.HEADING.value
    if row.parts:
        return LineKind.SUM.value
    return LineKind.LINE.value if row.is_counted else LineKind.MEMO.value


def _within_a_line(
    row: Row, rows: Sequence[Row], matched: Mapping[int, _Match], replaced: frozenset[str]
) -> str:
    """The line with an amount that the row is a part of: its amount holds the row's already."""
    parent = row.parent
    while parent is not None:
        found = matched.get(parent)
        if found and found.line.is_line and found.line.statement not in replaced:
            return found.line.label
        parent = rows[parent].parent
    return ""


def _as_chosen(planned: PlannedRow, choices: Choices, lines: Mapping[str, StatementLine]) -> PlannedRow:
    role = choices.roles.get(planned.number, planned.role)
    role = role if role in LineRole.values and planned.kind == LineKind.LINE else planned.role
    choice = choices.rows.get(planned.number)
    if choice is None or choice == planned.chosen:
        return replace(planned, role=role)
    if choice in NEW:
        return replace(planned, line=None, how="new", statement=NEW[choice].value, role=role, why="")
    line = lines.get(choice)
    if line:
        return replace(planned, line=line, how="chosen", statement=line.statement, role=role, why="")
    return replace(planned, line=None, how="none", role=role)


def _with_result(rows: list[PlannedRow], book: Book, replaced: frozenset[str]) -> list[PlannedRow]:
    """Let the last new result be the year's where no row is."""
    staying = [line for line in book.lines if line.statement not in replaced]
    if any(line.is_sum and line.role == LineRole.YEARS_RESULT for line in staying):
        return rows
    results = [
        each
        for each in rows
        if each.how == "new" and each.kind == LineKind.SUM and each.row.side is Side.RESULT
    ]
    told = [each for each in results if each.row.role == LineRole.YEARS_RESULT] or results
    return [replace(each, role=LineRole.YEARS_RESULT.value) if each in told[-1:] else each for each in rows]
