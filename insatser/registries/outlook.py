"""What money there is for insatser in the years to come: the economy says, insatser ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from finsam.models import Association


@dataclass(frozen=True)
class YearOutlook:
    """A year's plan in kronor, costs as plus; None where nobody has said.

    `line` is what budget or plan gives insatser. `beside` is incomes less every other cost; `assumed_from` is the year whose
    `beside` and contributions stand in where the year has none of its own. `limit` is the most that equity should be, in
    percent of the contributions.
    """

    year: int
    line: Decimal | None = None
    line_source: str = ""
    beside: Decimal | None = None
    assumed_from: int | None = None
    contributions: Decimal | None = None
    limit: Decimal | None = None


@dataclass(frozen=True)
class Outlook:
    """Equity at the end of the last year that is known, and each year after it."""

    equity: Decimal | None
    equity_year: int | None
    years: tuple[YearOutlook, ...]

    def of(self, year: int) -> YearOutlook:
        """Give a year's plan; an empty one where nobody has said."""
        return next((each for each in self.years if each.year == year), YearOutlook(year))


Source = Callable[[Association, int, int], Outlook]
_sources: list[Source] = []
_lines: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(association, first year, last year)` asked for the outlook; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


def register_lines(source: Source) -> Source:
    """Have `source(association, first year, last year)` asked for the years' lines alone; called from `AppConfig.ready()`."""
    if source not in _lines:
        _lines.append(source)
    return source


def lines_of(association: Association, first: int, last: int) -> Outlook:
    """Give the budget line for insatser of each year and nothing else, which is asked in fewer questions."""
    for source in _lines:
        return source(association, first, last)
    return Outlook(None, None, ())


def outlook_of(association: Association, first: int, last: int) -> Outlook:
    """Give the outlook from the year after the last known equity until `last`; empty where no economy is there to say."""
    for source in _sources:
        return source(association, first, last)
    return Outlook(None, None, ())
