"""How many took part in each insats, as it may be told outside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from finsam.swedish import dates
from insatser.models import Insats
from insatser.queries.outside import ALL, HIDDEN, Outside, Spot, hiding_sentence, seen_outside
from insatser.states import Counted, Sex
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind

Period = tuple[dt.date, dt.date]


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give a table of those who took part, came, went on and ended, by insats and sex, with last year beside."""
    outside = seen_outside(report.association, report.year)
    insatser = _counted(report, outside)
    if not insatser:
        return {"grid": None}
    sexes = _sexes(outside, insatser)
    before = {pk: _last_year(outside, pk, period) for pk, _, period in insatser}
    heads = [*(str(sex.label) for sex in sexes)]
    if any(before.values()):
        heads.append(f"Totalt {report.year - 1}")
    rows = [row for counted in Counted for row in _rows(outside, insatser, counted, sexes, before)]
    has_hidden = any(cell.text == HIDDEN for row in rows for cell in row.cells)
    remark = hiding_sentence(outside.limit) if has_hidden else ""
    return {"grid": grids.Grid("Deltagare", tuple(heads), tuple(rows), "Antal", current=-1, remark=remark)}


def spots(report: Report) -> list[Spot]:
    """Give the figures that the table prints."""
    outside = seen_outside(report.association, report.year)
    found = []
    for pk, _, period in _counted(report, outside):
        found += outside.spots(insats=pk, period=period)
        if last := _last_year(outside, pk, period):
            found += [s for s in outside.spots(insats=pk, period=last) if s.sex == Sex.TOTAL]
    return found


def _counted(report: Report, outside: Outside) -> list[tuple[int, str, Period]]:
    """Give each insats with the longest period that it has counted in the report's; and all, where it is the same."""
    found = [
        (row.pk, row.name, period)
        for row in Insats.objects.counted_by(report.association).order_by("kind", "name")
        if (period := outside.longest(row.pk, report.period))
    ]
    periods = {period for _, _, period in found}
    if len(found) > 1 and len(periods) == 1:
        found.append((ALL, "Alla insatser", found[0][2]))
    return [(pk, _label(name, period, report), period) for pk, name, period in found]


def _label(name: str, period: Period, report: Report) -> str:
    return name if period == report.period else f"{name}, {dates.date_range(*period)}"


def _last_year(outside: Outside, insats: int, period: Period) -> Period | None:
    """Give the same days of the year before, where they are counted."""
    if any((day.month, day.day) == (2, 29) for day in period):
        return None
    first, last = (day.replace(year=day.year - 1) for day in period)
    return (first, last) if outside.spots(insats=insats, period=(first, last)) else None


def _sexes(outside: Outside, insatser: list[tuple[int, str, Period]]) -> list[Sex]:
    """Leave out the column for those without sex where there are none."""
    unknown = [
        spot for pk, _, period in insatser for spot in outside.spots(insats=pk, period=period)
        if spot.sex == Sex.UNKNOWN and outside.numbers[spot]
    ]  # fmt: skip
    return [sex for sex in Sex if sex != Sex.UNKNOWN or unknown]


def _rows(
    outside: Outside,
    insatser: list[tuple[int, str, Period]],
    counted: Counted,
    sexes: list[Sex],
    before: dict[int, Period | None],
) -> Iterator[grids.GridRow]:
    rows = []
    for pk, label, period in insatser:
        if Spot(pk, *period, counted, Sex.TOTAL) not in outside.numbers:
            continue
        cells = [_cell(outside, Spot(pk, *period, counted, sex)) for sex in sexes]
        if any(before.values()):
            earlier = before[pk]
            cells.append(
                _cell(outside, Spot(pk, *earlier, counted, Sex.TOTAL))
                if earlier
                else grids.words(grids.UNKNOWN)
            )
        rows.append(grids.GridRow(label, tuple(cells), "total" if pk == ALL else ""))
    if rows:
        yield grids.GridRow(str(counted.label), (), "grupp")
        yield from rows


def _cell(outside: Outside, spot: Spot) -> grids.Cell:
    value = outside.value(spot)
    return grids.words(outside.text(spot)) if value is None else grids.Cell(Decimal(value), str(value))


BLOCK = register(
    Block(
        "participants",
        "Deltagare i insatserna",
        "print/blocks/participants.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        spots=spots,
    )
)
