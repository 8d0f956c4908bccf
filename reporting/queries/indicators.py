"""What the indicators said, with nothing that a single person answered."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from finsam.models import Association
from finsam.swedish import money
from insatser.disclosure import decide
from insatser.queries.outside import HIDDEN
from reporting.models import IndicatorResult

_TOTAL = ("", 0, -1)  # all groups together, as the gate names them


@dataclass(frozen=True)
class Told:
    """A group's result as it may be told."""

    row: IndicatorResult
    is_hidden: bool  # so few have answered, or so few may have, that a mean can be one person's own answer

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
    found = IndicatorResult.objects.filter(association=association, year=year)
    rows = list(found.order_by("is_total", "position", "id"))
    hidden = _hidden(rows, association.count_limit)
    return [Told(row, row.pk in hidden) for row in rows]


def hiding_sentence(limit: int) -> str:
    """Explain in a sentence what is hidden."""
    return (
        f"{HIDDEN} står för grupper där färre än {limit} har svarat eller där antalet svarande inte är känt, och för "
        "värden som skulle göra det möjligt att räkna ut ett sådant."
    )


def _hidden(rows: list[IndicatorResult], limit: int) -> set[int]:
    """Give the rows to hide: where too few have answered, or nobody knows how many, and what would tell of them.

    Means and numbers of all the groups but one give that one away.
    """
    groups = {("", 0, row.pk): row for row in rows if not row.is_total}
    known = {place: row.respondents for place, row in groups.items() if row.respondents is not None}
    hidden = {row.pk for place, row in groups.items() if place not in known}
    total = sum(known.values())
    sums = [(_TOTAL, list(known))] if known and any(row.is_total for row in rows) else []
    chosen, _ = decide(known | ({_TOTAL: total} if sums else {}), sums, limit=limit, margins={_TOTAL})
    hidden |= {groups[place].pk for place in chosen if place != _TOTAL}
    lacks = not groups or len(known) < len(groups)
    for row in (row for row in rows if row.is_total):
        answered = row.respondents if row.respondents is not None else None if lacks else total
        if answered is None or 0 < answered < limit or (_TOTAL in chosen and answered == total):
            hidden.add(row.pk)
    return hidden


def indicator_years(association: Association) -> list[int]:
    """Give the years that have results, the latest first."""
    return list(
        IndicatorResult.objects.filter(association=association)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
