"""The goals of a year."""

from __future__ import annotations

from finsam.models import Association
from reporting.models import Goal, GoalArea

FIRST_YEAR, LAST_YEAR = 1990, 2100


def is_goal_year(year: int) -> bool:
    """Whether a förbund may have goals of the year."""
    return FIRST_YEAR <= year <= LAST_YEAR


def goals_of(association: Association, year: int) -> list[Goal]:
    """Give the year's goals in order with result, målområde, measures and activities, in three queries."""
    rows = Goal.objects.filter(association=association, year=year).select_related("result", "area")
    return list(rows.prefetch_related("activities", "measures").order_by("position", "id"))


def areas_of(association: Association, year: int) -> list[GoalArea]:
    """Give the year's målområden in order with their text."""
    return list(GoalArea.objects.filter(association=association, year=year).select_related("text"))


def goal_years(association: Association) -> list[int]:
    """Give the years that have goals, the latest first."""
    return list(
        Goal.objects.filter(association=association)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
