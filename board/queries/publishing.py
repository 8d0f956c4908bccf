"""Which protocols everyone may be shown, and which are."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from board.models import Meeting, Protocol, Publication
from board.wording.masking import Held
from finsam.models import Association
from finsam.states import BodyKind


def publishable(association: Association) -> QuerySet[Protocol]:
    """Give the board's protocols that are justerade: these may be shown to everyone, when kansliet so chooses."""
    return Protocol.objects.filter(
        meeting__body__association=association, meeting__body__kind=BodyKind.BOARD, adjusted_on__isnull=False
    ).select_related("meeting__body__association", "frozen", "publication__document")


def shown(association: Association, today: dt.date) -> QuerySet[Protocol]:
    """Give those that everyone sees on the day."""
    return publishable(association).filter(publication__in=Publication.objects.shown(today))


def touched(
    association: Association, held: Held, *, but: Meeting, today: dt.date
) -> list[tuple[Protocol, bool]]:
    """Give other meetings' protocols that say what is held back, each with whether everyone sees it, masked."""
    if not held:
        return []
    seen = set(shown(association, today).values_list("pk", flat=True))
    return [
        (each, each.pk in seen)
        for each in publishable(association).exclude(meeting=but).order_by("-meeting__held_on", "pk")
        if each.content and held.of_meeting(each.content, each.meeting_id) != each.content
    ]
