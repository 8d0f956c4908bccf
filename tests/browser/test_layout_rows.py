"""The rows of a layout change places by drag and by keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from economy.actions.years import open_year
from economy.models import FiscalYear
from economy.outlines import STARTER
from tests.cast import Cast, make_cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def keys(year: FiscalYear) -> list[str]:
    return list(year.lines.filter(statement="income").values_list("key", flat=True))


def test_a_row_is_dragged_and_moved_by_keys(transactional_db: None, new_page: Callable[..., Page]):
    cast: Cast = make_cast()
    year = open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)
    page = new_page(user=cast.chief.user)
    page.goto(f"/{cast.association.slug}/ekonomi/2022/uppstallning/")
    with page.expect_navigation():
        page.locator("#rad-arvoden > th").drag_to(
            page.locator("#rad-insatser > th"), target_position={"x": 5, "y": 3}
        )
    expect(page.locator("#rad-arvoden")).to_be_focused()
    moved = keys(year)
    assert moved.index("arvoden") == moved.index("insatser") - 1
    with page.expect_navigation():
        page.keyboard.press("Alt+ArrowDown")
    expect(page.locator("#rad-arvoden")).to_be_focused()
    moved = keys(year)
    assert moved.index("arvoden") == moved.index("insatser") + 1
