"""Calling to a meeting: the kallelse is frozen and sent, and those called answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import F

from board import indexing
from board.actions import turn
from board.actions.filling import fill_in
from board.actions.meetings import locked_meeting
from board.documents.agenda import Agenda
from board.documents.call import CallKind, build_call, render_call
from board.mail import call as mail
from board.models import Invitation, Meeting
from board.queries.invited import recipients
from board.states import MEETING_TRANSITIONS, MeetingState, RsvpAnswer
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Person

_CALLED = frozenset({MeetingState.CALLED})
_CHANGED = "Dag, tid eller plats är ändrad sedan kallelsen gick ut. Skicka en ändrad kallelse."
CHANGED_MEANWHILE = "Dagordningen ändrades medan kallelsen gjordes. Titta igenom den och skicka igen."
_ANSWERED = frozenset({MeetingState.CALLED, MeetingState.IN_SESSION})


def call(
    *,
    meeting: Meeting,
    by: Person,
    kind: CallKind = CallKind.FIRST,
    guests: Sequence[Person] = (),
    message: str = "",
    at: dt.datetime | None = None,
) -> Meeting:
    """Freeze the kallelse as a PDF, invite ledamöter, every ersättare, kansliet and guests, and send the letters, here and now.

    The PDF is typeset before the transaction opens, so that nobody who writes waits for it; when the agenda
    changed meanwhile the call is refused. Raises DomainError, a sentence, when the meeting cannot be called.
    """
    facts: dict[str, Any] = {"kind": kind, "guests": guests, "message": message, "at": at or clock.now()}
    meeting, document = draw_up(meeting, **facts)
    content = render_call(document, meeting)
    return freeze_and_send(meeting=meeting, document=document, content=content, by=by, **facts)


def draw_up(
    meeting: Meeting, *, kind: CallKind, guests: Sequence[Person], message: str, at: dt.datetime
) -> tuple[Meeting, Agenda]:
    """Give the meeting as it stands and its kallelse; refuse what cannot be called."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting.pk)
    _refuse(meeting, kind, clock.day_of(at))
    fill_in(meeting=meeting)
    document = build_call(meeting, called_on=clock.day_of(at), kind=kind, guests=guests, message=message)
    if not any(group.items for group in document.groups):
        raise DomainError("Dagordningen är tom. Lägg till ärenden innan du skickar.")
    return meeting, document


@transaction.atomic
def freeze_and_send(
    *,
    meeting: Meeting,
    document: Agenda,
    content: bytes,
    kind: CallKind,
    guests: Sequence[Person],
    message: str,
    by: Person,
    at: dt.datetime,
) -> Meeting:
    row = locked_meeting(meeting)
    _refuse(row, kind, clock.day_of(at))
    if build_call(row, called_on=clock.day_of(at), kind=kind, guests=guests, message=message) != document:
        raise DomainError(CHANGED_MEANWHILE)
    if row.call_version != meeting.call_version:
        raise DomainError("Kallelsen är redan skickad.")
    row.call_document = store.keep(
        content, association=row.body.association, name=f"{document.heading} {row.held_on.isoformat()}.pdf",
        content_type="application/pdf", by=by, made_from=row,
    )  # fmt: skip
    _become_called(row, message, by=by, at=at)
    invite(meeting=row, guests=guests)
    indexing.index_meeting(row)
    audit.record(
        association=row.body.association, by=by, verb="skickade kallelse", target=row, kind=kind.value,
        version=row.call_version, sha256=row.call_document.sha256, invited=row.invitations.count(),
    )  # fmt: skip
    mail.send_call(row, heading=document.heading, by=by)
    return row


def _become_called(row: Meeting, message: str, *, by: Person, at: dt.datetime) -> None:
    """Write in the meeting that it is called, in which version and to what time and place; who and when stay the first."""
    row.state, row.message = MeetingState.CALLED, message
    row.call_version += 1
    row.called_at = row.called_at or at
    row.called_by = row.called_by or by
    if row.called_to is not None and row.called_to != row.time_and_place:
        _ask_anew(row)
    row.called_to = row.time_and_place
    row.save(
        update_fields=[
            "call_document", "state", "message", "call_version", "called_at", "called_by", "called_to",
        ]
    )  # fmt: skip


