"""The cells of counted periods as they are read: one query for as many periods as one likes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.models import CellKey, CountCell, Insats, Share
from insatser.states import GIVEN_SHARES, TOLD_TO_SHARERS, Measure, Phase, Sex

Days = tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Cell:
    """A number with the insats and the period it is of; `party` is the förbund whose people it counts, 0 for one's own."""

    insats: int
    period: Days
    key: CellKey
    number: int
    party: int = 0


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
def cells_of(insats: Insats, share: int | None = None) -> list[Cell]:
    """Give every cell that counts an insats's own people, or those of a share (its key). One query."""
    rows = CountCell.objects.filter(counting__insats=insats, counting__share=share)
    return _read(rows, insats.association_id)


def cells_of_years(association: Association, years: Iterable[int]) -> list[Cell]:
    """Give every cell that counts a förbund's own people in periods that end in some years. One query."""
    return [cell for cell in cells_beside(association, years) if not cell.party]


def cells_beside(association: Association, years: Iterable[int]) -> list[Cell]:
    """Give the same, and what the förbund that share an insats with it have counted there. One query.

    What is counted for another förbund is its own when it is handed in.
    """
    shared = Share.objects.filter(association=association).given().values("insats")
    rows = CountCell.objects.filter(
        Q(counting__insats__association=association) | Q(counting__insats__in=shared),
        Q(counting__share__isnull=True)
        | Q(counting__share__state__in=sorted(GIVEN_SHARES), counting__state__in=sorted(TOLD_TO_SHARERS)),
        counting__ends_on__year__in=sorted(years),
    )
    return _read(rows, association.pk)


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


def _read(rows: QuerySet[CountCell], own: int) -> list[Cell]:
    read = rows.order_by("counting_id", "id").values_list(
        "counting__insats_id", "counting__starts_on", "counting__ends_on", "counting__insats__association_id",
        "counting__share__association_id", "measure", "sex", "value", "municipality", "age", "number",
    )  # fmt: skip
    return [
        Cell(insats, (start, end), CellKey(*key), number, 0 if (sharer or owner) == own else sharer or owner)
        for insats, start, end, owner, sharer, *key, number in read
    ]
