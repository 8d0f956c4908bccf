"""The year 2021 of a real förbund, as the demo tells it: the figures are those of the case, and so are the contradictions."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from finsam.files import store
from insatser import checks
from insatser.documents.report import build_report
from insatser.models import InsatsReport
from insatser.queries.completeness import missing_in, progress
from insatser.queries.content import load_sections
from insatser.states import ReportState
from reporting.demo import associations, insatser, people
from reporting.demo.stage import Stage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

CASE = Path(__file__).resolve().parents[2] / "../shared/cases/ornskoldsvik-2021.json"
KEYS = {
    "Plattform U": "plattform-u",
    "Vidare Vy": "vidare-vy",
    "Samtalsbyrån för unga": "samtalsbyran-for-unga",
    "Integration av språk- och yrkesutbildning - Lärlingsvux": "larlingsvux",
    "Förstärkt budget- och skuldrådgivning till nysvenskar": "bos",
    "Samverkansprojekt Äpplet": "applet",
}


@pytest.fixture
def association(db):
    """The demo's förbund with its insatser and nothing else."""
    return load()


def load():
    stage = Stage(say=str, association=associations.make_association("exempelbygden"))
    for load in (
        associations.load_members,
        associations.load_bodies,
        people.load_people,
        insatser.load_insatser,
    ):
        load(stage)
    return stage.association


def reports_of(association) -> dict[str, InsatsReport]:
    rows = InsatsReport.objects.of(association).filter(year=2021)
    return {report.insats.key: report for report in rows}


@pytest.mark.skipif(not CASE.exists(), reason="The case lies in the folder shared beside the project.")
def test_the_reports_hold_the_amounts_of_the_case(association):
    def exact(amount):
        return None if amount is None else Decimal(str(amount))

    wanted = {
        KEYS[row["insats"]]: (row["kind"], exact(row["beviljat"]), exact(row["budget"]), exact(row["utfall"]))
        for row in json.loads(CASE.read_text(encoding="utf-8"))["arsrapporter_2021"]
    }
    stored = {}
    for key, report in reports_of(association).items():
        document = build_report(report)
        sums = next((section.sum_row for section in document.sections if section.sum_row), None)
        if sums:
            stored[key] = (report.insats.kind, document.granted, sums.budget, sums.outcome)
    assert stored == wanted


def test_the_checks_find_what_is_wrong_in_the_real_reports_and_nothing_else(association):
    found = [
        *checks.budget_is_what_was_granted(association, 2021),
        *checks.printed_sums(association, 2021),
    ]
    assert sorted(
        (each.key, each.here.replace("\u00a0", " "), each.there.replace("\u00a0", " ")) for each in found
    ) == [
        ("insatser.applet.budget", "448 085", "598 085"),
        ("insatser.bos.budget", "436 667", "524 000"),
        ("insatser.samtalsbyran-for-unga.printed_sum", "Inget belopp", "305 000"),
        ("insatser.vidare-vy.budget", "374 448", "455 000"),
    ]


def test_every_report_of_2021_is_approved_and_frozen(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        association = load()
    reports = reports_of(association)
    assert set(reports) == {*KEYS.values(), "utvecklingsstrateg"}
    assert {report.state for report in reports.values()} == {ReportState.APPROVED}
    assert all(store.read(report.versions.get().document).startswith(b"%PDF") for report in reports.values())


def test_a_report_without_costs_says_so(association):
    report = reports_of(association)["plattform-u"]
    steps = progress(report, load_sections(report), Decimal(600_000))
    assert "Inga kostnader är ifyllda." in missing_in(steps)


def test_one_half_year_report_is_left_half_done(association):
    rows = InsatsReport.objects.of(association).filter(year=2022, state=ReportState.DRAFT)
    assert [str(report) for report in rows] == ["Halvårsrapport 2022, Resurslotsen"]
