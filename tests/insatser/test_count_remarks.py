"""Participants that do not add up are pointed out in words, and what is impossible is explained before a report leaves."""

import datetime as dt

import pytest

from finsam.errors import DomainError
from insatser.actions.participants import count_participants
from insatser.queries.count_changes import changes_of
from insatser.queries.count_remarks import remarks_on
from tests.cast import client_of
from tests.insatser.reports import make_insats, make_report, submitted
from tests.insatser.test_ledger import AUTUMN, SPRING, YEAR, count
from tests.insatser.test_pages import url

BEFORE = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


def told(insats, *, impossible=True):
    """The remarks, with plain spaces."""
    remarks = [each for each in remarks_on(insats) if each.is_impossible == impossible]
    return [each.sentence.replace("\u00a0", " ") for each in remarks]


def test_those_there_and_the_new_are_those_who_ended_and_go_on(cast):
    insats = make_insats(cast)
    count(cast, insats, BEFORE, pagaende=(10, 20))
    count(cast, insats, YEAR, nya=(8, 12), avslutade=(5, 5), pagaende=(20, 21))
    assert told(insats) == [
        "Vid periodens början 30 + nya 20 = 50 deltagare, men avslutade 10 + pågående 41 = 51."
    ]
    count(cast, insats, YEAR, nya=(8, 12), avslutade=(5, 5), pagaende=(13, 27))
    assert told(insats) == []


def test_four_cannot_take_part_and_ninety_end(cast):
    insats = make_insats(cast, starts_on=YEAR[0])
    count(cast, insats, YEAR, nya=(2, 2), avslutade=(50, 40))
    assert told(insats) == ["Avslutade 90 är fler än de 4 som deltog: vid periodens början 0 + nya 4."]


def test_where_nobody_knows_how_many_there_were_it_is_asked(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(2, 2), avslutade=(50, 40))
    assert told(insats) == []
    assert told(insats, impossible=False) == [
        "Avslutade 90 är fler än nya 4. Då fanns minst 86 när perioden började."
    ]


def test_all_who_are_new_have_ended_or_go_on(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(20, 20), avslutade=(5, 5), pagaende=(5, 5))
    assert told(insats)[0].startswith("Nya 40 är fler än avslutade 10 + pågående 10 = 20")


def test_parts_sum_to_their_whole(cast):
    insats = make_insats(cast)
    count(cast, insats, SPRING, nya=(10, 10))
    count(cast, insats, AUTUMN, nya=(15, 15))
    count(cast, insats, YEAR, nya=(30, 30))
    assert told(insats) == ["Nya: periodens delar är 20 + 30 = 50, men hela perioden 60."]


def test_a_part_is_no_more_than_its_whole_and_ends_as_it_does(cast):
    insats = make_insats(cast)
    count(cast, insats, AUTUMN, nya=(40, 40), pagaende=(3, 3))
    count(cast, insats, YEAR, nya=(30, 30), pagaende=(4, 4))
    assert told(insats) == [
        "Nya: 1 juli–31 december 2021 är 80, men hela perioden 60.",
        "Pågående 31 december 2021 är 8 här, men 6 i 1 juli–31 december 2021.",
    ]


def test_periods_that_overlap_or_have_not_ended_are_asked_about(cast):
    insats = make_insats(cast)
    count(cast, insats, (dt.date(2022, 1, 1), dt.date(2022, 6, 30)), nya=(10, 10))
    count(cast, insats, (dt.date(2021, 10, 1), dt.date(2022, 3, 31)), nya=(10, 10))
    assert told(insats, impossible=False) == [
        "Perioden slutar 30 juni 2022, som inte har varit än.",
        "Perioden går delvis in i 1 oktober 2021 – 31 mars 2022, så att samma personer räknas två gånger.",
    ]


def test_a_period_that_has_not_begun_is_refused(cast):
    with pytest.raises(DomainError, match="Perioden har inte börjat än"):
        count(cast, make_insats(cast), (dt.date(2023, 1, 1), dt.date(2023, 6, 30)), nya=(1, 1))


def test_a_sum_between_the_sexes_alone_is_asked_about(cast):
    insats = make_insats(cast)
    count(cast, insats, BEFORE, pagaende=(10, 20))
    count(cast, insats, YEAR, nya=(8, 12), avslutade=(5, 5), pagaende=(12, 28))
    assert told(insats) == []
    assert told(insats, impossible=False)[0].startswith(
        "Kvinnor: vid periodens början 10 + nya 8 = 18 deltagare"
    )


def test_a_report_is_not_handed_in_with_an_impossible_sum_unexplained(cast):
    report = make_report(cast)
    count(cast, report.insats, YEAR, nya=(20, 20), avslutade=(5, 5), pagaende=(5, 5))
    with pytest.raises(DomainError, match="Rätta antalen, eller skriv en förklaring vid dem"):
        submitted(cast, report)
    page = client_of(cast.contact).get(url("insats_report_submit", report.pk)).content.decode()
    assert f"{url('participants_edit', report.insats_id)}?fran=2021-01-01&amp;till=2021-12-31" in page
    numbers = {
        "nya": {"women": 20, "men": 20, "unknown": None},
        "avslutade": {"women": 5, "men": 5, "unknown": None},
    }
    count_participants(
        insats=report.insats, starts_on=YEAR[0], ends_on=YEAR[1], by=cast.contact, note="Tjugo räknas hos grannen.",
        numbers=numbers | {"pagaende": {"women": 5, "men": 5, "unknown": None}},
    )  # fmt: skip
    assert submitted(cast, report).state == "submitted"


def test_a_remark_that_may_be_right_stops_nobody(cast):
    report = make_report(cast)
    count(cast, report.insats, YEAR, nya=(2, 2), avslutade=(50, 40))
    assert submitted(cast, report).state == "submitted"


def test_every_version_of_a_period_is_kept(cast):
    insats = make_insats(cast)
    count(cast, insats, YEAR, nya=(4, 4))
    count(cast, insats, YEAR, nya=(5, 4), avslutade=(1, None))
    count(cast, insats, YEAR, nya=(5, 4), avslutade=(1, None))
    [change] = changes_of(insats)
    assert change.what.replace("\u00a0", " ") == (
        "1 januari–31 december 2021: nya kvinnor 4 blev 5, avslutade kvinnor – blev 1"
    )


@pytest.mark.parametrize("asked", ["?fran=x&till=y", "?fran=2021-01-01", "?fran=0001-01-01&till=0001-01-02"])
def test_an_address_that_names_no_period_shows_an_empty_page(cast, asked):
    page = url("participants_edit", make_insats(cast).pk)
    assert client_of(cast.chief).get(f"{page}{asked}").status_code == 200
