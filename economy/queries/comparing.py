"""Two figures of one thing, with where each stands."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from economy.models import FigureSet
from economy.states import StatementKind
from finsam.registries.checks import Kind
from finsam.swedish import money

ONE = Decimal(1)


@dataclass(frozen=True)
class Comparison:
    """Two figures of one thing: kronor or percent, with what unit they are shown in and how they would differ.

    `column` is the one that holds the figures.
    """

    key: str
    what: str
    here: Decimal
    here_place: str
    there: Decimal
    there_place: str
    kind: Kind
    remedy: str
    page: str = "economy_statements"
    unit: Decimal = ONE
    is_percent: bool = False
    column: FigureSet | None = None

    @property
    def topic(self) -> str:
        """What it is about: the key's first word, or the part of a year that it is of."""
        is_part = self.column is not None and not self.column.is_whole_year
        return "part_of_year" if is_part else self.key.partition(".")[0]

    @property
    def agrees(self) -> bool:
        return self.here == self.there

    def text(self, value: Decimal) -> str:
        """Write a figure as it is shown."""
        if self.is_percent:
            return money.percent(value, max(0, -int(self.unit.normalize().as_tuple().exponent)))
        if self.unit >= 1000:
            return f"{money.tkr(value)}{money.NO_BREAK}tkr"
        return money.kr_as_needed(value)


def column_in_words(column: FigureSet, statement: str) -> str:
    """Name the column in a sentence: its label, or the day of a balance."""
    return column.ends_on.isoformat() if statement == StatementKind.BALANCE else column.label.lower()
