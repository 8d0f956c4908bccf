"""Finds the meetings and §§ of a session."""

from __future__ import annotations

from django.db.models import QuerySet

from board.models import Meeting, Paragraph
from board.states import HELD, MeetingState
from finsam.models import Association


def meetings_of(association: Association) -> QuerySet[Meeting]:
    """The association's meetings with what every page of a session needs."""
    return Meeting.objects.of(association).select_related("body__association", "chair", "secretary")


def paragraphs_of(association: Association) -> QuerySet[Paragraph]:
    """The association's §§ with their meeting."""
    return Paragraph.objects.filter(meeting__body__association=association).select_related(
        "meeting__body__association", "meeting__chair", "meeting__secretary", "text__updated_by", "matter"
    )


def current_paragraph(meeting: Meeting) -> Paragraph | None:
    """The § that the meeting has come to: the one taken up last, else the first."""
    rows = list(meeting.paragraphs.order_by("position", "id"))
    taken = [row for row in rows if row.number is not None]
    if taken:
        return max(taken, key=lambda row: row.number or 0)
    return rows[0] if rows else None


def may_be_opened(meeting: Meeting) -> bool:
    """Whether the meeting waits to be opened for the first time."""
    return meeting.state not in HELD and meeting.state != MeetingState.CANCELLED
