"""A report is written by several: each has her sections and days, readers remark, and an answer settles it."""

import datetime as dt

import pytest
from django.core import mail
from django.test import TestCase
from django.urls import reverse

from finsam.actions import start_text
from finsam.errors import DomainError
from finsam.models import Person
from finsam.permissions import Permission
from finsam.queue import duties
from reporting.actions.reports import begin_report
from reporting.actions.sections import change_section, write_section
from reporting.actions.sharing import answer, remark, share_out
from reporting.models import Report, Section, SectionRemark
from reporting.queries.hindrances import hindrances
from reporting.queries.sharing import paragraphs_of, remarks_on
from reporting.states import ReportKind, ReportState, SectionState
from reporting.todos import of_reports
from tests.cast import Cast, client_of

TODAY = dt.date(2022, 4, 11)
BY = dt.date(2022, 4, 29)


@pytest.fixture
def report(cast: Cast) -> Report:
    """A plan of two sections with texts."""
    found = Report.objects.create(
        association=cast.association, kind=ReportKind.PLAN, year=2023, title="Verksamhetsplan 2023"
    )
    for position, heading in enumerate(["Inledning", "Uppdrag"]):
        html = "<p>Vi når sjuttio.</p><p>Fem kommuner är med.</p>"
        text = start_text(association=cast.association, by=cast.chief, html=html)
        Section.objects.create(report=found, heading=heading, text=text, position=position)
    return found


def named(report: Report, heading: str) -> Section:
    return report.sections.select_related("text", "report__association").get(heading=heading)


def url(name: str, *args: object) -> str:
    return reverse(name, args=["exempel", *args])


def waits_for(cast: Cast, person: Person, *permissions: Permission) -> list[tuple[str, dt.date | None]]:
    return [
        (each.what, each.due_on)
        for each in of_reports(cast.association, person, frozenset(permissions), TODAY)
    ]


def share(cast: Cast, report: Report, **writers: str) -> None:
    sections = report.sections.all()
    data = {f"w{each.pk}": writers.get(each.heading, "") for each in sections}
    data |= {f"d{each.pk}": BY.isoformat() if writers.get(each.heading) else "" for each in sections}
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        assert client_of(cast.chief).post(url("report_share", report.pk), data).status_code == 302


def test_sections_are_shared_out_and_each_writer_gets_one_letter_and_finds_them_waiting(cast, report):
    share(cast, report, Inledning=str(cast.chair.pk), Uppdrag=str(cast.chair.pk))
    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([cast.chair.email], "Att skriva i Verksamhetsplan 2023")
    ]
    assert "Inledning, klart senast fredag 29\u00a0april 2022" in mail.outbox[0].body
    assert waits_for(cast, cast.chair) == [("Skriv Inledning", BY), ("Skriv Uppdrag", BY)]
    share(cast, report, Inledning=str(cast.chair.pk), Uppdrag=str(cast.chair.pk))
    assert len(mail.outbox) == 1


def test_a_writer_from_outside_the_office_writes_her_own_sections_and_no_others(cast, report):
    share(cast, report, Inledning=str(cast.preparer.pk))
    own, other = named(report, "Inledning"), named(report, "Uppdrag")
    client = client_of(cast.preparer)
    page = client.get(url("section_write", report.pk, own.pk)).content.decode()
    assert "Skrivs av" in page
    assert "Uppdrag" not in page
    assert client.get(url("section_write", report.pk, other.pk)).status_code == 404
    data = {"text": "Så här.", "text_format": "markup", "base_version": own.text.version, "act": "done"}
    assert client.post(url("section_save", other.pk), data).status_code == 404
    assert client.post(url("section_save", own.pk), data).status_code == 302
    own = named(report, "Inledning")
    assert (own.state, own.text.html) == (SectionState.DONE, "<p>Så här.</p>")
    assert waits_for(cast, cast.preparer) == []
    client.post(url("section_save", own.pk), data | {"base_version": own.text.version, "act": "reviewed"})
    assert named(report, "Inledning").state == SectionState.DONE


