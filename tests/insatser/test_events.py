"""Arrangemang are planned, held and counted; what is told of those who came adds up, and passes the gate."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal
from types import SimpleNamespace

import openpyxl
import pytest
from django.urls import reverse

from finsam.errors import DomainError
from finsam.registries import fields
from insatser.actions.events import cancel_event, change_event, tell_event
from insatser.actions.publishing import publish_figures
from insatser.models import Event
from insatser.queries.events import came_to
from insatser.queries.events_outside import events_outside, spot_of, sum_spot
from insatser.states import EventState, Sex, Way
from reporting.blocks import events as block
from reporting.models import Report, Section
from tests.cast import Cast, client_of
from tests.insatser.events import make_event

WEEK = {"title": "Psykeveckan", "kind": "temadagar", "theme": "Psykisk hälsa", "starts_on": dt.date(2021, 11, 8), "ends_on": dt.date(2021, 11, 14)}  # fmt: skip
WATCHED = ({"way": Way.PLACE, "unknown": 972}, {"way": Way.WATCHED, "unknown": 815})


@pytest.fixture
def week(cast: Cast) -> Event:
    """A week with 972 visits and 815 views."""
    return make_event(cast, came=WATCHED, cost=Decimal(20_000), **WEEK)


def told(cast: Cast) -> dict[str, str]:
    found = fields.values(cast.association, 2021)
    return {key: each.value for key, each in found.items() if key.startswith("arrangemang.")}


def printed(cast: Cast, kind: str = "arsredovisning", ends_on: dt.date | None = None) -> list[list[str]]:
    report = Report(association=cast.association, kind=kind, year=2021, title="R", ends_on=ends_on)
    grid = block.build(report, Section())["grid"]
    rows = [[row.label, *(cell.text for cell in row.cells)] for row in grid.rows] if grid else []
    return [[text.replace("\u00a0", " ") for text in row] for row in rows]


def facts_of(event: Event, **changed) -> dict[str, object]:
    names = (
        "title",
        "kind",
        "theme",
        "insats",
        "starts_on",
        "ends_on",
        "hours",
        "place",
        "arranger",
        "about",
    )
    return {name: getattr(event, name) for name in names} | changed


def test_visits_and_views_add_up_and_each_is_kept_apart(week):
    came = came_to(week.groups.all())
    assert (came.total, dict(came.ways), came.women) == (1787, {Way.PLACE: 972, Way.WATCHED: 815}, None)


def test_a_day_and_its_morning_add_up(cast):
    day = make_event(
        cast, came=({"note": "Hela dagen", "unknown": 140}, {"note": "Förmiddagen", "unknown": 30})
    )
    assert came_to(day.groups.all()).total == 170


def test_a_measure_takes_the_sum_of_a_theme(cast, week):
    make_event(cast, came=({"unknown": 170},), theme="Psykisk hälsa", cost=Decimal(57_160))
    found = told(cast)
    keys = ("alla.antal", "tema-psykisk-halsa.besok", "tema-psykisk-halsa.visning", "alla.kostnad")
    assert [found[f"arrangemang.{key}"].replace("\u00a0", " ") for key in keys] == [
        "2",
        "1 957",
        "815",
        "77 160",
    ]


def test_what_is_planned_or_cancelled_is_not_counted(cast):
    make_event(cast)
    cancel_event(event=make_event(cast), by=cast.chief)
    assert (told(cast), printed(cast)) == ({}, [])


def test_the_report_prints_each_and_their_sum(cast, week):
    make_event(cast, came=({"women": 100, "men": 40},))
    assert printed(cast) == [
        ["Inspirationsdag, 3 oktober", "140", "–", "100", "40", "140"],
        ["Psykeveckan, 8–14 november", "972", "815", "–", "–", "1 787"],
        ["Alla arrangemang", "1 112", "815", "100", "40", "1 927"],
    ]


def test_a_delar_prints_what_had_been_held(cast, week):
    make_event(cast, came=({"unknown": 50},), starts_on=dt.date(2021, 3, 3))
    assert printed(cast, "delarsrapport", dt.date(2021, 6, 30)) == [["Inspirationsdag, 3 mars", "50"]]


def test_a_few_are_hidden_outside_and_cannot_be_worked_out(cast):
    small = make_event(cast, came=({"women": 2, "men": 40},))
    large = make_event(cast, came=({"women": 60, "men": 50},))
    outside = events_outside(cast.association, 2021)
    told_of = [outside.value(spot_of(small, sex)) for sex in (Sex.WOMEN, Sex.MEN, Sex.TOTAL)]
    assert (told_of[0], told_of.count(None) > 1) == (None, True)
    women = [outside.value(sum_spot(2021, sex=Sex.WOMEN)), outside.value(spot_of(large, Sex.WOMEN))]
    assert None in women


def test_what_a_report_told_is_in_the_ledger_and_is_held_against_what_comes(cast):
    small = make_event(cast, came=({"women": 9, "men": 40},))
    publish_figures(
        association=cast.association, spots=block.spots(SimpleNamespace(association=cast.association, year=2021, period=(dt.date(2021, 1, 1), dt.date(2021, 12, 31)))),
        where="Årsredovisning 2021", by=cast.chief,
    )  # fmt: skip
    rows = cast.association.published_figures.values_list("detail", "sex", "value")
    assert set(rows) == {
        (f"h.{small.pk}", "women", 9),
        (f"h.{small.pk}", "men", 40),
        (f"h.{small.pk}", "total", 49),
    }


def test_an_arrangemang_to_come_is_not_told_of(cast):
    ahead = make_event(cast, starts_on=dt.date(2099, 1, 1))
    with pytest.raises(DomainError, match="när det har varit"):
        tell_event(event=ahead, version=0, groups=WATCHED, cost=None, evaluation="", by=cast.chief)


def test_two_who_tell_at_once_lose_nothing(cast, week):
    client = client_of(cast.chief)
    url = reverse("event_tell", args=[cast.association.slug, week.pk])
    form = {
        "version": "0", "evaluation": "Min text.", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0",
        "form-0-women": "7", "form-0-way": "plats",
    }  # fmt: skip
    first = client.post(url, form)
    page = first.content.decode()
    said = ("Någon annan har sparat", "Min text.", 'value="7"', 'name="version" value="1"')
    assert (first.status_code, [each in page for each in said]) == (422, [True] * 4)
    client.post(url, form | {"version": "1"})
    assert [group.women for group in week.groups.all()] == [7]


def test_one_that_was_held_does_not_move_to_a_day_to_come_and_a_cancelled_one_stays(cast, week):
    with pytest.raises(DomainError, match="inte har varit"):
        change_event(
            event=week, facts=facts_of(week, starts_on=dt.date(2099, 1, 1), ends_on=None), by=cast.chief
        )
    gone = cancel_event(event=make_event(cast), by=cast.chief)
    with pytest.raises(DomainError, match="inställt"):
        change_event(event=gone, facts=facts_of(gone), by=cast.chief)
    with pytest.raises(DomainError, match="genomfört"):
        cancel_event(event=week, by=cast.chief)


def test_the_office_plans_and_tells_on_the_pages_and_the_board_reads(cast):
    client, slug = client_of(cast.chief), cast.association.slug
    sent = {"title": "Öppet hus", "kind": "information", "starts_on": "2021-05-05", "theme": "Vägar"}
    client.post(reverse("event_add", args=[slug]), sent)
    row = Event.objects.get()
    client.post(
        reverse("event_tell", args=[slug, row.pk]),
        {
            "version": "0", "cost": "1 500", "evaluation": "Bra.", "form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0",
            "form-0-organisation": "Polisen", "form-0-women": "8", "form-0-men": "3", "form-0-way": "plats",
        },
    )  # fmt: skip
    row.refresh_from_db()
    assert (row.state, row.cost, row.ends_on) == (EventState.HELD, Decimal(1500), dt.date(2021, 5, 5))
    reader = client_of(cast.member)
    page = reader.get(row.get_absolute_url()).content.decode()
    assert ("Polisen" in page, '3<span aria-hidden="true">*</span>' in page) == (True, True)
    listed = reader.get(reverse("event_list", args=[slug])).content.decode()
    assert [each in listed.replace("\u00a0", " ") for each in ("Öppet hus", "1 500")] == [True, True]


def test_excel_says_what_may_leave_the_house(cast, week):
    make_event(cast, came=({"organisation": "Polisen", "women": 3, "men": 80},))
    answer = client_of(cast.member).get(
        reverse("event_list_excel", args=[cast.association.slug]) + "?ar=2021"
    )
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[0] for row in rows] == ["Psykeveckan", "Inspirationsdag", "Summa"]
    assert rows[1][9] == ".."
    assert not any("Polisen" in str(cell) for row in rows for cell in row)


def test_a_row_that_names_an_organisation_has_a_number(cast, week):
    url = reverse("event_tell", args=[cast.association.slug, week.pk])
    sent = {
        "version": "1",
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "0",
        "form-0-organisation": "Polisen",
    }
    answer = client_of(cast.chief).post(url, sent)
    assert (answer.status_code, "Skriv hur många som kom" in answer.content.decode()) == (422, True)


def test_as_many_questions_for_one_as_for_thirty(cast, django_assert_max_num_queries):
    client, url = client_of(cast.chief), reverse("event_list", args=[cast.association.slug])
    for _ in range(30):
        make_event(cast, came=({"women": 10, "men": 20},))
    with django_assert_max_num_queries(15):
        client.get(url)
