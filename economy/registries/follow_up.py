"""What is made of a closed month: the app above that writes the board's report says where it stands, and begins it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from economy.models import FiscalYear
from finsam.models import Person


@dataclass(frozen=True)
class Panel:
    """What the page says of the report: pairs of label, words and address ("" for none), and what its button says."""

    title: str
    pairs: tuple[tuple[str, str, str], ...]
    remark: str
    button: str


Show = Callable[[FiscalYear, dt.date], Panel]
Begin = Callable[[FiscalYear, dt.date, Person], str]
_makers: list[tuple[Show, Begin]] = []


def register(show: Show, begin: Begin) -> None:
    """Have `show(fiscal_year, until)` asked for the panel and `begin(..., by)` begin it and give its address."""
    if (show, begin) not in _makers:
        _makers.append((show, begin))


def panel_of(fiscal_year: FiscalYear, until: dt.date) -> Panel | None:
    """Give the panel of the month's report; None where nothing is registered."""
    return next((show(fiscal_year, until) for show, _ in _makers), None)


def begin(fiscal_year: FiscalYear, until: dt.date, by: Person) -> str:
    """Begin the month's report and give its address; "" where nothing is registered."""
    return next((make(fiscal_year, until, by) for _, make in _makers), "")
