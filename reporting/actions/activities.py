"""Activities are written, and whoever does them tells how far they have come."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.actions.rows_kept import paired
from reporting.models import Activity, Goal, GoalArea
from reporting.states import ACTIVITY_TRANSITIONS, ActivityState

Activities = Sequence[tuple[str, str, str]]  # what, when and who of each
FACTS = frozenset({"text", "when", "who", "due_on", "owner", "cost"})


@transaction.atomic
def set_activities(*, holder: Goal | GoalArea, rows: Activities, by: Person | None) -> None:
    """Write the activities of a goal or a heading (what, when, who) as they stand; empty rows are left out.

    One that is still there keeps what has been told of it, reworded or not.
    """
    stripped = [(text.strip(), when.strip(), who.strip()) for text, when, who in rows]
    kept = [row for row in stripped if any(row)]
    before = list(holder.activities.all())
    if kept == [(each.text, each.when, each.who) for each in before]:
        return
    pairs = paired([each.text for each in before], [text for text, _, _ in kept])
    for gone in set(range(len(before))) - set(pairs.values()):
        before[gone].delete()
    for place, (text, when, who) in enumerate(kept):
        row = before[pairs[place]] if place in pairs else Activity(**_of(holder))
        row.position, row.text, row.when, row.who = place, text, when, who
        row.save()
    audit.record(association=holder.association, by=by, verb="ändrade aktiviteter", target=holder)


@transaction.atomic
def change_activity(*, activity: Activity, by: Person | None, **facts: Any) -> Activity:
    """Change what an activity is, its last day, who answers for it, or its cost in kronor."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"Unknown facts: {sorted(unknown)}")
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    if not row.text.strip():
        raise DomainError("Skriv vad som ska göras.")
    row.save(update_fields=list(facts))
    audit.record(
        association=_association(row), by=by, verb="ändrade aktivitet", target=row, changed=sorted(facts)
    )
    return row


@transaction.atomic
def tell_activity(*, activity: Activity, state: str, note: str, by: Person | None) -> Activity:
    """Tell how far an activity has come, with a few words; the same state again is told anew."""
    row = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
    told, before = ActivityState(state), ActivityState(row.state)
    if told != before and told not in ACTIVITY_TRANSITIONS[before]:
        raise DomainError(f"Aktiviteten är {before.label.lower()} och kan inte bli {told.label.lower()}.")
    row.state, row.note, row.told_at, row.told_by = told, note.strip(), clock.now(), by
    row.save(update_fields=["state", "note", "told_at", "told_by"])
    audit.record(
        association=_association(row),
        by=by,
        verb="berättade om aktivitet",
        target=row,
        state=told,
        before=before,
    )
    return row


def _of(holder: Goal | GoalArea) -> dict[str, Any]:
    return {"goal": holder} if isinstance(holder, Goal) else {"area": holder}


def _association(row: Activity) -> Association:
    holder = row.goal or row.area
    assert holder is not None
    return holder.association
