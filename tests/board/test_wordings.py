"""How the program says things so that nothing stands twice, and which meeting is copied."""

import datetime as dt

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from board.actions.writing import save_paragraph
from board.counting.voting import outcome_sentence
from board.documents.section import Clause, Section, Statement
from board.models import Decision
from board.queries.meetings import latest_meeting
from board.queries.session import session_page
from board.states import MeetingState, Vote
from finsam import clock
from finsam.swedish import dates, words
from finsam.templatetags.finsam import saved_time
from tests.cast import Cast
from tests.factories import make_body, make_meeting, make_paragraph

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


# ---- When and where


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (dt.time(8, 30), dt.time(11, 30), "8.30–11.30"),
        (dt.time(22), dt.time(0, 30), "22.00–0.30 den 14\xa0maj 2022"),
        (dt.time(8, 30, 12), dt.time(8, 30, 50), "8.30"),
        (dt.time(8, 30), None, "8.30"),
    ],
)
def test_only_what_ends_earlier_on_the_clock_goes_on_past_midnight(start, end, said):
    assert dates.hours_on(DAY, start, end) == said


def test_sparat_says_when_any_field_was_saved_and_not_when_the_text_was(cast: Cast):
    meeting = make_meeting(body=cast.board, state=MeetingState.CLOSED, closed_at=THEN, called_at=THEN)
    row = make_paragraph(meeting=meeting, html="<p>Skrivet förut.</p>")
    before = session_page(row).saved_at
    later = (before or THEN) + dt.timedelta(minutes=9)
    with clock.standing_at(later):
        save_paragraph(
            paragraph=row, fields={"presenter": "Anna Ek"}, base_version=str(row.version), by=cast.chief
        )
    row.savings.filter(number__isnull=False).update(saved_at=later)
    assert session_page(row).saved_at == later
    assert saved_time(timezone.now()) == f"{timezone.localtime():%H:%M}"
    assert saved_time(THEN).endswith("10:00")


def test_those_who_are_called_are_ledamoter_in_the_board_alone(cast: Cast):
    group = make_body(association=cast.association, kind="beredningsgrupp", name="Arbetsgruppen")
    assert make_meeting(body=cast.board).called_ones == "ledamöterna"
    assert make_meeting(body=group).called_ones == "de kallade"
