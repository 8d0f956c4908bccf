"""What waits for whom: apps register how to find it, the front page lists it. Nothing is stored."""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from finsam.models import Association, Person
from finsam.permissions import Permission


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


def waiting(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> list[Todo]:
    """Give everything that waits for the person, oldest first, what has no day last."""
    found = [todo for finder in _finders for todo in finder(association, person, permissions, today)]
    return sorted(found, key=lambda todo: (todo.due_on is None, todo.due_on or today, todo.what))
