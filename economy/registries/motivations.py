"""Where an under-balanced budget is motivated: the apps above that print its motivation say whether there is one."""

from __future__ import annotations

from collections.abc import Callable

from finsam.models import Association

Source = Callable[[Association, int], str]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(association, year)` asked for the motivation as clean HTML; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


def motivation_of(association: Association, year: int) -> str:
    """Give the motivation of the year's under-balanced budget as clean HTML; "" where none is written."""
    return next((html for source in _sources if (html := source(association, year))), "")
