"""Uppföljningsdialoger are planned, wait for their people, and are held."""

import datetime as dt

import pytest
from django.urls import reverse

from finsam.errors import DomainError
from finsam.permissions import appointments_of, permissions_of
from insatser.actions.dialogues import note_dialogue, plan_dialogue
from insatser.documents.card import build_card
from insatser.models import Dialogue
from insatser.todos import dialogues_to_hold
from tests.cast import Cast, client_of
from tests.insatser.payments import kronor
from tests.insatser.reports import make_insats

TODAY = dt.date(2022, 4, 11)


@pytest.fixture
def dialogue(cast: Cast) -> Dialogue:
    return plan_dialogue(
        insats=make_insats(cast), planned_on=dt.date(2022, 4, 20), subject="Året som gick.", by=cast.chief
    )


def waits(cast: Cast, person, today: dt.date = TODAY) -> list[tuple[str, bool]]:
    may = permissions_of(appointments_of(person, today))
    return [(each.what, each.is_alarm) for each in dialogues_to_hold(cast.association, person, may, today)]


def test_a_dialogue_that_is_near_waits_for_the_office_and_the_contact(cast, dialogue):
    assert waits(cast, cast.chief) == [("Håll uppföljningsdialogen med Vidare Vy", False)]
    assert waits(cast, cast.contact) == [("Var med på uppföljningsdialogen om Vidare Vy", False)]
    assert (waits(cast, cast.member), waits(cast, cast.chief, dt.date(2022, 3, 1))) == ([], [])


def test_one_that_was_not_held_alarms_and_one_that_was_waits_no_more(cast, dialogue):
    late = dt.date(2022, 4, 21)
    assert waits(cast, cast.chief, late) == [("Håll uppföljningsdialogen med Vidare Vy", True)]
    note_dialogue(
        dialogue=dialogue, planned_on=dialogue.planned_on, subject="", held_on=dt.date(2022, 4, 1), notes="Bra.",
        by=cast.chief,
    )  # fmt: skip
    assert waits(cast, cast.chief, late) == []


def test_a_day_to_come_is_planned_and_not_held(cast, dialogue):
    with pytest.raises(DomainError, match="har inte varit än"):
        note_dialogue(
            dialogue=dialogue, planned_on=dialogue.planned_on, subject="", held_on=dt.date(2099, 1, 1), notes="",
            by=cast.chief,
        )  # fmt: skip


def test_the_same_day_is_planned_once(cast, dialogue):
    with pytest.raises(DomainError, match="redan planerad"):
        plan_dialogue(insats=dialogue.insats, planned_on=dialogue.planned_on, by=cast.chief)


def test_the_office_plans_and_notes_on_the_pages_and_the_insats_tells(cast, dialogue):
    client, slug = client_of(cast.chief), cast.association.slug
    client.post(reverse("dialogue_add", args=[slug, dialogue.insats_id]), {"planned_on": "2022-10-05"})
    client.post(
        reverse("dialogue_note", args=[slug, dialogue.pk]),
        {"planned_on": "2022-04-20", "held_on": "2022-04-01", "notes": "Fler platser behövs."},
    )
    page = kronor(client.get(dialogue.insats.get_absolute_url()).content.decode())
    said = ("Planerad 5 oktober 2022", "Hållen 1 april 2022", "Fler platser behövs.")
    assert [each in page for each in said] == [True, True, True]
    told = [(kronor(day), what) for day, what in build_card(dialogue.insats, TODAY).events]
    assert told == [
        ("5 oktober 2022", "Uppföljningsdialog, planerad"),
        ("1 april 2022", "Uppföljningsdialog, anteckningar finns"),
    ]
