"""A report's life: opened, reminded of, submitted, returned, approved, frozen."""

import datetime as dt
import itertools
from decimal import Decimal

import pytest
from django.core import mail

from finsam import clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import AuditEvent, PrintedFigure
from finsam.permissions import permissions_of
from finsam.registries import fields, printing
from finsam.registries.todos import waiting
from finsam.search import find
from insatser import checks
from insatser.actions import handing_in, opening
from insatser.actions.opening import open_reports
from insatser.actions.writing import add_row
from insatser.documents.report import build_report
from insatser.models import InsatsReport
from insatser.queries.versions import compared
from insatser.states import REPORT_TRANSITIONS, ReportState
from tests.insatser.reports import (
    SIGNATURE,
    granted,
    make_insats,
    make_report,
    name_of,
    section_of,
    submitted,
    write,
    write_costs,
)


@pytest.fixture
def report(cast):
    return make_report(cast)


def todos_of(cast, person):
    own = list(person.appointments.select_related("body"))
    return [todo.what for todo in waiting(cast.association, person, permissions_of(own), clock.today())]


def test_opening_makes_a_report_for_each_insats_with_money_once(cast):
    make_report(cast)
    make_insats(cast, key="utan", name="Utan medel")
    assert open_reports(association=cast.association, year=2021, by=cast.chief) == []
    assert InsatsReport.objects.count() == 1


def test_the_last_day_is_31_january_unless_another_is_given(cast):
    insats = make_insats(cast)
    granted(cast, insats)
    granted(cast, insats, year=2022)
    [first] = open_reports(association=cast.association, year=2021, by=cast.chief)
    [other] = open_reports(
        association=cast.association, year=2022, due_on=dt.date(2023, 2, 15), by=cast.chief
    )
    assert (first.due_on, other.due_on) == (dt.date(2022, 1, 31), dt.date(2023, 2, 15))


def test_what_is_known_is_there_before_anyone_writes(cast, report):
    assert report.state == ReportState.DUE
    assert [goal.wording for goal in section_of(report, 4).goals.all()] == [
        "Stärka deltagarna inför arbete.", "Förkorta sjukskrivningen.",
    ]  # fmt: skip
    assert section_of(report, 2).parties.first().contact == "Kim Wester"
    assert [answer.text.html for answer in section_of(report, 3).answers.all()] == [
        "<p>Många behöver en mjuk start.</p>", "<p>Stärka den som har varit sjuk länge.</p>",
        "<p>Den som har sjukpenning.</p>",
    ]  # fmt: skip


def test_last_years_description_comes_along_and_its_results_do_not(cast, report):
    write(report, 3, {name_of(report, "3.1"): "<p>Ny bakgrund.</p>"}, cast.contact)
    write(report, 5, {name_of(report, "5.1"): "<p>Förra årets effekter.</p>"}, cast.contact)
    granted(cast, report.insats, year=2022)
    [later] = open_reports(association=cast.association, year=2022, by=cast.chief)
    assert build_report(later).answer("3.1") == "<p>Ny bakgrund.</p>"
    assert build_report(later).answer("5.1") == ""


def test_a_goal_that_the_insats_added_itself_comes_along(cast, report):
    add_row(section=section_of(report, 4), what="goal", by=cast.contact)
    own = section_of(report, 4).goals.get(goal=None)
    write(report, 4, {f"goal-{own.pk}-wording": "Fler praktikplatser."}, cast.contact)
    granted(cast, report.insats, year=2022)
    [later] = open_reports(association=cast.association, year=2022, by=cast.chief)
    assert section_of(later, 4).goals.get(goal=None).wording == "Fler praktikplatser."


def test_the_office_is_told_in_november_to_open_the_years_reports(cast, settings):
    granted(cast, make_insats(cast))
    settings.FINSAM_TODAY = "2021-10-31"
    assert "Öppna årsrapporterna för 2021" not in todos_of(cast, cast.chief)
    settings.FINSAM_TODAY = "2021-11-01"
    assert "Öppna årsrapporterna för 2021" in todos_of(cast, cast.chief)
    open_reports(association=cast.association, year=2021, by=cast.chief)
    assert "Öppna årsrapporterna för 2021" not in todos_of(cast, cast.chief)


def test_answers_keep_the_question_they_were_asked(cast, report, monkeypatch):
    monkeypatch.setattr("insatser.outlines._PLANS", {})
    assert section_of(report, 5).answers.first().question == "Effekter"


