"""The days of a point of the årshjul, from its month and day or from the point that it is counted back from."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping

from board.models import YearWheelItem, YearWheelTurn

YEARS = ("{år}", "{förra året}", "{nästa år}")


def in_words(text: str, year: int) -> str:
    """Write a heading or a proposal of a year: {år}, {förra året} and {nästa år} become years."""
    for sign, number in zip(YEARS, (year, year - 1, year + 1), strict=True):
        text = text.replace(sign, str(number))
    return text


def comes_in(item: YearWheelItem, year: int) -> bool:
    """Whether the point comes in the year: each year, or every fourth from its first."""
    return year >= item.first_year and (year - item.first_year) % item.every == 0


def day_in(year: int, month: int, day: int) -> dt.date:
    """Give the day in a year; what the month lacks is its last day."""
    return dt.date(year, month, min(day, calendar.monthrange(year, month)[1]))


def due_day(
    item: YearWheelItem, year: int, turns: Mapping[tuple[int, int], YearWheelTurn], anchors: Mapping[int, YearWheelItem]
) -> dt.date:  # fmt: skip
    """Give the day of a point in a year: moved, counted from where its anchor is decided, or as every year.

    The anchor's day is that of the meeting on whose agenda it lies, so that a meeting that is moved moves the steps.
    """
    turn = turns.get((item.pk, year))
    if turn and turn.due_on:
        return turn.due_on
    if item.anchor_id is None:
        assert item.month
        assert item.day
        return day_in(year, item.month, item.day)
    anchor = anchors[item.anchor_id]
    its = turns.get((anchor.pk, year))
    held_on = its.paragraph.meeting.held_on if its and its.paragraph else None
    from_on = held_on or due_day(anchor, year, turns, anchors)
    return from_on - dt.timedelta(days=item.days_before or 0)
