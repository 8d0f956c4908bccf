"""The menu says where one is, on every page of a room and not only on its list."""

import re
from collections import Counter

import pytest
from django.urls import get_resolver

from finsam.views.context import _MENU, _ROOMS, _current
from tests.cast import client_of

ELSEWHERE = {
    "sok",
    "jobb",
    "uppgifter",
    "offentligt",
    "sok-medel",
    "inbjudan",
}  # search has a link of its own; the rest belong to no room


def _words() -> set[str]:
    """The first word after the förbund's own, of every address."""
    routes = (str(pattern.pattern) for each in get_resolver().url_patterns for pattern in _below(each))
    found = (re.match(r"<slug:slug>/([a-z-]+)/", route) for route in routes)
    return {match[1] for match in found if match}


def _below(pattern):
    return getattr(pattern, "url_patterns", [pattern])


def _lists(cast) -> dict[str, str]:
    page = client_of(cast.chief).get("/exempel/forbundet/")
    return {item["label"]: item["url"] for item in page.context["menu"]}


def test_every_address_lies_under_one_of_the_menus_rooms(cast):
    urls = [(name, _lists(cast).get(label, "/exempel/mina-insatser/")) for label, name, _ in _MENU]
    lost = {
        word
        for word in _words() - ELSEWHERE
        if not any(_current(f"/exempel/{word}/7/", name, url) for name, url in urls)
    }
    assert lost == set()


def test_no_address_is_written_twice():
    written = Counter(
        (getattr(each, "name", None), str(each.pattern))
        for top in get_resolver().url_patterns
        for each in _below(top)
    )
    assert [each for each, times in written.items() if each[0] and times > 1] == []


def test_no_word_leads_to_two_rooms():
    words = [word for name, found in _ROOMS.items() if name != "my_insatser" for word in found]
    assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("address", "label", "current"),
    [
        ("/exempel/sammantraden/", "Sammanträden", "page"),
        ("/exempel/sammantraden/planera/", "Sammanträden", "true"),
        ("/exempel/protokoll/", "Sammanträden", "true"),
        ("/exempel/uppdrag/", "Översikt", "true"),
        ("/exempel/", "Översikt", "page"),
    ],
)
def test_the_menu_marks_where_one_is(cast, address, label, current):
    menu = client_of(cast.chief).get(address).context["menu"]
    assert {item["label"]: item["current"] for item in menu if item["current"]} == {label: current}


def test_one_who_is_responsible_for_an_insats_is_among_her_own(cast):
    assert _current("/exempel/insatser/3/", "my_insatser", "/exempel/mina-insatser/") == "true"
