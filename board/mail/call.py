"""Letters about a meeting: the kallelse with its links to answer, and that it is cancelled."""

from __future__ import annotations

import logging
from collections.abc import Callable
from smtplib import SMTPException
from typing import NamedTuple

from django.core import signing
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from board import calendar
from board.mail.letter import absolute, make_letter
from board.models import Invitation, Meeting
from board.states import MeetingState, RsvpAnswer
from finsam import clock, dates
from finsam.models import Person

logger = logging.getLogger(__name__)
Tell = Callable[[int, int], None]
_SALT = "board.call"


class Sent(NamedTuple):
    """How many letters the mail server took, and how many it did not."""

    letters: int
    missing: int


def _silent(done: int, total: int) -> None:
    """Tell nobody how far the letters have come."""


def answer_token(invitation: Invitation) -> str:
    """Give the secret of a link with which one person answers one kallelse without logging in."""
    return signing.Signer(salt=_SALT, sep=".").sign(str(invitation.pk))


def invitation_of(token: str) -> Invitation | None:
    """Give the invitation that a token is for, or None when it is none of ours."""
    try:
        key = signing.Signer(salt=_SALT, sep=".").unsign(token)
    except signing.BadSignature:
        return None
    return Invitation.objects.select_related("meeting__body__association", "person").filter(pk=key).first()


def send_call(meeting: Meeting, *, heading: str, by: Person | None, tell: Tell = _silent) -> Sent:
    """Send the frozen kallelse to everyone invited who has not had this version.

    A letter that cannot be sent is logged and its invitation stays unsent, so that kansliet can send it again.
    """
    waiting = (
        meeting.invitations.select_related("person")
        .filter(person__left_on__isnull=True)
        .exclude(person__email="")
        .exclude(sent_version=meeting.call_version)
    )
    subject = f"{heading}: {meeting.body.name} {dates.weekday_date(meeting.held_on)}"
    letters = [
        (each, _call_letter(meeting, each, heading=heading, subject=subject, by=by)) for each in waiting
    ]
    return _send(letters, version=meeting.call_version, tell=tell)


def send_cancellation(meeting: Meeting, *, reason: str, by: Person | None, tell: Tell = _silent) -> Sent:
    """Tell everyone who has been called that the meeting is cancelled."""
    called = meeting.invitations.select_related("person").exclude(person__email="").exclude(sent_version=0)
    subject = f"Inställt: {meeting.body.name} {dates.weekday_date(meeting.held_on)}"
    letters = []
    for each in called:
        facts = _facts(meeting, each, by) | {"reason": reason}
        letter = make_letter(
            "cancelled",
            association=meeting.body.association,
            to=each.person.email,
            subject=subject,
            facts=facts,
        )
        letters.append((each, _with_calendar(letter, meeting, each)))
    return _send(letters, version=meeting.call_version, tell=tell)


def _call_letter(
    meeting: Meeting, invitation: Invitation, *, heading: str, subject: str, by: Person | None
) -> EmailMessage:
    page = absolute(reverse("call_answer", args=[answer_token(invitation)]))
    facts = _facts(meeting, invitation, by) | {
        "heading": heading,
        "coming_url": f"{page}?svar={RsvpAnswer.COMING}",
        "remote_url": f"{page}?svar={RsvpAnswer.REMOTE}",
        "absent_url": f"{page}?svar={RsvpAnswer.ABSENT}",
    }
    letter = make_letter(
        "call",
        association=meeting.body.association,
        to=invitation.person.email,
        subject=subject,
        facts=facts,
        documents=(meeting.call_document,) if meeting.call_document else (),
    )
    return _with_calendar(letter, meeting, invitation)


def _facts(meeting: Meeting, invitation: Invitation, by: Person | None) -> dict[str, object]:
    return {
        "meeting": meeting,
        "person": invitation.person,
        "when": f"{dates.weekday_date(meeting.held_on)} klockan {dates.time_range(meeting.starts_at, meeting.ends_at)}",
        "link": absolute(meeting.get_absolute_url()),
        "by": by,
    }


def _with_calendar(letter: EmailMessage, meeting: Meeting, invitation: Invitation) -> EmailMessage:
    url = absolute(meeting.get_absolute_url())
    content = calendar.invitation(meeting, person=invitation.person, url=url, stamped_at=clock.now())
    method = (
        "CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST"
    )  # without it Outlook shows a file
    letter.attach("sammantrade.ics", content.decode(), f"text/calendar; method={method}")
    return letter


def _send(letters: list[tuple[Invitation, EmailMessage]], *, version: int, tell: Tell) -> Sent:
    """Send over one connection, writing down each that the mail server has taken."""
    sent = 0
    connection = get_connection()
    try:
        connection.open()
        for number, (invitation, letter) in enumerate(letters):
            tell(number, len(letters))
            letter.connection = connection
            if _taken(letter):
                Invitation.objects.filter(pk=invitation.pk).update(sent_at=clock.now(), sent_version=version)
                sent += 1
    except (SMTPException, OSError):
        logger.exception("The mail server could not be reached")
    finally:
        connection.close()
    return Sent(sent, len(letters) - sent)


def _taken(letter: EmailMessage) -> bool:
    try:
        return bool(letter.send())
    except (SMTPException, OSError):
        logger.exception("A letter about a meeting could not be sent")
        return False
