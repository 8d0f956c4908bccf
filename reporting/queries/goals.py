"""The goals of a year."""

from __future__ import annotations

from finsam.models import Association
from reporting.models import Goal


def goals_of(association: Association, year: int) -> list[Goal]:
    """Give the year's goals in order with result and activities, in two queries."""
    rows = Goal.objects.filter(association=association, year=year).select_related("result")
    return list(rows.prefetch_related("activities").order_by("position", "id"))


def goal_years(association: Association) -> list[int]:
    """Give the years that have goals, the latest first."""
    return list(
        Goal.objects.filter(association=association)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
