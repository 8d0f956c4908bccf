"""A signer's comment that was never sent lies in her browser, and is offered again on the page it belongs to."""

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from board.models import Protocol, SigningComment
from tests.board.meetings import make_held_meeting, send
from tests.browser.conftest import session_cookie
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOST = "Det finns text som inte hann sparas."
TYPED = "Beloppet ska vara 10 000 kronor"


@pytest.fixture
def sent(transactional_db: None) -> tuple[Cast, Protocol]:
    cast = make_cast()
    headings = ("Sammanträdet öppnas", "Val av justerare", "Årsredovisning för 2021", "Avslutning")
    return cast, send(make_held_meeting(cast, headings=headings), cast)


def opened(new_page, cast: Cast, protocol: Protocol) -> Page:
    page = new_page(width=820, user=cast.adjuster.user)
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    return page


def comment(page: Page, number: int):
    box = page.locator(f"#p{number} details.cmt")
    if box.get_attribute("open") is None:
        box.locator("summary").click()
    return box.get_by_role("textbox")


def test_a_comment_typed_before_the_page_went_away_is_offered_and_comes_back_unfolded(new_page, sent):
    cast, protocol = sent
    page = opened(new_page, cast, protocol)
    comment(page, 3).fill(TYPED)
    page.goto("/exempel/")
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    expect(page.get_by_text(LOST)).to_be_visible()
    expect(page.locator(".kept blockquote")).to_have_text(TYPED)
    page.get_by_role("button", name="Hämta tillbaka texten").click()
    expect(page.locator("#p3 details.cmt textarea")).to_be_visible()
    page.locator("#p3").get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Din kommentar till")).to_be_visible()
    assert SigningComment.objects.get().text == TYPED
    assert page.get_by_text(LOST).count() == 0


def test_a_comment_sent_when_the_login_had_run_out_is_offered_after_the_next_login(
    new_page, sent, live_server
):
    cast, protocol = sent
    page = opened(new_page, cast, protocol)
    comment(page, 3).fill(TYPED)
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.locator("#p3").get_by_role("button", name="Spara kommentaren").click()
    page.get_by_label("E-post").wait_for()
    page.context.add_cookies([session_cookie(cast.adjuster.user, url=live_server.url)])
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    expect(page.locator(".kept blockquote")).to_have_text(TYPED)


def test_one_that_was_saved_or_taken_away_is_not_offered(new_page, sent):
    cast, protocol = sent
    page = opened(new_page, cast, protocol)
    comment(page, 3).fill(TYPED)
    page.locator("#p3").get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Din kommentar till")).to_be_visible()
    comment(page, 3).fill("Annat")
    page.locator("#p3").get_by_role("button", name="Ta bort").click()
    expect(page.locator("#p3 summary", has_text="Kommentera")).to_be_visible()
    assert page.get_by_text(LOST).count() == 0
    assert not SigningComment.objects.exists()


def test_what_comes_back_takes_no_comment_away_that_was_saved_elsewhere_meanwhile(new_page, sent):
    cast, protocol = sent
    page = opened(new_page, cast, protocol)
    comment(page, 3).fill(TYPED)
    paragraph = protocol.meeting.paragraphs.order_by("position")[3]
    SigningComment.objects.create(
        protocol=protocol,
        version=protocol.version,
        paragraph=paragraph,
        person=cast.adjuster,
        text="Från telefonen",
    )
    page.goto(f"/exempel/protokoll/{protocol.pk}/signera/")
    page.get_by_role("button", name="Hämta tillbaka texten").click()
    page.locator("#p3").get_by_role("button", name="Spara kommentaren").click()
    expect(page.get_by_text("Din kommentar till").first).to_be_visible()
    assert set(SigningComment.objects.values_list("text", flat=True)) == {TYPED, "Från telefonen"}
