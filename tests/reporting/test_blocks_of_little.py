"""Blocks of a report with nothing, or with what the test itself has entered."""

import datetime as dt
from decimal import Decimal

import pytest

from finsam.states import AppointmentRole
from reporting.actions.indicators import save_indicators
from reporting.blocks import shipped
from reporting.documents.report import build_section
from reporting.figures import grids
from reporting.models import Section
from reporting.states import ReportKind
from tests.board.meetings import make_held_meeting
from tests.factories import appoint
from tests.insatser.reports import granted, make_insats
from tests.pages import in_one_line
from tests.reporting.test_blocks import built, report_of, texts


@pytest.mark.parametrize("block", shipped.BLOCKS, ids=lambda block: block.name)
def test_every_block_stands_in_an_empty_report(cast, block):
    report = report_of(cast)
    section = Section.objects.create(report=report, heading="Avsnitt", block=block.name)
    assert "None" not in build_section(report, section).html


def test_nothing_is_told_of_a_group_of_four(cast):
    row = {
        "group": "Insats A",
        "mean": Decimal("4.90"),
        "lowest": Decimal("4.90"),
        "highest": Decimal("4.90"),
        "respondents": 4,
    }
    big = {
        "group": "Insats B",
        "mean": Decimal("4.20"),
        "lowest": Decimal("3.80"),
        "highest": Decimal("4.60"),
        "respondents": 5,
    }
    save_indicators(association=cast.association, year=2021, rows=[row, big], by=cast.chief)
    found = built(report_of(cast), "indicators")
    assert texts(found["grid"], "Insats A") == ["..", "–", "–"]
    assert texts(found["grid"], "Insats B") == ["4,20", "–", "3,80–4,60"]
    assert "4,9" not in found["chart"].svg + found["chart"].told


def test_a_mean_without_a_number_of_respondents_is_hidden(cast):
    rows = [
        {
            "group": name,
            "mean": Decimal(mean),
            "respondents": count,
            "is_total": not name.startswith("Insats"),
        }
        for name, mean, count in [
            ("Insats A", "4.9", None),
            ("Insats B", "4.2", 9),
            ("Samtliga", "4.5", None),
        ]
    ]
    save_indicators(association=cast.association, year=2021, rows=rows, by=cast.chief)
    grid = built(report_of(cast), "indicators")["grid"]
    assert [texts(grid, each)[0] for each in ("Insats A", "Insats B", "Samtliga")] == ["..", "4,20", ".."]
    assert "antalet svarande inte är känt" in grid.remark


def test_a_group_of_four_cannot_be_worked_out_from_the_others_and_all_of_them(cast):
    rows = [
        {"group": name, "mean": Decimal("4.2"), "respondents": count, "is_total": name == "Samtliga"}
        for name, count in [("A", 4), ("B", 9), ("C", 30), ("Samtliga", 43)]
    ]
    save_indicators(association=cast.association, year=2021, rows=rows, by=cast.chief)
    grid = built(report_of(cast), "indicators")["grid"]
    assert [texts(grid, row["group"])[0] for row in rows].count("..") == 2


def test_answers_that_are_one_persons_are_not_drawn_by_step(cast):
    row = {"group": "Styrelsen", "mean": Decimal("4.71"), "respondents": 31, "answers": [0, 0, 1, 10, 11, 9]}
    save_indicators(association=cast.association, year=2021, rows=[row], by=cast.chief)
    assert "1 svarade 3" not in built(report_of(cast), "indicators")["chart"].told


def test_answers_by_step_make_a_stacked_chart(cast):
    row = {"group": "Styrelsen", "mean": Decimal("4.71"), "respondents": 7, "answers": [0, 0, 4, 11, 11, 9]}
    save_indicators(association=cast.association, year=2021, rows=[row], by=cast.chief)
    chart = built(report_of(cast), "indicators")["chart"]
    assert "Styrelsen: 4 svarade 3" in chart.told
    assert "31\u00a0%" in chart.svg


def test_the_roster_says_when_a_seat_changed_hands(cast):
    old, new = cast.member.appointments.get(), cast.outsider
    old.to_on = dt.date(2021, 4, 28)
    old.save()
    successor = cast.association.people.create(name="Nya Ledamoten")
    appoint(successor, cast.board, role=AppointmentRole.MEMBER, member=cast.fk, from_on=dt.date(2021, 4, 29))
    ordinary = dict(built(report_of(cast), "roster")["groups"])["Ordinarie ledamöter"]
    days = {name: told.replace("\u00a0", " ") for name, _, told in ordinary}
    assert days["Daniel Haddad"] == "till och med 28 april 2021"
    assert days["Nya Ledamoten"] == "från och med 29 april 2021"
    assert new.name not in days


def test_meetings_are_those_with_a_protocol_in_the_year(cast):
    make_held_meeting(cast, held_on=dt.date(2021, 10, 22))
    make_held_meeting(cast, held_on=dt.date(2022, 3, 25))
    assert (
        built(report_of(cast), "meetings")["sentence"]
        == "Styrelsen har under året haft ett protokollfört sammanträde."
    )


def test_a_budget_of_eight_columns_lies_down():
    grid = grids.Grid("Budget", tuple("abcdefgh"), ())
    assert (grid.is_landscape, grid.width) == (True, "manga-kol")


def test_the_half_years_insatser_stand_in_one_table(cast):
    granted(cast, make_insats(cast), 455_000, 2021)
    report = report_of(cast, ReportKind.HALF_YEAR)
    section = Section.objects.create(report=report, heading="Insatser", block="insatser_half_year")
    html = in_one_line(build_section(report, section).html)
    assert '<th scope="row">Vidare Vy</th><td>Försäkringskassan</td><td class="num">455 000</td>' in html
    assert html.count("<table") == 1
