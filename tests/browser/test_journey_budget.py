"""From a budget in Excel to one that the board has adopted, in a förbund that has opened no year."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from economy.models import FigureSet
from tests.board.meetings import make_held_meeting
from tests.browser.journey import Journey, journey
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 25
BUDGET = """(tkr)\tBudget 2022\tPlan 2023\tPlan 2024
Medlemsbidrag\t5 034\t5 034\t5 034
Övriga intäkter\t100\t0\t0
Summa intäkter\t5 134\t5 034\t5 034
Individinriktade insatser\t2 600\t2 500\t2 450
- Vägen in\t1 500\t1 500\t1 450
- Unga vuxna\t1 100\t1 000\t1 000
Strukturinriktade insatser\t900\t850\t800
- Processtöd\t600\t600\t600
- Utbildningar\t300\t250\t200
Kansli\t1 200\t1 220\t1 240
Arvoden\t110\t110\t110
Summa kostnader\t4 810\t4 680\t4 600
Årets resultat\t324\t354\t434"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A förbund whose board has met in November about the budget."""
    cast = make_cast()
    make_held_meeting(
        cast, headings=("Öppnande", "Budget 2022 och plan 2023–2024"), held_on=dt.date(2021, 11, 26)
    )
    return cast


def send(trip: Journey, page: Page, name: str) -> None:
    with page.expect_navigation():
        trip.click(page.get_by_role("button", name=name))


def test_a_budget_in_excel_becomes_an_adopted_one(cast: Cast, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    page.goto(f"/{cast.association.slug}/")
    with journey(page, "a budget from Excel to adopted") as trip:
        trip.click(page.get_by_role("link", name="Ekonomi", exact=True).first)
        trip.click(page.get_by_role("link", name="Öppna ett räkenskapsår").first)
        trip.click(page.get_by_label("Tusental kronor"))
        send(trip, page, "Öppna räkenskapsåret")
        trip.click(page.get_by_role("link", name="Klistra in budgeten").first)
        page.locator("textarea").first.fill(BUDGET)
        send(trip, page, "Visa hur tabellen läses")
        send(trip, page, "Spara beloppen")
        expect(page.get_by_text("belopp är sparade")).to_be_visible()
        trip.click(page.get_by_role("link", name="Fastställ Budget 2022"))
        page.get_by_label("Paragraf").select_option(index=1)
        for plan in ("Plan 2023", "Plan 2024"):
            box = page.get_by_label(plan)
            if not box.is_checked():
                trip.click(box)
        send(trip, page, "Fastställ")
    assert trip.clicks <= MOST_CLICKS
    columns = FigureSet.objects.filter(fiscal_year__association=cast.association)
    assert {each.label for each in columns if each.is_adopted} == {"Budget 2022", "Plan 2023", "Plan 2024"}
    amounts = {
        each.line.label: each.amount
        for each in columns.get(label="Budget 2022").figures.select_related("line")
    }
    assert (amounts["Medlemsbidrag"], amounts["Vägen in"], amounts["Kansli"]) == (
        5_034_000,
        -1_500_000,
        -1_200_000,
    )
