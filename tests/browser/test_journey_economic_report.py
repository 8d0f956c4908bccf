"""From a file with the books of a month, looked at and found good, to the economic report on the board's agenda, in at most four clicks."""

import datetime as dt
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from board.states import MeetingState
from reporting.demo import books
from reporting.models import EconomicReport
from tests.browser.journey import journey
from tests.cast import Cast, make_cast
from tests.economy.ledgers import be_exempelbygden, waiting
from tests.economy.quarter import open_quarter
from tests.factories import make_meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_CLICKS = 4


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """A förbund with a budget for 2022 and a meeting in May, whose books of the quarter have not come."""
    cast = make_cast()
    be_exempelbygden(cast)
    open_quarter(cast)
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20), state=MeetingState.PLANNED)
    return cast


def test_the_books_of_a_month_become_a_report_on_the_agenda(cast: Cast, new_page: Callable[..., Page]):
    page = new_page(user=cast.chief.user)
    taken = waiting(cast, books.sie_file(2022), name=books.file_name(2022))
    page.goto(taken.get_absolute_url())
    with journey(page, "the books of a month to the report on the agenda") as trip:
        trip.click(page.get_by_role("button", name="Läs in 2022"))
        trip.click(page.get_by_role("link", name="Tillbaka"))
        trip.click(page.get_by_role("button", name="Gör ekonomisk rapport"))
        trip.click(page.get_by_role("button", name="Lägg på dagordningen"))
        expect(page.get_by_text("Ekonomisk rapport").first).to_be_visible()
    assert trip.clicks <= MOST_CLICKS
    report = EconomicReport.objects.get()
    assert report.paragraph
    assert report.paragraph.meeting.held_on == dt.date(2022, 5, 20)
