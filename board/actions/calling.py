"""Letters about a meeting go out from the worker: whoever calls does not wait for the mail server."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from board.mail import call as mail
from board.models import Meeting
from finsam import jobs, words
from finsam.errors import DomainError
from finsam.models import Document, Job, Person


def send_call(*, meeting: Meeting, heading: str, by: Person) -> Job:
    """Have the kallelse sent to those invited who have not had this version; `heading` begins the subject."""
    return _ask(post_call, meeting, label="Kallelsen skickas", by=by, heading=heading)


def send_cancellation(*, meeting: Meeting, reason: str, by: Person) -> Job:
    """Have those who have been called told that the meeting is cancelled."""
    return _ask(
        post_cancellation, meeting, label="Besked om inställt sammanträde skickas", by=by, reason=reason
    )


def letters_of(meeting: Meeting) -> Job | None:
    """Give the latest sending of letters about the meeting."""
    return meeting.body.association.jobs.filter(key=_key(meeting)).first()


def post_call(job: Job, *, meeting_id: int, heading: str) -> Document | None:
    """Send the kallelse; raises DomainError, a sentence, when a letter was not taken."""
    _post(job, meeting_id, partial(mail.send_call, heading=heading))
    return None


def post_cancellation(job: Job, *, meeting_id: int, reason: str) -> Document | None:
    """Send the word that the meeting is cancelled; raises DomainError, a sentence, when a letter was not taken."""
    _post(job, meeting_id, partial(mail.send_cancellation, reason=reason))
    return None


def _ask(work: jobs.Work, meeting: Meeting, *, label: str, by: Person, **words_of: str) -> Job:
    return jobs.ask(
        work,
        association=meeting.body.association,
        key=_key(meeting),
        label=label,
        by=by,
        back_url=meeting.get_absolute_url(),
        meeting_id=meeting.pk,
        **words_of,
    )


def _key(meeting: Meeting) -> str:
    return f"meeting_letters-{meeting.pk}-{meeting.call_version}"


def _post(job: Job, meeting_id: int, send: Callable[..., mail.Sent]) -> None:
    meeting = Meeting.objects.select_related("body__association", "call_document").get(pk=meeting_id)
    sent = send(meeting, by=job.asked_by, tell=partial(jobs.progress, job))
    if sent.missing:
        raise DomainError(
            f"{words.plural(sent.missing, 'mejl', 'mejl')} gick inte iväg. Välj Skicka till dem som inte har fått den."
        )
