"""Which protocols everyone may be shown, and which are."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from board.models import Protocol, Publication
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
