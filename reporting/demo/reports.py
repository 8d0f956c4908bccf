"""Loads the demo's goals, indicators and reports through the same actions as people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from board.documents.assemble import look_of
from economy.actions.adoption import adopt_together
from economy.actions.consultation import consult, note_answer
from economy.actions.figures import add_column, save_contributions, save_figures
from economy.actions.years import open_year
from economy.models import FigureSet, FiscalYear
from economy.states import FigureKind
from finsam import markup
from finsam.models import Association, Person
from reporting.actions import adopting, reports
from reporting.actions.consulting import add_motivation
from reporting.actions.goals import add_goal
from reporting.actions.indicators import save_indicators
from reporting.actions.sections import change_section, write_section
from reporting.demo import report_texts as texts
from reporting.demo.economy import paragraph_named
from reporting.demo.goal_texts import GOALS_2022
from reporting.demo.goals import follow_goals
from reporting.demo.stage import Stage, moment
from reporting.documents.report import build_report
from reporting.models import Report
from reporting.states import ReportKind, SectionState

ADOPTED_AT = moment(dt.date(2022, 3, 28), "13.10")
PUBLISHED_AT = moment(dt.date(2022, 3, 29), "09.05")
HALF_ADOPTED_AT = moment(dt.date(2021, 10, 25), "09.20")
HALF_PUBLISHED_AT = moment(dt.date(2021, 10, 29), "10.15")
SIGNED_AT = ("14.02", "15.40", "16.15", "18.21")
# The year's budget and the plan for the two after it: the deficit is real, how the costs divide is made up.
BUDGETS = {
    "budget": (FigureKind.BUDGET, "Budget 2022", 2022, (-4570000, -750000, -100000, -110000, -20000, -40000, -44000, -1000, -11000, -10000)),
    "plan-2023": (FigureKind.PLAN, "Plan 2023", 2023, (-4040000, -760000, -102000, -110000, -20000, -40000, -40000, -1000, -11000, -10000)),
    "plan-2024": (FigureKind.PLAN, "Plan 2024", 2024, (-4000000, -775000, -104000, -112000, -20000, -40000, -41000, -1000, -11000, -10000)),
}  # fmt: skip
COSTS = (
    "insatser",
    "forbundschef",
    "kansli",
    "arvoden",
    "sammantraden",
    "resor",
    "kurser",
    "bank",
    "nns",
    "ovrigt",
)
CONTRIBUTIONS = 5_034_000


def load_reports(stage: Stage) -> None:
    """Load the goals and indicators, the reports of 2021 as adopted, and the plan for 2022 as a draft."""
    association, by = stage.association, stage.chief
    load_goals(association, by)
    load_budget(association, by)
    annual = begin_annual(association, by)
    adopt_report(annual, "Årsredovisning för 2021", by, adopted_at=ADOPTED_AT, published_at=PUBLISHED_AT)
    half = begin_half_year(association, by)
    adopt_report(
        half,
        "Delårsrapport januari–juni 2021",
        by,
        adopted_at=HALF_ADOPTED_AT,
        published_at=HALF_PUBLISHED_AT,
    )
    plan = reports.begin_report(association=association, kind=ReportKind.PLAN, year=2022, by=by)
    write(plan, texts.PLAN, by)
    consult_on_budget(association, plan, by)


def load_goals(association: Association, by: Person) -> None:
    """Set the goals of 2021 with their assessments, those of 2022, and what the indicators said."""
    for year, goals in ((2021, texts.GOALS_2021), (2022, GOALS_2022)):
        for facts in goals:
            told: dict[str, Any] = {**facts, "result": markup.markup_to_html(facts.get("result", ""))}
            add_goal(association=association, year=year, by=by, **told)
    follow_goals(association, by)
    for year in (2021, 2020):
        rows = [
            {
                "group": row.group,
                "mean": Decimal(row.means[year]),
                "respondents": row.answered.get(year),
                "is_total": not row.answered,
            }
            for row in texts.INDICATORS
        ]
        save_indicators(association=association, year=year, rows=rows, by=by)


def load_budget(association: Association, by: Person) -> None:
    """Open 2022 with its budget and the plan for the years after, fixed by the board's § where it has met."""
    last = association.fiscal_years.filter(year=2021).first()
    if last is None or association.fiscal_years.filter(year=2022).exists():
        return
    year = open_year(association=association, year=2022, copy_from=last, by=by)
    columns = [_add_budget(year, key, by) for key in BUDGETS]
    paragraph = paragraph_named(association, "Verksamhetsplan och budget 2022–2024")
    if paragraph:
        adopt_together(figure_sets=columns, paragraph=paragraph, by=by)


