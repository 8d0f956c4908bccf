"""What a table of a year's participants is: figures as the house sees them, and as they may leave it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from insatser.models import CountingPlan
from insatser.queries.outside import HIDDEN
from insatser.queries.spots import ALL, Spot

Period = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class TableCell:
    """A figure: as the house sees it, as it may leave, and the spots that it tells."""

    inside: str
    outside: str
    spots: tuple[Spot, ...] = ()

    @property
    def is_hidden(self) -> bool:
        return HIDDEN in self.outside and self.inside != self.outside


@dataclass(frozen=True)
class TableRow:
    """A line of a table."""

    label: str
    cells: tuple[TableCell, ...]
    is_total: bool = False
    insats: int = ALL


@dataclass(frozen=True)
class YearTable:
    """A table of a year: what it tells, its columns and rows, and what must be said below it."""

    key: str
    caption: str
    first: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    remarks: tuple[str, ...] = ()

    @property
    def has_hidden(self) -> bool:
        return any(cell.is_hidden for row in self.rows for cell in row.cells)

    @property
    def spots(self) -> list[Spot]:
        """Every figure that the table tells or hides, for the ledger."""
        return [spot for row in self.rows for cell in row.cells for spot in cell.spots]


@dataclass(frozen=True)
class Counted:
    """An insats with the longest period that it has counted in a year."""

    pk: int
    name: str
    period: Period
    plan: CountingPlan | None
