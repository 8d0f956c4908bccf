"""Every field of a form of a stored row stands on its page: one that is missed is sent empty, and wipes or refuses what is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.forms import BaseFormSet, BaseModelForm

from tests.cast import Cast, client_of
from tests.wall.table import WALL
from tests.wall.test_wall import KNOWN, address, things_of
from tests.wall.world import make_world

_NAMES = re.compile(r'name="([^"]+)"')
NOT_ALWAYS = {("association_edit", "remove_mark")}  # there is no mark to remove


@pytest.fixture
def world(cast: Cast) -> SimpleNamespace:
    return make_world(cast)


def forms_in(context) -> Iterator[BaseModelForm]:
    """The forms that a page was shown with."""
    seen = set()
    for layer in context or ():
        for value in layer.flatten().values() if hasattr(layer, "flatten") else layer.values():
            for each in value if isinstance(value, BaseFormSet) else [value]:
                if isinstance(each, BaseModelForm) and id(each) not in seen:
                    seen.add(id(each))
                    yield each


def test_no_form_leaves_out_a_field(cast: Cast, world: SimpleNamespace):
    chief, missing, looked = client_of(cast.chief), set(), 0
    for name in KNOWN:
        if "chief" not in WALL[name].looks & WALL[name].sends:
            continue
        answer = chief.get(address(name, cast.association.slug, things_of(WALL[name], world)))
        is_page = answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
        if not is_page or not answer.context:
            continue
        shown = set(_NAMES.findall(answer.content.decode()))
        for form in forms_in(answer.context):
            looked += 1
            missing |= {
                (name, bound.html_name) for bound in form if not {bound.html_name, *_parts(bound)} & shown
            }
    assert missing - NOT_ALWAYS == set()
    assert looked > 5


def _parts(bound) -> set[str]:
    """The names that a field of several widgets is sent by."""
    widgets = getattr(bound.field.widget, "widgets_names", [])
    return {bound.html_name + each for each in widgets}
