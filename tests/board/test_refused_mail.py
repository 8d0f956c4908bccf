"""A mail server that refuses everything: each letter of a meeting lies in the outbox and goes when it is sent again."""

import datetime as dt

import pytest
from django.core import mail
from django.test import TestCase

from board.actions.call import call
from board.actions.meetings import MeetingPlan, cancel_meeting, change_meeting
from board.documents.call import CallKind
from board.models import Meeting
from finsam.mail.letters import unsent
from finsam.models import Letter
from finsam.states import LetterState
from tests.cast import Cast, client_of
from tests.factories import make_meeting, make_paragraph

DAY = dt.date(2022, 5, 6)


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    made = make_meeting(body=cast.board, held_on=DAY, starts_at=dt.time(8, 30), place="Storgatan 6")
    make_paragraph(meeting=made, heading="Budget")
    return made


def refuse(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nothing answers there


def take_again(settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def lies(cast: Cast) -> set[str]:
    return {each.subject.split(":")[0] for each in unsent(cast.association)}


def test_what_is_refused_is_seen_and_goes_when_it_is_sent_again(cast: Cast, meeting: Meeting, settings):
    refuse(settings)
    with TestCase.captureOnCommitCallbacks(execute=True):
        called = call(meeting=meeting, by=cast.chief)
    assert lies(cast) == {"Kallelse"}
    plan = MeetingPlan(held_on=DAY, starts_at=dt.time(13), place="Rådhuset")
    changed = change_meeting(meeting=called, plan=plan, by=cast.chief)
    with TestCase.captureOnCommitCallbacks(execute=True):
        changed = call(meeting=changed, by=cast.chief, kind=CallKind.CHANGED)
    assert lies(cast) == {"Ändrad kallelse"}  # the older one goes no more
    with TestCase.captureOnCommitCallbacks(execute=True):
        cancel_meeting(meeting=changed, reason="Sjukdom", by=cast.chief)
    assert lies(cast) == {"Inställt"}

    client = client_of(cast.chief)
    assert client.get("/exempel/forbundet/mejl/").content.decode().count("Inställt") >= 1
    take_again(settings)
    mail.outbox.clear()
    waiting = list(unsent(cast.association))
    for letter in waiting:
        to = (
            letter.to if letter.to.isascii() else "ett.annat@example.se"
        )  # an address that cannot be is mended here
        with TestCase.captureOnCommitCallbacks(execute=True):
            client.post(f"/exempel/forbundet/mejl/{letter.pk}/", {"to": to})
    assert len(waiting) == len(mail.outbox) > 1
    for sent in mail.outbox:
        assert "klockan 13.00 är inställt" in sent.body.replace("\u00a0", " ")
        assert "METHOD:CANCEL" in next(
            content for name, content, _ in sent.attachments if name == "sammantrade.ics"
        )
    assert lies(cast) == set()
    assert set(Letter.objects.values_list("state", flat=True)) == {LetterState.SENT, LetterState.DROPPED}