def test_a_free_report_has_one_text_and_no_costs(cast):
    report = make_report(cast, make_insats(cast, key="strateg", name="Strateg", report_kind="fritext"))
    assert [section.part for section in report.sections.all()] == ["facts", "texts", "signatures"]


def test_contacts_get_a_link_when_reports_are_opened(cast, django_capture_on_commit_callbacks):
    granted(cast, make_insats(cast))
    with django_capture_on_commit_callbacks(execute=True):
        [report] = open_reports(association=cast.association, year=2021, tells_contacts=True, by=cast.chief)
    [letter] = mail.outbox
    assert letter.to == [cast.contact.email]
    assert f"/exempel/insatser/rapporter/{report.pk}/" in letter.body


def test_a_reminder_is_mailed_and_remembered(cast, report, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        opening.remind(reports=[report], by=cast.chief)
    report.refresh_from_db()
    assert report.reminded_at
    assert [letter.to for letter in mail.outbox] == [[cast.contact.email]]


def test_nobody_is_reminded_of_what_has_come(cast, report):
    submitted(cast, report)
    with pytest.raises(DomainError, match="Alla rapporter är inlämnade"):
        opening.remind(reports=[report], by=cast.chief)


def test_it_is_submitted_although_much_is_missing(cast, report):
    row = submitted(cast, report)
    assert (row.state, row.versions.get().number) == (ReportState.SUBMITTED, 1)


def test_nobody_signs_and_it_is_not_submitted(cast, report):
    with pytest.raises(DomainError, match="vem som ansvarar"):
        handing_in.submit(report=report, signatures=[], by=cast.contact)


def test_it_is_not_submitted_while_two_have_written_the_same(cast, report):
    name = name_of(report, "5.1")
    write(report, 5, {name: "<p>A</p>"}, cast.contact, base="0")
    write(report, 5, {name: "<p>B</p>"}, cast.officer, base="0")
    with pytest.raises(DomainError, match="avsnitt 5 Analys"):
        submitted(cast, report)


def test_the_office_hears_that_it_has_come(cast, report, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        submitted(cast, report)
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted([cast.chief.email, cast.officer.email])


def test_it_goes_back_with_remarks_and_comes_again_as_a_new_version(cast, report):
    submitted(cast, report)
    handing_in.return_report(report=report, remarks={5: "Skriv mer om samverkan."}, by=cast.chief)
    write(report, 5, {name_of(report, "5.2"): "<p>Vi möts varje vecka.</p>"}, cast.contact)
    again = submitted(cast, report)
    assert [version.number for version in again.versions.all()] == [2, 1]
    assert again.remarks.get().settled_at
    assert [change.label for change in compared(again, 2)] == ["5.2 Samverkan"]
    assert "<ins>" in compared(again, 2)[0].html


def test_it_does_not_go_back_without_a_remark(cast, report):
    submitted(cast, report)
    with pytest.raises(DomainError, match="minst ett avsnitt"):
        handing_in.return_report(report=report, remarks={5: "  "}, by=cast.chief)


def test_approval_freezes_a_pdf_and_mails_it(cast, report, django_capture_on_commit_callbacks):
    submitted(cast, report)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        handing_in.approve(report=report, by=cast.chief)
    version = report.versions.get()
    document = cast.association.jobs.get().result
    assert version.document == document
    assert store.read(document).startswith(b"%PDF")
    [letter] = [letter for letter in mail.outbox if letter.attachments]
    assert letter.to == [cast.contact.email]
    assert printing.render(cast.association, "arsrapport", "2021-vidare-vy") == store.read(document)


def test_an_approved_report_is_found_by_its_words(cast, report):
    write(report, 5, {name_of(report, "5.1"): "<p>Kartläggningen gav resultat.</p>"}, cast.contact)
    submitted(cast, report)
    assert not find(cast.association, "kartläggningen", kinds=["arsrapport"])
    handing_in.approve(report=report, by=cast.chief)
    assert len(find(cast.association, "kartläggningen", kinds=["arsrapport"])) == 1


ACTS = {
    ReportState.SUBMITTED: lambda cast, report: handing_in.submit(
        report=report, signatures=[SIGNATURE], by=cast.contact
    ),
    ReportState.RETURNED: lambda cast, report: handing_in.return_report(
        report=report, remarks={1: "x"}, by=cast.chief
    ),
    ReportState.APPROVED: lambda cast, report: handing_in.approve(report=report, by=cast.chief),
}


@pytest.mark.parametrize(("start", "end"), list(itertools.product(ReportState, ACTS)))
def test_each_move_is_legal_or_refused(cast, report, start, end):
    InsatsReport.objects.filter(pk=report.pk).update(
        state=start,
        submitted_at=clock.now(),
        returned_at=clock.now(),
        approved_at=clock.now(),
        approved_by=cast.chief,
    )
    if start in {ReportState.SUBMITTED, ReportState.APPROVED}:
        report.versions.create(number=1, submitted_at=clock.now())
    before = AuditEvent.objects.count()
    if end in REPORT_TRANSITIONS[start]:
        assert ACTS[end](cast, report).state == end
        assert AuditEvent.objects.count() == before + 1
    else:
        with pytest.raises(DomainError):
            ACTS[end](cast, report)
        assert AuditEvent.objects.count() == before


def test_the_contact_and_the_office_see_what_waits(cast, report):
    assert todos_of(cast, cast.contact) == ["Skriv årsrapporten för Vidare Vy"]
    assert "Påminn om 1\u00a0årsrapport för 2021" in todos_of(cast, cast.chief)
    submitted(cast, report)
    assert todos_of(cast, cast.contact) == []
    assert "Läs och godkänn årsrapport 2021 för Vidare Vy" in todos_of(cast, cast.chief)
    handing_in.return_report(report=report, remarks={1: "x"}, by=cast.chief)
    assert todos_of(cast, cast.contact) == ["Komplettera årsrapporten för Vidare Vy"]


def test_a_report_whose_budget_is_not_what_was_granted_is_found(cast, report):
    write_costs(cast, report)
    submitted(cast, report)
    [finding] = checks.budget_is_what_was_granted(cast.association, 2021)
    assert (finding.here, finding.there) == ("374\u00a0448", "455\u00a0000")


def test_a_budget_that_is_what_was_granted_is_not_found(cast, report):
    write_costs(cast, report, budget="455 000")
    submitted(cast, report)
    assert list(checks.budget_is_what_was_granted(cast.association, 2021)) == []


def test_a_sum_that_the_original_left_out_is_found_once(cast, report):
    for part in ("budget", "outcome"):
        PrintedFigure.objects.create(
            association=cast.association, document=checks.printed_in(2021), place="Summa", value="",
            key=f"insatser.vidare-vy.{part}",
        )  # fmt: skip
    write_costs(cast, report, budget="455 000")
    submitted(cast, report)
    [finding] = checks.printed_sums(cast.association, 2021)
    assert (finding.kind, finding.here, finding.there) == ("uppgift saknas", "Inget belopp", "455\u00a0000")


def test_texts_may_name_what_was_granted_and_what_it_cost(cast, report):
    write_costs(cast, report, outcome="404 315,57")
    submitted(cast, report)
    values = {key: field.value for key, field in fields.values(cast.association, 2021).items()}
    assert values["insatser.vidare-vy.granted"] == "455\u00a0000"
    assert values["insatser.vidare-vy.outcome"] == "404\u00a0315,57"
    assert values["insatser.granted.individ"] == "455\u00a0000"


def test_the_printed_report_says_what_is_stored(cast, report):
    write_costs(cast, report)
    document = build_report(submitted(cast, report))
    costs = next(section for section in document.sections if section.sum_row)
    assert (costs.sum_row.budget, document.granted) == (Decimal(374_448), Decimal(455_000))
    assert document.signers[0].line.startswith("Kim Wester, Försäkringskassan, Exempelby den")


@pytest.mark.parametrize(
    ("kind", "begins_on", "ended_on", "days"),
    [
        ("arsrapport", dt.date(2021, 9, 1), None, ("2021-09-01", "2021-12-31")),
        ("arsrapport", dt.date(2023, 1, 1), None, ("2021-01-01", "2021-12-31")),
        ("arsrapport", dt.date(2018, 1, 1), dt.date(2020, 12, 31), ("2021-01-01", "2021-12-31")),
    ],
)
def test_a_report_is_of_the_days_that_the_insats_runs_or_all_the_year_that_it_has_money_for(
    cast, kind, begins_on, ended_on, days
):
    insats = make_insats(cast, starts_on=begins_on, ends_on=ended_on)
    granted(cast, insats)
    [report] = open_reports(association=cast.association, year=2021, kind=kind, by=cast.chief)
    assert (report.starts_on.isoformat(), report.ends_on.isoformat()) == days


def test_who_begins_in_september_gets_no_report_of_the_half_year(cast):
    granted(cast, make_insats(cast, starts_on=dt.date(2021, 9, 1)))
    assert open_reports(association=cast.association, year=2021, kind="halvar", by=cast.chief) == []
