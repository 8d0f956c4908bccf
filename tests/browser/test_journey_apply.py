"""Someone the förbund does not know applies for money: half done on a phone, found whole, handed in, put on an agenda."""

import datetime as dt
import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from board.models import Paragraph
from insatser.models import Application
from insatser.states import ApplicationState
from tests.browser.journey import journey
from tests.cast import Cast, make_cast
from tests.factories import make_meeting
from tests.insatser.applications import make_round, written
from tests.insatser.reports import make_insats
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def opened(transactional_db: None, settings: object) -> Cast:
    """A förbund that takes applications, with a meeting to come."""
    cast = make_cast()
    make_round(
        cast, lead="Vi prioriterar unga som varken arbetar eller studerar.", closes_on=dt.date(2022, 5, 1)
    )
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    return cast


def mailed_to(address: str, pattern: str) -> str:
    letter = [letter for letter in mail.outbox if address in letter.to][-1]
    found = re.search(pattern, f"{letter.subject} {letter.body}")
    assert found
    return found.group(1)


def log_in_by_code(page: Page, address: str) -> None:
    """The mailed link has said who she is, so only the code is asked for."""
    page.get_by_label("Kod").fill(mailed_to(address, r"\b(\d{6})\b"))
    page.get_by_role("button", name="Logga in").click()


def seen(page: Page, name: str, javascript: bool = True) -> None:
    """Save what the page looks like, and find nothing wrong with it; axe needs scripts."""
    assert not javascript or look(page, name) == {}


def running_text(page: Page, label: str, *, javascript: bool):
    fields = page.get_by_role("textbox", name=re.compile(label))
    return page.locator(".ed-text").and_(fields) if javascript else fields


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without scripts"])
def test_an_application_is_left_half_done_on_a_phone_and_found_whole(new_page, opened, javascript):
    how = "with" if javascript else "without"
    page = new_page(width=390, javascript=javascript)
    with journey(page, f"begin an ansökan, {how} scripts") as trip:
        page.goto("/exempel/sok-medel/")
        seen(page, "apply-start", javascript)
        page.get_by_label("Ditt namn").fill("Nova Ny")
        page.get_by_label("Din e-post").fill("nova@example.se")
        trip.click(page.get_by_role("button", name="Mejla mig en länk"))
        expect(page.get_by_text("Titta i din e-post")).to_be_visible()
        page.goto(mailed_to("nova@example.se", r"https?://[^/]+(/\S+)"))
        trip.click(page.get_by_role("button", name="Börja skriva"))
        log_in_by_code(page, "nova@example.se")
        page.get_by_label("Insatsens namn").fill("Samtalsstöd för unga")
        page.get_by_role("radio", name="Individinriktad").check()
        seen(page, "apply-section", javascript)
        trip.click(page.get_by_role("button", name=re.compile("Spara och gå till 2")))
        page.wait_for_url("**/avsnitt/2/")
        page.get_by_label("Ansvarig medlem").select_option(label="Exempels kommun")
        trip.click(page.get_by_role("button", name="Spara och stäng"))
        expect(page.get_by_text("Du kan fortsätta en annan dag.")).to_be_visible()
    application = Application.objects.get()
    page = new_page(javascript=javascript, user=application.begun_by.user)
    with journey(page, f"find the ansökan whole and hand it in, {how} scripts") as trip:
        page.goto("/exempel/mina-insatser/")
        trip.click(page.get_by_role("link", name="Ansökan: Samtalsstöd för unga"))
        trip.click(page.get_by_role("link", name=re.compile("3 Beskrivning")))
        running_text(page, "3.1", javascript=javascript).fill("Många unga får vänta.")
        trip.click(page.get_by_role("button", name=re.compile("Spara och gå till 4")))
        page.wait_for_url("**/avsnitt/4/")
        page.goto(page.url.replace("/4/", "/6/"))
        page.get_by_label("Löner, 2022").fill("158000")
        page.get_by_label("Externa tjänster, 2022").fill("30 000")
        trip.click(page.get_by_role("button", name=re.compile("Spara och gå till 7")))
        page.wait_for_url("**/avsnitt/7/")
        page.goto(page.url.replace("/7/", "/8/"))
        trip.click(page.get_by_role("link", name="Läs igenom och lämna"))
        expect(page.get_by_text("Skriv minst ett mål.")).to_be_visible()
        expect(page.get_by_role("row", name=re.compile("Sökt av förbundet"))).to_contain_text("188 000")
        seen(page, "apply-submit", javascript)
        trip.click(page.get_by_role("button", name="Lämna ansökan"))
        expect(page.get_by_text("Ansökan är inlämnad.")).to_be_visible()
        seen(page, "application", javascript)
        assert trip.clicks <= 6
    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED


def test_what_is_typed_saves_itself_and_the_sum_follows(new_page, opened):
    application = written(opened, insats=make_insats(opened))
    page = new_page(user=opened.contact.user)
    page.goto(f"/exempel/insatser/ansokningar/{application.pk}/avsnitt/6/")
    page.get_by_label("Resor, 2023").fill("12 500")
    expect(page.locator("#report-saved")).to_have_text(re.compile(r"^Sparat"))
    expect(page.locator("#asked-sum")).to_contain_text("12 500")
    seen(page, "apply-costs")
    page.get_by_label("Resor, 2023").fill("tolv")
    expect(page.get_by_text("”tolv” går inte att läsa.")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Resor, 2023")).to_have_value("tolv")


def test_the_office_puts_it_on_the_agenda_without_typing_an_amount(new_page, opened):
    from insatser.actions.received import submit_application  # noqa: PLC0415

    application = submit_application(application=written(opened), by=opened.contact)
    page = new_page(user=opened.chief.user)
    with journey(page, "from an ansökan that has come in to the agenda") as trip:
        page.goto("/exempel/insatser/ansokningar/")
        seen(page, "application-list")
        trip.click(page.get_by_role("link", name="Samtalsstöd för unga"))
        seen(page, "application-office")
        trip.click(page.get_by_role("link", name="Lägg på dagordningen"))
        seen(page, "application-propose")
        trip.click(page.get_by_role("button", name="Lägg på dagordningen"))
        expect(page.get_by_text("med förslag och handlingar")).to_be_visible()
        assert trip.clicks <= 3
    assert Paragraph.objects.get(matter=application.matter).proposal.startswith(
        "bevilja Samtalsstöd för unga 188 000,50"
    )
