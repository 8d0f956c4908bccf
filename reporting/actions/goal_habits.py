"""How the förbund speaks of its goals: its words, its levels, and when a goal is near or silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.models import GoalHabits, GoalLevel


@transaction.atomic
def change_habits(*, association: Association, levels: Sequence[str], by: Person, **facts: Any) -> GoalHabits:
    """Write the förbund's words and bands, and its levels by name, the highest first.

    A level of a changed name at the same place is renamed. Raises DomainError when a level that goals have would go.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    habits, _ = GoalHabits.objects.update_or_create(association=association, defaults=facts)
    _set_levels(association, levels)
    audit.record(
        association=association, by=by, verb="ändrade hur mål skrivs", target=association, levels=list(levels)
    )
    return habits


def _set_levels(association: Association, names: Sequence[str]) -> None:
    rows = list(GoalLevel.objects.filter(association=association))
    by_name = {row.name: row for row in rows}
    left = [row for row in rows if row.name not in names]
    fresh = [name for name in names if name not in by_name]
    if len(left) == len(fresh):  # reworded, in order
        for row, name in zip(left, fresh, strict=True):
            row.name = name
            row.save(update_fields=["name"])
            by_name[name] = row
    else:
        for row in left:
            if row.goals.exists():
                raise DomainError(f"Det finns mål på nivån {row}. Flytta dem till en annan nivå först.")
            row.delete()
    for place, name in enumerate(names):
        row = by_name.get(name) or GoalLevel(association=association, name=name)
        row.position = place
        row.save()
