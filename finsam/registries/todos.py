"""What waits for whom: apps register how to find it, the front page lists it. Nothing is stored."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model

from finsam.models import Association, Person
from finsam.permissions import Permission

MOST_TOLD = 10  # of what can be any number at once, such as mails that a broken server refuses
MOST_READ = 200  # of the same, to find those among
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Todo:
    """One line that waits: it starts with a verb and leads to where the thing is done."""

    what: str
    about: str
    url: str
    due_on: dt.date | None = None
    figure: str = ""
    is_alarm: bool = False
    waits_for_others: bool = False


Finder = Callable[[Association, Person, frozenset[Permission], dt.date], Iterable[Todo]]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Have `finder` asked for what waits; called from `AppConfig.ready()`."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def told(found: list[Row], todo: Callable[[Row], Todo], rest: Callable[[Row, int], Todo]) -> Iterator[Todo]:
    """Tell of the first rows in a line each; `rest` gets the next row and how many more there are, in one line."""
    yield from map(todo, found[:MOST_TOLD])
    if len(found) > MOST_TOLD:
        yield rest(found[MOST_TOLD], len(found) - MOST_TOLD)


def waiting(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> list[Todo]:
    """Give everything that waits for the person, oldest first, what has no day last."""
    found = [todo for finder in _finders for todo in finder(association, person, permissions, today)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or today, todo.what))
