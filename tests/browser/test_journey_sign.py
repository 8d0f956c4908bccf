"""Journey 2: a justerare of 70, on a tablet, goes from the mail to a signed protocol in three clicks, logging in aside."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from board.models import Protocol
from board.states import SigningRole
from tests.board.meetings import make_held_meeting, send
from tests.browser.journey import Journey, journey
from tests.cast import Cast, make_cast
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sent(transactional_db: None, settings: object) -> tuple[Cast, Protocol]:
    """A protocol that waits for its signatures, and everyone mailed."""
    cast = make_cast()
    headings = ("Sammanträdet öppnas", "Val av justerare", "Årsredovisning för 2021", "Avslutning")
    return cast, send(make_held_meeting(cast, headings=headings), cast)


def link_in_the_mail(page: Page, cast: Cast) -> str:
    """The path of the link in the letter to the adjuster; the letter's own host is not the test's."""
    letter = next(letter for letter in mail.outbox if letter.to == [cast.adjuster.email])
    found = re.search(r"https?://[^/]+(/\S+)", letter.body)
    assert found
    return found.group(1)


def log_in_by_code(page: Page, cast: Cast) -> None:
    """Log in as anybody does: the address, then the code."""
    page.get_by_label("E-post").fill(cast.adjuster.email)
    page.get_by_role("button", name="Skicka kod").click()
    page.get_by_label("Kod").fill(newest_code())
    page.get_by_role("button", name="Logga in").click()


def newest_code() -> str:
    found = re.search(r"\b\d{6}\b", f"{mail.outbox[-1].subject} {mail.outbox[-1].body}")
    assert found
    return found.group()


def is_signed(protocol: Protocol) -> bool:
    return protocol.signings.get(role=SigningRole.ADJUSTER).signed_at is not None


def read_and_sign(trip: Journey) -> None:
    trip.click(trip.page.get_by_role("button", name="Signera", exact=True))
    trip.page.get_by_label("Kod").fill(newest_code())
    trip.click(trip.page.get_by_role("button", name="Signera protokollet"))


@pytest.mark.parametrize(
    ("javascript", "width"),
    [(True, 820), (False, 820), (True, 390)],
    ids=["with scripts", "without", "a phone"],
)
def test_from_the_mail_to_signed_in_three_clicks(new_page, sent, javascript, width):
    cast, protocol = sent
    page = new_page(width=width, javascript=javascript)
    address = link_in_the_mail(page, cast)
    with journey(page, f"sign, {'with' if javascript else 'without'} scripts, {width} px") as trip:
        trip.clicks += 1  # the link in the mail
        page.goto(address)
        log_in_by_code(page, cast)
        read_and_sign(trip)
        expect(page.get_by_text("Din underskrift finns i protokollet.")).to_be_visible()
    assert trip.clicks <= 3
    assert is_signed(protocol)


def test_one_signs_by_keyboard_alone(new_page, sent):
    cast, protocol = sent
    page = new_page(width=820, user=cast.adjuster.user)
    with journey(page, "sign, by keyboard") as trip:
        page.goto(link_in_the_mail(page, cast))
        trip.tab_to(page.get_by_role("button", name="Signera", exact=True))
        trip.press("Enter")
        expect(page.get_by_label("Kod")).to_be_focused()
        page.keyboard.type(newest_code())
        trip.press("Enter")
        expect(page.get_by_text("Din underskrift finns i protokollet.")).to_be_visible()
    assert is_signed(protocol)


def test_the_pages_of_signing_have_no_fault_at_any_width(new_page, sent):
    cast, protocol = sent
    page = new_page(user=cast.adjuster.user)
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    faults = {"read": look(page, "protocol_sign")}
    page.goto(f"/exempel/protokoll/{protocol.pk}/skicka-tillbaka/")
    faults["return"] = look(page, "protocol_return")
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    page.get_by_role("button", name="Signera", exact=True).click()
    faults["code"] = look(page, "protocol_sign_code")
    assert faults == {"read": {}, "return": {}, "code": {}}


def test_the_pages_of_the_office_have_no_fault_at_any_width(new_page, sent):
    cast, protocol = sent
    page = new_page(user=cast.chief.user)
    page.goto(f"/exempel/protokoll/{protocol.pk}/")
    faults = {"protocol": look(page, "protocol_detail")}
    page.goto(f"/exempel/sammantraden/{protocol.meeting_id}/skicka/")
    faults["send"] = look(page, "protocol_send")
    page.goto("/verifiera/")
    faults["verify"] = look(page, "verify")
    assert faults == {"protocol": {}, "send": {}, "verify": {}}
