"""A heading of goals is written whole: its name and text, and the measures and activities that it has without a goal."""

from __future__ import annotations

from django.db import transaction

from finsam.models import Association, Person
from reporting.actions.activities import Activities, set_activities
from reporting.actions.goal_areas import add_area, change_area
from reporting.actions.measures import Measures, set_measures
from reporting.models import GoalArea


@transaction.atomic
def add_heading(
    *,
    association: Association,
    year: int,
    kind: str,
    name: str,
    html: str,
    measures: Measures,
    activities: Activities,
    by: Person | None,
) -> GoalArea:
    """Add a heading with its text (HTML), measures and activities. Raises DomainError as `add_area` does."""
    area = add_area(association=association, year=year, kind=kind, name=name, html=html, by=by)
    set_measures(holder=area, rows=measures, by=by)
    set_activities(holder=area, rows=activities, by=by)
    return area


@transaction.atomic
def change_heading(
    *,
    area: GoalArea,
    name: str,
    html: str,
    base_version: int,
    measures: Measures,
    activities: Activities,
    by: Person | None,
) -> None:
    """Change all of a heading, or nothing. Raises StaleVersionError and DomainError as `change_area` does."""
    change_area(area=area, name=name, html=html, base_version=base_version, by=by)
    set_measures(holder=area, rows=measures, by=by)
    set_activities(holder=area, rows=activities, by=by)
