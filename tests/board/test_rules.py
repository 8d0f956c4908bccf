"""The law on quorum, votes, justering, notices and appeals."""

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from board import rules
from board.rules import AppealState, Manner, Posted

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
SWEDEN = holidays.country_holidays("SE", years=range(2020, 2037), include_sundays=True)
POSTED = date(2022, 4, 6)


def is_free(day):
    """Tell by an independent calendar; it counts the three eves as free too."""
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    year_end_eve = (day.month, day.day) in {(12, 24), (12, 31)}
    return day.weekday() >= 5 or day in SWEDEN or midsummer_eve or year_end_eve


def posted_on_both(day, removed_on=None):
    return [Posted("kommunen", day, removed_on), Posted("regionen", day)]


# ---- Who may decide


@pytest.mark.parametrize(("seats", "needed"), [(3, 2), (4, 3), (5, 3), (6, 4), (8, 5)])
def test_more_than_half_of_the_seats_are_needed(seats, needed):
    assert rules.quorum_minimum(seats) == needed


@given(st.integers(1, 60), st.integers(0, 60))
def test_a_quorum_is_more_than_half(seats, present):
    assert rules.quorum(seats, present) == (present * 2 > seats)


def test_a_board_without_seats_decides_nothing():
    assert not rules.quorum(0, 0)


@pytest.mark.parametrize(
    ("others", "substitute_at_hand", "may"),
    [(2, False, True), (2, True, False), (3, False, False)],
)
def test_one_judges_ones_own_conflict_only_when_the_board_cannot_without(others, substitute_at_hand, may):
    found = rules.may_judge_own_conflict(4, others, substitute_at_hand=substitute_at_hand)
    assert found == may


@pytest.mark.parametrize(
    ("took_part", "meeting_ended", "may"),
    [(True, False, True), (False, False, False), (True, True, False)],
)
def test_a_reservation_is_made_by_one_who_took_part_before_the_meeting_ends(took_part, meeting_ended, may):
    assert rules.may_reserve(took_part=took_part, meeting_ended=meeting_ended) == may


@pytest.mark.parametrize(("person", "may"), [("Bo", True), ("Anna", False), ("Eva", False)])
def test_a_justerare_served_and_is_not_the_chair(person, may):
    assert rules.may_adjust(person, serving=["Anna", "Bo"], chair="Anna") == may


# ---- Voting


def test_the_simple_majority_decides():
    assert rules.outcome({"bifall": 3, "avslag": 1}, "avslag").winner == "bifall"


def test_a_tie_is_settled_by_the_chair():
    result = rules.outcome({"bifall": 2, "avslag": 2}, "avslag")
    assert (result.winner, result.manner) == ("avslag", Manner.CASTING)


def test_a_tie_in_an_election_goes_to_the_lot_whatever_the_chair_voted():
    result = rules.outcome({"Anna": 2, "Bo": 2, "Cia": 0}, "Anna", election=True)
    assert (result.winner, result.manner, result.tied) == (None, Manner.LOT, {"Anna", "Bo"})


@pytest.mark.parametrize("chair_vote", [None, "återremiss"])
def test_a_tie_without_the_chairs_vote_is_not_settled(chair_vote):
    with pytest.raises(ValueError, match="Ange hur ordföranden röstade"):
        rules.outcome({"bifall": 2, "avslag": 2}, chair_vote)


@pytest.mark.parametrize("votes", [{}, {"bifall": 0, "avslag": 0}])
def test_no_votes_have_no_outcome(votes):
    with pytest.raises(ValueError, match="inga röster"):
        rules.outcome(votes)


# ---- Times


def test_a_protocol_is_justerat_within_fourteen_days():
    assert rules.justering_latest(date(2022, 3, 25)) == date(2022, 4, 8)


def test_what_is_justerat_on_a_friday_is_announced_by_monday():
    assert rules.posting_latest(date(2022, 3, 25)) == date(2022, 3, 28)


def test_what_is_justerat_on_a_tuesday_is_announced_by_thursday():
    assert rules.posting_latest(date(2022, 4, 5)) == date(2022, 4, 7)


@pytest.mark.parametrize(
    ("posted", "last_day", "down"),
    [
        (date(2022, 4, 6), date(2022, 4, 27), date(2022, 4, 28)),
        (date(2022, 3, 28), date(2022, 4, 19), date(2022, 4, 20)),
        (date(2017, 9, 12), date(2017, 10, 3), date(2017, 10, 4)),
        (date(2022, 6, 3), date(2022, 6, 27), date(2022, 6, 28)),
        (date(2026, 12, 3), date(2026, 12, 28), date(2026, 12, 29)),
        (date(2026, 12, 10), date(2027, 1, 4), date(2027, 1, 5)),
    ],
)
def test_the_appeal_time_ends_three_weeks_later_or_the_next_working_day(posted, last_day, down):
    assert (rules.appeal_last_day(posted), rules.removal_earliest(posted)) == (last_day, down)


