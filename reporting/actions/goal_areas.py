"""The målområden of a year: what they are called, what is said of them, and that they go along to the next."""

from __future__ import annotations

from django.db import transaction

from finsam import audit
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.indexing import forget_area, index_area, index_goal
from reporting.models import GoalArea


@transaction.atomic
def area_named(
    *, association: Association, year: int, name: str, by: Person | None, html: str = ""
) -> GoalArea:
    """Give the year's målområde of a name, made last in order when there is none; `html` is what a new one says."""
    Association.objects.select_for_update().get(pk=association.pk)
    found = GoalArea.objects.filter(association=association, year=year, name=name.strip()).first()
    if found:
        return found
    last = GoalArea.objects.filter(association=association, year=year).order_by("-position").first()
    row = GoalArea.objects.create(
        association=association,
        year=year,
        name=name.strip(),
        position=last.position + 1 if last else 0,
        text=start_text(association=association, by=by, html=html),
    )
    audit.record(association=association, by=by, verb="lade till målområde", target=row, year=year)
    index_area(row)
    return row


@transaction.atomic
def add_area(*, association: Association, year: int, name: str, html: str, by: Person | None) -> GoalArea:
    """Add a målområde with its text. Raises DomainError without a name, or when the year has it."""
    if not name.strip():
        raise DomainError("Skriv vad målområdet heter.")
    if GoalArea.objects.filter(association=association, year=year, name=name.strip()).exists():
        raise DomainError(f"{name.strip()} finns redan {year}.")
    return area_named(association=association, year=year, name=name, by=by, html=html)


@transaction.atomic
def change_area(*, area: GoalArea, name: str, html: str, base_version: int, by: Person | None) -> None:
    """Change what a målområde is called and what it says. Raises StaleVersionError when somebody else has written."""
    row = (
        GoalArea.objects.select_for_update(of=("self",)).select_related("association", "text").get(pk=area.pk)
    )
    name = name.strip()
    if not name:
        raise DomainError("Skriv vad målområdet heter.")
    if (
        GoalArea.objects.filter(association=row.association, year=row.year, name=name)
        .exclude(pk=row.pk)
        .exists()
    ):
        raise DomainError(f"{name} finns redan {row.year}.")
    save_text(text=row.text, html=html, base_version=base_version, by=by)
    if name != row.name:
        row.name = name
        row.save(update_fields=["name"])
    audit.record(association=row.association, by=by, verb="ändrade målområde", target=row, year=row.year)
    index_area(row)
    for goal in row.goals.all():
        index_goal(goal)


@transaction.atomic
def remove_area(*, area: GoalArea, by: Person | None) -> None:
    """Take a målområde away; its goals stay without one, and what was written is kept in the log."""
    audit.record(
        association=area.association,
        by=by,
        verb="tog bort målområde",
        target=area,
        year=area.year,
        text=area.text.html,
    )
    goals = list(area.goals.all())
    forget_area(area)
    area.delete()
    for goal in goals:
        index_goal(goal)


@transaction.atomic
def copy_areas(*, association: Association, from_year: int, to_year: int, by: Person | None) -> None:
    """Take a year's målområden along to another with their text; those that are there already stay as they are."""
    for row in GoalArea.objects.filter(association=association, year=from_year).select_related("text"):
        area_named(association=association, year=to_year, name=row.name, html=row.text.html, by=by)
