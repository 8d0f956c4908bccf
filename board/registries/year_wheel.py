"""What makes a point of the årshjul done: upper apps register what came of a year, the wheel asks for it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from finsam.models import Association


@dataclass(frozen=True)
class Came:
    """What has come of a point in a year: a word on it, whether that is all of it, when, and its page."""

    text: str
    url: str = ""
    is_done: bool = False
    on: dt.date | None = None


Finder = Callable[[Association, Iterable[int]], Mapping[int, Came]]


@dataclass(frozen=True)
class Outcome:
    """Something that a point can wait for; `find` is asked for several years of the wheel at once."""

    key: str
    label: str
    find: Finder


_outcomes: dict[str, Outcome] = {}


def register(key: str, label: str, find: Finder) -> None:
    """Let points wait for this; called from `AppConfig.ready()`."""
    _outcomes[key] = Outcome(key, label, find)


def choices() -> list[tuple[str, str]]:
    """Give what a point can wait for, by key and in words."""
    return [(each.key, each.label) for each in _outcomes.values()]


def came_of(
    association: Association, keys: Iterable[str], years: Iterable[int]
) -> dict[str, Mapping[int, Came]]:
    """Give what has come of each outcome, by its key and the year of the wheel."""
    wanted = list(years)
    return {key: _outcomes[key].find(association, wanted) for key in dict.fromkeys(keys) if key in _outcomes}


def known_by_the_board(association: Association, years: Iterable[int]) -> Mapping[int, Came]:
    """Give nothing: what the board itself knows is read with the points."""
    return {}
