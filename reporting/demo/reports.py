"""Loads the demo's goals, indicators and reports through the same actions as people use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from board.documents.assemble import look_of
from board.models import Paragraph
from economy.actions.figures import add_column, save_contributions, save_figures
from economy.actions.years import open_year
from economy.states import FigureKind
from finsam import markup
from finsam.models import Association, Person
from reporting.actions import adopting, reports
from reporting.actions.goals import add_goal, save_indicators
from reporting.actions.sections import change_section, write_section
from reporting.demo import report_texts as texts
from reporting.demo.stage import Stage, moment
from reporting.documents.report import build_report
from reporting.models import Report
from reporting.states import ReportKind, SectionState

ADOPTED_AT = moment(dt.date(2022, 3, 28), "13.10")
PUBLISHED_AT = moment(dt.date(2022, 3, 29), "09.05")
SIGNED_AT = ("14.02", "15.40", "16.15", "18.21")
# The year's budget and the plan for the two after it: the deficit is real, how the costs divide is made up.
BUDGETS = {
    "budget": (FigureKind.BUDGET, "Budget 2022", (-4570000, -750000, -100000, -110000, -20000, -40000, -44000, -1000, -11000, -10000)),
    "plan-2023": (FigureKind.PLAN, "Plan 2023", (-4040000, -760000, -102000, -110000, -20000, -40000, -40000, -1000, -11000, -10000)),
    "plan-2024": (FigureKind.PLAN, "Plan 2024", (-4000000, -775000, -104000, -112000, -20000, -40000, -41000, -1000, -11000, -10000)),
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
    """Load the goals and indicators, the årsredovisning 2021 as adopted, and the plan for 2022 as a draft."""
    association, by = stage.association, stage.chief
    load_goals(association, by)
    load_budget(association, by)
    annual = begin_annual(association, by)
    paragraph = Paragraph.objects.get(meeting=stage.meetings["march"], heading="Årsredovisning för 2021")
    adopt_annual(annual, paragraph, by)
    plan = reports.begin_report(association=association, kind=ReportKind.PLAN, year=2022, by=by)
    write(plan, texts.PLAN, by)


def load_goals(association: Association, by: Person) -> None:
    """Set the goals of 2021 with their assessments, those of 2022, and what the indicators said."""
    for year, goals in ((2021, texts.GOALS_2021), (2022, texts.GOALS_2022)):
        for facts in goals:
            result = markup.markup_to_html(facts.get("result", ""))
            add_goal(association=association, year=year, by=by, **{**facts, "result": result})
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
    """Open 2022 with its budget and the plan for the years after."""
    last = association.fiscal_years.filter(year=2021).first()
    if last is None or association.fiscal_years.filter(year=2022).exists():
        return
    year = open_year(association=association, year=2022, copy_from=last, by=by)
    for key, (kind, label, costs) in BUDGETS.items():
        column = add_column(fiscal_year=year, kind=kind, label=label, key=key, by=by)
        amounts: dict[str, Decimal | None] = {
            key: Decimal(cost) for key, cost in zip(COSTS, costs, strict=True)
        }
        save_figures(figure_set=column, amounts={"bidrag": Decimal(CONTRIBUTIONS), **amounts}, by=by)
        paid = {"fk": 2, "region": 1, "kommun": 1}
        members = {member.kind: member for member in association.members.filter(kind__in=paid)}
        shares = {members[kind]: Decimal(CONTRIBUTIONS) * share / 4 for kind, share in paid.items()}
        save_contributions(figure_set=column, amounts=shares, by=by)


def begin_annual(association: Association, by: Person) -> Report:
    """Begin the årsredovisning 2021 and write its texts."""
    report = reports.begin_report(association=association, kind=ReportKind.ANNUAL, year=2021, by=by)
    write(report, texts.ANNUAL, by)
    for section in report.sections.all():
        change_section(section=section, state=SectionState.DONE, by=by)
    return report


def adopt_annual(report: Report, paragraph: Paragraph, by: Person) -> Report:
    """Adopt the report by the §, have everyone who decided it sign, and publish it."""
    report = Report.objects.of(report.association).get(pk=report.pk)
    report.adopted_by = paragraph
    document = build_report(report)
    content = adopting.typeset(document, look_of(report.association))
    report = adopting.adopt(
        report=report, paragraph=paragraph, document=document, typeset=content, by=by, at=ADOPTED_AT
    )
    for place, clock in zip(report.signings.select_related("person", "report"), SIGNED_AT, strict=False):
        adopting.sign_report(signing=place, by=place.person, at=moment(ADOPTED_AT.date(), clock))
    return reports.publish(report=report, by=by, at=PUBLISHED_AT)


def write(report: Report, written: Mapping[str, str], by: Person) -> None:
    """Write texts into the report's sections by their keys."""
    for section in report.sections.select_related("report", "text"):
        if section.key in written:
            html = markup.markup_to_html(written[section.key].strip())
            write_section(section=section, html=html, base_version=0, by=by)
