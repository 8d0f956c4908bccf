"""Mail goes out from the worker: nobody waits for the mail server, and what it refuses is tried again and seen."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from finsam import audit, jobs, store
from finsam.errors import DomainError
from finsam.models import Association, Document, Letter, Person
from finsam.permissions import Permission
from finsam.states import LETTER_CLOSED, LetterState
from finsam.todos import Todo

logger = logging.getLogger(__name__)
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
_reaches_nobody: ContextVar[bool] = ContextVar("reaches_nobody", default=False)

WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))  # between the tries
OVERDUE = dt.timedelta(minutes=30)  # a letter that has waited so long is shown
LARGEST_ENCLOSURE = 10_000_000  # bytes; mail filters of the authorities stop larger letters
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
REFUSED_FOR_GOOD = 500  # SMTP codes from here on do not change by trying again


def post(
    *,
    association: Association,
    to: str,
    subject: str,
    body: str,
    documents: Iterable[Document] = (),
    calendar: str = "",
) -> Letter:
    """Put a letter on its way when the caller's transaction is through; enclosures over 10 MB are left to the link.

    `calendar` is an invitation as iCalendar, which the reader's mail program offers to take.
    """
    letter = Letter.objects.create(
        association=association, to=to, subject=subject, body=body, calendar=calendar
    )
    letter.documents.set(each for each in documents if each.size < LARGEST_ENCLOSURE)
    jobs.begin(deliver, letter.pk)
    return letter


@contextmanager
def reach_nobody() -> Iterator[None]:
    """Let letters sent meanwhile be gone: those of the demo's past would bury what somebody still has to answer."""
    before = _reaches_nobody.set(True)
    try:
        yield
    finally:
        _reaches_nobody.reset(before)


@task()
def deliver(letter_id: int) -> None:
    """Hand one letter to the mail server, once; a letter that is not waiting is left alone."""
    waiting = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING)
    if not waiting.update(state=LetterState.SENDING, touched_at=timezone.now()):
        return
    letter = Letter.objects.select_related("association").get(pk=letter_id)
    letter.tries += 1
    try:
        _mail(letter).send()
    except (SMTPException, OSError) as error:
        logger.warning("Letter %s was not taken: %s", letter.pk, error)
        _try_later(letter, error)
    else:
        letter.sent_at = timezone.now()
        _close(letter, LetterState.SENT)


def _mail(letter: Letter) -> EmailMessage:
    association = letter.association
    mail = EmailMessage(
        connection=get_connection(NOWHERE) if _reaches_nobody.get() else None,
        subject=letter.subject,
        body=letter.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.to],
        reply_to=[association.email] if association.email else None,
    )
    for document in letter.documents.all():
        mail.attach(document.name, store.read(document), document.content_type)
    if letter.calendar:
        method = _METHOD.findall(letter.calendar)  # without it Outlook shows a file
        mail.attach("sammantrade.ics", letter.calendar, f"text/calendar; method={method[0]}")
    return mail


def _close(letter: Letter, state: LetterState) -> None:
    """Set a letter's last state and wipe its words."""
    letter.state, letter.body, letter.calendar, letter.error = state, "", "", ""
    letter.save(update_fields=["state", "sent_at", "body", "calendar", "error", "tries", "touched_at"])


def _try_later(letter: Letter, error: Exception) -> None:
    may_wait = deliver.get_backend().supports_defer and letter.tries <= len(WAITS)
    letter.state = LetterState.WAITING if may_wait and not _is_final(error) else LetterState.FAILED
    letter.error = str(error)
    letter.save(update_fields=["state", "error", "tries", "touched_at"])
    if letter.state == LetterState.WAITING:
        deliver.using(run_after=timezone.now() + WAITS[letter.tries - 1]).enqueue(letter.pk)


def _is_final(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    return isinstance(error, SMTPDataError) and error.smtp_code >= REFUSED_FOR_GOOD


@transaction.atomic
def send_again(letter: Letter, *, to: str, by: Person) -> Letter:
    """Send a letter that did not get through once more, to the address given."""
    row = _unsent_row(letter)
    audit.record(association=row.association, by=by, verb="skickade mejlet igen", target=row, email=to)
    row.to, row.state, row.tries, row.error = to, LetterState.WAITING, 0, ""
    row.save(update_fields=["to", "state", "tries", "error", "touched_at"])
    jobs.begin(deliver, row.pk)
    return row


@transaction.atomic
def drop(letter: Letter, *, by: Person) -> Letter:
    """Leave a letter that did not get through unsent for good: nobody is reminded of it any more."""
    row = _unsent_row(letter)
    audit.record(association=row.association, by=by, verb="lät mejlet vara", target=row, email=row.to)
    _close(row, LetterState.DROPPED)
    return row


def _unsent_row(letter: Letter) -> Letter:
    row = Letter.objects.select_for_update().get(pk=letter.pk)
    if row.is_closed:
        raise DomainError(f"Mejlet har läget {row.get_state_display().lower()} och går inte att ändra.")
    return row


def unsent(association: Association) -> Iterable[Letter]:
    """Give the letters that did not get through, and those that have waited for half an hour, newest first."""
    late = timezone.now() - OVERDUE
    rows = Letter.objects.of(association).exclude(state__in=LETTER_CLOSED)
    return [row for row in rows if row.state == LetterState.FAILED or row.made_at < late]


def not_arrived(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of letters that lie unsent."""
    if Permission.SEE_LETTERS not in permissions:
        return
    for letter in unsent(association):
        yield Todo(
            what="Skicka mejlet igen",
            about=f"{letter.subject}, till {letter.to}",
            url=reverse("letter_send", args=[association.slug, letter.pk]),
            due_on=today,
            is_alarm=True,
        )
