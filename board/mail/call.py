"""Letters about a meeting: the kallelse with its links to answer, and that it is cancelled."""

from __future__ import annotations

import datetime as dt
from copy import copy
from typing import Any

from django.core import signing
from django.db.models import Q
from django.urls import reverse

from board.mail import calendar
from board.mail.letter import absolute, occasion, send_letter
from board.models import Invitation, Meeting
from board.states import RsvpAnswer
from finsam import clock
from finsam.mail import letters
from finsam.models import Document, Person
from finsam.states import LetterState
from finsam.swedish import dates

_SALT = "board.call"


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


def send_call(meeting: Meeting, *, heading: str, by: Person) -> int:
    """Send the frozen kallelse to everyone invited whom this version has not reached; give how many letters that is."""
    failed = Q(letter__state=LetterState.FAILED)
    waiting = (
        meeting.invitations.select_related("person", "letter")
        .filter(person__left_on__isnull=True)
        .exclude(person__email="")
        .exclude(~failed | Q(letter=None), sent_version=meeting.call_version)
    )
    subject = f"{heading}: {occasion(meeting)}"
    for each in waiting:
        answers = {"heading": heading} | _answer_links(each)
        enclosed = (meeting.call_document,) if meeting.call_document else ()
        _send(each, "call", subject, facts=_facts(meeting, each, by) | answers, documents=enclosed, by=by)
    return len(waiting)


def send_reminder(meeting: Meeting, *, by: Person, only_first: bool = False) -> int:
    """Remind those who have the latest kallelse and have not answered it; give how many letters that is.

    Nobody is reminded twice on one day; with `only_first` nobody who has been reminded before.
    """
    rows = (
        meeting.invitations.select_related("person", "letter")
        .filter(answer=RsvpAnswer.WAITING, sent_version=meeting.call_version, person__left_on__isnull=True)
        .exclude(person__email="")
    )
    waiting = [each for each in rows if may_remind(each.reminded_at, only_first=only_first)]
    subject = f"Påminnelse: {occasion(meeting)}"
    for each in waiting:
        enclosed = (meeting.call_document,) if meeting.call_document else ()
        facts = _facts(meeting, each, by) | _answer_links(each)
        _send(each, "call_remind", subject, facts=facts, documents=enclosed, by=by)
        each.reminded_at = clock.now()
        each.save(update_fields=["reminded_at"])
    return len(waiting)


def may_remind(reminded_at: dt.datetime | None, *, only_first: bool) -> bool:
    """Whether one who was last reminded then may be reminded now."""
    if reminded_at is None:
        return True
    return not only_first and clock.day_of(reminded_at) < clock.today()


def ask_to_serve(meeting: Meeting, invitation: Invitation, *, by: Person) -> None:
    """Ask the ersättare who stands in turn to come in a ledamot's place."""
    subject = f"Du står på tur: {occasion(meeting)}"
    _tell(meeting, invitation, "call_serve", subject, extra={"ledamot": invitation.asked_for}, by=by)


def tell_not_needed(meeting: Meeting, invitation: Invitation, *, ledamot: Person, by: Person) -> None:
    """Tell the ersättare who was asked that the ledamot comes after all."""
    subject = f"{ledamot.name} kommer: {occasion(meeting)}"
    _tell(meeting, invitation, "call_not_needed", subject, extra={"ledamot": ledamot}, by=by)


def _tell(
    meeting: Meeting,
    invitation: Invitation,
    template: str,
    subject: str,
    *,
    extra: dict[str, Any],
    by: Person,
) -> None:
    if not invitation.person.email:
        return
    send_letter(
        template,
        association=meeting.body.association,
        to=invitation.person.email,
        subject=subject,
        facts=_facts(meeting, invitation, by) | _answer_links(invitation) | extra,
    )


def send_cancellation(meeting: Meeting, *, reason: str, by: Person) -> None:
    """Tell everyone who has been called that the meeting is cancelled."""
    meeting = _as_told(meeting)
    called = meeting.invitations.select_related("person", "letter")
    subject = f"Inställt: {occasion(meeting)}"
    for each in called.exclude(person__email="").exclude(sent_version=0):
        _send(each, "cancelled", subject, facts=_facts(meeting, each, by) | {"reason": reason}, by=by)


def _as_told(meeting: Meeting) -> Meeting:
    """Give the meeting as those called know it: a later change that nobody was told is not what is cancelled."""
    if meeting.called_to is None:
        return meeting
    told = copy(meeting)
    told.held_on = dt.date.fromisoformat(meeting.called_to["held_on"])
    told.starts_at = dt.time.fromisoformat(meeting.called_to["starts_at"])
    ends = meeting.called_to["ends_at"]
    told.ends_at = dt.time.fromisoformat(ends) if ends else None
    told.place, told.video_url = meeting.called_to["place"], meeting.called_to["video_url"]
    return told


def _send(
    invitation: Invitation,
    template: str,
    subject: str,
    *,
    facts: dict[str, Any],
    documents: tuple[Document, ...] = (),
    by: Person,
) -> None:
    """Put one letter on its way in place of an earlier one that never got through."""
    meeting = facts["meeting"]
    if invitation.letter:
        letters.withdraw(invitation.letter, by=by)
    content = calendar.invitation(
        meeting, person=invitation.person, url=facts["link"], stamped_at=clock.now()
    )
    invitation.letter = send_letter(
        template,
        association=meeting.body.association,
        to=invitation.person.email,
        subject=subject,
        facts=facts,
        documents=documents,
        calendar=content.decode(),
    )
    invitation.sent_version = meeting.call_version
    invitation.save(update_fields=["letter", "sent_version"])


def _answer_links(invitation: Invitation) -> dict[str, str]:
    page = absolute(reverse("call_answer", args=[answer_token(invitation)]))
    return {
        "coming_url": f"{page}?svar={RsvpAnswer.COMING}",
        "remote_url": f"{page}?svar={RsvpAnswer.REMOTE}",
        "absent_url": f"{page}?svar={RsvpAnswer.ABSENT}",
    }


def _facts(meeting: Meeting, invitation: Invitation, by: Person) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "person": invitation.person,
        "when": f"{dates.weekday_date(meeting.held_on)} klockan {meeting.hours}",
        "link": absolute(meeting.get_absolute_url()),
        "by": by,
    }
