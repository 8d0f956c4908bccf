"""Money, person and day that an att-sats says itself are offered, and filled in with one press."""

import pytest
from django.urls import reverse

from board.wording.said_in_clause import Said, said_in
from tests.board.test_points import opened, row, save  # noqa: F401  fixtures
from tests.cast import client_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bevilja 420 000 kronor till Samtalsstöd", Said("420000")),
        ("bevilja 1 500,50 kr", Said("1500.50")),
        (
            "uppdra till förbundschefen att ta fram underlag senast den 13 maj",
            Said("", "förbundschefen", "2022-05-13"),
        ),
        ("uppdra åt Jonas Ekwall att återkomma 2023-01-31", Said("", "Jonas Ekwall", "2023-01-31")),
        ("flytta 100 kronor och 200 kronor", Said()),
        ("mötas den 3 juni eller den 4 juni", Said()),
        ("återkomma den 31 februari", Said()),
        ("notera informationen", Said()),
        ("", Said()),
    ],
)
def test_it_is_read_where_it_is_plain(text, said):
    assert said_in(text, year=2022) == said


def test_one_press_fills_in_what_is_empty_and_leaves_the_rest(cast, opened, row):
    text = "uppdra till förbundschefen att köpa stolar för 12 000 kronor senast den 13 maj 2022"
    save(row, cast, decision__a__text=text, decision__a__who="Jonas Ekwall")
    client = client_of(cast.chief)
    page = client.get(
        reverse("meeting_session_paragraph", args=["exempel", opened.pk, row.pk])
    ).content.decode()
    assert "Fyll i 12 000 kronor, senast 13 maj 2022" in page.replace("\u00a0", " ")
    row.refresh_from_db()
    client.post(
        reverse("paragraph_save", args=["exempel", row.pk]),
        {"base_version": str(row.version), "act": "fill:a"},
    )
    decision = row.decisions.get()
    assert (decision.who, decision.due_on.isoformat()) == ("Jonas Ekwall", "2022-05-13")
    assert [(each.amount, each.year) for each in decision.amounts.all()] == [(12000, 2022)]
