"""Meetings as lists and calendars ask for them."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from board.models import Meeting
from board.models.meeting import MeetingQuerySet
from board.states import HELD, MeetingState
from finsam.models import Association, Body
from finsam.swedish import dates

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
