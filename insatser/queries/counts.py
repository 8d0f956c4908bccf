"""The participants of an insats as the house itself sees them: every number, with a mark at what is hidden outside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from finsam.swedish import dates
from insatser.models import Counting, Insats, PublishedFigure
from insatser.queries.cells import cells_of
from insatser.queries.count_remarks import Remark, remarks_on
from insatser.queries.outside import NOT_COUNTED, Outside, Spot, seen_outside
from insatser.states import Measure, Sex

_SHOWN = (Measure.OPENING, Measure.TOOK_PART, Measure.NEW, Measure.GOING, Measure.ENDED, Measure.QUEUE)


@dataclass(frozen=True)
class Cell:
    """A number as it is written, and whether it is hidden outside."""

    text: str
    is_hidden: bool


@dataclass(frozen=True)
class Line:
    """What is counted, by sex and in all."""

    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Period:
    """A period's participants."""

    starts_on: dt.date
    ends_on: dt.date
    lines: tuple[Line, ...]
    remarks: tuple[Remark, ...] = ()

    @property
    def query(self) -> str:
        """What the page of the numbers is asked for."""
        return f"fran={self.starts_on.isoformat()}&till={self.ends_on.isoformat()}"

    @property
    def name(self) -> str:
        return dates.date_range(self.starts_on, self.ends_on)

    @property
    def has_hidden(self) -> bool:
        return any(cell.is_hidden for line in self.lines for cell in line.cells)


def periods_of(insats: Insats) -> list[Period]:
    """Give every period that is counted, the latest first, and of those that end together the longest."""
    days = {cell.period for cell in cells_of(insats)}
    outsides = {year: seen_outside(insats.association, year) for year in {end.year for _, end in days}}
    order = sorted(days, key=lambda period: (period[1], -period[0].toordinal()), reverse=True)
    remarks = remarks_on(insats)
    return [
        Period(
            *period,
            _lines(outsides[period[1].year], insats, period),
            tuple(remark for remark in remarks if remark.period == period),
        )
        for period in order
    ]


def told_otherwise(insats: Insats) -> list[str]:
    """Say of each figure that has been published as another what it was and is, and where it stands."""
    rows = list(
        insats.published_figures.filter(association=insats.association_id, value__isnull=False).order_by(
            "-ends_on", "counted", "sex", "id"
        )
    )
    outsides = {year: seen_outside(insats.association, year) for year in {row.ends_on.year for row in rows}}
    found = [_told(row, outsides[row.ends_on.year]) for row in rows]
    return list(dict.fromkeys(sentence for sentence in found if sentence))


def given_away(insats: Insats) -> list[str]:
    """Say of each small figure that can be worked out from what has been published already."""
    found = []
    for year in sorted({cell.period[1].year for cell in cells_of(insats)}, reverse=True):
        spots = seen_outside(insats.association, year).given_away
        own = sorted(spot for spot in spots if spot.insats == insats.pk and spot.ends_on.year == year)
        found += [f"{_name(spot)} går att räkna ut ur det som redan är publicerat." for spot in own]
    return found


def _lines(outside: Outside, insats: Insats, period: tuple[dt.date, dt.date]) -> tuple[Line, ...]:
    spots = [(measure, [Spot(insats.pk, *period, measure, sex) for sex in Sex]) for measure in _SHOWN]
    return tuple(
        Line(str(measure.label), tuple(_cell(outside, spot) for spot in own))
        for measure, own in spots
        if any(spot in outside.numbers for spot in own)
    )


def _cell(outside: Outside, spot: Spot) -> Cell:
    is_blank = spot in outside.blank or spot not in outside.numbers
    return Cell(NOT_COUNTED if is_blank else str(outside.numbers[spot]), outside.is_hidden(spot))


def _told(row: PublishedFigure, outside: Outside) -> str:
    spot = Spot(row.insats_id or 0, row.starts_on, row.ends_on, row.counted, row.sex, row.detail)
    now = outside.numbers.get(spot)
    if now == row.value:
        return ""
    today = "räknas inte längre" if now is None else f"är nu {now}"
    return f"{_name(spot)} publicerades som {row.value} i {row.where} och {today}."


def _name(spot: Spot) -> str:
    measure, sex = Measure(spot.counted).label, Sex(spot.sex).label
    return f"{measure}, {sex.lower()}, {dates.date_range(spot.starts_on, spot.ends_on)}"


def published_lines(counting: Counting) -> list[tuple[str, list[str]]]:
    """Give what a period shows outside, by what is counted: its label, and women, men, not known and all."""
    of_whom = counting.share.association if counting.share else counting.insats.association
    outside = seen_outside(of_whom, counting.ends_on.year)
    spots = [
        (
            measure,
            [Spot(counting.insats_id, counting.starts_on, counting.ends_on, measure, sex) for sex in Sex],
        )
        for measure in _SHOWN
    ]
    return [
        (str(measure.label), [outside.text(spot) for spot in own])
        for measure, own in spots
        if any(spot in outside.numbers for spot in own)
    ]
