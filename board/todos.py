"""What the board's rooms wait for, one finder a stage of a meeting's life."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from board.models import Invitation, Meeting
from board.states import MeetingState, RsvpAnswer
from finsam import dates
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.states import BodyKind
from finsam.todos import Todo

CALL_AHEAD_DAYS = 14  # how long before the last day to call the line appears


def before_meetings(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give what waits before meetings: calls to send, calls to answer, a next meeting to plan."""
    if Permission.WRITE_MEETINGS in permissions:
        yield from _to_call(association, today)
        yield from _to_plan(association, today)
    if Permission.ANSWER_CALL in permissions:
        yield from _to_answer(association, person, today)


def _to_call(association: Association, today: dt.date) -> Iterator[Todo]:
    horizon = today + dt.timedelta(days=association.call_days + CALL_AHEAD_DAYS)
    planned = (
        Meeting.objects.of(association)
        .filter(state=MeetingState.PLANNED, held_on__range=(today, horizon))
        .select_related("body")
    )
    for meeting in planned:
        due_on = meeting.held_on - dt.timedelta(days=association.call_days)
        yield Todo(
            what="Skicka kallelsen",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}",
            url=reverse("meeting_call", args=[association.slug, meeting.pk]),
            due_on=due_on,
            is_alarm=due_on < today,
        )


def _to_plan(association: Association, today: dt.date) -> Iterator[Todo]:
    board = association.bodies.filter(kind=BodyKind.BOARD, is_active=True).first()
    if board is None or Meeting.objects.filter(body=board).upcoming(today).exists():
        return
    yield Todo(
        what="Planera nästa sammanträde",
        about=f"{board.name} har inget sammanträde framför sig",
        url=reverse("meeting_plan", args=[association.slug]),
    )


def _to_answer(association: Association, person: Person, today: dt.date) -> Iterator[Todo]:
    unanswered = Invitation.objects.filter(
        person=person,
        answer=RsvpAnswer.WAITING,
        meeting__body__association=association,
        meeting__state=MeetingState.CALLED,
        meeting__held_on__gte=today,
    ).select_related("meeting__body")
    for invitation in unanswered:
        meeting = invitation.meeting
        yield Todo(
            what="Svara på kallelsen",
            about=f"{meeting.body.name} {dates.weekday_date(meeting.held_on)}",
            url=f"{reverse('meeting_detail', args=[association.slug, meeting.pk])}#mitt-svar",
            due_on=meeting.held_on - dt.timedelta(days=3),
        )
