"""The cells of counted periods as they are read: one query for as many periods as one likes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.models import CellKey, CountCell, Insats
from insatser.states import Measure, Phase, Sex

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Cell:
    """A number with the insats and the period it is of."""

    insats: int
    period: Days
    key: CellKey
    number: int


@dataclass
class PhaseCount:
    """A phase of a period by sex; None where nobody has written."""

    insats_id: int
    period: Days
    phase: str
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def women(self) -> int | None:
        return self.numbers.get(Sex.WOMEN)

    @property
    def men(self) -> int | None:
        return self.numbers.get(Sex.MEN)

    @property
    def unknown(self) -> int | None:
        return self.numbers.get(Sex.UNKNOWN)

    @property
    def total(self) -> int:
        return sum(self.numbers.values())


@asked_once
def cells_of(insats: Insats) -> list[Cell]:
    """Give every cell of an insats. One query."""
    return _read(CountCell.objects.filter(counting__insats=insats))


def cells_of_years(association: Association, years: Iterable[int]) -> list[Cell]:
    """Give every cell of a förbund's periods that end in some years. One query."""
    return _read(
        CountCell.objects.filter(
            counting__insats__association=association, counting__ends_on__year__in=sorted(years)
        )
    )


def phase_counts(cells: Iterable[Cell]) -> list[PhaseCount]:
    """Give the phases by sex of periods, and those there at the beginning, undivided by anything else."""
    found: dict[tuple[int, Days, str], PhaseCount] = {}
    for cell in cells:
        if cell.key.measure in {*Phase.values, Measure.OPENING, Measure.TOOK_PART} and cell.key == CellKey(
            cell.key.measure, cell.key.sex
        ):
            place = cell.insats, cell.period, cell.key.measure
            row = found.setdefault(place, PhaseCount(*place))
            row.numbers[cell.key.sex] = cell.number
    return list(found.values())


def _read(rows: QuerySet[CountCell]) -> list[Cell]:
    read = rows.order_by("counting_id", "id").values_list(
        "counting__insats_id", "counting__starts_on", "counting__ends_on", "measure", "sex", "value",
        "municipality", "age", "number",
    )  # fmt: skip
    return [Cell(insats, (start, end), CellKey(*key), number) for insats, start, end, *key, number in read]
