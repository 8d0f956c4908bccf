"""The headings of a year's goals, målområden and the like: what they are called, say, and take along to the next."""

from __future__ import annotations

from django.db import transaction

from finsam import audit
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.indexing import forget_area, index_area, index_goal
from reporting.models import Goal, GoalArea
from reporting.states import AreaKind

THE_KIND = {
    AreaKind.AREA: "målområdet",
    AreaKind.PERSPECTIVE: "perspektivet",
    AreaKind.STRATEGIC: "det strategiska området",
    AreaKind.FOCUS: "fokusområdet",
    AreaKind.OUTER: "det yttre målet",
}


@transaction.atomic
def area_named(
    *,
    association: Association,
    year: int,
    name: str,
    by: Person | None,
    html: str = "",
    kind: str = AreaKind.AREA,
) -> GoalArea:
    """Give the year's heading of a kind and name, made last in order when there is none; `html` is what a new one says."""
    Association.objects.select_for_update().get(pk=association.pk)
    rows = GoalArea.objects.filter(association=association, year=year, kind=kind)
    found = rows.filter(name=name.strip()).first()
    if found:
        return found
    last = rows.order_by("-position").first()
    row = GoalArea.objects.create(
        association=association,
        year=year,
        kind=kind,
        name=name.strip(),
        position=last.position + 1 if last else 0,
        text=start_text(association=association, by=by, html=html),
    )
    audit.record(
        association=association,
        by=by,
        verb=f"lade till {row.get_kind_display().lower()}",
        target=row,
        year=year,
    )
    index_area(row)
    return row


@transaction.atomic
def add_area(
    *,
    association: Association,
    year: int,
    name: str,
    html: str,
    by: Person | None,
    kind: str = AreaKind.AREA,
) -> GoalArea:
    """Add a heading with its text. Raises DomainError without a name, or when the year has it."""
    if not name.strip():
        raise DomainError(f"Skriv vad {THE_KIND[AreaKind(kind)]} heter.")
    if GoalArea.objects.filter(association=association, year=year, kind=kind, name=name.strip()).exists():
        raise DomainError(f"{name.strip()} finns redan {year}.")
    return area_named(association=association, year=year, kind=kind, name=name, by=by, html=html)


@transaction.atomic
def change_area(*, area: GoalArea, name: str, html: str, base_version: int, by: Person | None) -> None:
    """Change what a heading is called and what it says. Raises StaleVersionError when somebody else has written."""
    row = (
        GoalArea.objects.select_for_update(of=("self",)).select_related("association", "text").get(pk=area.pk)
    )
    name = name.strip()
    if not name:
        raise DomainError(f"Skriv vad {THE_KIND[AreaKind(row.kind)]} heter.")
    others = GoalArea.objects.filter(association=row.association, year=row.year, kind=row.kind, name=name)
    if others.exclude(pk=row.pk).exists():
        raise DomainError(f"{name} finns redan {row.year}.")
    save_text(text=row.text, html=html, base_version=base_version, by=by)
    if name != row.name:
        row.name = name
        row.save(update_fields=["name"])
    audit.record(
        association=row.association, by=by, verb=f"ändrade {row.get_kind_display().lower()}", target=row, year=row.year
    )  # fmt: skip
    index_area(row)
    for goal in _goals_under(row):
        index_goal(goal)


@transaction.atomic
def move_area(*, area: GoalArea, up: bool, by: Person | None) -> None:
    """Move a heading one step among the year's of its kind."""
    rows = list(
        GoalArea.objects.select_for_update(of=("self",))
        .filter(association=area.association, year=area.year, kind=area.kind)
        .order_by("position", "id")
    )
    place = [row.pk for row in rows].index(area.pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(rows):
        return
    rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows):
        row.position = position
    GoalArea.objects.bulk_update(rows, ["position"])
    audit.record(association=area.association, by=by, verb="flyttade rubrik för mål", target=area)


@transaction.atomic
def remove_area(*, area: GoalArea, by: Person | None) -> None:
    """Take a heading away; its goals stay without one, and what was written is kept in the log.

    Raises DomainError while it has measures or activities of its own.
    """
    if area.measures.exists() or area.activities.exists():
        raise DomainError(f"{area.name} har egna mått eller aktiviteter. Ta bort dem först.")
    audit.record(
        association=area.association,
        by=by,
        verb=f"tog bort {area.get_kind_display().lower()}",
        target=area,
        year=area.year,
        name=area.name,
        text=area.text.html,
    )
    goals = _goals_under(area)
    forget_area(area)
    area.delete()
    for goal in goals:
        index_goal(goal)


@transaction.atomic
def copy_areas(*, association: Association, from_year: int, to_year: int, by: Person | None) -> None:
    """Take a year's headings along to another with their text; those that are there already stay as they are."""
    for row in GoalArea.objects.filter(association=association, year=from_year).select_related("text"):
        area_named(
            association=association, year=to_year, kind=row.kind, name=row.name, html=row.text.html, by=by
        )


def _goals_under(area: GoalArea) -> list[Goal]:
    rows = Goal.objects.filter(area=area) | Goal.objects.filter(perspective=area)
    return list((rows | Goal.objects.filter(listed=area)).distinct())
