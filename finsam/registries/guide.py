"""The way through what a new förbund has to do: an upper app says where it leads, each page of a step shows the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from finsam.models import Association
from finsam.permissions import Permission


@dataclass(frozen=True)
class Guide:
    """The way back to the list of steps, how many are done, and the next one when it is not done on this page."""

    url: str
    done: int
    total: int
    next_title: str = ""
    next_url: str = ""


Finder = Callable[[Association, frozenset[Permission], str], Guide | None]
_finders: list[Finder] = []


def register(finder: Finder) -> Finder:
    """Have `finder(association, permissions, name of the address)` asked; called from `AppConfig.ready()`."""
    if finder not in _finders:
        _finders.append(finder)
    return finder


def of_page(association: Association, permissions: frozenset[Permission], url_name: str) -> Guide | None:
    """Give the way back from a page of a step, or None where the page is no such, or nothing is left to do."""
    found = (finder(association, permissions, url_name) for finder in _finders)
    return next((each for each in found if each), None)
