"""How the program says things so that nothing stands twice, and which meeting is copied."""

import datetime as dt

import pytest
from django.template.loader import render_to_string

from board.counting.voting import outcome_sentence
from board.documents.section import Clause, Section, Statement
from board.models import Decision
from board.queries.meetings import latest_meeting
from board.states import MeetingState, Vote
from finsam.swedish import words
from tests.cast import Cast
from tests.factories import make_meeting

DAY = dt.date(2022, 5, 13)
THEN = dt.datetime(2022, 3, 11, 9, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize("typed", ["bifalla", "att bifalla", "Att att bifalla", "att: att att bifalla."])
def test_att_is_said_once(typed):
    assert words.clause(typed) == "att bifalla"
    assert str(Decision(text=typed)) == "att bifalla"


@pytest.mark.parametrize(
    "text",
    [
        "lämna en rapport senast den 13 maj 2022",
        "lämna en rapport till den 13 maj",
        "lämna en rapport fredagen den 13:e maj",
        "rapportera 2022-05-13",
        "rapportera senast 13/5",
        "rapportera senast 13/5 2022",
        "rapportera senast 13/5-22",
    ],
)
def test_a_day_that_the_att_sats_names_is_not_said_again(text):
    assert Clause(text, "Jonas Ekwall", DAY).task_text == "Ansvarig: Jonas Ekwall."


@pytest.mark.parametrize(
    "text",
    [
        "lämna en rapport",
        "lämna en rapport den 13 maj 2023",
        "rapportera den 3 maj 2022",
        "rapportera 13/5 2023",
        "köp 3/5 av stolarna",
    ],
)
def test_another_day_in_the_att_sats_hides_nothing(text):
    assert Clause(text, "", DAY).task_text == "Klart senast den 13\xa0maj 2022."


@pytest.mark.parametrize(
    ("means", "said"),
    [
        ("väljer Anna Berglund", "Lotten föll på Anna Berglund."),
        ("röstar på Anna Berglund.", "Lotten föll på Anna Berglund."),
        ("bifaller förslaget", "Lotten gav ja: bifaller förslaget."),
        ("", "Lotten utföll till förmån för ja-förslaget."),
    ],
)
def test_the_lot_of_an_election_falls_on_someone(means, said):
    told = outcome_sentence(
        {1: Vote.YES, 2: Vote.NO}, chair_id=1, is_election=True, lot=Vote.YES, means={Vote.YES: means}
    )
    assert told == f"1 ja, 1 nej. Lika röstetal vid val, så lotten avgör. {said}"


def test_a_reservation_without_text_is_a_whole_sentence():
    section = Section(
        1, "Budget", reservations=(Statement("Anna Ek", ""),), statements=(Statement("Bo Ek", ""),)
    )
    page = render_to_string("board/_read_section.html", {"section": section})
    assert (
        "Anna Ek reserverar sig mot beslutet." in page,
        "Bo Ek lämnar ett särskilt yttrande." in page,
    ) == (True, True)


# ---- What is copied


def test_the_last_meeting_that_was_held_is_copied_and_not_one_that_is_only_called(cast: Cast):
    held = make_meeting(body=cast.board, state=MeetingState.CLOSED, closed_at=THEN, called_at=THEN)
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 6), state=MeetingState.CALLED, called_at=THEN)
    assert latest_meeting(cast.board) == held


def test_before_any_is_held_the_one_that_is_called_is_copied(cast: Cast):
    called = make_meeting(
        body=cast.board, held_on=dt.date(2022, 5, 6), state=MeetingState.CALLED, called_at=THEN
    )
    assert latest_meeting(cast.board) == called
