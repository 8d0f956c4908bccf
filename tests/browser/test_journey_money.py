"""From an ansökan to the first krona paid: each amount is typed once, by the one who knows it, and follows all the way."""

import datetime as dt
import re
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from board.models import Paragraph
from board.states import MeetingState, ParagraphKind
from finsam.models import Person
from insatser.models import Agreement, Grant, Insats, PaymentRequest
from insatser.queries.money import Money, money_by_year
from insatser.states import AgreementState, PaymentState
from tests.browser.journey import Journey, journey
from tests.cast import Cast, make_cast
from tests.factories import make_meeting, make_paragraph
from tests.insatser.applications import make_round
from tests.insatser.payments import insats_with_money
from tests.tools.chromium import look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEETING_DAY = "2022-05-20"
PHONE, TABLET = 390, 820


@dataclass
class Amounts:
    """Every amount that anyone types on the way."""

    typed: list[str] = field(default_factory=list)

    def type(self, where: Locator, amount: str) -> None:
        """Type an amount, and remember it."""
        self.typed.append(amount)
        where.fill(amount)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A förbund that takes applications, and a board that is called."""
    cast = make_cast()
    make_round(cast, closes_on=dt.date(2022, 5, 31))
    meeting = make_meeting(
        body=cast.board, held_on=dt.date.fromisoformat(MEETING_DAY), state=MeetingState.CALLED,
        called_at=dt.datetime(2022, 4, 8, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    make_paragraph(meeting=meeting, heading="Val av justerare", kind=ParagraphKind.ADJUSTERS, position=1)
    return cast


def newest(to: str, pattern: str) -> str:
    letter = [letter for letter in mail.outbox if to in letter.to][-1]
    found = re.search(pattern, f"{letter.subject} {letter.body}")
    assert found
    return found.group(1)


LINK, CODE = r"https?://[^/]+(/\S+)", r"\b(\d{6})\b"


def sign(trip: Journey, to: str) -> None:
    trip.click(trip.page.get_by_role("button", name="Skriv under", exact=True))
    trip.page.get_by_label("Kod").fill(newest(to, CODE))
    trip.click(trip.page.get_by_role("button", name="Skriv under överenskommelsen"))
    expect(trip.page.get_by_text("Din underskrift finns i överenskommelsen.")).to_be_visible()


def onward(trip: Journey, number: int) -> None:
    trip.click(trip.page.get_by_role("button", name=re.compile(f"Spara och gå till {number}")))
    trip.page.wait_for_url(f"**/avsnitt/{number}/")


def test_an_ansokan_becomes_money(new_page, cast, settings):
    amounts = Amounts()
    applicant = apply_on_a_phone(new_page, cast, amounts)
    paragraph = propose(new_page, cast)
    settings.FINSAM_TODAY = MEETING_DAY
    decide(new_page, cast, paragraph)
    sign_protocol(new_page, cast)
    insats = agree(new_page, cast)
    request_money(new_page(width=PHONE, user=applicant.user), amounts)
    pay(new_page, cast)
    assert amounts.typed == [
        "158 000",
        "30 000,50",
        "310000",
        "48 500,25",
    ]  # asked, twice two years; requested
    assert money_by_year(insats) == {
        2022: Money(asked=Decimal("188000.50"), granted=Decimal("188000.50"), paid=Decimal("48500.25")),
        2023: Money(asked=Decimal(310_000), granted=Decimal(310_000)),
    }


def apply_on_a_phone(new_page, cast: Cast, amounts: Amounts) -> Person:
    page = new_page(width=PHONE)
    with journey(page, "an ansökan, half done on a phone") as trip:
        page.goto("/exempel/sok-medel/")
        page.get_by_label("Ditt namn").fill("Nova Ny")
        page.get_by_label("Din e-post").fill("nova@example.se")
        trip.click(page.get_by_role("button", name="Mejla mig en länk"))
        expect(page.get_by_text("Titta i din e-post")).to_be_visible()
        page.goto(newest("nova@example.se", LINK))
        trip.click(page.get_by_role("button", name="Börja skriva"))
        page.get_by_label("Kod").fill(newest("nova@example.se", CODE))
        trip.click(page.get_by_role("button", name="Logga in"))
        page.get_by_label("Insatsens namn").fill("Nya vägar")
        page.get_by_role("radio", name="Individinriktad").check()
        page.get_by_label("Första dag").fill("2022-08-01")
        onward(trip, 2)
        page.get_by_label("Ansvarig medlem").select_option(label="Exempels kommun")
        trip.click(page.get_by_role("button", name="Spara och stäng"))
        expect(page.get_by_text("Du kan fortsätta en annan dag.")).to_be_visible()
    applicant = Person.objects.select_related("user").get(email="nova@example.se")
    page = new_page(width=PHONE, user=applicant.user)
    with journey(page, "the ansökan found whole, and handed in") as trip:
        page.goto("/exempel/mina-insatser/")
        trip.click(page.get_by_role("link", name="Ansökan: Nya vägar"))
        trip.click(page.get_by_role("link", name=re.compile("6 Kostnader")))
        amounts.type(page.get_by_label("Löner, 2022"), "158 000")
        amounts.type(page.get_by_label("Externa tjänster, 2022"), "30 000,50")
        amounts.type(page.get_by_label("Löner, 2023"), "310000")
        onward(trip, 7)
        trip.click(page.get_by_role("link", name="Hela ansökan"))
        trip.click(page.get_by_role("link", name="Läs igenom och lämna"))
        trip.click(page.get_by_role("button", name="Lämna ansökan"))
        expect(page.get_by_text("Nu läser förbundet ansökan.")).to_be_visible()
        assert trip.clicks <= 6
    return applicant


def propose(new_page, cast: Cast) -> Paragraph:
    page = new_page(user=cast.chief.user)
    with journey(page, "from what waits to the agenda") as trip:
        page.goto("/exempel/")
        trip.click(page.get_by_role("link", name="Läs ansökan om Nya vägar"))
        trip.click(page.get_by_role("button", name="Börja bereda"))
        trip.click(page.get_by_role("link", name="Lägg på dagordningen"))
        expect(page.get_by_label("Föreslaget för 2022, kronor")).to_have_value(re.compile(r"^188.000,50$"))
        expect(page.get_by_label("Föreslaget för 2023, kronor")).to_have_value(re.compile(r"^310.000$"))
        trip.click(page.get_by_role("button", name="Lägg på dagordningen"))
        trip.click(page.get_by_role("link", name="Öppna ärendet"))
        expect(page.get_by_role("heading", name="Ansökan om medel: Nya vägar")).to_be_visible()
        assert trip.clicks <= 5
    return Paragraph.objects.get(heading="Ansökan om medel: Nya vägar")


def decide(new_page, cast: Cast, paragraph: Paragraph) -> None:
    page = new_page(user=cast.chief.user)
    with journey(page, "decided at the meeting") as trip:
        page.goto(f"/exempel/sammantraden/{paragraph.meeting_id}/")
        trip.click(page.get_by_role("button", name="Öppna mötet"))
        trip.click(page.get_by_role("button", name="Alla ledamöter är här"))
        expect(page.get_by_text("Beslutsför.")).to_be_visible()
        page.locator(".adjusters").get_by_label(cast.adjuster.name).check()
        trip.click(page.get_by_role("button", name=re.compile("^Nästa:")))
        trip.click(page.get_by_role("button", name="Besluta enligt förslaget"))
        expect(page.get_by_label("Kronor").first).to_have_value(re.compile(r"^188.000,50$"))
        trip.click(page.get_by_role("button", name="Avsluta mötet").first)
        expect(page.get_by_role("heading", name="Mötet är avslutat")).to_be_visible()
        trip.click(page.get_by_role("link", name="Skicka för justering"))
        trip.click(page.get_by_role("button", name="Skicka för justering"))
        expect(page.get_by_text("Klart")).to_be_visible(timeout=60_000)


def sign_protocol(new_page, cast: Cast) -> None:
    """Whoever is to sign comes by the link in the mail; with the last of them the money is granted for good."""
    for signer in (cast.chief, cast.chair, cast.adjuster):
        assert Grant.objects.filter(is_preliminary=True).count() == 2
        page = new_page(width=TABLET, user=signer.user)
        with journey(page, f"the protocol signed by {signer.name}") as trip:
            trip.clicks += 1  # the link in the mail
            page.goto(newest(signer.email, LINK))
            trip.click(page.get_by_role("button", name="Signera", exact=True))
            page.get_by_label("Kod").fill(newest(signer.email, CODE))
            trip.click(page.get_by_role("button", name="Signera protokollet"))
            expect(page.get_by_text("Din underskrift finns i protokollet.")).to_be_visible()
            assert trip.clicks <= 3
    assert set(Grant.objects.values_list("is_preliminary", flat=True)) == {False}


def agree(new_page, cast: Cast) -> Insats:
    page = new_page(user=cast.chief.user)
    with journey(page, "the överenskommelse, written and sent") as trip:
        page.goto("/exempel/")
        trip.click(page.get_by_role("link", name="Skriv överenskommelse om Nya vägar"))
        trip.click(page.get_by_role("button", name="Skriv överenskommelse"))
        page.get_by_label(re.compile("^Namn")).first.fill("Stina Sund")
        page.get_by_label(re.compile("^E-post")).first.fill("stina@example.se")
        trip.click(page.get_by_role("button", name="Spara överenskommelsen"))
        expect(page.get_by_text("188 000,50 kronor för 2022 och 310 000 kronor för 2023")).to_be_visible()
        trip.click(page.get_by_role("link", name="Skicka för underskrift"))
        trip.click(page.get_by_role("button", name="Skicka för underskrift"))
        expect(page.get_by_text("Klart")).to_be_visible(timeout=60_000)
        assert trip.clicks <= 5
    page = new_page(width=PHONE)
    with journey(page, "signed by one from outside, on a phone") as trip:
        page.goto(newest("stina@example.se", LINK))
        page.get_by_label("E-post").fill("stina@example.se")
        trip.click(page.get_by_role("button", name="Skicka kod"))
        page.get_by_label("Kod").fill(newest("stina@example.se", CODE))
        trip.click(page.get_by_role("button", name="Logga in"))
        sign(trip, "stina@example.se")
        assert trip.clicks <= 4
    page = new_page(user=cast.chair.user)
    with journey(page, "signed by the chair") as trip:
        page.goto("/exempel/")
        trip.click(page.get_by_role("link", name="Skriv under överenskommelsen om Nya vägar"))
        sign(trip, cast.chair.email)
        assert trip.clicks <= 3
    agreement = Agreement.objects.select_related("insats").get()
    assert agreement.state == AgreementState.SIGNED
    return agreement.insats


def request_money(page: Page, amounts: Amounts) -> None:
    with journey(page, "the first rekvisition, on a phone") as trip:
        page.goto("/exempel/mina-insatser/")
        trip.click(page.get_by_role("link", name="Begär utbetalning"))
        trip.click(page.get_by_role("button", name="Börja skriva"))
        expect(page.get_by_label("Första dag")).to_have_value("2022-08-01")
        expect(page.get_by_label("Sista dag")).to_have_value("2022-09-30")
        expect(page.get_by_label("Löner, budget för året")).to_have_value(re.compile(r"^158.000$"))
        amounts.type(page.get_by_label("Löner, den här perioden"), "48 500,25")
        trip.click(page.get_by_role("button", name="Spara och läs igenom"))
        assert look(page, "payment-submit") == {}
        trip.click(page.get_by_role("button", name="Lämna rekvisitionen"))
        expect(page.get_by_text("Nu väntar rekvisitionen på attest.")).to_be_visible()
        assert trip.clicks <= 4


def pay(new_page, cast: Cast) -> None:
    page = new_page(width=PHONE, user=cast.chair.user)
    with journey(page, "attested by the chair, on a phone") as trip:
        page.goto("/exempel/")
        trip.click(page.get_by_role("link", name="Attestera rekvisitionen för Nya vägar"))
        trip.click(page.get_by_role("button", name="Attestera"))
        expect(page.get_by_text("Nu väntar rekvisitionen på betalning.")).to_be_visible()
        assert trip.clicks <= 2
    page = new_page(user=cast.chief.user)
    with journey(page, "paid") as trip:
        page.goto("/exempel/")
        trip.click(page.get_by_role("link", name="Betala rekvisitionen för Nya vägar"))
        trip.click(page.get_by_role("link", name="Skriv in betalningen"))
        trip.click(page.get_by_role("button", name="Skriv in betalningen"))
        expect(page.get_by_text("Betalningen är inskriven")).to_be_visible()
        assert trip.clicks <= 3
    assert PaymentRequest.objects.get().state == PaymentState.PAID


def by_keys(trip: Journey, *ways: Locator) -> None:
    """Go to each by Tab, and press Enter there."""
    for way in ways:
        trip.tab_to(way)
        with trip.page.expect_navigation():
            trip.press("Enter")


def test_money_is_requested_attested_and_paid_by_keyboard_alone(new_page, cast):
    insats_with_money(cast)
    page = new_page(user=cast.contact.user)
    with journey(page, "a rekvisition, by keyboard") as trip:
        page.goto("/exempel/mina-insatser/")
        begins = page.get_by_role("link", name="Begär utbetalning")
        by_keys(trip, begins, page.get_by_role("button", name="Börja skriva"))
        trip.tab_to(page.get_by_label("Sista dag"))
        page.keyboard.type("2022-03-31")
        trip.tab_to(page.get_by_label("Löner, den här perioden"))
        page.keyboard.type("48 500,25")
        written = page.get_by_role("button", name="Spara och läs igenom")
        by_keys(trip, written, page.get_by_role("button", name="Lämna rekvisitionen"))
        expect(page.get_by_text("Nu väntar rekvisitionen på attest.")).to_be_visible()
    page = new_page(user=cast.chair.user)
    with journey(page, "attested, by keyboard") as trip:
        page.goto("/exempel/")
        waits = page.get_by_role("link", name=re.compile("^Attestera rekvisitionen"))
        by_keys(trip, waits, page.get_by_role("button", name="Attestera"))
        expect(page.get_by_text("Nu väntar rekvisitionen på betalning.")).to_be_visible()
    page = new_page(user=cast.chief.user)
    with journey(page, "paid, by keyboard") as trip:
        page.goto("/exempel/")
        waits = page.get_by_role("link", name=re.compile("^Betala rekvisitionen"))
        noted = page.get_by_role("button", name="Skriv in betalningen")
        by_keys(trip, waits, page.get_by_role("link", name="Skriv in betalningen"), noted)
        expect(page.get_by_text("Betalningen är inskriven")).to_be_visible()
    assert PaymentRequest.objects.get().state == PaymentState.PAID
