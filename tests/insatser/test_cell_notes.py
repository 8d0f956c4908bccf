"""A note to one number of a period: seen beside it, kept with who and when, and never outside."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from finsam.errors import DomainError
from finsam.models import AuditEvent
from insatser.actions.cell_notes import note_cell
from insatser.actions.count_periods import hand_in_counting
from insatser.actions.participants import count_participants
from insatser.models import Counting
from insatser.states import Phase
from tests.cast import Cast, client_of
from tests.insatser.reports import make_insats

CELL = "nya-women"


@pytest.fixture
def counting(cast: Cast) -> Counting:
    return count_participants(
        insats=make_insats(cast), starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31), by=cast.chief,
        numbers={Phase.NEW: {"women": 12, "men": 8, "unknown": None}},
    )  # fmt: skip


def url(counting: Counting) -> str:
    return reverse("counting_note", args=[counting.insats.association.slug, counting.insats_id, counting.pk])


def test_the_contact_notes_and_the_page_says_by_whom(cast, counting):
    client = client_of(cast.contact)
    answer = client.post(url(counting), {"cell": CELL, "text": "Två grupper började i augusti."})
    page = client.get(answer.url).content.decode()
    said = ("Nya, kvinnor", "Två grupper började i augusti.", "Kim Wester", "Anteckning<span")
    assert [each in page for each in said] == [True] * 4


def test_a_note_that_is_changed_or_taken_away_is_kept_in_the_log(cast, counting):
    for text in ("Fyra från kön.", "Fem från kön.", ""):
        note_cell(counting=counting, cell=CELL, text=text, by=cast.chief)
    counting.refresh_from_db()
    logged = AuditEvent.objects.filter(verb="antecknade till ett antal").order_by("pk")
    told = [(each.facts["before"], each.facts["now"]) for each in logged]
    assert (counting.cell_notes, told) == (
        {}, [("", "Fyra från kön."), ("Fyra från kön.", "Fem från kön."), ("Fem från kön.", "")],
    )  # fmt: skip


def test_what_is_typed_stays_where_no_number_is_chosen(cast, counting):
    answer = client_of(cast.contact).post(url(counting), {"cell": "", "text": "Vilken?"})
    page = answer.content.decode()
    assert (answer.status_code, "Vilken?" in page, "Välj vilket antal" in page) == (422, True, True)


def test_numbers_stay_as_they_are_and_others_may_not_note(cast, counting):
    note_cell(counting=counting, cell=CELL, text="Hej.", by=cast.chief)
    assert counting.cells.count() == 2
    assert client_of(cast.member).post(url(counting), {"cell": CELL, "text": "x"}).status_code == 403
    assert client_of(cast.outsider).post(url(counting), {"cell": CELL, "text": "x"}).status_code == 404


def test_a_period_that_is_handed_in_takes_no_note(cast, counting):
    hand_in_counting(counting=counting, by=cast.chief)
    with pytest.raises(DomainError):
        note_cell(counting=counting, cell=CELL, text="Sent.", by=cast.chief)


def test_a_note_that_tells_of_a_person_is_pointed_out(cast, counting):
    note_cell(counting=counting, cell=CELL, text="Ring 070-123 45 67 om henne.", by=cast.chief)
    page = client_of(cast.contact).get(counting.get_absolute_url()).content.decode()
    assert "070-123 45 67" in page.partition('id="cell-notes"')[0]