def test_what_is_changed_after_it_was_looked_through_must_be_looked_through_again(cast, report):
    section = change_section(section=named(report, "Inledning"), state=SectionState.REVIEWED, by=cast.officer)
    assert (section.reviewed_by, section.is_written) == (cast.officer, True)
    section = named(report, "Inledning")
    write_section(section=section, html="<p>Nytt.</p>", base_version=str(section.text.version), by=cast.chief)
    section = named(report, "Inledning")
    assert (section.state, section.reviewed_at, section.reviewed_by) == (SectionState.DONE, None, None)


def test_a_remark_on_a_paragraph_waits_until_it_is_answered_and_hinders_until_then(cast, report):
    section = named(report, "Inledning")
    Report.objects.update(state=ReportState.BEFORE_BOARD)
    share_out(report=report, shares={section.pk: (cast.preparer, BY)}, by=cast.chief)
    data = {"about": "2", "text": "Sex är med."}
    assert client_of(cast.member).post(url("section_remark", section.pk), data).status_code == 302
    row = SectionRemark.objects.get()
    assert (row.quote, row.text, row.made_by) == ("Fem kommuner är med.", "Sex är med.", cast.member)
    assert ("Besvara 1\u00a0anmärkning på Inledning", None) in waits_for(cast, cast.preparer)
    assert waits_for(cast, cast.officer, Permission.WRITE_REPORTS) == []
    report.refresh_from_db()
    assert [str(each) for each in hindrances(report)] == [
        "Anmärkningar som ingen har svarat på: 1 Inledning."
    ]
    with duties.at_once(), TestCase.captureOnCommitCallbacks(execute=True):
        client_of(cast.preparer).post(url("remark_answer", row.pk), {"text": "Rättat."})
    assert [each.to for each in mail.outbox] == [[cast.member.email]]
    assert "Rättat." in mail.outbox[0].body
    report = Report.objects.get()
    assert hindrances(report) == []
    page = client_of(cast.member).get(url("report_remarks", report.pk)).content.decode()
    assert "Rättat." in page


def test_it_is_said_when_the_paragraph_of_a_remark_has_changed(cast, report):
    section = named(report, "Inledning")
    remark(section=section, text="Fler.", quote=paragraphs_of(section)[0], by=cast.chief)
    assert [stands for _, stands in remarks_on(section)] == [True]
    write_section(
        section=section, html="<p>Vi når åttio.</p>", base_version=str(section.text.version), by=cast.chief
    )
    assert [stands for _, stands in remarks_on(named(report, "Inledning"))] == [False]
    assert (
        "Stycket är ändrat sedan dess."
        in client_of(cast.chief).get(url("section_write", report.pk, section.pk)).content.decode()
    )


def test_an_answer_needs_words_and_a_draft_is_no_business_of_the_board(cast, report):
    row = remark(section=named(report, "Uppdrag"), text="Kortare.", by=cast.chief)
    with pytest.raises(DomainError, match="Skriv ett svar"):
        answer(remark=row, text=" ", by=cast.officer)
    assert (
        client_of(cast.member).post(url("section_remark", row.section_id), {"text": "Ja"}).status_code == 404
    )
    assert client_of(cast.member).post(url("remark_answer", row.pk), {"text": "Ja"}).status_code == 404


def test_last_years_text_is_marked_until_someone_writes_in_it(cast, report):
    new = begin_report(
        association=cast.association, kind=ReportKind.PLAN, year=2024, by=cast.chief, copy_of=report
    )
    chief = client_of(cast.chief)
    assert chief.get(url("report_detail", new.pk)).content.decode().count("Förra årets text") == 2
    section = named(new, "Inledning")
    write_section(section=section, html="<p>Nytt.</p>", base_version=str(section.text.version), by=cast.chief)
    page = chief.get(url("report_detail", new.pk)).content.decode()
    assert page.count("Förra årets text") == 1
    assert "Här står förra årets text som den kom:" in page
