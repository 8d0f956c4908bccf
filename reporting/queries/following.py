"""How the goals go: what is red, late or silent, and what one answers for oneself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Max, Prefetch, Q

from finsam import clock
from finsam.models import Association, Person
from finsam.web.asked_once import asked_once
from reporting.models import Activity, Assessment, Goal
from reporting.queries.goals import Placed, placed, whole_goals
from reporting.queries.measuring import Measured, habits_of, measured
from reporting.states import OPEN_ACTIVITIES, GoalStatus


@dataclass(frozen=True)
class Followed:
    """A goal as it stands on a day, with what one should look at."""

    goal: Goal
    number: str
    depth: int
    measures: tuple[Measured, ...]
    late: tuple[Activity, ...]
    told_on: dt.date | None  # when somebody last told something of it
    is_silent: bool

    @property
    def is_red(self) -> bool:
        """Whether people, or else the values, say that it is not reached."""
        if self.goal.status != GoalStatus.NOT_ASSESSED:
            return self.goal.status == GoalStatus.RED
        return any(
            (each.status if each.status != GoalStatus.NOT_ASSESSED else each.proposed) == GoalStatus.RED
            for each in self.measures
        )

    @property
    def proposed(self) -> GoalStatus:
        """What the measures together propose: the worst of them, nothing while one has neither value nor assessment."""
        found = [
            each.proposed if each.proposed != GoalStatus.NOT_ASSESSED else each.status
            for each in self.measures
        ]
        if not found or GoalStatus.NOT_ASSESSED in found:
            return GoalStatus.NOT_ASSESSED
        return next(
            status for status in (GoalStatus.RED, GoalStatus.YELLOW, GoalStatus.GREEN) if status in found
        )

    @property
    def asks(self) -> bool:
        """Whether it is red, late or silent."""
        return self.is_red or bool(self.late) or self.is_silent


@asked_once
def followed_goals(association: Association, year: int, today: dt.date) -> list[Followed]:
    """Give the year's goals in order as they stand today (at the year's end when it is past), in as many queries."""
    rows = (
        whole_goals(association)
        .filter(year__lte=year, until_year__gte=year)
        .prefetch_related(Prefetch("assessments", Assessment.objects.select_related("made_by")))
        .order_by("position", "id")
    )
    return [followed(each, year, today) for each in placed(rows)]


def followed(row: Placed, year: int, today: dt.date) -> Followed:
    """Give one goal, with all that belongs to it at hand, as it stands today; at the year's end when that is past."""
    goal, until = row.goal, min(max(today, dt.date(year, 1, 1)), dt.date(year, 12, 31))
    habits = habits_of(goal.association)
    told_on = max(_days_told(goal), default=None)
    since = told_on or dt.date(goal.year, 1, 1)
    is_over = goal.until_year < today.year and goal.status != GoalStatus.NOT_ASSESSED
    return Followed(
        goal=goal,
        number=row.number,
        depth=row.depth,
        measures=tuple(measured(each, year, until, habits) for each in goal.measures.all()),
        late=tuple(each for each in goal.activities.all() if is_late(each, today)),
        told_on=told_on,
        is_silent=not is_over and (today - since).days > habits.silent_days,
    )


def is_late(activity: Activity, today: dt.date) -> bool:
    """Whether its last day has passed with the activity not done."""
    return activity.due_on is not None and activity.due_on < today and activity.state in OPEN_ACTIVITIES


def _days_told(goal: Goal) -> Iterable[dt.date]:
    yield from (clock.day_of(each.made_at) for each in goal.assessments.all())
    yield from (clock.day_of(each.told_at) for each in goal.activities.all() if each.told_at)
    for measure in goal.measures.all():
        yield from (
            clock.day_of(each.written_at)
            for each in measure.series.values.all()
            if each.day.year >= goal.year
        )


def goals_to_tell_of(association: Association, person: Person, today: dt.date) -> list[Goal]:
    """Give the goals in force that the person answers for and of which nothing has been told for the förbund's time."""
    rows = list(
        Goal.objects.filter(
            association=association, owner=person, year__lte=today.year, until_year__gte=today.year
        )
        .annotate(
            assessed=Max("assessments__made_at"),
            done=Max("activities__told_at"),
            counted=Max("measures__series__values__written_at"),
        )
        .order_by("position", "id")
    )
    most = habits_of(association).silent_days if rows else 0
    return [goal for goal in rows if (today - _since(goal)).days > most]


def _since(goal: Goal) -> dt.date:
    told = [each for each in (goal.assessed, goal.done, goal.counted) if each]  # type: ignore[attr-defined]
    return max([dt.date(goal.year, 1, 1), *map(clock.day_of, told)])


def activities_to_tell_of(association: Association, person: Person, today: dt.date) -> list[Activity]:
    """Give the person's activities that are not done and whose last day is within two weeks or past."""
    own = Q(goal__association=association) | Q(area__association=association)
    return list(
        Activity.objects.filter(
            own, owner=person, state__in=sorted(OPEN_ACTIVITIES), due_on__lte=today + dt.timedelta(days=14)
        )
        .select_related("goal", "area")
        .order_by("due_on", "id")
    )
