"""The year's forecasts: the newest with its reasons, how they have moved, and what the next would be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import Figure, FigureSet, FiscalYear, Forecast, ForecastRow, StatementLine
from economy.queries.books import Book
from economy.states import INSATS_ROLES, FigureKind, ForecastWay, LineRole
from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.models import Grant
from insatser.states import InsatsKind

ZERO = Decimal(0)
KEY = "prognos"
Amounts = Mapping[str, Decimal | None]
_KINDS = {LineRole.INDIVIDUAL: InsatsKind.INDIVID, LineRole.STRUCTURAL: InsatsKind.STRUKTUR}


@dataclass(frozen=True)
class Kept:
    """A forecast as it was made: its column, who and when, and its amounts by line in kronor."""

    forecast: Forecast
    amounts: Mapping[str, Decimal | None]
    rows: Mapping[str, ForecastRow]

    @property
    def until(self) -> dt.date:
        return self.forecast.until


@dataclass(frozen=True)
class Step:
    """A step in how the forecast has moved: the year's result in kronor, and on which line it moved most."""

    on: dt.datetime | None
    who: str
    result: Decimal | None
    change: Decimal | None = None
    line: str = ""
    line_change: Decimal | None = None
    amounts: tuple[Decimal | None, ...] = ()


@asked_once
def forecasts_of(fiscal_year: FiscalYear) -> list[Kept]:
    """Give every forecast of the year that was made as one, the first first: three queries."""
    made = list(
        Forecast.objects.filter(figure_set__fiscal_year=fiscal_year).select_related("figure_set", "made_by")
    )
    amounts: dict[int, dict[str, Decimal | None]] = {each.figure_set_id: {} for each in made}
    figures = Figure.objects.filter(figure_set__in=amounts)
    for pk, key, amount in figures.values_list("figure_set_id", "line__key", "amount"):
        amounts[pk][key] = amount
    rows: dict[int, dict[str, ForecastRow]] = {each.pk: {} for each in made}
    for row in ForecastRow.objects.filter(forecast__in=made).select_related("line", "written_by"):
        rows[row.forecast_id][row.line.key] = row
    return [Kept(each, amounts[each.figure_set_id], rows[each.pk]) for each in made]


def made_forecasts(book: Book) -> frozenset[int]:
    """Give the keys of the columns that were made as forecasts: one query where the year has a forecast at all."""
    columns = [each.pk for each in book.columns if each.kind == FigureKind.FORECAST]
    if not columns:
        return frozenset()
    return frozenset(Forecast.objects.filter(figure_set__in=columns).values_list("figure_set_id", flat=True))


def forecast_key(book: Book) -> str:
    """Give the key of the year's forecast column, which each new forecast is a version of."""
    own = book.find(FigureKind.FORECAST)
    return own.key if own else KEY


# ---- How a line's forecast is arrived at


def granted_by_line(book: Book, granted: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Give what the grants cost on the line that is alone of its role, by its key, with minus; kronor.

    `granted` is by kind of insats. With several lines of a role nothing says which grant is whose.
    """
    found: dict[str, Decimal] = {}
    by_role: dict[str, list[StatementLine]] = {}
    for line in book.lines:
        if line.is_line and line.role in INSATS_ROLES:
            by_role.setdefault(line.role, []).append(line)
    for role, lines in by_role.items():
        kind = _KINDS.get(LineRole(role))
        amount = granted.get(kind, ZERO) if kind else sum(granted.values(), ZERO)
        if len(lines) == 1 and amount:
            found[lines[0].key] = -amount
    return found


@asked_once
def granted_by_kind(association: Association, year: int) -> dict[str, Decimal]:
    """Give what the grants in force come to by kind of insats; kronor, one query."""
    found: dict[str, Decimal] = {}
    grants = Grant.objects.current().filter(insats__association=association, year=year)
    for kind, amount in grants.values_list("insats__kind", "amount"):
        found[kind] = found.get(kind, ZERO) + amount
    return found


def rest_of_year(
    outcome: Decimal | None, planned_until: Decimal | None, planned: Decimal | None
) -> Decimal | None:
    """Give the outcome so far and what is left of the budget; kronor, None where neither is known."""
    if outcome is None:
        return planned
    if planned is None or planned_until is None:
        return outcome
    return outcome + planned - planned_until


def amount_by_way(
    way: str, *, rest: Decimal | None, granted: Decimal | None, own: Decimal | None
) -> Decimal | None:
    """Give a line's forecast by the way that is chosen; what is granted counts only where something is."""
    if way == ForecastWay.OWN:
        return own
    if way == ForecastWay.GRANTS and granted is not None:
        return granted
    return rest


# ---- How it has moved


def steps_of(book: Book, kept: Sequence[Kept], lines: Sequence[StatementLine]) -> list[Step]:
    """Give the budget, each forecast and the outcome in the end, with what moved the result most.

    The amounts of a step are those of `lines`, as printed.
    """
    moves = _Moves(book, lines)
    if book.budget:
        moves.go_on(book.amounts(book.budget), _budget_name(book.budget))
    made = {each.forecast.figure_set_id for each in kept}
    for column in book.sets:
        if column.kind == FigureKind.FORECAST and column.is_whole_year and column.pk not in made:
            moves.go_on(book.amounts(column), column.adopted_by or column.label)
    for each in kept:
        who = each.forecast.made_by.name if each.forecast.made_by else ""
        moves.go_on(rules.with_sums(book.lines, each.amounts), who, each.forecast.made_at)
    if book.outcome:
        moves.go_on(book.amounts(book.outcome), f"Utfall {book.year}")
    return moves.steps


class _Moves:
    """The steps so far, and the amounts of the last."""

    def __init__(self, book: Book, lines: Sequence[StatementLine]) -> None:
        self.book, self.lines = book, lines
        self.steps: list[Step] = []
        self.before: Amounts | None = None

    def go_on(self, amounts: Amounts, who: str, on: dt.datetime | None = None) -> None:
        result = rules.result_of(self.book.lines, amounts)
        if result is None:
            return
        was = self.steps[-1].result if self.steps else None
        change = None if was is None else result - was
        moved = _most_moved(self.lines, self.before, amounts)
        self.steps.append(Step(on, who, result, change, *moved, _of(self.lines, amounts)))
        self.before = amounts


def _budget_name(budget: FigureSet) -> str:
    return f"Budgeten, {budget.adopted_by}" if budget.adopted_by else "Budgeten"


def _of(lines: Sequence[StatementLine], amounts: Mapping[str, Decimal | None]) -> tuple[Decimal | None, ...]:
    found = (amounts.get(line.key) for line in lines)
    return tuple(
        None if amount is None else amount * line.sign for line, amount in zip(lines, found, strict=True)
    )


def _most_moved(
    lines: Sequence[StatementLine], before: Amounts | None, now: Amounts
) -> tuple[str, Decimal | None]:  # fmt: skip
    if before is None:
        return "", None
    moved = [
        ((now.get(line.key) or ZERO) - (before.get(line.key) or ZERO), line.label)
        for line in lines
        if line.is_line
    ]
    change, label = max(moved, key=lambda each: abs(each[0]), default=(ZERO, ""))
    return (label, change) if change else ("", None)
