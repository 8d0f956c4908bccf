"""Meetings as lists and calendars ask for them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import (
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from board.models import Invitation, Meeting, Paragraph, Protocol
from board.models.meeting import MeetingQuerySet
from board.states import AGENDA_OPEN, HELD, UPCOMING, MeetingState, ProtocolKind, ProtocolState, RsvpAnswer
from finsam.models import Association, Body
from finsam.states import BodyKind
from finsam.swedish import dates
from finsam.web.asked_once import asked_once

_USUAL_WEEKS = 8
_FEWEST_WEEKS, _MOST_WEEKS = 2, 16


def meetings_of(
    association: Association, *, year: int | None = None, body: int | None = None, words: str = ""
) -> MeetingQuerySet:
    """Give the association's meetings with body and number of ärenden, newest first.

    `words` are looked for in the place and in the headings of the agenda.
    """
    found = Meeting.objects.of(association).select_related("body__association")
    if year:
        found = found.filter(held_on__year=year)
    if body:
        found = found.filter(body=body)
    if words:
        hits = Meeting.objects.of(association).filter(paragraphs__heading__icontains=words).values("pk")
        found = found.filter(Q(place__icontains=words) | Q(body__name__icontains=words) | Q(pk__in=hits))
    return found.annotate(matter_count=Count("paragraphs"))


@asked_once
def open_meetings(association: Association) -> list[Meeting]:
    """Give the meetings that something is left to do with, the next one first: not held yet, or no protocol sent.

    Each with its number of ärenden as `items`, and of those called as `invited`, `coming` and, not yet reminded, `silent`.
    """
    sent = Protocol.objects.filter(meeting=OuterRef("pk"), kind=ProtocolKind.MAIN).exclude(
        state=ProtocolState.DRAFT
    )
    to_send = Q(~Exists(sent), state=MeetingState.CLOSED, is_imported=False)
    before = Q(state__in=[*UPCOMING, MeetingState.IN_SESSION])
    called = Invitation.objects.filter(meeting=OuterRef("pk"))
    unreminded = called.filter(
        answer=RsvpAnswer.WAITING, reminded_at__isnull=True, sent_version=OuterRef("call_version")
    )
    found: list[Meeting] = list(
        Meeting.objects.of(association)
        .filter(before | to_send)
        .select_related("body__association", "proclamation")
        .annotate(
            items=_counted(Paragraph.objects.filter(meeting=OuterRef("pk"))),
            coming=_counted(called.filter(answer__in=[RsvpAnswer.COMING, RsvpAnswer.REMOTE])),
            invited=_counted(called),
            silent=_counted(unreminded),
        )
        .order_by("held_on", "starts_at", "id")
    )
    prefetch_related_objects([each for each in found if each.state == MeetingState.CLOSED], "protocols")
    return found


def _counted(rows: QuerySet[Any]) -> Coalesce:
    own = rows.order_by().values("meeting").annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(own, output_field=IntegerField()), 0)


def years_with_meetings(association: Association) -> list[int]:
    """Give the years that have meetings, newest first."""
    days = Meeting.objects.of(association).dates("held_on", "year", order="DESC")
    return [day.year for day in days]


def latest_meeting(body: Body) -> Meeting | None:
    """Give the body's latest meeting that has been held, which is what one copies; before the first, the one called."""
    newest = body.meetings.order_by("-held_on", "-starts_at", "-id")
    return newest.filter(state__in=HELD).first() or newest.filter(state=MeetingState.CALLED).first()


def suggested_day(body: Body, today: dt.date) -> dt.date:
    """Suggest a working day for the body's next meeting: as long after the last one as that came after its own last.

    Eight weeks when there is nothing to go by; always after today and after every meeting already planned.
    """
    days = sorted(set(body.meetings.exclude(state=MeetingState.CANCELLED).values_list("held_on", flat=True)))
    weeks = _USUAL_WEEKS
    if len(days) > 1:
        weeks = min(max(round((days[-1] - days[-2]).days / 7), _FEWEST_WEEKS), _MOST_WEEKS)
    day = (days[-1] if days else today) + dt.timedelta(weeks=weeks)
    while day <= today:
        day += dt.timedelta(weeks=1)
    return dates.next_working_day(day)


def open_agendas(association: Association, today: dt.date) -> QuerySet[Meeting]:
    """Give the board's coming meetings whose agenda is open, the next first."""
    rows = Meeting.objects.of(association).filter(
        body__kind=BodyKind.BOARD, state__in=sorted(AGENDA_OPEN), held_on__gte=today
    )
    return rows.order_by("held_on", "starts_at", "id")
