"""Arrangemang of the year and how many came, as it may be told outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from insatser.models import Event
from insatser.queries.events import came_to, held_of, read_events
from insatser.queries.events_outside import events_outside, spot_of, sum_spot
from insatser.queries.outside import HIDDEN, Outside, Spot, hiding_sentence
from insatser.states import Sex, Way
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind

_SEXES = (Sex.WOMEN, Sex.MEN)


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the arrangemang of the report's days, in the order they were held, with a sum where it is of the whole year."""
    events = _events(report)
    if not events:
        return {"grid": None}
    outside = events_outside(report.association, report.year)
    columns, year = _columns(events), f" {report.year}"
    rows = [
        grids.GridRow(
            f"{event.title}, {event.days.removesuffix(year)}",
            _cells(outside, [spot(event) for _, spot, _ in columns]),
        )
        for event in events
    ]
    if _is_whole_year(report) and len(events) > 1:
        sums = [sum_spot(report.year, mark, sex) for _, _, (mark, sex) in columns]
        rows.append(grids.GridRow("Alla arrangemang", _cells(outside, sums), "total"))
    has_hidden = any(cell.text == HIDDEN for row in rows for cell in row.cells)
    remark = hiding_sentence(outside.limit) if has_hidden else ""
    heads = tuple(head for head, _, _ in columns)
    grid = grids.Grid("Arrangemang", heads, tuple(rows), "Antal besök", current=-1, remark=remark)
    return {"grid": grid}


def spots(report: Report) -> list[Spot]:
    """Give the figures that the table prints."""
    events = _events(report)
    columns = _columns(events)
    found = [spot(event) for event in events for _, spot, _ in columns]
    if _is_whole_year(report) and len(events) > 1:
        found += [sum_spot(report.year, mark, sex) for _, _, (mark, sex) in columns]
    return found


Column = tuple[str, Callable[[Event], Spot], tuple[str, Sex]]


def _columns(events: list[Event]) -> list[Column]:
    """Give the columns: how they came where that differs, women and men where they are counted, and all."""
    came = [came_to(event.groups.all()) for event in events]
    ways = [way for way in Way if any(way in dict(each.ways) for each in came)]
    columns: list[Column] = []
    if len(ways) > 1:
        columns += [(str(way.label), _by_way(way), (f"-s.{way}", Sex.TOTAL)) for way in ways]
    if any(each.women is not None or each.men is not None for each in came):
        columns += [(str(sex.label), _by_sex(sex), ("", sex)) for sex in _SEXES]
    return [*columns, (str(Sex.TOTAL.label), _by_sex(Sex.TOTAL), ("", Sex.TOTAL))]


def _by_way(way: Way) -> Callable[[Event], Spot]:
    return lambda event: spot_of(event, way=way)


def _by_sex(sex: Sex) -> Callable[[Event], Spot]:
    return lambda event: spot_of(event, sex)


def _cells(outside: Outside, found: list[Spot]) -> tuple[grids.Cell, ...]:
    values = [(outside.value(spot), outside.text(spot)) for spot in found]
    return tuple(
        grids.words(text) if value is None else grids.number(Decimal(value)) for value, text in values
    )


def _events(report: Report) -> list[Event]:
    first, last = report.period
    held = held_of(read_events(report.association, report.year))
    inside = [event for event in held if first <= event.ends_on <= last]
    return sorted(inside, key=lambda event: (event.starts_on, event.pk))


def _is_whole_year(report: Report) -> bool:
    return report.period == (dt.date(report.year, 1, 1), dt.date(report.year, 12, 31))


BLOCK = register(
    Block(
        "events",
        "Arrangemang och hur många som kom",
        "print/blocks/events.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        spots=spots,
    )
)
