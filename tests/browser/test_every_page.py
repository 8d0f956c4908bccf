"""Every address of the wall that is a page, at a desk, on a tablet and on a telephone: no fault of accessibility."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page

from tests.cast import Cast, make_cast
from tests.tools.chromium import faults
from tests.wall.table import WALL
from tests.wall.test_wall import KNOWN, address, things_of
from tests.wall.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PARTS = 8  # that two processes share them evenly


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> SimpleNamespace:
    return make_world(cast)


def onlooker(name: str) -> str | None:
    """The role that the page is looked at as: kansliet where it may."""
    looks = WALL[name].looks - {"logged out", "outsider"}
    return "chief" if "chief" in looks else min(looks, default=None)


def is_page(page: Page, url: str) -> bool:
    """Whether the address answers with a page, not a file or another address."""
    answer = page.request.get(url, max_redirects=0)
    return answer.status == 200 and answer.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_has_a_fault_at_any_width(part, cast, world, new_page: Callable[..., Page]):
    pages: dict[str, Page] = {}
    found = {}
    for name in KNOWN[part::PARTS]:
        role = onlooker(name)
        if not role:
            continue
        if role not in pages:
            pages[role] = new_page(user=cast.by_role()[role].user)
        url = address(name, cast.association.slug, things_of(WALL[name], world))
        if is_page(pages[role], url):
            pages[role].goto(url)
            found[name] = faults(pages[role])
    assert {name: each for name, each in found.items() if each} == {}
