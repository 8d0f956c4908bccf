"""Correcting how the body sat at one § and no other, until the protocol is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction

from board.actions import attendance, moves_at, writing
from board.counting.presence import Whom, is_there, leader, serves_at
from board.models import Attendance, Meeting, Paragraph, PresenceException
from board.states import AtParagraph, PresenceChange
from finsam import audit
from finsam.models import Person


@dataclass(frozen=True)
class Correction:
    """How one person was at the § (`states.AtParagraph`), and whom an ersättare served for."""

    how: str
    serves: Whom = None


@transaction.atomic
def correct_paragraph(
    *, paragraph: Paragraph, corrections: Mapping[int, Correction], leads: int | None, by: Person
) -> None:
    """Have everyone (by the key of her attendance) be at this § as said, and let every other § stand.

    Raises DomainError when the protocol is sent.
    """
    row = writing.lock_for_writing(paragraph)
    marks = {
        f"{change}:{key}": said.how == change
        for key, said in corrections.items()
        for change in (AtParagraph.CONFLICT, AtParagraph.ABSTAINED)
    }
    writing.save_paragraph(paragraph=row, fields=marks, base_version=str(row.version), by=by)
    attendance.change_attendance(
        meeting=row.meeting,
        change=lambda meeting: _write(meeting, row, corrections, leads),
        by=by,
    )
    audit.record(association=row.meeting.body.association, by=by, verb="rättade närvaron vid", target=row)


def _write(meeting: Meeting, at: Paragraph, corrections: Mapping[int, Correction], leads: int | None) -> None:
    paragraphs = moves_at.in_order(meeting)
    for row in meeting.attendances.prefetch_related("exceptions__paragraph"):
        said = corrections.get(row.pk)
        if said is None:
            continue
        is_here = said.how != AtParagraph.AWAY
        here = [is_here if each == at else is_there(row, each, row.exceptions.all()) for each in paragraphs]
        moves_at.rewrite_here(row, paragraphs, here)
        if row.is_deputy:
            served = [said.serves if each == at else serves_at(row, each)[0] for each in paragraphs]
            _rewrite_serves(row, paragraphs, served)
    _lead_only_at(meeting, paragraphs, at, leads)


def _rewrite_serves(row: Attendance, paragraphs: Sequence[Paragraph], served: Sequence[Whom]) -> None:
    served = [whom if moves_at.may_serve(row, whom) else None for whom in served]
    row.exceptions.filter(change=PresenceChange.SERVES).delete()
    Attendance.objects.filter(pk=row.pk).update(**moves_at.seat_fields(served[0]))
    for place in moves_at.changes(served):
        PresenceException.objects.create(
            attendance=row,
            paragraph=paragraphs[place],
            change=PresenceChange.SERVES,
            **moves_at.seat_fields(served[place]),
        )


def _lead_only_at(
    meeting: Meeting, paragraphs: Sequence[Paragraph], at: Paragraph, person_id: int | None
) -> None:
    """Name who led at the §, where it is not she already, and leave the next § to whom it had."""
    following = next((each for each in paragraphs if each.position > at.position), None)
    led_after = _leader_id(meeting, following) if following else None
    if person_id is None or _leader_id(meeting, at) == person_id:
        return
    moves_at.set_leads(meeting, at, person_id)
    if following and led_after and _leader_id(meeting, following) != led_after:
        moves_at.set_leads(meeting, following, led_after)


def _leader_id(meeting: Meeting, at: Paragraph) -> int | None:
    rows = meeting.attendances.prefetch_related("exceptions__paragraph").order_by("position", "id")
    chair = leader(rows, at, chair_id=meeting.chair_id)
    return chair.person_id if chair else None
