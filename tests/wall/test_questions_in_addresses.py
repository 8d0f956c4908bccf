"""Whatever is written after an address's question mark, or in place of an id, the answer is a page and never a fault."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.urls import NoReverseMatch, reverse

from tests.cast import Cast, client_of, make_cast
from tests.wall.table import WALL
from tests.wall.test_wall import NAMES, patterns
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
BAD = ("\x00", "0", "99999", "-1", "9" * 20, "²", "٣", "\u200b", "a" * 300, "%", "'", "1e9")
FINE = {200, 302, 400, 404}


def _parameters() -> list[str]:
    """Every name that a view reads from the address, and those of the lists."""
    found = {"sort", "page", "per_page", "format", "q", "ar", "sida", "organ", "av", "fran", "till"}
    for app in APPS:
        for path in (ROOT / app).rglob("views/*.py"):
            found |= set(re.findall(r"""GET\.get\(\s*"([a-z_-]+)\"""", path.read_text()))
    return sorted(found)


PARAMETERS = _parameters()


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def world(cast: Cast) -> SimpleNamespace:
    return make_world(cast)


def _addresses(cast: Cast, world: SimpleNamespace) -> list[str]:
    return [_address(name, cast, world) for name in NAMES if name in WALL and WALL[name].looks]


def _address(name: str, cast: Cast, world: SimpleNamespace) -> str:
    places = {
        key: getattr(getattr(world, what), "pk", getattr(world, what)) for key, what in WALL[name].on.items()
    }
    try:
        return reverse(name, kwargs={"slug": cast.association.slug, **places})
    except NoReverseMatch:
        return reverse(name, kwargs=places)


@pytest.mark.parametrize("bad", BAD, ids=ascii)
def test_no_question_in_an_address_is_a_fault(cast, world, bad):
    client = client_of(cast.chief)
    faults = {}
    for address in _addresses(cast, world):
        answer = client.get(address, dict.fromkeys(PARAMETERS, bad))
        if answer.status_code not in FINE | {403, 405}:
            faults[address] = answer.status_code
    assert faults == {}


def test_an_id_longer_than_any_key_is_not_found(cast, world):
    client = client_of(cast.chief)
    faults = {}
    for entry in patterns():
        keys = [key for key in entry.pattern.converters if key != "slug"]
        if not keys or entry.name not in WALL or not WALL[entry.name].looks:
            continue
        for long in ("9" * 20, "0", "9" * 10):
            try:
                short = reverse(
                    entry.name, kwargs={"slug": cast.association.slug, **dict.fromkeys(keys, 2022)}
                )
            except NoReverseMatch:
                continue
            address = short.replace("2022", long)
            if (status := client.get(address).status_code) not in FINE | {403, 405}:
                faults[address] = status
    assert faults == {}
