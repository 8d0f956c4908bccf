"""The board's year: its meetings, and who sat in it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from board.models import Meeting
from board.states import MeetingState
from finsam.models import Appointment, Association
from finsam.states import BodyKind

Period = tuple[dt.date, dt.date]


def recorded_meetings(association: Association, period: Period) -> list[Meeting]:
    """Give the board's meetings of the period that were held and have numbered §§, in order."""
    rows = Meeting.objects.of(association).filter(
        body__kind=BodyKind.BOARD,
        held_on__range=period,
        state=MeetingState.CLOSED,
        paragraphs__number__isnull=False,
    )
    return list(
        rows.distinct()
        .select_related("body")
        .prefetch_related("paragraphs")
        .order_by("held_on", "starts_at", "id")
    )


def board_seats(association: Association, period: Period) -> list[Appointment]:
    """Give everyone who sat in the board during the period, in the order of the seats."""
    first, last = period
    rows = Appointment.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=first),
        body__association=association,
        body__kind=BodyKind.BOARD,
        from_on__lte=last,
    )
    return list(rows.in_order().select_related("person", "member", "body"))
