"""The internkontroll: planned by risk, reported by who does each control, and put before the board twice a year."""

import datetime as dt

import pytest
from django.test import TestCase
from django.urls import reverse

from finsam.errors import DomainError
from finsam.files import store
from finsam.queue import duties
from reporting.actions.controls import copy_controls, remove_control, report_control, save_control
from reporting.documents.controls import build_controls
from reporting.models import Control
from reporting.queries.controls import control_year, controls_done
from reporting.states import ControlPaper, ControlResult
from tests.board.meetings import make_held_meeting
from tests.cast import client_of, make_cast
from tests.factories import make_meeting
from tests.reporting.controls import make_control
from tests.tools.verapdf import findings

TODAY = dt.date(2022, 4, 11)


@pytest.fixture(autouse=True)
def _today(settings):
    settings.FINSAM_TODAY = TODAY.isoformat()


def report(cast, row: Control, result: str = ControlResult.CLEAR, measure: str = "") -> Control:
    said = {"result": result, "outcome": "Tio av tio stämde", "measure": measure}
    return report_control(control=row, by=cast.adjuster, **said)


def test_the_greatest_risk_comes_first(cast):
    for likelihood, consequence in ((1, 2), (4, 4), (2, 3)):
        make_control(cast, likelihood=likelihood, consequence=consequence)
    assert [row.value for row in control_year(cast.association, 2022, TODAY).rows] == [16, 6, 2]


def test_who_does_the_control_is_told_of_it_and_reports_it(cast):
    row = make_control(cast)
    url = reverse("control_report", args=["exempel", row.pk])
    own, other = client_of(cast.adjuster), client_of(cast.member)
    assert (url in own.get("/exempel/").content.decode(), url in other.get("/exempel/").content.decode()) == (
        True,
        False,
    )
    assert other.get(url).status_code == 404
    own.post(url, {"result": "clear", "outcome": "Tio av tio stämde", "measure": ""})
    row.refresh_from_db()
    assert (row.result, row.reported_by) == (ControlResult.CLEAR, cast.adjuster)
    assert url not in own.get("/exempel/").content.decode()


def test_a_deviation_is_not_left_without_a_measure(cast):
    row = make_control(cast)
    with pytest.raises(DomainError, match="vad som görs"):
        report(cast, row, ControlResult.DEVIATION)
    assert report(cast, row, ControlResult.DEVIATION, "Två attesterar").measure == "Två attesterar"


def test_a_years_plan_begins_with_that_of_the_year_before_and_nothing_it_showed(cast):
    report(cast, make_control(cast, year=2021, due_on=dt.date(2021, 4, 30)))
    (made,) = copy_controls(association=cast.association, year=2022, by=cast.chief)
    made.refresh_from_db()
    assert (made.due_on, made.person, made.result, made.is_reported) == (dt.date(2022, 4, 30), cast.adjuster, "", False)  # fmt: skip
    with pytest.raises(DomainError, match="redan"):
        copy_controls(association=cast.association, year=2022, by=cast.chief)


def test_the_plan_lies_on_the_agenda_and_what_is_changed_later_is_told(cast, tmp_path):
    row, meeting = make_control(cast), make_meeting(body=cast.board, held_on=dt.date(2022, 4, 29))
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.chief).post(
            reverse("control_plan_put", args=["exempel", 2022]), {"meeting": meeting.pk}
        )
    paragraph = meeting.paragraphs.get(heading="Plan för intern kontroll 2022")
    assert paragraph.proposal == "fastställa planen för intern kontroll 2022"
    path = tmp_path / "plan.pdf"
    path.write_bytes(store.read(paragraph.attachments.get().document))
    assert findings(path) == {"plan.pdf": []}
    handing = cast.association.control_handings.get()
    assert (handing.paragraph, handing.is_decided) == (paragraph, False)

    handing.paragraph = make_held_meeting(cast).paragraphs.last()
    handing.paragraph.kind = "matter"
    handing.paragraph.save()
    handing.save(update_fields=["paragraph"])
    with pytest.raises(DomainError, match="fastställt planen"):
        remove_control(control=row, by=cast.chief)
    page, url = client_of(cast.chief), reverse("control_list", args=["exempel", 2022])
    assert "har ändrats sedan dess" not in page.get(url).content.decode()
    save_control(
        association=cast.association, year=2022, facts={"consequence": 4}, by=cast.chief, control=row
    )
    assert "har ändrats sedan dess" in page.get(url).content.decode()


def test_the_follow_up_says_what_each_control_showed(cast):
    report(cast, make_control(cast), ControlResult.DEVIATION, "Två attesterar")
    make_control(cast, likelihood=1)
    document = build_controls(cast.association, 2022, ControlPaper.FOLLOW_UP)
    assert "1 av 2 kontroller är gjorda" in document.subtitle
    assert controls_done(cast.association, [2022])[2022].text == "1 av 2 kontroller gjorda"
    assert [(line.result, line.measure) for line in document.lines] == [
        ("Med avvikelse", "Två attesterar"), ("Inte gjord", ""),
    ]  # fmt: skip


def test_another_forbunds_control_is_not_found(cast):
    row = make_control(make_cast("annan"))
    assert client_of(cast.chief).get(reverse("control_edit", args=["exempel", row.pk])).status_code == 404