@given(DAYS)
def test_the_appeal_time_never_ends_on_a_free_day(posted):
    assert not is_free(rules.appeal_last_day(posted))


@given(DAYS)
def test_every_day_between_three_weeks_and_the_last_day_is_free(posted):
    day, last = posted + timedelta(days=21), rules.appeal_last_day(posted)
    passed = [day + timedelta(days=n) for n in range((last - day).days)]
    assert all(is_free(each) for each in passed)
    assert last >= day


@given(DAYS)
def test_the_last_day_to_announce_is_no_free_day_and_at_least_two_days_on(justerat):
    latest = rules.posting_latest(justerat)
    assert not is_free(latest)
    assert (latest - justerat).days >= 2


def test_the_budget_is_fixed_by_the_last_of_november_before():
    assert rules.budget_latest(2023) == date(2022, 11, 30)


def test_the_annual_report_is_drawn_up_by_the_last_of_march_after():
    assert rules.annual_report_latest(2021) == date(2022, 3, 31)


# ---- The appeal time of a decision


def test_a_notice_missing_on_one_board_holds_the_time_back():
    postings = [Posted("kommunen", POSTED), Posted("regionen", None)]
    found = rules.appeal_state(postings, date(2022, 8, 1))
    assert (found.state, found.boards) == (AppealState.NOT_POSTED, ("regionen",))


def test_without_boards_nothing_is_posted():
    assert rules.appeal_state([], POSTED).state == AppealState.NOT_POSTED


def test_the_time_runs_from_the_latest_board():
    postings = [Posted("kommunen", POSTED), Posted("regionen", date(2022, 4, 8))]
    assert rules.appeal_state(postings, date(2022, 4, 11)).last_day == date(2022, 4, 29)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2022, 4, 6), AppealState.RUNNING),
        (date(2022, 4, 27), AppealState.RUNNING),
        (date(2022, 4, 28), AppealState.FINAL),
    ],
)
def test_a_decision_is_final_the_day_after_the_last_day(today, state):
    assert rules.appeal_state(posted_on_both(POSTED), today).state == state


def test_the_day_of_laga_kraft_is_known_while_the_time_runs():
    found = rules.appeal_state(posted_on_both(POSTED), date(2022, 4, 11))
    assert found.final_on == date(2022, 4, 28)


@pytest.mark.parametrize(
    ("removed_on", "state"),
    [
        (date(2022, 4, 20), AppealState.BROKEN),
        (date(2022, 4, 27), AppealState.BROKEN),
        (date(2022, 4, 28), AppealState.FINAL),
    ],
)
def test_a_notice_taken_down_early_breaks_the_time(removed_on, state):
    found = rules.appeal_state(posted_on_both(POSTED, removed_on), date(2022, 8, 1))
    assert found.state == state


def test_a_broken_time_says_which_board():
    found = rules.appeal_state(posted_on_both(POSTED, date(2022, 4, 20)), date(2022, 4, 21))
    assert (found.boards, found.last_day) == (("kommunen",), None)


def test_a_notice_posted_again_starts_the_time_anew():
    again = [*posted_on_both(POSTED, date(2022, 4, 20)), Posted("kommunen", date(2022, 4, 22))]
    found = rules.appeal_state(again, date(2022, 4, 22))
    assert (found.state, found.last_day) == (AppealState.RUNNING, date(2022, 5, 13))


def test_the_other_board_must_keep_its_notice_through_the_new_time():
    again = [
        Posted("kommunen", POSTED, date(2022, 4, 20)),
        Posted("regionen", POSTED, date(2022, 4, 28)),
        Posted("kommunen", date(2022, 4, 22)),
    ]
    found = rules.appeal_state(again, date(2022, 8, 1))
    assert (found.state, found.boards) == (AppealState.BROKEN, ("regionen",))


def test_a_notice_waiting_to_be_posted_again_does_not_hide_the_break():
    again = [*posted_on_both(POSTED, date(2022, 4, 20)), Posted("kommunen", None)]
    assert rules.appeal_state(again, date(2022, 8, 1)).state == AppealState.BROKEN


def test_what_is_to_come_does_not_count_yet():
    found = rules.appeal_state(posted_on_both(POSTED), date(2022, 4, 5))
    assert found.state == AppealState.NOT_POSTED


def test_an_appealed_decision_is_not_final_when_the_time_is_over():
    found = rules.appeal_state(posted_on_both(POSTED), date(2022, 8, 1), appealed=True)
    assert found.state == AppealState.APPEALED


def test_an_appealed_decision_is_final_when_the_court_is_done():
    found = rules.appeal_state(
        posted_on_both(POSTED),
        date(2022, 12, 1),
        appealed=True,
        appeal_settled_on=date(2022, 11, 2),
    )
    assert (found.state, found.final_on) == (AppealState.FINAL, date(2022, 11, 2))