def _ask_anew(meeting: Meeting) -> None:
    """Mark every answer as given for another day, hour or place; everyone is asked again."""
    answered = meeting.invitations.exclude(answer=RsvpAnswer.WAITING)
    answered.update(earlier_answer=F("answer"), answer=RsvpAnswer.WAITING, answered_at=None)
    meeting.invitations.update(asked_for=None, reminded_at=None)


def invite(*, meeting: Meeting, guests: Sequence[Person]) -> None:
    """Make an invitation for everyone who should have one and has none; in the caller's transaction."""
    people = [*(recipient.person for recipient in recipients(meeting)), *guests]
    Invitation.objects.bulk_create(
        (Invitation(meeting=meeting, person=person) for person in people), ignore_conflicts=True
    )


@transaction.atomic
def send_again(*, meeting: Meeting, by: Person) -> int:
    """Have the kallelse sent to those whom it has not reached, the newly appointed too; give how many letters that is.

    Raises DomainError when no kallelse has been sent.
    """
    row = locked_meeting(meeting)
    if row.state not in _CALLED:
        raise DomainError("Kallelsen är inte skickad än.")
    if row.is_called_otherwise:
        raise DomainError(_CHANGED)
    invite(meeting=row, guests=[])  # someone may have been appointed since
    sent = row.call_document.name.rpartition(" ")[0] if row.call_document else "Kallelse"
    return mail.send_call(row, heading=sent, by=by)


@transaction.atomic
def remind(*, meeting: Meeting, by: Person, only_first: bool = False) -> int:
    """Remind those who have the kallelse and have not answered, nobody twice a day; give how many letters that is."""
    row = locked_meeting(meeting)
    if row.state not in _CALLED:
        raise DomainError("Kallelsen är inte skickad än.")
    if row.is_called_otherwise:
        raise DomainError(_CHANGED)
    sent = mail.send_reminder(row, by=by, only_first=only_first)
    if not sent:
        return 0
    audit.record(
        association=row.body.association, by=by, verb="påminde om kallelse", target=row, letters=sent
    )
    return sent


@transaction.atomic
def answer_call(
    *,
    invitation: Invitation,
    answer: str,
    note: str = "",
    by: Person | None = None,
    at: dt.datetime | None = None,
) -> Invitation:
    """Write down what one answers; the last answer counts, and the same one twice is one change.

    `by` is None when the answer came by the link in the mail. Raises DomainError when the meeting is over or cancelled.
    """
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    meeting = Meeting.objects.select_related("body__association").get(pk=row.meeting_id)
    if meeting.state not in _ANSWERED:
        raise DomainError(
            f"Sammanträdet är {meeting.get_state_display().lower()}, så det går inte att svara längre."
        )
    if answer not in {RsvpAnswer.COMING, RsvpAnswer.REMOTE, RsvpAnswer.ABSENT}:
        raise DomainError("Välj om du kommer, kommer på distans eller inte kan.")
    if (row.answer, row.note) == (answer, note):
        return row
    row.answer, row.note, row.answered_at = answer, note, at or clock.now()
    row.earlier_answer = ""
    row.save(update_fields=["answer", "note", "answered_at", "earlier_answer"])
    audit.record(
        association=meeting.body.association,
        by=by or row.person,
        verb="svarade på kallelse",
        target=meeting,
        answer=row.get_answer_display(),
        by_link=by is None,
        invited=row.person.name,
    )
    if meeting.state in _CALLED:
        turn.ask_in_turn(meeting=meeting, answered=row, by=by or row.person)
    return row


def _refuse(meeting: Meeting, kind: CallKind, today: dt.date) -> None:
    """Raise DomainError when the meeting cannot be called in this way."""
    state = MeetingState(meeting.state)
    first = kind == CallKind.FIRST
    if first and MeetingState.CALLED not in MEETING_TRANSITIONS[state]:
        said = "redan kallat" if state == MeetingState.CALLED else meeting.get_state_display().lower()
        raise DomainError(f"Sammanträdet är {said}, så kallelsen kan inte skickas på nytt härifrån.")
    if not first and state not in _CALLED:
        raise DomainError("Det finns ingen skickad kallelse att ändra eller lägga till i.")
    if kind == CallKind.ADDITION and meeting.is_called_otherwise:
        raise DomainError(_CHANGED)
    if meeting.held_on < today:
        raise DomainError("Dagen för sammanträdet har passerat. Ändra datumet innan du skickar kallelsen.")
    if not (meeting.place or meeting.video_url):
        raise DomainError("Plats saknas. Skriv var sammanträdet hålls, eller länken till videomötet.")
