"""Mail goes out from the worker: nobody waits for the mail server, and what it refuses is tried again and seen."""

from __future__ import annotations

import datetime as dt
import logging
import re
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from email.utils import formataddr, parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from finsam import audit
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Document, Letter, Person
from finsam.permissions import Permission
from finsam.queue import duties
from finsam.registries import todos
from finsam.registries.todos import Todo
from finsam.states import LETTER_CLOSED, LetterState
from finsam.swedish import words
from finsam.web.asked_once import asked_once

logger = logging.getLogger(__name__)
_METHOD = re.compile(r"^METHOD:(\w+)", re.MULTILINE)
_reaches_nobody: ContextVar[bool] = ContextVar("reaches_nobody", default=False)

WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480))  # between the tries
OVERDUE = dt.timedelta(minutes=30)  # a letter that has waited so long is shown
LARGEST_ENCLOSURE = 10_000_000  # bytes; mail filters of the authorities stop larger letters
NOWHERE = "django.core.mail.backends.dummy.EmailBackend"
LIMIT = duties.Limit(seconds=300, megabytes=500)  # of one letter with its enclosures
UNCERTAIN = "Sändningen avbröts, och det är osäkert om det gick iväg. Fråga mottagaren, eller skicka igen."
NOT_WRITTEN = "Mejlet gick inte att sätta ihop: en bilaga går inte att läsa, eller ett tecken passar inte."
_WIPED = {"body": "", "calendar": "", "error": ""}
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
    subject = " ".join(subject.splitlines())  # a mail's head is one line, whatever a name holds
    letter = Letter.objects.create(
        association=association, to=to, subject=subject, body=body, calendar=calendar
    )
    letter.documents.set(each for each in documents if each.size < LARGEST_ENCLOSURE)
    duties.begin(deliver, letter.pk)
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
    letter = _take(letter_id)
    if letter is None:
        return
    try:
        mail = _mail(letter)
        mail.message()  # what cannot be written is found before the mail server gets anything
    except Exception:
        logger.exception("Letter %s could not be written", letter.pk)
        _settle(letter, LetterState.FAILED, error=NOT_WRITTEN)
        return
    if not _held(letter).update(handed_at=timezone.now()):
        return
    try:
        mail.send()
    except (SMTPException, OSError) as error:
        logger.warning("Letter %s was not taken: %s", letter.pk, error)
        if _may_have_gone(error):
            _settle(letter, LetterState.FAILED, error=UNCERTAIN)
        else:
            _try_later(letter, error)
    else:
        _settle(letter, LetterState.SENT, sent_at=timezone.now(), **_WIPED)


def _take(letter_id: int) -> Letter | None:
    """Take up a letter that waits; None when it does not."""
    claim = duties.new_claim()
    taken = Letter.objects.filter(pk=letter_id, state=LetterState.WAITING).update(
        state=LetterState.SENDING,
        claim=claim,
        tries=F("tries") + 1,
        handed_at=None,
        touched_at=timezone.now(),
    )
    return Letter.objects.select_related("association").get(pk=letter_id) if taken else None


def _held(letter: Letter) -> QuerySet[Letter]:
    """The letter, for as long as nobody has begun to send it anew."""
    return Letter.objects.filter(pk=letter.pk, claim=letter.claim)


def _settle(letter: Letter, state: LetterState, **facts: Any) -> bool:
    """Write down how it went, also where somebody has given the letter up for lost meanwhile: what is known goes before."""
    return bool(_held(letter).update(state=state, touched_at=timezone.now(), **facts))


def sender_of(association: Association) -> str:
    """Give the From of the förbund's letters: its name, at the address that the installation may send from.

    An address of the förbund's own would break its domain's SPF and DMARC, for another server sends; answers go to kansliet
    by Reply-To.
    """
    program, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((f"{association.short_name} via {program or 'finsam'}", address))


def _mail(letter: Letter) -> EmailMessage:
    association = letter.association
    mail = EmailMessage(
        connection=get_connection(NOWHERE) if _reaches_nobody.get() else None,
        subject=letter.subject,
        body=letter.body,
        from_email=sender_of(association),
        to=[letter.to],
        reply_to=[association.email] if association.email else None,
    )
    for document in letter.documents.all():
        mail.attach(document.name, store.read(document), document.content_type)
    if letter.calendar:
        method = _METHOD.findall(letter.calendar)  # without it Outlook shows a file
        mail.attach("sammantrade.ics", letter.calendar, f"text/calendar; method={method[0]}")
    return mail


@transaction.atomic
def _try_later(letter: Letter, error: Exception) -> None:
    may_wait = deliver.get_backend().supports_defer and letter.tries <= len(WAITS) and not _is_final(error)
    state = LetterState.WAITING if may_wait else LetterState.FAILED
    if _settle(letter, state, error=str(error), handed_at=None) and may_wait:
        deliver.using(run_after=timezone.now() + WAITS[letter.tries - 1]).enqueue(letter.pk)


