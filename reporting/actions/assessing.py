"""Goals and measures are assessed by people, and each time is kept."""

from __future__ import annotations

from django.db import transaction

from finsam import audit, clock
from finsam.models import Person
from reporting.models import Assessment, Goal, Measure
from reporting.states import GoalStatus


@transaction.atomic
def assess(*, goal: Goal, status: str, by: Person | None, note: str = "") -> None:
    """Set how far a goal is reached; the same again without a word is no new assessment."""
    row = Goal.objects.select_for_update(of=("self",)).select_related("association").get(pk=goal.pk)
    if row.status == status and not note.strip():
        return
    row.status = GoalStatus(status)
    row.save(update_fields=["status"])
    goal.status = row.status
    Assessment.objects.create(goal=row, status=row.status, note=note.strip(), made_at=clock.now(), made_by=by)
    audit.record(association=row.association, by=by, verb="bedömde mål", target=row, status=row.status)


@transaction.atomic
def assess_measure(
    *, measure: Measure, status: str, by: Person | None, proposed: str = "", note: str = ""
) -> None:
    """Set how far a goal's measure is reached, beside what its values proposed."""
    row = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if row.status == status and not note.strip():
        return
    row.status = GoalStatus(status)
    row.save(update_fields=["status"])
    holder = row.goal or row.area
    assert holder is not None
    if row.goal:
        Assessment.objects.create(
            goal=row.goal, measure=row, status=row.status, proposed=proposed, note=note.strip(),
            made_at=clock.now(), made_by=by,
        )  # fmt: skip
    audit.record(association=holder.association, by=by, verb="bedömde mått", target=row, status=row.status)
