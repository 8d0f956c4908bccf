"""A budget is consulted on before it is fixed, and one under balance is motivated: in the plan, and in the § that fixes it."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from board.actions.wordings import take_wording
from board.models import Paragraph
from board.states import MeetingState
from economy.actions.consultation import consult, note_answer
from economy.actions.figures import add_column, keep_historical, save_figures
from economy.models import Consultation, FigureSet
from economy.states import FigureKind
from finsam.errors import DomainError
from reporting.actions import reports
from reporting.actions.consulting import add_motivation, send_for_consultation
from reporting.actions.reports import begin_report
from reporting.actions.sections import write_section
from reporting.documents.report import build_section
from reporting.documents.versions import changes_since_copy
from reporting.models import Report, ReportCopy
from reporting.queries.adopting import adopting_remarks
from reporting.states import ReportKind
from tests.board.meetings import make_held_meeting
from tests.cast import Cast, client_of
from tests.reporting.test_adopting import budget_of, decided

MARCH = dt.date(2022, 3, 1)


@pytest.fixture
def plan(cast: Cast) -> Report:
    """The plan of 2023 with a budget that is 474 000 under balance."""
    budget_of(cast, -7_474_000)
    keep_historical(
        association=cast.association,
        year=2022,
        values={"equity": Decimal(1_540_000)},
        source="Bokslut",
        by=cast.chief,
    )
    return begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)


def motivated(
    cast: Cast, plan: Report, html: str = "<p>Det egna kapitalet är större än det behöver vara.</p>"
):
    section = add_motivation(report=plan, by=cast.chief)
    write_section(section=section, html=html, base_version="0", by=cast.chief)
    return plan.sections.select_related("text").get(pk=section.pk)


def told(cast: Cast, plan: Report, *, on: dt.date = dt.date(2022, 11, 24)) -> str:
    [paragraph] = decided(cast, "Budget 2023", on=on, is_public=True)
    return " ".join(adopting_remarks(plan, paragraph)).replace("\u00a0", " ")


# ---- Samråd


def test_a_budget_without_samrad_is_said(cast, plan):
    assert "något samråd om den är inte antecknat" in told(cast, plan)


def test_who_has_not_answered_is_said_with_both_days(cast, plan):
    found = send_for_consultation(
        association=cast.association, year=2023, sent_on=MARCH, answer_by=None, by=cast.chief
    )
    silent, *others = found.answers.select_related("member")
    for each in others:
        note_answer(answer=each, answered_on=dt.date(2022, 3, 20), text="Bra.", considered="", by=cast.chief)
    said = told(cast, plan)
    assert f"{silent.member.name} hade inte svarat på samrådet från den 1 mars 2022" in said
    assert "fastställdes den 24 november 2022" in said
    note_answer(answer=silent, answered_on=dt.date(2022, 4, 1), text="", considered="", by=cast.chief)
    assert "samråd" not in told(cast, plan)


def test_samrad_after_the_decision_is_said(cast, plan):
    consult(
        association=cast.association, year=2023, sent_on=dt.date(2022, 4, 10), answer_by=None, by=cast.chief
    )
    assert "10 april 2022, efter beslutet den 1 april 2022" in told(cast, plan, on=dt.date(2022, 4, 1))


def test_samrad_has_not_been_held_on_a_day_to_come(cast):
    with pytest.raises(DomainError, match="inte kommit"):
        consult(
            association=cast.association,
            year=2023,
            sent_on=dt.date(2030, 1, 1),
            answer_by=None,
            by=cast.chief,
        )


def test_the_answers_are_written_on_one_page(cast, plan):
    client, page = client_of(cast.chief), reverse("consultation", args=[cast.association.slug, 2023])
    client.post(page, {"sent_on": "2022-03-01", "answer_by": "2022-04-01"})
    [found] = Consultation.objects.all()
    assert found.answers.count() == cast.association.members.on(MARCH).count()
    first = found.answers.first()
    answers = reverse("consultation_answers", args=[cast.association.slug, 2023])
    refused = client.post(answers, {f"member-{first.pk}-answer": "För lite till kommunen."})
    assert "För lite till kommunen." in refused.content.decode()  # what was typed is there still
    client.post(
        answers, {f"member-{first.pk}-answer": "Bra.", f"member-{first.pk}-answered_on": "2022-03-20"}
    )
    first.refresh_from_db()
    assert (first.answer, first.answered_on) == ("Bra.", dt.date(2022, 3, 20))


def test_what_the_members_had_is_laid_beside_the_plan(cast, plan):
    section = plan.sections.filter(parent=None).order_by("position")[0]
    write_section(section=section, html="<p>Vi satsar på unga.</p>", base_version="0", by=cast.chief)
    send_for_consultation(
        association=cast.association, year=2023, sent_on=MARCH, answer_by=None, by=cast.chief
    )
    write_section(section=section, html="<p>Vi satsar på alla unga.</p>", base_version="1", by=cast.chief)
    column = FigureSet.objects.get(key="budget")
    line = column.fiscal_year.lines.get(role="insatser")
    save_figures(figure_set=column, amounts={line.key: Decimal(-7_000_000)}, by=cast.chief)
    copy = ReportCopy.objects.select_related("report").get()
    copy.report = Report.objects.of(cast.association).get(pk=plan.pk)
    changes = changes_since_copy(copy)
    text = "".join(each.text for each in changes)
    tables = " ".join("".join(each.tables) for each in changes).replace("\u00a0", " ")
    assert "<ins>alla </ins>unga" in text
    assert "<del>−7 474 000</del> <ins>−7 000 000</ins>" in tables
    page = reverse("report_copy_changes", args=[cast.association.slug, copy.pk])
    assert "<ins>alla </ins>" in client_of(cast.chief).get(page).content.decode()
    assert page in client_of(cast.chief).get(plan.get_absolute_url()).content.decode()


# ---- Under balance


def test_an_under_balanced_budget_without_motivation_is_said(cast, plan):
    assert "någon motivering är inte skriven" in told(cast, plan)
    page = client_of(cast.chief).get(plan.get_absolute_url()).content.decode()
    assert ("Underbalanserad budget" in page, "474\u00a0000" in page) == (True, True)
    motivated(cast, plan)
    assert "motivering" not in told(cast, plan)
    assert "Underbalanserad budget" not in client_of(cast.chief).get(plan.get_absolute_url()).content.decode()


def test_the_motivation_stands_after_the_budget_once(cast, plan):
    url = reverse("report_motivate", args=[cast.association.slug, plan.pk])
    first, again = (client_of(cast.chief).post(url) for _ in range(2))
    [section] = plan.sections.filter(block="underbalance")
    assert (
        first.url == again.url == reverse("section_write", args=[cast.association.slug, plan.pk, section.pk])
    )
    budget = plan.sections.get(block="budget")
    assert (section.parent_id, section.position) == (budget.parent_id, budget.position + 1)


def test_the_effect_on_equity_is_printed_for_three_years(cast, plan):
    year = FigureSet.objects.get(key="budget").fiscal_year

    for later, insatser in ((2024, -7_100_000), (2025, -6_900_000)):
        column = add_column(
            fiscal_year=year, kind=FigureKind.PLAN, label=f"Plan {later}", key=f"plan-{later}",
            starts_on=dt.date(later, 1, 1), ends_on=dt.date(later, 12, 31), by=cast.chief,
        )  # fmt: skip
        lines = {line.role: line.key for line in year.lines.all() if line.is_line}
        amounts = {lines["contribution"]: Decimal(7_000_000), lines["insatser"]: Decimal(insatser)}
        save_figures(figure_set=column, amounts=amounts, by=cast.chief)
    section = motivated(cast, plan)
    fresh = Report.objects.of(cast.association).get(pk=plan.pk)
    html = build_section(fresh, section).html.replace("\u00a0", " ")
    assert "Budgeten för 2023 har ett underskott på 474 000 kronor." in html
    assert "går från 1 540 000 till 1 066 000 kronor, och är 1 066 000 kronor i slutet av 2025" in html
    for amount in ("1 540 000", "−474 000", "−100 000", "966 000", "15,2 %"):
        assert amount in html


def test_the_motivation_is_offered_to_the_paragraph_that_fixes_the_budget(cast, plan):
    motivated(cast, plan, '<p>Kapitalet är <data value="economy.budget.result"></data>.</p>')
    meeting = make_held_meeting(
        cast, headings=("Budget 2023", "Nytt avtal"), state=MeetingState.IN_SESSION, closed_at=None
    )
    budget, other = meeting.paragraphs.order_by("number")
    client = client_of(cast.chief)
    page = reverse("paragraph_edit", args=[cast.association.slug, budget.pk])
    assert "Motivering till underbalanserad budget 2023" in client.get(page).content.decode()
    own = reverse("paragraph_edit", args=[cast.association.slug, other.pk])
    assert "Motivering till" not in client.get(own).content.decode()
    client.post(
        reverse("paragraph_wording", args=[cast.association.slug, budget.pk]), {"wording": "underbalans-2023"}
    )
    row = Paragraph.objects.select_related("text").get(pk=budget.pk)
    assert row.text.html.endswith('<p>Kapitalet är <data value="economy.budget.result:2023"></data>.</p>')
    assert (
        row.proposal == "fastställa budget 2023 med ett underskott på 474\u00a0000 kronor enligt motiveringen"
    )
    with pytest.raises(DomainError, match="finns redan"):
        take_wording(paragraph=row, key="underbalans-2023", by=cast.chief)


def test_the_motivation_is_at_hand_in_the_session(cast, plan):
    motivated(cast, plan)
    meeting = make_held_meeting(
        cast, headings=("Budget 2023",), state=MeetingState.IN_SESSION, closed_at=None
    )
    [paragraph] = meeting.paragraphs.all()
    page = reverse("meeting_session_paragraph", args=[cast.association.slug, meeting.pk, paragraph.pk])
    assert 'value="wording:underbalans-2023"' in client_of(cast.chief).get(page).content.decode()


def test_a_budget_in_balance_has_nothing_to_motivate(cast):
    budget_of(cast, -6_000_000)
    plan = begin_report(association=cast.association, kind=ReportKind.PLAN, year=2023, by=cast.chief)
    assert "Underbalanserad" not in client_of(cast.chief).get(plan.get_absolute_url()).content.decode()
    report = reports.begin_report(
        association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief
    )
    with pytest.raises(DomainError, match="verksamhetsplanen"):
        add_motivation(report=report, by=cast.chief)
