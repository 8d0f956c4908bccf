"""What measures came to: their values up to a day, beside start and target, with what that proposes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

from finsam.models import Association
from finsam.swedish import money
from finsam.web.asked_once import asked_once
from reporting import rules
from reporting.figures.sparklines import sparkline
from reporting.models import GoalHabits, Measure, MeasureValue
from reporting.rules import Value
from reporting.states import GoalStatus, MeasureKind


@dataclass(frozen=True)
class Measured:
    """A measure as it stands on a day: each value as it is written, "" where there is none."""

    measure: Measure
    start: str
    target: str
    outcome: str
    before: str  # the year before
    proposed: GoalStatus
    points: tuple[tuple[dt.date, Decimal], ...]  # every value up to the day, as values are compared
    noted: str = ""  # what was said with the value

    @property
    def said(self) -> str:
        """What it came to: the value, or else what somebody wrote of it in words."""
        return "; ".join(filter(None, (self.outcome, self.measure.outcome)))

    @property
    def status(self) -> GoalStatus:
        """What people have set."""
        return GoalStatus(self.measure.status)

    @property
    def differs(self) -> bool:
        """Whether people have set something else than the values propose."""
        return GoalStatus.NOT_ASSESSED not in {self.status, self.proposed} and self.status != self.proposed


@asked_once
def habits_of(association: Association) -> GoalHabits:
    """Give how the förbund speaks of its goals; the house's way where it has said nothing."""
    found = GoalHabits.objects.filter(association=association).first()
    return found or GoalHabits(association=association)


def measured(measure: Measure, year: int, until: dt.date, habits: GoalHabits) -> Measured:
    """Give how a measure stands on a day of a year; its series with values and its targets must be at hand."""
    values = [value for value in measure.series.values.all() if value.day <= until]
    this = next((value for value in reversed(values) if value.day.year == year), None)
    earlier = next((value for value in reversed(values) if value.day.year < year), None)
    start = _start(measure)
    before = _value(earlier) or start
    found = next((each for each in measure.targets.all() if each.year == year), None)
    target = Value(found.number, found.of) if found else None
    return Measured(
        measure=measure,
        start=_written(measure, start or before),
        target=rules.target_written(measure.kind, target, measure.direction, measure.unit),
        outcome=_written(measure, _value(this)),
        before=_written(measure, before),
        proposed=_proposed(measure, _value(this), target, before, habits),
        points=tuple((value.day, rules.compared(measure.kind, Value(value.number, value.of))) for value in values),
        noted=this.note if this else "",
    )  # fmt: skip


def _proposed(
    measure: Measure, value: Value | None, target: Value | None, before: Value | None, habits: GoalHabits
) -> GoalStatus:
    number = rules.compared(measure.kind, value) if value else None
    if measure.kind == MeasureKind.CHANGE:
        return rules.proposed_change(
            value=number, before=before.number if before else None,
            direction=measure.direction, near_percent=habits.near_percent,
        )  # fmt: skip
    held = (target.number if target.of is None else rules.compared(measure.kind, target)) if target else None
    return rules.proposed_status(
        value=number, target=held, direction=measure.direction, near_percent=habits.near_percent
    )


def _start(measure: Measure) -> Value | None:
    return None if measure.start_number is None else Value(measure.start_number, measure.start_of)


def _value(row: MeasureValue | None) -> Value | None:
    return Value(row.number, row.of) if row else None


def _written(measure: Measure, value: Value | None) -> str:
    return rules.written(measure.kind, value, measure.unit) if value else ""


def pictured(measure: Measured) -> tuple[Measured, SafeString]:
    """Give a measure with its values as a sparkline."""
    told = "; ".join(f"{day.isoformat()}: {money.number(number, 2)}" for day, number in measure.points)
    return measure, sparkline(measure.points, f"{measure.measure.text}. {told}")
