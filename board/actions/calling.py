"""Calling as work for the worker: the kallelse is typeset and sent, or shown before it is."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from board.actions.call import CHANGED_MEANWHILE, draw_up, freeze_and_send
from board.documents.agenda import Agenda
from board.documents.call import CallKind, build_call, render_call
from board.models import Meeting
from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.states import JOB_UNFINISHED
from finsam.work import jobs


def ask_to_call(
    *,
    meeting: Meeting,
    by: Person,
    kind: CallKind = CallKind.FIRST,
    guests: Sequence[Person] = (),
    message: str = "",
) -> Job:
    """Have the worker typeset the kallelse and send it as the agenda stands now; nobody waits for that.

    Raises DomainError, a sentence, when the meeting cannot be called.
    """
    moment = clock.now()
    meeting, document = draw_up(meeting, kind=kind, guests=guests, message=message, at=moment)
    return jobs.ask(
        typeset_and_call,
        association=meeting.body.association,
        key=call_key(meeting),
        label=f"Kallelse, {meeting}",
        by=by,
        back_url=meeting.get_absolute_url(),
        meeting_id=meeting.pk,
        kind=kind.value,
        guest_ids=[guest.pk for guest in guests],
        message=message,
        at=moment.isoformat(),
        seen=_mark_of(document),
    )


def call_key(meeting: Meeting) -> str:
    """Give the key of the work that calls to a meeting."""
    return f"kallelse {meeting.pk}"


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def typeset_and_call(
    job: Job, *, meeting_id: int, kind: str, guest_ids: list[int], message: str, at: str, seen: str
) -> Document:
    """The worker's part of calling: typeset the kallelse, then freeze and send it; refused when the agenda was changed."""
    moment = dt.datetime.fromisoformat(at)
    found = Person.objects.filter(association=job.association).in_bulk(guest_ids)
    facts: dict[str, Any] = {
        "kind": CallKind(kind),
        "guests": [found[each] for each in guest_ids if each in found],
        "message": message,
        "at": moment,
    }
    meeting, document = draw_up(Meeting(pk=meeting_id), **facts)
    if _mark_of(document) != seen:
        raise DomainError(CHANGED_MEANWHILE)
    content = render_call(document, meeting)
    assert job.asked_by  # only the office calls
    with jobs.closing(job) as ending:
        called = freeze_and_send(
            meeting=meeting, document=document, content=content, by=job.asked_by, **facts
        )
        ending.result = called.call_document
    assert called.call_document  # frozen just now
    return called.call_document


@jobs.kind(seconds=60, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def preview_call(job: Job, *, meeting_id: int, on: str) -> Document:
    """The worker's part of a preview: typeset the kallelse as it would be; nothing is frozen and nobody is told."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting_id)
    document = build_call(meeting, called_on=dt.date.fromisoformat(on), message=meeting.message)
    return store.keep(
        render_call(document, meeting),
        association=job.association,
        name=f"Förhandsvisning kallelse {meeting.held_on.isoformat()}.pdf",
        content_type="application/pdf",
        by=job.asked_by,
        made_from=meeting,
    )


def ask_for_preview(*, meeting: Meeting, by: Person) -> Job:
    """Have the worker typeset the kallelse as it would be now."""
    return jobs.ask(
        preview_call,
        association=meeting.body.association,
        key=f"förhandsvisning {meeting.pk}",
        label=f"Förhandsvisning av kallelsen, {meeting}",
        by=by,
        back_url=meeting.get_absolute_url(),
        meeting_id=meeting.pk,
        on=clock.today().isoformat(),
    )


def is_being_called(meeting: Meeting) -> bool:
    """Say whether the worker has been asked to call to the meeting, and has not done it yet."""
    return meeting.body.association.jobs.filter(key=call_key(meeting), state__in=JOB_UNFINISHED).exists()


def _mark_of(document: Agenda) -> str:
    """Give a mark that two kallelser share when they say the same."""
    return hashlib.sha256(json.dumps(asdict(document), default=str, sort_keys=True).encode()).hexdigest()
