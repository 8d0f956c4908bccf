"""The årshjul as a list: what is late, what is next, what comes later and what is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from board.queries.year_wheel import Standing, WheelPoint
from finsam.swedish import dates

FEWEST_NEXT = 3  # so that there is always something to look forward to


@dataclass(frozen=True)
class Group:
    """Points that stand alike."""

    title: str
    points: tuple[WheelPoint, ...]
    is_late: bool = False
    is_over: bool = False  # nothing is left to do with them this year


def grouped(points: Sequence[WheelPoint]) -> list[Group]:
    """Give the points by how they stand; groups without any are left out.

    Steps that are counted from another point stand in its chain, and here when they are near.
    """
    by = {standing: [each for each in points if each.standing == standing] for standing in Standing}
    own_days = [each for each in by[Standing.AHEAD] if each.item.anchor_id is None]
    missing = max(FEWEST_NEXT - len(by[Standing.NEXT]), 0)
    found = [
        Group("Försenat", tuple(by[Standing.LATE]), is_late=True),
        Group("Härnäst", (*by[Standing.NEXT], *own_days[:missing])),
        Group("Senare", tuple(own_days[missing:])),
        Group("Klart", tuple(by[Standing.DONE]), is_over=True),
        Group("Görs inte i år", tuple(by[Standing.DROPPED]), is_over=True),
        Group("Före starten", tuple(by[Standing.BEFORE]), is_over=True),
    ]
    return [each for each in found if each.points]


def next_sentence(points: Sequence[WheelPoint]) -> str:
    """Say in a line how many are late, and what comes next."""
    late = sum(each.standing == Standing.LATE for each in points)
    told = (
        [f"{'En punkt' if late == 1 else f'{late} punkter'} är försenad{'' if late == 1 else 'e'}."]
        if late
        else []
    )
    ahead = next((each for each in points if each.standing in {Standing.NEXT, Standing.AHEAD}), None)
    if ahead:
        day = dates.weekday_date(ahead.due_on).removesuffix(f" {ahead.today.year}")
        told.append(f"Härnäst: {_lowered(ahead.item.title)}, {day}.")
    return " ".join(told)


def _lowered(title: str) -> str:
    return title[:1].lower() + title[1:] if title[1:2].islower() else title


@dataclass(frozen=True)
class Step:
    """A step of a chain, and how far it is from the point that it is counted from."""

    point: WheelPoint
    distance: str
    is_end: bool = False
    is_current: bool = False


@dataclass(frozen=True)
class Chain:
    """The steps towards a point, counted backwards from the meeting that decides it."""

    anchor: WheelPoint
    steps: tuple[Step, ...]
    decided_on: dt.date
    done: int

    @property
    def title(self) -> str:
        return f"{self.anchor.item.title}, räknad baklänges från den {dates.day_month(self.decided_on)}"

    @property
    def current(self) -> Step | None:
        """What is next to do."""
        return next((each for each in self.steps if each.is_current), None)


def chains(points: Sequence[WheelPoint]) -> list[Chain]:
    """Give each point that others are counted from, with its steps in the order of their days."""
    found = []
    for anchor in points:
        own = [each for each in points if each.item.anchor_id == anchor.item.pk]
        if own:
            found.append(_chain(anchor, own))
    return found


def _chain(anchor: WheelPoint, own: list[WheelPoint]) -> Chain:
    decided_on = anchor.paragraph.meeting.held_on if anchor.paragraph else anchor.due_on
    days = {anchor.item.pk: decided_on} | {each.item.pk: each.due_on for each in own}
    ordered = sorted([*own, anchor], key=lambda each: (days[each.item.pk], each is anchor))
    current = next((each for each in ordered if each.is_open), None)
    steps = tuple(
        Step(each, _distance(days[each.item.pk], decided_on), each is anchor, each is current)
        for each in ordered
    )
    return Chain(anchor, steps, decided_on, sum(each.is_done for each in ordered))


def _distance(day: dt.date, decided_on: dt.date) -> str:
    days = (decided_on - day).days
    if days == 0:
        return "dagen"
    return f"{abs(days)} {'dag' if abs(days) == 1 else 'dagar'} {'före' if days > 0 else 'efter'}"
