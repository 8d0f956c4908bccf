"""The styrkort: a column for each perspective on a landscape page, with rows of goals, measures and activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from reporting.blocks.goal_areas import grouped
from reporting.blocks.goals import LIGHTS, Day, activity_row, day_of
from reporting.models import GoalArea, Report, Section
from reporting.queries.goals import Placed, goals_of, placed
from reporting.queries.measuring import Measured
from reporting.registries.blocks import Block, register
from reporting.states import AreaKind, GoalStatus, ReportKind

MOST_COLUMNS = 5  # that a landscape page takes with words still readable
NAMELESS = "Övriga mål"


@dataclass(frozen=True)
class Cell:
    """What stands in a cell: the words, then what is said smaller below, and a light for what is assessed."""

    words: str = ""
    lines: tuple[str, ...] = ()
    value: str = ""
    target: str = ""
    light: str = ""
    status: str = ""


@dataclass(frozen=True)
class Column:
    """A perspective with its cells from the top."""

    name: str
    text: str
    goals: tuple[Cell, ...]
    measures: tuple[Cell, ...]
    activities: tuple[Cell, ...]


@dataclass(frozen=True)
class Row:
    """A row of the styrkort: what it is of, its number, and a cell for each perspective."""

    label: str
    cells: tuple[Cell, ...]
    opens: bool = False  # the first of its kind


@dataclass(frozen=True)
class Card:
    """As many perspectives as a page takes, with their rows."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the perspectives as cards of columns; in delår and årsredovisning with what the measures came to."""
    columns = columns_of(report)
    size = _size(len(columns))
    cards = [_card(tuple(columns[place : place + size])) for place in range(0, len(columns), size or 1)]
    return {"cards": cards, "is_landscape": bool(cards)}


def columns_of(report: Report) -> list[Column]:
    """Give the year's perspectives in order, each with its goals, measures and activities; last what has none."""
    day, is_assessed = day_of(report), report.kind != ReportKind.PLAN
    goals = placed(goals_of(report.association, report.year))
    found = [
        _column(area, own, day, is_assessed=is_assessed)
        for area, own in grouped(report, AreaKind.PERSPECTIVE, goals)
    ]
    return [each for each in found if each.name != NAMELESS or each.goals]


def _size(count: int) -> int:
    """Divide the columns evenly on as few cards as take them."""
    cards = -(-count // MOST_COLUMNS)
    return -(-count // cards) if cards else 0


def _column(area: GoalArea | None, goals: list[Placed], day: Day, *, is_assessed: bool) -> Column:
    measures = [
        _measure(each, f"Mål {place}" if len(goals) > 1 else "", is_assessed=is_assessed)
        for place, row in enumerate(goals, start=1)
        for each in day.of(row.goal.measures.all())
    ]
    activities = [each for row in goals for each in row.goal.activities.all()]
    if area:
        measures += [_measure(each, "", is_assessed=is_assessed) for each in day.of(area.measures.all())]
        activities += list(area.activities.all())
    return Column(
        name=area.name if area else NAMELESS,
        text=area.text.html if area else "",
        goals=tuple(_goal(row, is_assessed=is_assessed) for row in goals),
        measures=tuple(measures),
        activities=tuple(_activity(activity_row(each, is_assessed=is_assessed)) for each in activities),
    )


def _goal(row: Placed, *, is_assessed: bool) -> Cell:
    goal = row.goal
    return Cell(
        words=goal.goal,
        lines=(goal.level.name,) if goal.level else (),
        light=LIGHTS[GoalStatus(goal.status)] if is_assessed else "",
        status=goal.get_status_display() if is_assessed else "",
    )


def _measure(row: Measured, of: str, *, is_assessed: bool) -> Cell:
    is_set = is_assessed and row.status != GoalStatus.NOT_ASSESSED
    return Cell(
        words=row.measure.text,
        lines=(of,) if of else (),
        value=row.said if is_assessed else "",
        target=row.target,
        light=LIGHTS[row.status] if is_set else "",
        status=row.status.label if is_set else "",
    )


def _activity(row: tuple[str, str, str, str]) -> Cell:
    text, when, who, told = row
    return Cell(words=text, lines=tuple(filter(None, (", ".join(filter(None, (who, when))), told))))


def _card(columns: tuple[Column, ...]) -> Card:
    kinds = (("Mål", "goals"), ("Mått", "measures"), ("Aktivitet", "activities"))
    rows = [
        Row(
            f"{label} {place + 1}",
            tuple(_nth(getattr(each, name), place) for each in columns),
            opens=place == 0,
        )
        for label, name in kinds
        for place in range(max((len(getattr(each, name)) for each in columns), default=0))
    ]
    return Card(columns, tuple(rows))


def _nth(cells: tuple[Cell, ...], place: int) -> Cell:
    return cells[place] if place < len(cells) else Cell()


BLOCK = register(
    Block(
        "scorecard",
        "Styrkort, en kolumn för varje perspektiv",
        "print/blocks/scorecard.html",
        build,
        picture="app/blocks/scorecard.svg",
        told="En liggande sida med en kolumn för varje perspektiv och rader för mål, mått och aktiviteter.",
    )
)
