"""Days: what is a working day, how days are written and how they are read."""

import re
from datetime import date, time, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from finsam.swedish import dates

DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2035, 12, 31))
SWEDEN = holidays.country_holidays(
    "SE", years=range(2020, 2037), include_sundays=False, categories=("public",)
)


@pytest.mark.parametrize("year", range(2020, 2036))
def test_the_holidays_of_a_year_are_those_of_an_independent_calendar(year):
    eves = ("Midsommarafton", "Julafton", "Nyårsafton")
    oracle = {
        day for day, name in SWEDEN.items() if day.year == year and not any(eve in name for eve in eves)
    }
    assert set(dates.public_holidays(year)) == oracle


@given(DAYS)
def test_a_working_day_is_no_weekend_holiday_or_the_three_eves(day):
    midsummer_eve = day.month == 6 and 19 <= day.day <= 25 and day.weekday() == 4
    year_end_eve = (day.month, day.day) in {(12, 24), (12, 31)}
    free = day.weekday() >= 5 or day in SWEDEN or midsummer_eve or year_end_eve
    assert dates.is_working_day(day) == (not free)


@given(DAYS)
def test_the_next_working_day_is_the_first_one_from_the_day_itself(day):
    found = dates.next_working_day(day)
    passed = [day + timedelta(days=n) for n in range((found - day).days)]
    assert [dates.is_working_day(each) for each in [*passed, found]] == [False] * len(passed) + [True]


def test_after_christmas_eve_on_a_thursday_the_next_working_day_is_monday():
    assert dates.next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)


def test_a_weekday_with_date_is_written_in_full():
    assert dates.weekday_date(date(2022, 3, 25)) == "fredag 25\u00a0mars 2022"


def test_a_protocol_head_has_the_definite_form():
    assert dates.definite_date(date(2022, 3, 25)) == "fredagen den 25\u00a0mars 2022"


def test_a_date_without_weekday():
    assert dates.long_date(date(2022, 3, 25)) == "25\u00a0mars 2022"


def test_a_short_date_has_three_letters_of_the_weekday():
    assert dates.short_date(date(2022, 5, 6)) == "fre\u00a06\u00a0maj"


def test_a_date_without_year():
    assert dates.day_month(date(2022, 3, 25)) == "25\u00a0mars"


def test_the_week_is_the_iso_week():
    assert dates.week(date(2022, 4, 11)) == "vecka\u00a015"


def test_the_first_days_of_a_year_may_belong_to_week_53():
    assert dates.week(date(2021, 1, 3)) == "vecka\u00a053"


def test_a_time_range_has_points_and_a_dash():
    assert dates.time_range(time(8, 30), time(11, 30)) == "8.30–11.30"


def test_a_time_without_end_stands_alone():
    assert dates.time_range(time(13, 5)) == "13.05"


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        (date(2022, 1, 1), date(2022, 3, 31), "1\u00a0januari–31\u00a0mars 2022"),
        (date(2022, 3, 1), date(2022, 3, 31), "1–31\u00a0mars 2022"),
        (date(2021, 12, 1), date(2022, 1, 31), "1\u00a0december 2021 – 31\u00a0januari 2022"),
        (date(2022, 3, 1), date(2022, 3, 1), "1\u00a0mars 2022"),
    ],
)
def test_a_range_of_dates_says_each_part_once(start, end, written):
    assert dates.date_range(start, end) == written


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([22, 23, 25], "22–23, 25"),
        ([25, 22, 23, 22], "22–23, 25"),
        (range(22, 31), "22–30"),
        ([26], "26"),
        ([], ""),
    ],
)
def test_numbers_that_follow_each_other_become_a_range(numbers, written):
    assert dates.number_ranges(numbers) == written


@given(st.sets(st.integers(min_value=1, max_value=400)))
def test_number_ranges_lose_no_number(numbers):
    read = set()
    for part in filter(None, dates.number_ranges(numbers).split(", ")):
        first, _, last = part.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == numbers


def test_one_paragraph_has_one_sign():
    assert dates.paragraphs([26]) == "§\u00a026"


def test_several_paragraphs_have_two_signs():
    assert dates.paragraphs([22, 23, 24, 27]) == "§§\u00a022–24, 27"


@pytest.mark.parametrize(
    "written",
    [
        "2022-03-25",
        "2022-3-25",
        "20220325",
        "25/3 2022",
        "25/3/2022",
        "25/3-2022",
        "25.3.2022",
        "25 mars 2022",
        "25\u00a0mars 2022",
        " den 25 Mars 2022 ",
        "den 25:e mars 2022",
        "fredag 25 mars 2022",
        "fredagen den 25 mars 2022",
        "fre 25 mar 2022",
        "25 mar. 2022",
    ],
)
def test_the_ways_swedes_write_a_day_are_read(written):
    assert dates.parse_date(written) == date(2022, 3, 25)


def test_a_day_without_year_takes_the_year_it_is_given():
    assert dates.parse_date("25 mars", year=2022) == date(2022, 3, 25)


@given(DAYS)
def test_what_is_written_is_read_as_the_same_day(day):
    forms = (dates.long_date, dates.weekday_date, dates.definite_date, date.isoformat)
    assert {dates.parse_date(form(day)) for form in forms} == {day}


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("", "Datumet saknas. Skriv till exempel 2022-03-25."),
        ("25 mars", "Året saknas i ”25 mars”. Skriv till exempel 2022-03-25."),
        (
            "30 februari 2022",
            "”30 februari 2022” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022.",
        ),
        (
            "25 ma 2022",
            "”25 ma 2022” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022.",
        ),
        (
            "i morgon",
            "”i morgon” är inget datum. Skriv till exempel 2022-03-25 eller 25 mars 2022.",
        ),
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(written, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        dates.parse_date(written)


@given(st.text())
def test_reading_a_day_never_fails_in_another_way(text):
    refusal = None
    try:
        dates.parse_date(text, year=2022)
    except ValueError as error:
        refusal = str(error)
    assert refusal is None or refusal.endswith(".")


@pytest.mark.parametrize("written", ["8.30", "08:30", "kl. 8.30", "kl 8.30"])
def test_times_of_day_are_read(written):
    assert dates.parse_time(written) == time(8, 30)


def test_a_whole_hour_needs_no_minutes():
    assert dates.parse_time("kl 9") == time(9)


def test_what_is_no_time_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="är inget klockslag"):
        dates.parse_time("25.61")
