"""An insats's report in the årsredovisning is the document that was approved, word for word."""

import datetime as dt
from html import unescape

import pytest
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from finsam.files import store
from insatser.actions.handing_in import approve, as_json, print_report
from insatser.actions.participants import count_participants
from insatser.documents.report import PrintedReport, build_report, printed_report, read_frozen
from insatser.models import CountCell
from insatser.states import Phase
from reporting.documents.report import build_section
from reporting.models import Report, Section
from tests.insatser.reports import section_of
from tests.insatser.test_documents import free, words, written


def told(html):
    """The words of a page, with single spaces."""
    return " ".join(unescape(strip_tags(html.replace("<", " <"))).replace("\u00a0", " ").split())


@pytest.fixture
def bilaga(cast):
    report = Report.objects.create(
        association=cast.association, kind="arsredovisning", year=2021, title="Årsredovisning 2021"
    )
    return Section.objects.create(report=report, heading="Årsrapporter", block="insats_reports")


def printed(section):
    return build_section(Report.objects.get(pk=section.report_id), section).html


@pytest.mark.parametrize("make", [written, free])
def test_it_says_all_that_the_reports_own_document_says(cast, bilaga, make):
    report = make(cast)
    approve(report=report, by=cast.chief)
    report.refresh_from_db()
    document = printed_report(report)
    own = told(
        render_to_string(
            "print/_insats_report.html", {"document": document, "head": "h2", "sub": "h3", "alone": True}
        )
    )
    here = told(printed(bilaga))
    emails = {party.email for section in document.sections for party in section.parties} | {"E-post"}
    assert here == " ".join([report.insats.name, *(word for word in own.split() if word not in emails)])


def test_participants_deviation_remark_and_unanswered_questions_are_there(cast, bilaga):
    approve(report=written(cast), by=cast.chief)
    here = told(printed(bilaga))
    for sentence in [
        "Nya .. .. – 8",
        "32 351,43",
        "Budgeten är 18 333 kr lägre än vad styrelsen beviljade.",
        "Inget svar.",
    ]:
        assert sentence.replace(" – ", " ") in here.replace(" – ", " ")


def test_what_is_changed_after_the_approval_changes_nothing_in_it(cast, bilaga):
    report = written(cast)
    approve(report=report, by=cast.chief)
    before = printed(bilaga)
    report.insats.grants.update(amount=777_777)
    section_of(report, 6).costs.filter(category="loner").update(budget=888_888)
    CountCell.objects.filter(sex="women").update(number=99)
    assert printed(bilaga) == before
    assert "777 777" not in words(print_report(type(report).objects.get(pk=report.pk)))


def test_a_frozen_report_reads_back_as_it_was_built(cast):
    report = written(cast)
    document = build_report(report)
    assert read_frozen(as_json(document)) == document


def test_numbers_that_were_frozen_before_the_gate_are_not_let_out(cast):
    report = written(cast)
    content = as_json(build_report(report))
    content["counts"] = [{"phase": "Nya", "women": 1, "men": 40, "unknown": None, "total": 41}]
    [count] = read_frozen(content).counts
    assert {count.women, count.men, count.unknown, count.total} == {".."}


def test_a_version_that_kept_nothing_is_built_anew(cast):
    report = written(cast)
    approve(report=report, by=cast.chief)
    report.refresh_from_db()
    report.versions.update(content={})
    assert isinstance(printed_report(report), PrintedReport)


def test_the_approved_file_says_what_the_version_says(cast, django_capture_on_commit_callbacks):
    report = written(cast)
    with django_capture_on_commit_callbacks(execute=True):
        approve(report=report, by=cast.chief)
    count_participants(
        insats=report.insats, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31), by=cast.chief,
        numbers={Phase.NEW: {"women": 70, "men": 80, "unknown": None}},
    )  # fmt: skip
    report.refresh_from_db()
    version = report.versions.first()
    text = words(store.read(version.document) if version.document else print_report(report))
    assert "Nya .. .. 8" in text
