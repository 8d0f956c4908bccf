"""Whether a plan's budget is under balance, and where that is motivated."""

from __future__ import annotations

from decimal import Decimal

from django.utils.html import strip_tags

from economy.models import FigureSet
from economy.queries.adoption import planned_result
from economy.states import FigureKind
from finsam.models import Association
from finsam.swedish import money
from reporting.models import Report, Section
from reporting.states import ReportKind

NAME = "underbalance"  # the block that shows what the deficit does
_BUDGETS = ("budget", "budget_overview")


def newest_budget(association: Association, year: int) -> FigureSet | None:
    """Give the newest version of the year's budget, which is what the plan prints."""
    rows = FigureSet.objects.filter(
        fiscal_year__association=association, fiscal_year__year=year, kind=FigureKind.BUDGET
    )
    ordered = rows.select_related("fiscal_year__association").order_by("-version")
    return next((each for each in ordered if each.is_whole_year), None)


def deficit_of(association: Association, year: int) -> Decimal | None:
    """Give by how much the year's budget is under balance, in kronor; None where it is not."""
    budget = newest_budget(association, year)
    result = planned_result(budget) if budget else None
    return -result if result is not None and result < 0 else None


def motivation(association: Association, year: int) -> str:
    """Give the text of the plan's motivation, "" where none is written."""
    section = motivating_section(association, year)
    html = section.text.html if section and section.text else ""
    return html if strip_tags(html).strip() or "<data" in html else ""


def motivating_section(association: Association, year: int) -> Section | None:
    """Give the section of the year's newest plan that motivates the budget."""
    rows = Section.objects.filter(
        report__association=association, report__kind=ReportKind.PLAN, report__year=year, block=NAME
    )
    return rows.select_related("text", "report__association").order_by("-report__version", "id").first()


def budget_section(report: Report) -> Section | None:
    """Give the section that shows the plan's budget, the table before the overview."""
    found = report.sections.filter(block__in=_BUDGETS).select_related("parent")
    return min(found, key=lambda row: _BUDGETS.index(row.block), default=None)


def unmotivated(report: Report) -> str:
    """Say that a plan's budget is under balance and nothing motivates it; "" where all is well."""
    if report.kind != ReportKind.PLAN or motivation(report.association, report.year):
        return ""
    deficit = deficit_of(report.association, report.year)
    if deficit is None:
        return ""
    return f"Budget {report.year} ger ett underskott på {money.kr(deficit)} kronor, och någon motivering är inte skriven."
