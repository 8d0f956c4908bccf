"""Following up what a decision asked for."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from board.models import Decision
from board.permissions import may_follow_up
from board.states import FollowUp
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def follow_up(
    *,
    decision: Decision,
    state: FollowUp,
    note: str,
    by: Person,
    is_office: bool,
    at: dt.datetime | None = None,
) -> Decision:
    """Write down how far a task has come; by the office, or by one who has it. The same told twice is one change."""
    row = (
        Decision.objects.select_for_update(of=("self",))
        .select_related("paragraph__meeting__body__association")
        .get(pk=decision.pk)
    )
    if not row.is_task:
        raise DomainError("Beslutet ger ingen ett uppdrag, så det finns inget att följa upp.")
    if not may_follow_up(row, by, is_office=is_office):
        raise DomainError("Bara kansliet och den som har uppdraget skriver hur långt det har kommit.")
    note = " ".join(note.split())
    if len(note) > 300:
        raise DomainError("Anteckningen får ha högst 300 tecken.")
    if (row.follow_up, row.follow_up_note) == (state, note):
        return row
    before = row.follow_up
    row.follow_up, row.follow_up_note = state, note
    row.followed_up_at, row.followed_up_by = at or clock.now(), by
    row.save(update_fields=["follow_up", "follow_up_note", "followed_up_at", "followed_up_by"])
    audit.record(
        association=row.paragraph.meeting.body.association,
        by=by,
        verb="följde upp",
        target=row.paragraph,
        before=before,
        after=state,
        note=note,
    )
    return row
