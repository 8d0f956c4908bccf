"""The same awkward texts are put in every field of every form: each is stored whole, or refused beside its field."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import override_settings

from tests.cast import make_cast
from tests.texts.awkward import TEXTS, Awkward
from tests.texts.walk import Sender, every_form, send_awkward
from tests.wall.world import make_world

pytestmark = pytest.mark.django_db

LEAST_FORMS = 75  # with somewhere to type, or the walk proves nothing


@pytest.fixture(scope="module")
def senders(django_db_setup, django_db_blocker) -> Iterator[list[Sender]]:
    """Every form with somewhere to type, of one world made in a transaction that every test's own lies within."""
    with django_db_blocker.unblock(), transaction.atomic(), override_settings(FINSAM_TODAY="2022-04-11"):
        cast = make_cast()
        found = [sender for sender in every_form(cast, make_world(cast)) if sender.writable]
        assert len(found) >= LEAST_FORMS
        yield found
        transaction.set_rollback(True)


@pytest.mark.slow
@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.name.replace(" ", "_"))
def test_an_awkward_text_is_stored_whole_or_refused_beside_its_field(senders: list[Sender], text: Awkward):
    faults, stored = [], 0
    for sender in senders:
        outcome = send_awkward(sender, text)
        stored += len(outcome.stored)
        faults += [f"{sender.action} {fault}" for fault in outcome.faults]
    assert faults == []
    assert stored >= text.least_stored
