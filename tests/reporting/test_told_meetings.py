"""Meetings that the program does not hold are told of, and what nobody has told of is said to be missing."""

import datetime as dt

import pytest

from finsam.errors import DomainError
from finsam.registries import fields
from reporting.actions.meetings import tell_of_meetings, tell_of_seats
from reporting.documents.report import build_section
from reporting.models import Report, Section, ToldMeetings, ToldSeat
from reporting.queries.board_year import meetings_of_year
from tests.board.meetings import make_held_meeting
from tests.cast import client_of, make_cast
from tests.insatser.reports import make_insats


def renumber(meeting, first):
    for number, paragraph in enumerate(meeting.paragraphs.order_by("position"), start=first):
        paragraph.number = number
        paragraph.save(update_fields=["number"])


@pytest.fixture
def autumn(cast):
    """The first meeting in the program, whose §§ begin at 32."""
    meeting = make_held_meeting(cast, held_on=dt.date(2021, 10, 22))
    renumber(meeting, 32)
    return meeting


def printed(cast):
    report, _ = Report.objects.get_or_create(
        association=cast.association, kind="arsredovisning", year=2021, title="Årsredovisning 2021"
    )
    section = Section.objects.create(report=report, heading="Sammanträden", block="meetings")
    return build_section(report, section).html.replace("\u00a0", " ")


def tell(cast, count=7, paragraphs="§§ 1–31"):
    tell_of_meetings(
        association=cast.association, year=2021, count=count, paragraphs=paragraphs, by=cast.chief
    )


def test_what_is_missing_is_said_until_it_is_told(cast, autumn):
    assert "§§ 1–31 hör till sammanträden som inte är upptagna här." in printed(cast)
    tell(cast)
    html = printed(cast)
    assert "Styrelsen har under året haft 8 protokollförda sammanträden." in html
    assert "7 sammanträden</td><td>§§ 1–31" in html
    assert "inte är upptagna" not in html
    assert fields.values(cast.association, 2021)["reporting.meetings"].value == "8"


def test_a_year_that_is_whole_lacks_nothing(cast):
    renumber(make_held_meeting(cast, held_on=dt.date(2021, 10, 22)), 1)
    assert meetings_of_year(cast.association, 2021).gap == ""


def test_none_takes_away_what_was_told(cast, autumn):
    tell(cast)
    tell(cast, 0, "")
    assert not ToldMeetings.objects.exists()
    with pytest.raises(DomainError, match="hur många sammanträden"):
        tell(cast, 0, "§ 1")


def test_the_office_tells_on_a_page_that_says_what_is_lacking(cast, autumn):
    page = f"/{cast.association.slug}/rapporter/sammantraden/2021/"
    browser = client_of(cast.chief)
    html = browser.get(page).content.decode().replace("\u00a0", " ")
    assert "§§ 1–31 finns inte i programmet." in html
    assert 'value="§§ 1–31"' in html
    assert browser.post(page, {"count": "7", "paragraphs": "§§ 1–31"}).status_code == 302
    assert ToldMeetings.objects.get().count == 7
    assert browser.post(page, {"count": "-1"}).status_code == 422
    assert browser.get(f"/{cast.association.slug}/rapporter/sammantraden/1/").status_code == 404


SEATS = {
    "ordinary": "Stina Ek | Ordförande, Lindköpings kommun | till och med 31 maj 2021\nOlof Ros",
    "deputies": " | utan namn",
}


def roster(cast):
    report, _ = Report.objects.get_or_create(
        association=cast.association, kind="arsredovisning", year=2021, title="Årsredovisning 2021"
    )
    return build_section(
        report, Section.objects.create(report=report, heading="Styrelsen", block="roster")
    ).html


def test_who_sat_before_the_program_is_told_as_it_is_to_stand(cast):
    page, browser = f"/{cast.association.slug}/rapporter/styrelsen/2021/", client_of(cast.chief)
    answer = browser.post(page, SEATS)
    told = answer.content.decode()
    assert (answer.status_code, "Skriv namnet först" in told, "Olof Ros" in told) == (422, True, True)
    assert browser.post(page, SEATS | {"deputies": "Ida Lo"}).status_code == 302
    assert ToldSeat.objects.filter(year=2021, told_by=cast.chief).count() == 3
    html = roster(cast)
    for words in (
        "Stina Ek",
        "Ordförande, Lindköpings kommun",
        "till och med 31 maj 2021",
        "Olof Ros",
        "Ida Lo",
    ):
        assert words in html
    shown = browser.get(page).content.decode()
    assert "Stina Ek | Ordförande, Lindköpings kommun | till och med 31 maj 2021\nOlof Ros" in shown.replace(
        "\r", ""
    )
    assert f"Skrivet av {cast.chief.name}" in shown
    browser.post(page, {"ordinary": "", "deputies": ""})
    assert not ToldSeat.objects.exists()


def test_another_year_and_another_forbund_hear_nothing_of_it(cast):
    tell_of_seats(
        association=cast.association, year=2020, ordinary=[("Stina Ek", "", "")], deputies=[], by=cast.chief
    )
    tell_of_seats(
        association=make_cast("annan").association,
        year=2021,
        ordinary=[("Stina Ek", "", "")],
        deputies=[],
        by=cast.chief,
    )
    assert "Stina Ek" not in roster(cast)


def test_participants_of_a_year_before_the_program_are_counted_afterwards_and_few_are_not_told(cast):
    insats = make_insats(cast, name="Vägen in")
    page = f"/{cast.association.slug}/insatser/{insats.pk}/deltagare/"
    period = {"starts_on": "2021-01-01", "ends_on": "2021-12-31"}
    grid = client_of(cast.chief).post(page, period).url
    numbers = {"nya-women": "40", "nya-men": "34", "avslutade-women": "2", "avslutade-men": "9"}
    answer = client_of(cast.chief).post(grid, numbers | {"base_version": "0"})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    saved = insats.countings.get().savings.get(number=1)
    assert saved.saved_by == cast.chief
    report = Report.objects.create(
        association=cast.association, kind="arsredovisning", year=2021, title="Årsredovisning 2021"
    )
    html = build_section(
        report, Section.objects.create(report=report, heading="Deltagare", block="participants")
    ).html
    assert ("74" in html, ">2<" in html, ".." in html) == (True, False, True)
