"""Uppföljningsdialoger are planned, moved and held."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from insatser.models import Dialogue, Insats


@transaction.atomic
def plan_dialogue(*, insats: Insats, planned_on: dt.date, subject: str = "", by: Person) -> Dialogue:
    """Plan a dialogue with an insats. Raises DomainError when one is planned for that day already."""
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    if insats.dialogues.filter(planned_on=planned_on, held_on__isnull=True).exists():
        raise DomainError("En dialog är redan planerad den dagen.")
    row = Dialogue.objects.create(
        insats=insats, planned_on=planned_on, subject=subject.strip(), planned_at=clock.now(), planned_by=by
    )
    audit.record(association=insats.association, by=by, verb="planerade uppföljningsdialog", target=row)
    return row


@transaction.atomic
def note_dialogue(
    *, dialogue: Dialogue, planned_on: dt.date, subject: str, held_on: dt.date | None, notes: str, by: Person
) -> Dialogue:
    """Move a dialogue, or write that it was held and what came of it. Raises DomainError for a day to come."""
    row = (
        Dialogue.objects.select_for_update(of=("self",))
        .select_related("insats__association")
        .get(pk=dialogue.pk)
    )
    if held_on and held_on > clock.today():
        raise DomainError("Dagen har inte varit än. Skriv den som planerad dag i stället.")
    row.planned_on, row.subject, row.held_on, row.notes = planned_on, subject.strip(), held_on, notes.strip()
    row.noted_at, row.noted_by = clock.now(), by
    row.save(update_fields=["planned_on", "subject", "held_on", "notes", "noted_at", "noted_by"])
    verb = "antecknade hållen uppföljningsdialog" if held_on else "ändrade uppföljningsdialog"
    audit.record(association=row.insats.association, by=by, verb=verb, target=row)
    return row
