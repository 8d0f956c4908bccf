"""What the loaders of the demo share: the förbund, and everyone and everything in it by a short key."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from board.models import Matter, Meeting
from finsam.models import Association, Body, Member, Person
from finsam.rules import mandate_start_after

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FOUNDED_ON = dt.date(2005, 7, 1)
TERM_FROM = mandate_start_after(dt.date(2019, 1, 1))


@dataclass
class Stage:
    """A förbund as it grows while the demo is loaded."""

    say: Callable[[str], None]
    association: Association
    members: dict[str, Member] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    matters: dict[str, Matter] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)

    @property
    def chief(self) -> Person:
        return self.people["chief"]


def moment(day: dt.date, clock: str = "09.00") -> dt.datetime:
    """Give the moment of a Swedish clock ("08.30") on a day."""
    hour, minute = clock.split(".")
    return dt.datetime.combine(day, dt.time(int(hour), int(minute)), tzinfo=STOCKHOLM)
