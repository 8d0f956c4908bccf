"""A beredningsgrupp from kallelse to sent notes: points in place of §§, nobody justerar, all get them."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from board.models import Meeting, Protocol
from board.states import ParagraphKind, ProtocolState
from finsam.models import Letter
from finsam.states import AppointmentRole
from tests.browser.test_journey_meeting import Hand, _at, _the_day_comes
from tests.cast import Cast, make_cast
from tests.factories import appoint, make_meeting, make_paragraph, make_person

pytestmark = pytest.mark.browser


@pytest.fixture
def cast(transactional_db) -> Cast:
    """A förbund whose beredningsgrupp has a meeting planned."""
    return make_cast()


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    group = cast.preparer.appointments.get().body
    leader = make_person(association=cast.association, name="Ulla Grön", email="ulla.gron@exempel.example.se")
    appoint(leader, group, role=AppointmentRole.CHAIR, member=cast.kommun)
    meeting = make_meeting(body=group, held_on=dt.date(2022, 5, 6))
    make_paragraph(meeting=meeting, heading="Mötet öppnas", kind=ParagraphKind.OPENING, position=1)
    make_paragraph(meeting=meeting, heading="Två ansökningar", position=2)
    make_paragraph(meeting=meeting, heading="Mötet avslutas", kind=ParagraphKind.CLOSING, position=3)
    return meeting


def test_from_kallelse_to_sent_notes(cast: Cast, meeting: Meeting, settings, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    page.goto(f"/exempel/sammantraden/{meeting.pk}/")
    hand = Hand(page)
    hand.click("Skicka kallelsen", "link")
    hand.click("Skicka kallelsen")
    _the_day_comes(page, settings)
    hand.click("Öppna mötet")
    _at(page, "Mötet öppnas")
    hand.click("Alla")
    hand.click("Nästa:")
    _at(page, "Två ansökningar")
    page.locator(".ed-text").click()
    hand.clicks += 1
    page.keyboard.type("Båda gicks igenom.")
    hand.press("Alt+KeyB")
    page.keyboard.type("Pia frågar regionen om den ena")
    page.keyboard.press("Tab")
    page.keyboard.type("Pia Nordin")
    page.keyboard.press("Tab")
    page.keyboard.type("2022-05-13")
    hand.click("Nästa:")
    _at(page, "Mötet avslutas")
    hand.click("Avsluta mötet")
    hand.click("Skicka anteckningarna", "link")
    hand.click("Skicka anteckningarna")
    expect(page.get_by_text("Klart")).to_be_visible(timeout=60_000)
    hand.report("beredningsgrupp")
    _went_out(cast, meeting)
    assert hand.clicks <= 11


def _went_out(cast: Cast, meeting: Meeting) -> None:
    notes = Protocol.objects.get(meeting=meeting)
    assert notes.state == ProtocolState.SENT
    (task,) = [each for row in meeting.paragraphs.all() for each in row.decisions.all()]
    assert (list(task.assignees.all()), task.due_on) == ([cast.preparer], dt.date(2022, 5, 13))
    letters = Letter.objects.filter(subject__startswith="Minnesanteckningar: Beredningsgruppen")
    assert {cast.preparer.email, "ulla.gron@exempel.example.se"} <= {each.to for each in letters}