def consult_on_budget(association: Association, plan: Report, by: Person) -> None:
    """Consult the members on the budget of 2022 in the autumn before, and motivate its deficit in the plan."""
    found = consult(
        association=association,
        year=2022,
        sent_on=dt.date(2021, 10, 25),
        answer_by=dt.date(2021, 11, 12),
        by=by,
    )
    for day, answer in enumerate(found.answers.select_related("consultation"), start=2):
        text, came = texts.CONSULTED, dt.date(2021, 11, day)
        note_answer(answer=answer, answered_on=came, text=text, considered="", by=by)
    section = add_motivation(report=plan, by=by)
    html = markup.markup_to_html(texts.UNDER_BALANCE)
    write_section(section=section, html=html, base_version="0", by=by)


def _add_budget(year: FiscalYear, key: str, by: Person) -> FigureSet:
    kind, label, of_year, costs = BUDGETS[key]
    column = add_column(
        fiscal_year=year, kind=kind, label=label, key=key, starts_on=dt.date(of_year, 1, 1),
        ends_on=dt.date(of_year, 12, 31), by=by,
    )  # fmt: skip
    amounts: dict[str, Decimal | None] = {key: Decimal(cost) for key, cost in zip(COSTS, costs, strict=True)}
    save_figures(figure_set=column, amounts={"bidrag": Decimal(CONTRIBUTIONS), **amounts}, by=by)
    paid = {"fk": 2, "region": 1, "kommun": 1}
    members = {member.kind: member for member in year.association.members.filter(kind__in=paid)}
    shares = {members[kind]: Decimal(CONTRIBUTIONS) * share / 4 for kind, share in paid.items()}
    save_contributions(figure_set=column, amounts=shares, by=by)
    return column


def begin_annual(association: Association, by: Person) -> Report:
    """Begin the årsredovisning 2021 and write its texts."""
    report = reports.begin_report(association=association, kind=ReportKind.ANNUAL, year=2021, by=by)
    write(report, texts.ANNUAL, by)
    for section in report.sections.all():
        change_section(section=section, state=SectionState.DONE, by=by)
    return report


def begin_half_year(association: Association, by: Person) -> Report:
    """Begin the delårsrapport 2021 and write its texts."""
    report = reports.begin_report(association=association, kind=ReportKind.HALF_YEAR, year=2021, by=by)
    write(report, texts.HALF_YEAR, by)
    for section in report.sections.all():
        change_section(section=section, state=SectionState.DONE, by=by)
    return report


def adopt_report(
    report: Report, heading: str, by: Person, *, adopted_at: dt.datetime, published_at: dt.datetime
) -> Report:
    """Adopt the report by the § with the heading, have everyone who decided it sign, and publish it."""
    report = Report.objects.of(report.association).get(pk=report.pk)
    paragraph = paragraph_named(report.association, heading)
    assert paragraph  # the meetings are held first
    report.adopted_by = paragraph
    document = build_report(report)
    content = adopting.typeset(document, look_of(report.association))
    report = adopting.adopt(
        report=report, paragraph=paragraph, document=document, typeset=content, by=by, at=adopted_at
    )
    asked = report.signings.filter(is_asked=True).select_related("person", "report")
    for place, clock in zip(asked, SIGNED_AT, strict=False):
        adopting.sign_report(
            signing=place,
            by=place.person,
            identified=f"Kod i mejl till {place.person.email}",
            at=moment(adopted_at.date(), clock),
        )
    return reports.publish(report=report, by=by, at=published_at)


def write(report: Report, written: Mapping[str, str], by: Person) -> None:
    """Write texts into the report's sections by their keys."""
    for section in report.sections.select_related("report", "text"):
        if section.key in written:
            html = markup.markup_to_html(written[section.key].strip())
            write_section(section=section, html=html, base_version="0", by=by)
