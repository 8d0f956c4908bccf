"""Which ärenden of a meeting nobody has taken up."""

from __future__ import annotations

from django.db.models import Exists, OuterRef

from board.models import Decision, Meeting, Paragraph, SessionSaving, Statement
from board.states import Outcome, ParagraphKind

_WITH_THE_MEETING = frozenset({ParagraphKind.OPENING, ParagraphKind.CLOSING})


def untaken(meeting: Meeting) -> list[Paragraph]:
    """Give the ärenden without number in which nothing has been written since the meeting opened.

    The opening and the end come with the meeting itself. A § that has been written in, or settled, was taken up.
    """
    own = OuterRef("pk")
    return list(
        meeting.paragraphs.filter(number__isnull=True, outcome__in=[Outcome.DECIDED, Outcome.NOT_TAKEN_UP])
        .exclude(kind__in=_WITH_THE_MEETING)
        .exclude(Exists(SessionSaving.objects.filter(paragraph=own)))
        .exclude(Exists(Decision.objects.filter(paragraph=own)))
        .exclude(Exists(Statement.objects.filter(paragraph=own)))
        .order_by("position", "id")
    )
