"""Who lacks what: which periods of a year are counted, handed in, late or not begun, insats by insats."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from finsam import clock
from finsam.models import Association
from insatser import rules
from insatser.models import Counting, CountingPlan, Insats
from insatser.queries.count_periods import is_within
from insatser.states import COUNTABLE, InsatsKind


@dataclass(frozen=True)
class Lack:
    """A period of an insats that is not handed in; `counting` is None where nobody has begun."""

    insats: Insats
    starts_on: dt.date
    ends_on: dt.date
    due_on: dt.date
    counting: Counting | None

    @property
    def name(self) -> str:
        return Counting(
            kind=rules.period_kind(self.starts_on, self.ends_on),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        ).title

    @property
    def is_late(self) -> bool:
        return self.due_on < clock.today()

    @property
    def query(self) -> str:
        """What the page of the numbers is asked for."""
        return f"fran={self.starts_on.isoformat()}&till={self.ends_on.isoformat()}"


def lacks(association: Association, year: int) -> list[Lack]:
    """Give the periods of a year that have ended and are not handed in, the latest due last. Three queries."""
    today = clock.today()
    plans = {plan.insats_id: plan for plan in CountingPlan.objects.filter(insats__association=association)}
    rows = Counting.objects.filter(insats__association=association, share=None, ends_on__year=year)
    begun = {(row.insats_id, row.starts_on, row.ends_on): row for row in rows}
    found = []
    for insats in Insats.objects.of(association).in_year(year).select_related("association", "body"):
        plan = plans.get(insats.pk)
        if plan is None and insats.kind != InsatsKind.INDIVID:
            continue
        plan = plan or CountingPlan(insats=insats)
        for first, last in rules.counted_periods(plan.period_kind, year):
            counting = begun.get((insats.pk, first, last))
            is_open = counting is None or counting.state in COUNTABLE
            if last < today and is_open and is_within(insats, first, last):
                due = last + dt.timedelta(days=plan.due_days)
                found.append(Lack(insats, first, last, due, counting))
    return sorted(found, key=lambda each: (each.due_on, each.insats.name))
