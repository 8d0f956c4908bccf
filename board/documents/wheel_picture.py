"""The årshjul as a picture: where each month, mark and label stands. The list beside it says the same in words."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

from board.queries.year_wheel import Standing, WheelPoint
from finsam.swedish import dates, words

CENTRE = 300.0
OUTER, INNER, MARKS, LABELS = 176.0, 126.0, 205.0, 226.0
ROW = 36.0  # the least between two labels on the same side
MONTHS = ("jan", "feb", "mars", "april", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True)
class Segment:
    """A month of the ring: its outline, name and whether it is over or goes on."""

    path: str
    name: str
    x: str
    y: str
    kind: str


@dataclass(frozen=True)
class Mark:
    """A point round the ring, with its label: a shape for each standing, so that grey tells them apart too."""

    x: str
    y: str
    from_x: str
    from_y: str
    label_x: str
    label_y: str
    side: str
    kind: str
    title: str
    day: str


@dataclass(frozen=True)
class WheelPicture:
    """The whole picture."""

    year: int
    segments: tuple[Segment, ...]
    marks: tuple[Mark, ...]
    hand: tuple[str, str, str, str] | None
    today: str
    told: str
    box: str


def draw(points: Sequence[WheelPoint], year: int, today: dt.date) -> WheelPicture:
    """Lay the points of a year round the ring; those that are counted from another stand in the list alone."""
    shown = [
        each
        for each in points
        if each.item.anchor_id is None
        and each.due_on.year == year
        and each.standing not in {Standing.BEFORE, Standing.DROPPED}
    ]
    heights = _spread(shown)
    marks = tuple(_mark(point, height) for point, height in zip(shown, heights, strict=True))
    done = sum(each.is_done for each in shown)
    top = min([40.0, *(height - 30 for height in heights)])
    bottom = max([560.0, *(height + 40 for height in heights)])
    return WheelPicture(
        year=year,
        segments=tuple(_segment(month, year, today) for month in range(12)),
        marks=marks,
        hand=_hand(today) if today.year == year else None,
        today=dates.weekday_date(today).removesuffix(f" {today.year}") if today.year == year else "",
        told=_told(shown, done),
        box=f"-80 {top:.0f} 770 {bottom - top:.0f}",
    )


def _told(points: Sequence[WheelPoint], done: int) -> str:
    return f"{done} av {len(points)} klara" if points else "Inga punkter"


def _angle(day: dt.date) -> float:
    """The day's way round, clockwise from the top, in radians; one month is as wide as another."""
    length = dates.end_of_month(day.replace(day=1)).day
    return (day.month - 1 + (day.day - 1) / length) / 12 * 2 * math.pi


def _at(angle: float, radius: float) -> tuple[float, float]:
    return CENTRE + radius * math.sin(angle), CENTRE - radius * math.cos(angle)


def _n(number: float) -> str:
    """Write a length as SVG has it, whatever the language of the page."""
    return f"{number:.1f}"


def _segment(month: int, year: int, today: dt.date) -> Segment:
    start, end = month / 6 * math.pi, (month + 1) / 6 * math.pi
    a, b, c, d = _at(start, INNER), _at(start, OUTER), _at(end, OUTER), _at(end, INNER)
    path = (
        f"M{_n(a[0])} {_n(a[1])}L{_n(b[0])} {_n(b[1])}A{_n(OUTER)} {_n(OUTER)} 0 0 1 {_n(c[0])} {_n(c[1])}"
        f"L{_n(d[0])} {_n(d[1])}A{_n(INNER)} {_n(INNER)} 0 0 0 {_n(a[0])} {_n(a[1])}Z"
    )
    x, y = _at((start + end) / 2, (INNER + OUTER) / 2)
    here = (year, month + 1)
    kind = "on" if here == (today.year, today.month) else "past" if here < (today.year, today.month) else ""
    return Segment(path, MONTHS[month], _n(x), _n(y + 5), kind)


def _hand(today: dt.date) -> tuple[str, str, str, str]:
    inner, outer = _at(_angle(today), INNER - 14), _at(_angle(today), OUTER + 14)
    return _n(inner[0]), _n(inner[1]), _n(outer[0]), _n(outer[1])


def _is_right(point: WheelPoint) -> bool:
    return _angle(point.due_on) < math.pi


def _spread(points: Sequence[WheelPoint]) -> list[float]:
    """Give each label a height, none nearer than a row to the next on its side."""
    heights = [_at(_angle(each.due_on), LABELS)[1] for each in points]
    for right in (True, False):
        own = sorted(
            (i for i, each in enumerate(points) if _is_right(each) == right), key=lambda i: (heights[i], i)
        )
        for before, after in itertools.pairwise(own):
            heights[after] = max(heights[after], heights[before] + ROW)
        overflow = (heights[own[-1]] - 545) if own else 0
        if overflow > 0:  # push them up from below, as far as they must
            heights[own[-1]] -= overflow
            for after, before in zip(reversed(own), list(reversed(own))[1:], strict=False):
                heights[before] = min(heights[before], heights[after] - ROW)
    return heights


def _mark(point: WheelPoint, height: float) -> Mark:
    angle = _angle(point.due_on)
    x, y = _at(angle, MARKS)
    near_x, near_y = _at(angle, OUTER)
    reach = LABELS * math.sqrt(max(0.0, 1 - min(1.0, abs(height - CENTRE) / LABELS) ** 2))
    right = _is_right(point)
    label_x = CENTRE + max(reach, 60.0) + 12 if right else CENTRE - max(reach, 60.0) - 12
    return Mark(
        _n(x), _n(y), _n(near_x), _n(near_y), _n(label_x), _n(height), "start" if right else "end",
        point.standing.value, words.capitalised(point.item.title), dates.day_month(point.due_on),
    )  # fmt: skip
