"""The goals of a year, with all that belongs to them, in as many queries however many they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from finsam.models import Association
from finsam.web.asked_once import asked_once
from reporting.models import Activity, Goal, GoalArea, GoalLevel, Measure
from reporting.states import AreaKind

FIRST_YEAR, LAST_YEAR = 1990, 2100
# What goals and headings have of their own, with what each is joined to.
_PARTS = (
    Prefetch("activities", Activity.objects.select_related("owner")),
    Prefetch(
        "measures",
        Measure.objects.select_related("series").prefetch_related("targets", "series__values"),
    ),
)


@dataclass(frozen=True)
class Placed:
    """A goal where it stands: its number (2, or 2.1 below 2) and how deep."""

    goal: Goal
    number: str
    depth: int


def is_goal_year(year: int) -> bool:
    """Whether a förbund may have goals of the year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def whole_goals(association: Association) -> QuerySet[Goal]:
    """Give the association's goals with everything that pages and blocks show of them."""
    rows = Goal.objects.filter(association=association)
    kept = ("association", "result", "text", "area", "perspective", "level", "body", "owner")
    return rows.select_related(*kept).prefetch_related("listed", *_PARTS)


@asked_once
def goals_of(association: Association, year: int) -> list[Goal]:
    """Give the goals in force in the year in order, with all that belongs to them."""
    rows = whole_goals(association).filter(year__lte=year, until_year__gte=year)
    return list(rows.order_by("position", "id"))


def placed(goals: Iterable[Goal]) -> list[Placed]:
    """Give the goals each followed by those below it, numbered; one whose parent is not among them stands alone."""
    rows = list(goals)
    known = {goal.pk for goal in rows}
    below: dict[int | None, list[Goal]] = {}
    for goal in rows:
        below.setdefault(goal.parent_id if goal.parent_id in known else None, []).append(goal)

    def walk(parent: int | None, prefix: str, depth: int) -> Iterator[Placed]:
        for place, goal in enumerate(below.get(parent, []), start=1):
            yield Placed(goal, f"{prefix}{place}", depth)
            yield from walk(goal.pk, f"{prefix}{place}.", depth + 1)

    return list(walk(None, "", 0))


def areas_of(association: Association, year: int, kind: str = AreaKind.AREA) -> list[GoalArea]:
    """Give the year's headings of a kind in order with their text, own measures and activities.

    A goal of several years brings its heading along from the year that it was written in; a name stands once.
    """
    found: dict[str, GoalArea] = {}
    of_kind = [row for row in headings_of(association, year) if row.kind == kind]
    for row in sorted(of_kind, key=lambda each: each.year != year):
        found.setdefault(row.name, row)
    return sorted(found.values(), key=lambda each: (each.position, each.pk))


@asked_once
def headings_of(association: Association, year: int) -> list[GoalArea]:
    """Give the headings of every kind that are of the year, or that a goal in force in it stands under."""
    in_force = Goal.objects.filter(association=association, year__lte=year, until_year__gte=year)
    used = Q(goals__in=in_force) | Q(perspective_goals__in=in_force) | Q(listed_goals__in=in_force)
    rows = GoalArea.objects.filter(association=association).filter(
        Q(year=year) | Q(pk__in=GoalArea.objects.filter(used).values("pk"))
    )
    return list(rows.select_related("text").prefetch_related(*_PARTS).order_by("position", "id"))


def levels_of(association: Association) -> list[GoalLevel]:
    """Give the förbund's levels, the highest first."""
    return list(GoalLevel.objects.filter(association=association))


def goal_years(association: Association) -> list[int]:
    """Give the years that have goals, the latest first."""
    spans = Goal.objects.filter(association=association).values_list("year", "until_year").distinct()
    return sorted({year for first, last in spans for year in range(first, last + 1)}, reverse=True)


def own_measures(association: Association) -> QuerySet[Measure]:
    """Give the association's measures, of goals and of headings."""
    own = Q(goal__association=association) | Q(area__association=association)
    return Measure.objects.filter(own).select_related("goal__owner", "area", "series")


def own_activities(association: Association) -> QuerySet[Activity]:
    """Give the association's activities, of goals and of headings."""
    own = Q(goal__association=association) | Q(area__association=association)
    return Activity.objects.filter(own).select_related("goal", "area", "owner")
