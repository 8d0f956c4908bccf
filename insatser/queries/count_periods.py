"""Which periods are counted, by when, and what the one before held."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from finsam import clock
from finsam.swedish import dates
from insatser import rules
from insatser.models import Counting, CountingPlan, Insats, InsatsReport, Share


@dataclass(frozen=True)
class Awaited:
    """A period that has begun and that nobody counts yet."""

    starts_on: dt.date
    ends_on: dt.date

    @property
    def name(self) -> str:
        return dates.date_range(self.starts_on, self.ends_on)


def due_on(counting: Counting, plan: CountingPlan) -> dt.date:
    """Give the last day to hand in a period."""
    return counting.ends_on + dt.timedelta(days=plan.due_days)


def next_periods(insats: Insats, plan: CountingPlan, share: Share | None = None) -> list[Awaited]:
    """Give the periods of this year and the last that have begun, fall in the insats's time and are not counted yet."""
    today = clock.today()
    begun = set(insats.countings.filter(share=share).values_list("starts_on", "ends_on"))
    found = [
        Awaited(*days)
        for year in (today.year - 1, today.year)
        for days in rules.counted_periods(plan.period_kind, year)
        if days not in begun and days[0] <= today and is_within(insats, *days)
    ]
    return found[::-1]


def countings_of(report: InsatsReport) -> list[Counting]:
    """Give the periods counted of what a report tells of, the earliest first. One query."""
    first, last = rules.period(report.kind, report.year)
    rows = report.insats.countings.filter(share=None, starts_on__gte=first, ends_on__lte=last)
    return list(rows.order_by("starts_on", "ends_on"))


def is_within(insats: Insats, starts_on: dt.date, ends_on: dt.date) -> bool:
    """Whether an insats goes on during some of a period."""
    return insats.starts_on <= ends_on and (insats.ends_on is None or insats.ends_on >= starts_on)


def content_before(counting: Counting) -> tuple[Counting | None, dict[str, str]]:
    """Give the period of the same length before one, and its numbers by the names of their cells. Two queries."""
    before = (
        Counting.objects.filter(
            insats=counting.insats_id,
            share=counting.share_id,
            ends_on__lt=counting.starts_on,
            kind=counting.kind,
        )
        .order_by("-ends_on")
        .first()
    )
    cells = before.cells.all() if before else ()
    return before, {cell.key.name: str(cell.number) for cell in cells}
