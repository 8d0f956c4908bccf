"""What is asked about amounts and days in a report, where it is said, and that it goes away when it is mended."""

import datetime as dt

import pytest
from django.test import override_settings

from insatser.actions.handing_in import return_report
from insatser.actions.opening import open_reports
from insatser.actions.writing import version_of
from insatser.documents.report import build_report
from insatser.queries.completeness import cost_remarks, progress, told_early
from insatser.queries.content import load_sections
from insatser.states import ReportKind
from tests.cast import client_of
from tests.insatser.reports import (
    cost_name,
    granted,
    make_insats,
    make_report,
    section_of,
    submitted,
    write_costs,
)
from tests.insatser.test_pages import url


def plain(text):
    return text.replace("\u00a0", " ")


def saved(cast, report, typed):
    """Save an amount as the page does by itself; gives what it sends back beside the field."""
    name = cost_name(report, "loner", "budget")
    page = url("insats_report_section", report.pk, 6)
    answer = client_of(cast.contact).post(
        page, {name: typed, "base_version": version_of(section_of(report, 6))}, HTTP_ACCEPT="application/json"
    )
    return answer.json()["fragments"][f"{name}-said"]


def test_an_amount_that_cannot_be_read_is_said_at_once_and_no_more_when_it_is_mended(cast):
    report = make_report(cast)
    assert "”tre tusen” går inte att läsa" in saved(cast, report, "tre tusen")
    assert "läsa" not in saved(cast, report, "3 000")


def test_an_amount_that_cannot_be_read_is_said_without_scripts_too(cast):
    report = make_report(cast)
    data = {cost_name(report, "loner", "budget"): "tre tusen", "go": "next"}
    answer = client_of(cast.contact).post(url("insats_report_section", report.pk, 6), data, follow=True)
    assert "går ”tre tusen” inte att läsa" in answer.content.decode()


def test_an_amount_below_nothing_is_asked_about(cast):
    report = make_report(cast)
    write_costs(cast, report, budget="-5 000", outcome="10")
    [asked] = cost_remarks(load_sections(report), None)
    assert plain(asked) == "Löner, budget: −5 000 är mindre än noll. Är det en återbetalning?"


def test_more_spent_than_granted_has_a_remark_wherever_the_report_stands(cast):
    report = make_report(cast)
    write_costs(cast, report, budget="455 000", outcome="1 217 500")
    sentence = "Utfallet 1 217 500 kr är 762 500 kr mer än de 455 000 kr som styrelsen beviljade."
    pages = [url("insats_report_section", report.pk, 6), url("insats_report_submit", report.pk)]
    for page in pages:
        assert sentence in plain(client_of(cast.contact).get(page).content.decode())
    assert plain(build_report(report).mismatch) == sentence
    assert submitted(cast, report).state == "submitted"


def test_what_is_missing_leads_to_where_it_is_written(cast):
    report = make_report(cast)
    page = client_of(cast.contact).get(url("insats_report_submit", report.pk)).content.decode()
    missing = page[page.index("Det här saknas") : page.index("Du kan lämna rapporten ändå")]
    assert missing.count("<li>") == missing.count("<li><a href=") > 3
    assert url("insats_report_section", report.pk, 6) in missing


def test_a_section_with_an_open_remark_is_not_done(cast):
    report = make_report(cast)
    write_costs(cast, report, budget="455 000", outcome="455 000")
    submitted(cast, report)
    number = section_of(report, 6).number
    return_report(report=report, remarks={number: "Vad är lönerna?"}, by=cast.chief)
    report.refresh_from_db()
    steps = {step.section.number: step for step in progress(report, load_sections(report), None)}
    assert (steps[number].kind, steps[number].note.split(",")[0]) == ("going", "Anmärkning att svara på")


@pytest.mark.parametrize(
    ("today", "is_early"), [("2022-06-29", True), ("2022-06-30", True), ("2022-07-01", False)]
)
def test_a_half_year_report_before_the_half_year_has_ended_is_remarked(cast, today, is_early):
    with override_settings(FINSAM_TODAY=today):
        granted(cast, make_insats(cast), year=2022)
        [report] = open_reports(
            association=cast.association, year=2022, kind=ReportKind.HALF_YEAR, by=cast.chief,
            due_on=dt.date(2022, 8, 15),
        )  # fmt: skip
        assert bool(told_early(report)) == is_early
        page = client_of(cast.contact).get(url("insats_report_submit", report.pk)).content.decode()
        assert ("Halvåret är slut först" in page) == is_early
