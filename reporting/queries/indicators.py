"""What the indicators said, with nothing that a single person answered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from finsam import money
from finsam.models import Association
from reporting.models import IndicatorResult

FEWEST = 5  # with fewer respondents a mean or a spread can be one person's own answer


@dataclass(frozen=True)
class Told:
    """A group's result as it may be told."""

    row: IndicatorResult

    @property
    def is_hidden(self) -> bool:
        """Whether so few have answered that nothing is told of the group."""
        return self.row.respondents is not None and self.row.respondents < FEWEST

    @property
    def mean(self) -> Decimal | None:
        return None if self.is_hidden else self.row.mean

    @property
    def spread(self) -> str:
        """Such as "4,18–4,90"; empty where it is not known or may not be told."""
        if (
            self.row.respondents is None
            or self.is_hidden
            or self.row.lowest is None
            or self.row.highest is None
        ):
            return ""
        return f"{money.number(self.row.lowest, 2)}–{money.number(self.row.highest, 2)}"


def told_results(association: Association, year: int) -> list[Told]:
    """Give the year's groups in order, the total last."""
    rows = IndicatorResult.objects.filter(association=association, year=year).order_by(
        "is_total", "position", "id"
    )
    return [Told(row) for row in rows]


def indicator_years(association: Association) -> list[int]:
    """Give the years that have results, the latest first."""
    return list(
        IndicatorResult.objects.filter(association=association)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
