"""Mails a code that somebody waits for: at once, or as soon as the mail server takes it, as long as the code is good."""

from __future__ import annotations

import datetime as dt
import json
import logging
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.utils import timezone
from django_tasks import task

from finsam.access import vault
from finsam.queue import duties

logger = logging.getLogger(__name__)

PATIENCE = 5  # seconds that the one who waits for the page waits for the mail server
BETWEEN = dt.timedelta(seconds=20)  # between the tries
REFUSED_FOR_GOOD = 500  # SMTP codes from here on do not change by trying again


def send(*, to: str, subject: str, body: str, good_for: dt.timedelta) -> None:
    """Mail a code; when the mail server does not take it now, the worker tries again while the code is good.

    Says nothing of how it went, so that nobody learns from it which addresses exist.
    """
    letter = {"to": to, "subject": " ".join(subject.split()), "body": body}
    if not _mail(letter):
        until = (timezone.now() + good_for).isoformat()
        # Locked: it lies among the worker's tasks, and whoever reads it could log in.
        duties.begin(carry, vault.lock(json.dumps(letter | {"until": until})))


@task()
def carry(locked: str) -> None:
    """Try once more, and later again if need be."""
    letter = json.loads(vault.unlock(locked))
    if timezone.now() > dt.datetime.fromisoformat(letter["until"]) or _mail(letter):
        return
    if carry.get_backend().supports_defer:
        carry.using(run_after=timezone.now() + BETWEEN).enqueue(locked)


# The task is all there is: when its worker dies it waits for another one.
duties.register(
    duties.Duty(
        carry,
        duties.Lane.MAIL,
        limit=lambda _: duties.Limit(seconds=60, megabytes=200),
        stopped=lambda _code, _worker, _passed: None,
        take_up=lambda _living: None,
    )
)


def _mail(letter: dict[str, str]) -> bool:
    """Whether the mail server took it, or never will."""
    mail = EmailMessage(
        connection=get_connection(timeout=PATIENCE), subject=letter["subject"], body=letter["body"],
        from_email=settings.DEFAULT_FROM_EMAIL, to=[letter["to"]],
    )  # fmt: skip
    try:
        mail.send()
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("A code was not taken by the mail server: %s", type(error).__name__)
        return _is_final(error)
    return True


def _is_final(error: Exception) -> bool:
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= REFUSED_FOR_GOOD for code, _ in error.recipients.values())
    if isinstance(error, SMTPResponseException):
        return error.smtp_code >= REFUSED_FOR_GOOD
    return isinstance(error, ValueError)  # no such address can be written