def _may_have_gone(error: Exception) -> bool:
    """Whether the line broke while the mail server got the letter itself, so that nobody knows whether it has it."""
    if isinstance(error, SMTPResponseException):
        return False
    frames = traceback.walk_tb(error.__traceback__)
    return any(
        frame.f_code.co_name == "data" and frame.f_globals.get("__name__") == "smtplib" for frame, _ in frames
    )


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
    row.claim, row.handed_at = "", None
    row.save(update_fields=["to", "state", "tries", "error", "claim", "handed_at", "touched_at"])
    duties.begin(deliver, row.pk)
    return row


@transaction.atomic
def drop(letter: Letter, *, by: Person) -> Letter:
    """Leave a letter that did not get through unsent for good: nobody is reminded of it any more."""
    row = _unsent_row(letter)
    audit.record(association=row.association, by=by, verb="lät mejlet vara", target=row, email=row.to)
    row.state, row.body, row.calendar, row.error = LetterState.DROPPED, "", "", ""
    row.save(update_fields=["state", "body", "calendar", "error", "touched_at"])
    return row


@transaction.atomic
def withdraw(letter: Letter, *, by: Person) -> None:
    """Leave a letter unsent that another is to go in place of; one that has gone, or is going, has gone."""
    row = Letter.objects.select_for_update().get(pk=letter.pk)
    if row.state in {LetterState.WAITING, LetterState.FAILED}:
        drop(row, by=by)


def _unsent_row(letter: Letter) -> Letter:
    row = Letter.objects.select_for_update().get(pk=letter.pk)
    if row.is_closed:
        raise DomainError(f"Mejlet har läget {row.get_state_display().lower()} och går inte att ändra.")
    if row.is_going:
        raise DomainError("Mejlet skickas just nu. Vänta någon minut, och se sedan om det kom fram.")
    return row


# ---- What a worker leaves when it dies


def _take_up(living: frozenset[str]) -> None:
    for letter in Letter.objects.filter(state=LetterState.SENDING):
        if duties.is_lost(letter.claim, living, letter.touched_at):
            _lose(letter)
    waiting = Letter.objects.filter(state=LetterState.WAITING, touched_at__lt=timezone.now() - duties.GRACE)
    duties.wake(deliver, waiting.values_list("pk", flat=True))


@transaction.atomic
def _lose(letter: Letter) -> None:
    """Let a letter that the mail server never got wait again; one that it may have got is for a person to judge."""
    held = _held(letter).filter(state=LetterState.SENDING)
    now = timezone.now()
    if held.filter(handed_at__isnull=False).update(state=LetterState.FAILED, error=UNCERTAIN, touched_at=now):
        logger.warning("Letter %s may have gone", letter.pk)
    elif letter.tries > len(WAITS):
        held.update(state=LetterState.FAILED, error=NOT_WRITTEN, touched_at=now)
    elif held.update(state=LetterState.WAITING, claim="", touched_at=now):
        duties.wake(deliver, [letter.pk])


def _stopped(letter_id: int, worker_id: str, _passed: duties.Limit | None) -> None:
    mine = Letter.objects.filter(state=LetterState.SENDING, claim__startswith=f"{worker_id} ")
    if letter := mine.filter(pk=letter_id).first():
        _lose(letter)


duties.register(duties.Duty(deliver, duties.Lane.MAIL, lambda _: LIMIT, _stopped, _take_up))


# ---- What did not arrive


def unsent(association: Association) -> list[Letter]:
    """Give the letters that did not get through, and those that have waited for half an hour, newest first."""
    late = timezone.now() - OVERDUE
    return [row for row in not_closed(association) if row.state == LetterState.FAILED or row.made_at < late]


@asked_once
def not_closed(association: Association) -> list[Letter]:
    """Give the letters that are neither sent nor dropped, newest first, as many as a page may read."""
    return list(Letter.objects.of(association).exclude(state__in=LETTER_CLOSED)[: todos.MOST_READ])


def not_arrived(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of letters that lie unsent."""
    if Permission.SEE_LETTERS not in permissions:
        return

    def todo(letter: Letter) -> Todo:
        url = reverse("letter_send", args=[association.slug, letter.pk])
        about = f"{letter.subject}, till {letter.to}"
        return Todo(what="Skicka mejlet igen", about=about, url=url, due_on=today, is_alarm=True)

    def rest(_: Letter, more: int) -> Todo:
        url = reverse("letter_list", args=[association.slug])
        what = f"Skicka {words.plural(more, 'mejl', 'mejl')} till igen"
        return Todo(what=what, about="Alla står i listan över mejl.", url=url, due_on=today, is_alarm=True)

    yield from todos.told(unsent(association), todo, rest)
