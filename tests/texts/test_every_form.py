"""The same awkward texts are put in every field of every form: each is stored whole, or refused beside its field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cast import make_cast
from tests.texts.awkward import TEXTS, Awkward
from tests.texts.walk import Sender, every_form, send_awkward
from tests.tools.standing import standing
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

LEAST_FORMS = 75  # with somewhere to type, or the walk proves nothing


@pytest.fixture(scope="module")
def senders(django_db_setup, django_db_blocker) -> Iterator[list[Sender]]:
    """Every form with somewhere to type, of one world made in a transaction that every test's own lies within."""
    with standing(django_db_blocker):
        cast = make_cast()
        found = [sender for sender in every_form(cast, make_world(cast)) if sender.writable]
        assert len(found) >= LEAST_FORMS
        yield found


def _tried(text: Awkward) -> object:
    """A text as pytest takes it; what no database can change is tried on one."""
    marks = [pytest.mark.any_database] if text.is_plain else []
    return pytest.param(text, id=text.name.replace(" ", "_"), marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize("text", [_tried(text) for text in TEXTS])
def test_an_awkward_text_is_stored_whole_or_refused_beside_its_field(senders: list[Sender], text: Awkward):
    faults, stored = [], 0
    for sender in senders:
        outcome = send_awkward(sender, text)
        stored += len(outcome.stored)
        faults += [f"{sender.action} {fault}" for fault in outcome.faults]
    assert faults == []
    assert stored >= text.least_stored
