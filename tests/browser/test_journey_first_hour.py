"""From nothing to the first meeting: a new förbund is led through its first hour, and each page leads back."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from finsam.models import Association
from tests.browser.journey import Journey, journey

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MEMBERS = (
    ("Kommun", "Nystads kommun", "NK"), ("Region", "Region Nyland", "RN"),
    ("Försäkringskassan", "Försäkringskassan", "FK"), ("Arbetsförmedlingen", "Arbetsförmedlingen", "AF"),
)  # fmt: skip
BUDGET = "Tkr\tBudget 2022\nMedlemsavgifter\t4 000\nInsatser\t-3 000\nAdministration\t-900\nResultat\t100"
MOST_CLICKS = 30


@pytest.fixture
def association(transactional_db: None, settings: object) -> Association:
    settings.FINSAM_TODAY = "2022-04-11"
    call_command(
        "add_association", "nybygden", "Samordningsförbundet Nybygden", "222000-0009", "Nystad", "Förvaltningsrätten i Nystad",
        "Nina Ny", "nina.ny@example.se",
    )  # fmt: skip
    return Association.objects.get(slug="nybygden")


def send(trip: Journey, page: Page, name: str) -> None:
    """Press a form's button, and wait for what it leads to: the way back stands on the form's own page too."""
    with page.expect_navigation():
        trip.click(page.get_by_role("button", name=name))


def go_on(trip: Journey, page: Page, done: int) -> None:
    """Go back to the steps from whatever page the last act led to, and see that it counts."""
    trip.click(page.get_by_role("navigation", name="Kom igång").get_by_role("link", name="Kom igång"))
    expect(page.locator(".head-sub")).to_contain_text(f"{done} av 7 steg klara")


def test_a_new_forbund_goes_from_nothing_to_its_first_meeting(
    association: Association, new_page: Callable[..., Page]
):
    page = new_page(user=association.people.get().user)
    page.goto("/nybygden/")
    with journey(page, "a new förbund's first hour") as trip:
        facts(trip, page)
        members(trip, page)
        board(trip, page)
        year_and_budget(trip, page)
        report_and_meeting(trip, page)
    page.goto("/nybygden/")
    expect(page.get_by_role("heading", name="Kom igång")).to_have_count(0)
    assert trip.clicks <= MOST_CLICKS


def facts(trip: Journey, page: Page) -> None:
    trip.click(page.get_by_role("link", name="Ändra förbundets uppgifter"))
    page.get_by_label("Postadress").fill("Stadshuset\n000 00 Nystad")
    page.get_by_label("E-post").fill("kansli@example.se")
    page.get_by_label("Förvaltningsrättens adress").fill("Box 0, 000 00 Nystad")
    send(trip, page, "Spara uppgifterna")
    go_on(trip, page, 1)


def members(trip: Journey, page: Page) -> None:
    for kind, name, short in MEMBERS:
        trip.click(page.get_by_role("link", name="Lägg till en medlem").first)
        page.get_by_label("Slag", exact=True).select_option(label=kind)
        page.get_by_label("Namn", exact=True).fill(name)
        page.get_by_label("Förkortning").fill(short)
        send(trip, page, "Lägg till medlemmen")
    go_on(trip, page, 2)


def board(trip: Journey, page: Page) -> None:
    trip.click(page.get_by_role("link", name="Skriv in styrelsen"))
    seats = page.locator(".seat-list > li")
    for place, role in ((0, "Ordförande"), (2, "Vice ordförande"), (4, "Ledamot"), (6, "Ledamot")):
        seat = seats.nth(place)
        seat.get_by_label("Roll").select_option(label=role)
        seat.get_by_label("Namn på den nya").fill(f"Ledamot {place}")
        seat.get_by_label("E-post till den nya").fill(f"ledamot{place}@example.se")
    send(trip, page, "Granska mandatskiftet")
    send(trip, page, "Inför mandatskiftet")
    go_on(trip, page, 3)


def year_and_budget(trip: Journey, page: Page) -> None:
    trip.click(page.get_by_role("link", name="Öppna ett räkenskapsår"))
    send(trip, page, "Öppna räkenskapsåret")
    go_on(trip, page, 4)
    trip.click(page.get_by_role("link", name="Klistra in budgeten"))
    page.locator("textarea").first.fill(BUDGET)
    send(trip, page, "Visa hur tabellen läses")
    create = page.get_by_role("button", name="Skapa alla som saknas")
    if create.count():
        with page.expect_navigation():
            trip.click(create)
    send(trip, page, "Spara beloppen")
    go_on(trip, page, 5)


def report_and_meeting(trip: Journey, page: Page) -> None:
    trip.click(page.get_by_role("link", name="Börja en rapport"))
    send(trip, page, "Börja rapporten")
    go_on(trip, page, 6)
    trip.click(page.get_by_role("link", name="Planera ett sammanträde"))
    page.locator("[name=held_on]").fill("2022-05-20")
    page.locator("[name=starts_at]").fill("09:00")
    send(trip, page, "Planera sammanträdet")
