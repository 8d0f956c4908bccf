"""The rows of a pasted table as rows of a year's layout, where they stood in the table."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import F

from economy.actions.layout import free_key, key_of
from economy.models import Figure, FiscalYear, StatementLine
from economy.pasting.labels import Side
from economy.queries.paste_plan import Plan, PlannedRow
from economy.states import ASSET_ROLES, LineKind, LineRole, LkbrLine, StatementKind
from finsam.texts.cleaning import no_longer_than

Lines = dict[int, StatementLine]


def place_rows(plan: Plan, fiscal_year: FiscalYear) -> Lines:
    """Make the rows that are new, put them where they stood, and let the sums add them; each by its number."""
    _clear(plan)
    lines = {each.number: each.line for each in plan.rows if each.line}
    taken = set(fiscal_year.lines.values_list("key", flat=True))
    for planned in plan.made:
        lines[planned.number] = _make(planned, fiscal_year, taken)
    for statement in StatementKind.values:
        _arrange(plan, fiscal_year, statement, lines)
    for planned in plan.rows:
        _cover(plan, planned, lines)
    _close_with_result(plan, fiscal_year, lines, taken)
    return lines


def _clear(plan: Plan) -> None:
    """Take away rows that nothing uses and the table does not have."""
    gone = [line.pk for line in plan.leaving]
    Figure.objects.filter(line__in=gone, amount=None).delete()
    StatementLine.objects.filter(pk__in=gone).delete()
    keys = {line.key for line in plan.leaving}
    for planned in plan.rows:
        if planned.line and keys & set(planned.line.covers):
            planned.line.covers = [key for key in planned.line.covers if key not in keys]
            planned.line.save(update_fields=["covers"])


def _make(planned: PlannedRow, fiscal_year: FiscalYear, taken: set[str]) -> StatementLine:
    label = no_longer_than(120, planned.row.label.strip() or "Rad", what="Radens namn")
    key = free_key(key_of(label), taken)
    taken.add(key)
    is_line = planned.kind == LineKind.LINE
    return StatementLine.objects.create(
        fiscal_year=fiscal_year, statement=planned.statement, kind=planned.kind, key=key, label=label,
        level=1 if planned.kind in {LineKind.LINE, LineKind.MEMO} else 0, role=planned.role, note=planned.row.note if is_line else None,
        lkbr=planned.lkbr if is_line else "",
    )  # fmt: skip


def _arrange(plan: Plan, fiscal_year: FiscalYear, statement: str, lines: Lines) -> None:
    """Put each new row after the row that stood above it; rows that are there keep their order among themselves."""
    rows = [lines[each.number] for each in plan.rows if each.number in lines]
    pasted = [line for line in rows if line.statement == statement]
    made = {lines[each.number].pk for each in plan.made}
    if statement in plan.replaced:
        ordered = pasted
    else:
        known = fiscal_year.lines.filter(statement=statement).exclude(pk__in=made)
        ordered = _woven(list(known.order_by("position", "id")), pasted, made)
    for position, line in enumerate(ordered, start=1):
        line.position = position
    StatementLine.objects.bulk_update(ordered, ["position"])


def _woven(known: list[StatementLine], pasted: list[StatementLine], made: set[int]) -> list[StatementLine]:
    ordered = list(known)
    place: int | None = None
    for number, line in enumerate(pasted):
        if line.pk not in made:
            place = ordered.index(line) + 1
            continue
        if place is None:
            below = next((each for each in pasted[number:] if each.pk not in made), None)
            place = ordered.index(below) if below else len(ordered)
        ordered.insert(place, line)
        place += 1
    return ordered


def _cover(plan: Plan, planned: PlannedRow, lines: Lines) -> None:
    """Let the sum that the row went into add it: a new sum all of its rows, one that is there the new ones."""
    line = lines.get(planned.number)
    if line is None or line.kind not in {LineKind.LINE, LineKind.SUM}:
        return
    made = {each.number for each in plan.made}
    above = _sum_of(plan, planned, lines) or (
        _neighbours_sum(plan, planned, lines) if planned.number in made else None
    )
    if above is None or (planned.number not in made and above[0] not in made):
        return
    total = above[1]
    if line.key not in total.covers and line.statement == total.statement:
        total.covers = [*total.covers, line.key]
        total.save(update_fields=["covers"])


def _sum_of(plan: Plan, planned: PlannedRow, lines: Lines) -> tuple[int, StatementLine] | None:
    """The nearest sum above the row in the table's own order of sums that is a sum here too."""
    parent = planned.row.parent
    while parent is not None:
        line = lines.get(parent)
        if line and line.is_sum:
            return parent, line
        parent = plan.table.rows[parent].parent
    return None


def _neighbours_sum(plan: Plan, planned: PlannedRow, lines: Lines) -> tuple[int, StatementLine] | None:
    """The sum of the year's own that adds the nearest row of the kind; for tables pasted without their sums."""
    if planned.kind != LineKind.LINE:
        return None
    made = {lines[each.number].pk for each in plan.made}
    own = [line for line in _sums(lines) if line.pk not in made and line.statement == planned.statement]
    for number in _nearest(planned, plan):
        total = next((line for line in own if number in lines and lines[number].key in line.covers), None)
        if total:
            return -1, total
    return None


def _nearest(planned: PlannedRow, plan: Plan) -> Iterator[int]:
    same = [
        each.number
        for each in plan.rows
        if each.number != planned.number and each.holds_amounts and _kin(each) == _kin(planned)
    ]
    yield from sorted(same, key=lambda number: (abs(number - planned.number), number > planned.number))


def _kin(planned: PlannedRow) -> tuple[Side | None, bool]:
    """Rows that one sum may add: of one side, and in the balance sheet assets or the rest."""
    role = planned.line.role if planned.line else planned.role
    return planned.row.side, role in ASSET_ROLES


def _sums(lines: Lines) -> list[StatementLine]:
    """The sums of the year's layout as they are now, those of the table first."""
    own = {line.pk: line for line in lines.values() if line.is_sum}
    year = next(iter(lines.values())).fiscal_year
    return [
        own.get(line.pk, line)
        for line in year.lines.filter(kind=LineKind.SUM).order_by("statement", "position")
    ]


def _close_with_result(plan: Plan, fiscal_year: FiscalYear, lines: Lines, taken: set[str]) -> None:
    """Equity at the year's end holds the year's result: give the balance sheet its row where the table has none."""
    for planned in plan.made:
        line = lines[planned.number]
        others = [plan.table.rows[part] for part in planned.row.parts]
        if (
            not line.is_sum
            or line.statement != StatementKind.BALANCE
            or all(each.side is Side.BALANCE for each in others)
        ):
            continue
        if fiscal_year.lines.filter(statement=StatementKind.BALANCE, role=LineRole.YEARS_RESULT).exists():
            continue
        key = free_key("arets_resultat", taken)
        StatementLine.objects.filter(
            fiscal_year=fiscal_year, statement=StatementKind.BALANCE, position__gte=line.position
        ).update(position=F("position") + 1)
        StatementLine.objects.create(
            fiscal_year=fiscal_year, statement=StatementKind.BALANCE, key=key, label="Årets resultat", level=1,
            position=line.position, role=LineRole.YEARS_RESULT, lkbr=LkbrLine.YEARS_RESULT,
        )  # fmt: skip
        line.covers = [*line.covers, key]
        line.save(update_fields=["covers"])
        taken.add(key)
