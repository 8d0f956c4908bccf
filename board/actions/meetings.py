"""What the office does to a meeting before it is held: plan, change, copy, cancel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from board import indexing, rules
from board.actions.filling import copy_agenda, fill_in, start_agenda
from board.actions.placing import place_points
from board.actions.reporting_delegated import report_delegated
from board.mail import call as mail
from board.models import Meeting, Paragraph
from board.states import MEETING_TRANSITIONS, UPCOMING, MeetingKind, MeetingState
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Body, Person
from finsam.swedish import dates


@dataclass(frozen=True)
class MeetingPlan:
    """When, where and how a body meets."""

    held_on: dt.date
    starts_at: dt.time
    ends_at: dt.time | None = None
    place: str = ""
    video_url: str = ""
    kind: str = MeetingKind.ORDINARY
    is_public: bool = False


@transaction.atomic
def plan_meeting(*, body: Body, plan: MeetingPlan, by: Person | None) -> Meeting:
    """Plan a meeting and start its agenda. Raises DomainError when the body meets at that very time already."""
    meeting = _create(body, plan)
    start_agenda(meeting=meeting, by=by)
    audit.record(association=body.association, by=by, verb="planerade sammanträde", target=meeting)
    indexing.index_meeting(meeting)
    _fill_from_the_forbund(body)
    return meeting


@transaction.atomic
def copy_meeting(*, source: Meeting, held_on: dt.date, by: Person | None) -> Meeting:
    """Plan a meeting like another one on a new day; copying twice to the same day gives the first copy back."""
    body = Body.objects.select_for_update(of=("self",)).select_related("association").get(pk=source.body_id)
    same = _at_the_same_time(body, held_on, source.starts_at)
    if same:
        return same
    plan = MeetingPlan(
        held_on=held_on,
        starts_at=source.starts_at,
        ends_at=source.ends_at,
        place=source.place,
        video_url=source.video_url,
        kind=source.kind,
    )
    meeting = _create(body, plan)
    copy_agenda(source=source, to=meeting, by=by)
    audit.record(
        association=body.association, by=by, verb="kopierade sammanträde", target=meeting, source=str(source)
    )
    indexing.index_meeting(meeting)
    _fill_from_the_forbund(body)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, plan: MeetingPlan, by: Person) -> Meeting:
    """Change when, where and how; a called meeting is not called anew by this.

    Raises DomainError for a meeting that is held or cancelled, and when the body meets then already.
    """
    row = locked_meeting(meeting)
    if row.state not in UPCOMING:
        raise DomainError(f"Sammanträdet är {row.get_state_display().lower()} och ändras inte längre.")
    _refuse_same_time(row.body, plan, but=row)
    fields = ["held_on", "starts_at", "ends_at", "place", "video_url", "kind", "is_public"]
    for field in fields:
        setattr(row, field, getattr(plan, field))
    row.save(update_fields=fields)
    fill_in(meeting=row)
    audit.record(association=row.body.association, by=by, verb="ändrade sammanträde", target=row)
    indexing.index_meeting(row)
    _fill_from_the_forbund(row.body)
    return row


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, reason: str, by: Person) -> Meeting:
    """Cancel a meeting; who has been called gets a letter, and what had been put off waits for the next agenda."""
    row = locked_meeting(meeting)
    if MeetingState.CANCELLED not in MEETING_TRANSITIONS[MeetingState(row.state)]:
        raise DomainError(f"Sammanträdet är {row.get_state_display().lower()} och kan inte ställas in.")
    row.state = MeetingState.CANCELLED
    row.call_version += 1 if row.called_at else 0
    row.save(update_fields=["state", "call_version"])
    Paragraph.objects.filter(meeting=row, continues__isnull=False).update(continues=None)
    audit.record(
        association=row.body.association, by=by, verb="ställde in sammanträde", target=row, reason=reason
    )
    indexing.index_meeting(row)
    for paragraph in row.paragraphs.select_related("meeting__body__association"):
        indexing.remove_paragraph(paragraph)
    if row.called_at:
        mail.send_cancellation(row, reason=reason, by=by)
    _fill_from_the_forbund(row.body)
    return row


def _fill_from_the_forbund(body: Body) -> None:
    """Let what belongs on the agendas that now are come there: points of the årshjul, and decisions by delegation."""
    place_points(association=body.association)
    report_delegated(association=body.association)


def locked_meeting(meeting: Meeting) -> Meeting:
    """Read the meeting anew under a row lock, with its body and association."""
    return (
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )


def _create(body: Body, plan: MeetingPlan) -> Meeting:
    _refuse_same_time(body, plan)
    return Meeting.objects.create(
        body=body,
        kind=plan.kind,
        held_on=plan.held_on,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        place=plan.place,
        video_url=plan.video_url,
        is_public=plan.is_public,
    )


def _refuse_same_time(body: Body, plan: MeetingPlan, *, but: Meeting | None = None) -> None:
    if plan.ends_at and not rules.ends_after(plan.starts_at, plan.ends_at):
        raise DomainError("Sluttiden ligger före starttiden. Byt plats på dem eller rätta den ena.")
    same = _at_the_same_time(body, plan.held_on, plan.starts_at)
    if same and same != but:
        raise DomainError(
            f"{body.name} har redan ett sammanträde den {dates.long_date(plan.held_on)} "
            f"klockan {dates.clock_time(plan.starts_at)}. Välj en annan tid."
        )


def _at_the_same_time(body: Body, held_on: dt.date, starts_at: dt.time) -> Meeting | None:
    others = body.meetings.filter(held_on=held_on, starts_at=starts_at).exclude(state=MeetingState.CANCELLED)
    return others.select_related("body__association").first()
