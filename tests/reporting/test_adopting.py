"""A plan is adopted by a § of the year before, no formal § adopts anything, and what the law lacks is said beforehand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from board.models import Paragraph
from board.queries.decided import may_decide
from board.states import COMES_BACK, FORMAL, Outcome, ParagraphKind
from economy.actions.consultation import consult, note_answer
from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.states import FigureKind
from finsam.errors import DomainError
from finsam.models import Job
from finsam.registries import fields
from reporting.actions import adopting, reports
from reporting.actions.reports import begin_report
from reporting.actions.sections import keep_number, settle_section, write_section
from reporting.models import Report, Section
from reporting.queries.adopting import adopting_paragraphs, adopting_remarks
from reporting.queries.reports import typed_in
from reporting.states import ReportKind
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.reporting.test_report_pages import adopted

NOVEMBER = dt.date(2022, 11, 24)


@pytest.fixture
def plan(cast: Cast) -> Report:
    """The plan of 2023."""
    return begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)


def decided(cast: Cast, *headings: str, on: dt.date = NOVEMBER, **fields: object) -> list[Paragraph]:
    meeting = make_held_meeting(cast, headings=headings, held_on=on, **fields)
    return list(meeting.paragraphs.order_by("number").select_related("meeting__body"))


def ask(cast: Cast, report: Report, paragraph: Paragraph, **more: object):
    page = reverse("report_adopt", args=[cast.association.slug, report.pk])
    return client_of(cast.chief).post(page, {"paragraph": paragraph.pk, **more})


def test_a_plan_is_adopted_by_a_paragraph_of_the_year_before(cast, plan):
    [paragraph] = decided(cast, "Verksamhetsplan och budget 2023", is_public=True)
    assert adopting_paragraphs(plan) == [paragraph]
    consulted(cast)
    answer = ask(cast, plan, paragraph)
    assert answer.url == reverse("job_detail", args=[cast.association.slug, Job.objects.get().pk])


def test_the_paragraphs_about_the_report_come_first(cast, plan):
    about, other = decided(cast, "Budget och verksamhetsplan 2023", "Nytt avtal")
    [later] = decided(cast, "Sammanträdesdagar", on=dt.date(2022, 12, 15))
    assert adopting_paragraphs(plan) == [about, later, other]


@pytest.mark.parametrize("kind", sorted(FORMAL))
def test_a_formal_paragraph_adopts_nothing(cast, plan, kind):
    [paragraph] = decided(cast, "Sammanträdet öppnas")
    paragraph.kind = kind
    paragraph.save()
    assert adopting_paragraphs(plan) == []
    with pytest.raises(DomainError, match="avgör inget ärende"):
        adopting.may_adopt(plan, paragraph)


@pytest.mark.parametrize("outcome", sorted(Outcome))
def test_what_was_put_off_has_decided_nothing(cast, plan, outcome):
    [paragraph] = decided(cast, "Verksamhetsplan 2023")
    paragraph.outcome = outcome
    paragraph.save()
    assert may_decide(paragraph) == (outcome not in COMES_BACK)
    assert bool(adopting_paragraphs(plan)) == (outcome not in COMES_BACK)


def test_every_kind_of_paragraph_is_formal_or_decides(cast):
    [paragraph] = decided(cast, "Något")
    deciding = set()
    for kind in ParagraphKind:
        paragraph.kind = kind
        if may_decide(paragraph):
            deciding.add(kind)
    assert deciding == {ParagraphKind.INFORMATION, ParagraphKind.MATTER, ParagraphKind.OTHER}


def test_another_bodys_paragraph_adopts_nothing(cast, plan):
    [paragraph] = decided(cast, "Verksamhetsplan 2023")
    paragraph.meeting.body = cast.office
    with pytest.raises(DomainError, match="fastställs av förbundets styrelse"):
        adopting.may_adopt(plan, paragraph)


# ---- What the decision lacks


def budget_of(cast: Cast, insatser: int) -> None:
    year = open_year(association=cast.association, year=2023, layout=STARTER, by=cast.chief)
    column = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2023", key="budget", by=cast.chief
    )
    lines = {line.role: line.key for line in year.lines.all() if line.is_line}
    amounts = {lines["contribution"]: Decimal(7_000_000), lines["insatser"]: Decimal(insatser)}
    save_figures(figure_set=column, amounts=amounts, by=cast.chief)


def consulted(cast: Cast) -> None:
    found = consult(
        association=cast.association, year=2023, sent_on=dt.date(2022, 3, 1), answer_by=None, by=cast.chief
    )
    for answer in found.answers.all():
        note_answer(answer=answer, answered_on=dt.date(2022, 4, 1), text="", considered="", by=cast.chief)


def test_a_lawful_decision_has_no_remark(cast, plan):
    budget_of(cast, -6_000_000)
    consulted(cast)
    [paragraph] = decided(cast, "Budget 2023", is_public=True)
    assert adopting_remarks(plan, paragraph) == []


def test_a_late_closed_meeting_and_a_deficit_are_each_said_with_both_facts(cast, plan):
    budget_of(cast, -7_474_000)
    [paragraph] = decided(cast, "Budget 2023", on=dt.date(2022, 12, 8))
    late, closed, alone, deficit = (each.replace("\u00a0", " ") for each in adopting_remarks(plan, paragraph))
    assert ("8 december 2022" in late, "30 november 2022" in late) == (True, True)
    assert closed.startswith("Sammanträdet den 8 december 2022 var inte offentligt.")
    assert alone.startswith("Beslutet om budget 2023 är från den 8 december 2022, och något samråd")
    assert "underskott på 474 000 kr, och någon motivering är inte skriven" in deficit


def test_a_remark_is_heard_before_the_report_is_frozen_and_stops_nobody(cast, plan):
    first, second = decided(cast, "Budget 2023", "Verksamhetsplan 2023", on=dt.date(2022, 12, 8))
    asked = ask(cast, plan, first)
    assert (asked.status_code, "Fastställ ändå" in asked.content.decode()) == (200, True)
    assert "30\u00a0november 2022" in asked.content.decode()
    # Another § than the one the remark was about is asked of anew.
    assert (ask(cast, plan, second, heard=first.pk).status_code, Job.objects.count()) == (200, 0)
    assert (ask(cast, plan, second, heard=second.pk).status_code, Job.objects.count()) == (302, 1)


def test_a_late_annual_report_is_said(cast):
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    [early] = decided(cast, "Årsredovisning 2021", on=dt.date(2022, 3, 25))
    [late] = decided(cast, "Årsredovisning 2021", on=dt.date(2022, 4, 8))
    assert adopting_remarks(report, early) == []
    [said] = adopting_remarks(report, late)
    assert "31\u00a0mars 2022" in said


# ---- Corrections


def test_a_correction_is_adopted_by_a_later_paragraph_than_what_it_corrects(cast):
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    first = adopted(cast, report)
    new = reports.correct(report=first, note="Ett ord.", by=cast.chief)
    with pytest.raises(DomainError, match="senare paragraf"):
        adopting.may_adopt(new, first.adopted_by)


def test_all_who_read_are_told_of_an_adopted_correction(cast, client):
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    old = reports.publish(report=adopted(cast, report), by=cast.chief)
    adopted(cast, reports.correct(report=old, note="Ett belopp.", by=cast.chief))
    page = client.get(reverse("public_report", args=[cast.association.slug, old.pk])).content.decode()
    assert ("Styrelsen har fastställt en rättelse" in page, "Ett belopp." in page) == (True, True)


def test_a_correction_is_not_adopted_by_a_meeting_before_it_began(cast):
    report = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2022, by=cast.chief)
    new = reports.correct(report=adopted(cast, report), note="Ett ord.", by=cast.chief)
    [before] = decided(cast, "Rättad verksamhetsplan 2022", on=new.begun_on - dt.timedelta(days=1))
    [after] = decided(cast, "Rättad verksamhetsplan 2022", on=new.begun_on)
    assert adopting_paragraphs(new) == [after]
    with pytest.raises(DomainError, match="innan rättelsen påbörjades den 11.april 2022"):
        adopting.may_adopt(new, before)
    adopting.may_adopt(new, after)


def test_a_text_that_two_wrote_at_once_stops_adoption_with_the_way_to_it(cast, plan):
    section = plan.sections.filter(parent=None).order_by("position")[0]
    for words, by in (("<p>Ett.</p>", cast.chief), ("<p>Två.</p>", cast.officer)):
        saved = write_section(section=section, html=words, base_version="0", by=by)
    [paragraph] = decided(cast, "Budget 2023", is_public=True)
    with pytest.raises(DomainError, match=f"Två skrev samtidigt.*{section.heading}"):
        adopting.may_adopt(plan, paragraph)
    page = client_of(cast.chief).get(reverse("report_adopt", args=[cast.association.slug, plan.pk]))
    conflict = reverse("section_conflict", args=[cast.association.slug, section.pk])
    assert f'href="{conflict}?sparning={saved.collided.pk}"' in page.content.decode()
    chosen = {"text": "<p>Två.</p>"}
    settle_section(waiting=saved.collided, chosen=chosen, base_version="1", by=cast.chief)
    adopting.may_adopt(plan, paragraph)


def test_a_typed_number_beside_a_stored_one_stops_adoption_until_it_is_let_stand(cast, plan):
    budget_of(cast, -6_000_000)
    section = plan.sections.filter(parent=None).order_by("position")[0]
    write_section(
        section=section, html="<p>Bidragen är 7 010 000 kronor.</p>", base_version="0", by=cast.chief
    )
    [paragraph] = decided(cast, "Budget 2023", is_public=True)
    with pytest.raises(DomainError, match="annat än siffrorna"):
        adopting.may_adopt(plan, paragraph)
    page = client_of(cast.chief).get(reverse("report_adopt", args=[cast.association.slug, plan.pk]))
    assert (
        reverse("section_write", args=[cast.association.slug, plan.pk, section.pk]) in page.content.decode()
    )
    [typed] = typed_in(section_again(section), fields.values(cast.association, 2023))
    keep_number(section=section, typed=typed.text, by=cast.chief)
    adopting.may_adopt(plan, paragraph)


def section_again(section: Section) -> Section:
    return Section.objects.select_related("text").get(pk=section.pk)
