"""An answer's earlier versions: read, compared and taken back."""

import pytest
from django.urls import reverse

from insatser.models import InsatsReport, ReportAnswer
from tests.cast import Cast, client_of
from tests.insatser.reports import make_report, name_of, submitted, write


@pytest.fixture
def report(cast: Cast) -> InsatsReport:
    """A report whose first question of effects has been answered twice."""
    report = make_report(cast)
    write(report, 5, {name_of(report, "5.1"): "<p>Det första.</p>"}, cast.contact)
    write(report, 5, {name_of(report, "5.1"): "<p>Det andra.</p>"}, cast.officer)
    return report


def answer_of(report: InsatsReport, key: str = "5.1") -> ReportAnswer:
    return ReportAnswer.objects.select_related("text").get(section__report=report, key=key)


def page_of(report: InsatsReport) -> str:
    return reverse("insats_answer_history", args=["exempel", report.pk, answer_of(report).pk])


def test_every_saving_is_there_with_what_it_changed(cast, report):
    page = client_of(cast.contact).get(page_of(report)).content.decode()
    assert [f"Version {number}" in page for number in (1, 2, 3)] == [True, True, False]
    assert ("<del" in page, "<ins" in page) == (True, True)
    assert cast.officer.name in page


def test_the_section_leads_there_from_an_answer_that_has_been_rewritten(cast, report):
    form = client_of(cast.contact).get(reverse("insats_report_section", args=["exempel", report.pk, 5]))
    assert form.content.decode().count("Tidigare versioner") == 1
    assert page_of(report) in form.content.decode()


def test_an_earlier_answer_is_taken_back_and_nothing_is_lost(cast, report):
    client_of(cast.contact).post(page_of(report), {"version": 1})
    assert answer_of(report).text.html == "<p>Det första.</p>"
    assert answer_of(report).text.versions.count() == 3


@pytest.mark.parametrize("version", ["", "99", "x"])
def test_a_version_that_is_not_there_is_not_found(cast, report, version):
    assert client_of(cast.contact).post(page_of(report), {"version": version}).status_code == 404


def test_what_is_submitted_is_read_but_not_taken_back(cast, report):
    submitted(cast, report)
    page = client_of(cast.contact).get(page_of(report), {"version": 1}).content.decode()
    assert "Återställ" not in page
    client_of(cast.contact).post(page_of(report), {"version": 1})
    assert answer_of(report).text.html == "<p>Det andra.</p>"


def test_an_answer_of_another_report_is_not_found(cast, report):
    other = make_report(cast, name="Plattform U", key="plattform-u")
    address = reverse("insats_answer_history", args=["exempel", report.pk, answer_of(other).pk])
    assert client_of(cast.chief).get(address).status_code == 404
