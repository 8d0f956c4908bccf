"""Whatever is written after an address's question mark, or in place of an id, the answer is a page and never a fault."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.urls import NoReverseMatch, reverse

from finsam.queue import beats
from finsam.web import text_in
from tests.cast import Cast, client_of, make_cast
from tests.tools.standing import standing
from tests.wall.table import WALL
from tests.wall.test_wall import NAMES, patterns
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
APPS = ("finsam", "board", "insatser", "economy", "reporting")
BAD = ("\x00", "0", "99999", "-1", "9" * 20, "²", "٣", "\u200b", "a" * 300, "%", "'", "1e9")
FINE = {200, 302, 400, 404}
PARTS = 8  # that two processes share them evenly
LEAST_ASKING = (
    1  # page of each part that reads something, or the walk proves nothing; parts shift as pages come
)


def _parameters() -> list[str]:
    """Every name that a view reads from the address, and those of the lists."""
    found = {"sort", "page", "per_page", "format", "q", "ar", "sida", "organ", "av", "fran", "till"}
    for app in APPS:
        for path in (ROOT / app).rglob("views/*.py"):
            found |= set(re.findall(r"""GET\.get\(\s*"([a-z_-]+)\"""", path.read_text()))
    return sorted(found)


PARAMETERS = _parameters()


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[SimpleNamespace]:
    """The cast and the world, and the chief's browser."""
    with standing(django_db_blocker):
        cast = make_cast()
        yield SimpleNamespace(cast=cast, world=make_world(cast), client=client_of(cast.chief))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The paths of the pages that have read something of their address's question, as far as they are opened."""
    paths: set[str] = set()
    read: Any = WSGIRequest.GET

    def get(request: WSGIRequest) -> QueryDict:
        if sys._getframe(1).f_globals["__name__"] != text_in.__name__:  # it cleans for every page
            paths.add(request.path)
        if "question" not in request.__dict__:
            request.__dict__["question"] = read.func(request)
        return request.__dict__["question"]

    def put(request: WSGIRequest, question: QueryDict) -> None:
        request.__dict__["question"] = question

    monkeypatch.setattr(WSGIRequest, "GET", property(get, put))
    return paths


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


@pytest.mark.parametrize("part", range(PARTS))
def test_no_question_in_an_address_is_a_fault(stage, asked, part):
    """A page that reads nothing of the question is asked one; what else would be asked, it would not see."""
    beats.beat("worker")  # a busy machine may have been longer than a worker may be silent
    faults, asking = {}, 0
    for address in _addresses(stage.cast, stage.world)[part::PARTS]:
        for bad in BAD:
            answer = stage.client.get(address, dict.fromkeys(PARAMETERS, bad))
            if answer.status_code not in FINE | {403, 405}:
                faults[address, bad] = answer.status_code
            if address not in asked:
                break
        asking += address in asked
    assert faults == {}
    assert asking >= LEAST_ASKING


def test_an_id_longer_than_any_key_is_not_found(stage):
    cast, client = stage.cast, stage.client
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
