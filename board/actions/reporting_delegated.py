"""What is decided by delegation reports itself: in the § Delegationsbeslut of the board's next agenda."""

from __future__ import annotations

from django.db import transaction

from board import indexing
from board.actions.agenda import ParagraphDraft, add_paragraph
from board.models import DelegatedDecision, Paragraph
from board.queries.delegation import board_meetings_ahead, text_of_delegated, unreported
from board.states import MeetingState, ParagraphKind
from finsam import clock
from finsam.actions import save_text
from finsam.models import Association

HEADING, PROPOSAL = "Delegationsbeslut", "lägga anmälan av delegationsbeslut till handlingarna"


@transaction.atomic
def report_delegated(*, association: Association) -> Paragraph | None:
    """Write what the board has not heard of in its next meeting's §, and give that §; None where there is no room for it.

    A § that a person has written in is left as it is, and what is not told there waits. One is added to an agenda that
    has none, unless its kallelse has gone out.
    """
    if not association.delegation_points.exists():
        return None  # a förbund without an ordning writes its § itself
    waiting = unreported(association)
    row = _next_paragraph(association, adds=bool(waiting))
    if row is None or row.text.updated_by_id is not None:
        return row
    told = [each for each in waiting if each.decided_on <= row.meeting.held_on]
    save_text(text=row.text, html=text_of_delegated(told), base_version=row.text.version, by=None)
    indexing.index_paragraph(row)
    DelegatedDecision.objects.filter(pk__in=[each.pk for each in waiting]).update(paragraph=None)
    DelegatedDecision.objects.filter(pk__in=[each.pk for each in told]).update(paragraph=row)
    return row


def _next_paragraph(association: Association, *, adds: bool) -> Paragraph | None:
    """Give the first § that is to come for them; a meeting that is called without one is passed by."""
    for meeting in board_meetings_ahead(association, clock.today()):
        rows = meeting.paragraphs.filter(kind=ParagraphKind.DELEGATED, number__isnull=True)
        row = rows.select_related("text", "meeting__body__association").first()
        if row:
            return row
        if adds and meeting.state == MeetingState.PLANNED:
            draft = ParagraphDraft(heading=HEADING, kind=ParagraphKind.DELEGATED, proposal=PROPOSAL)
            return add_paragraph(meeting=meeting, draft=draft, by=None)
    return None
