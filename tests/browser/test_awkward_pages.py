"""Every page with long words, addresses and wide tables in all that it shows: none scrolls sideways, down to 400 % zoom."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction
from playwright.sync_api import Page

from finsam.errors import DomainError
from tests.browser.test_awkward_texts import ADDRESS, HTML
from tests.browser.test_every_page import is_page, onlooker
from tests.cast import Cast, make_cast
from tests.tools.chromium import screenshot, sideways
from tests.wall.table import WALL
from tests.wall.test_wall import KNOWN, address, things_of
from tests.wall.world import make_world

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

APPS = ("finsam", "board", "insatser", "economy", "reporting")
WORD = "Samordningsförbundsfinansieringsbeslutsunderlagsbilaga" * 4
OURS = (  # what the program itself writes there, and a person never does
    "slug", "key", "token", "field", "sha256", "path", "encoding", "content_type", "claim", "kind", "save_key", "url", "back_url",
    "second_factor_roles", "unit", "verb", "target_kind", "target_id",
)  # fmt: skip
WIDTHS = (390, 320)  # a telephone, and 1280 px at 400 %
LEAST_CHANGED = 60  # fields, or the walk proves nothing


def make_awkward() -> int:
    """Write what is long in every text that people write; give in how many fields. What stands fast stays as it is."""
    changed = 0
    for model in (each for name in APPS for each in apps.get_app_config(name).get_models()):
        for field in model._meta.concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(
                field, models.EmailField
            )
            if not is_text or field.choices or field.name in OURS or field.unique:
                continue
            long = HTML if field.name.endswith("html") else f"{WORD} {ADDRESS}"
            try:
                with transaction.atomic():
                    changed += bool(model._default_manager.update(**{field.name: long[: field.max_length]}))
            except (DatabaseError, DomainError):
                continue
    return changed


@pytest.mark.parametrize("part", range(2))
def test_no_page_scrolls_sideways_whatever_is_written(
    part: int, transactional_db, new_page: Callable[..., Page]
):
    cast: Cast = make_cast()
    world: SimpleNamespace = make_world(cast)
    assert make_awkward() >= LEAST_CHANGED
    pages: dict[str, Page] = {}
    found: dict[str, list[int]] = {}
    for name in KNOWN[part::2]:
        role = onlooker(name)
        if not role:
            continue
        if role not in pages:
            pages[role] = new_page(user=cast.by_role()[role].user, width=WIDTHS[0])
        page, url = pages[role], address(name, cast.association.slug, things_of(WALL[name], world))
        if not is_page(page, url):
            continue
        page.goto(url, wait_until="domcontentloaded")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 844})
            if sideways(page):
                found.setdefault(name, []).append(page.evaluate("() => document.documentElement.scrollWidth"))
                screenshot(page, f"sideways-{name}")
        page.set_viewport_size({"width": WIDTHS[0], "height": 844})
    assert not found, found
