"""A plan goes to the members for consultation: the day is written down, and the plan kept as they got it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from economy.actions.consultation import consult
from economy.models import Consultation
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.actions.adopting import as_json
from reporting.actions.reports import locked_report
from reporting.actions.sections import add_section, move_section
from reporting.documents.report import build_report
from reporting.models import Report, ReportCopy, Section
from reporting.queries.underbalance import NAME, budget_section
from reporting.states import ReportKind


@transaction.atomic
def send_for_consultation(
    *, association: Association, year: int, sent_on: dt.date, answer_by: dt.date | None, by: Person
) -> Consultation:
    """Write down that the year's plan and budget went to the members, and keep the plan as it stands."""
    found = consult(association=association, year=year, sent_on=sent_on, answer_by=answer_by, by=by)
    plan = Report.objects.of(association).current().filter(kind=ReportKind.PLAN, year=year).first()
    if plan and plan.is_writable:
        row = locked_report(plan)
        ReportCopy.objects.create(
            report=row, content=as_json(build_report(row)), made_on=clock.today(), made_by=by
        )
        audit.record(association=association, by=by, verb="behöll samrådsversion", target=row)
    return found


@transaction.atomic
def add_motivation(*, report: Report, by: Person) -> Section:
    """Give a plan the section where its under-balanced budget is motivated, after the budget; one and no more."""
    row = locked_report(report)
    if row.kind != ReportKind.PLAN:
        raise DomainError("En budget motiveras i verksamhetsplanen.")
    if existing := row.sections.filter(block=NAME).first():
        return existing
    budget = budget_section(row)
    parent = budget.parent if budget else None
    section = add_section(
        report=row, heading="Motivering till underbalanserad budget", parent=parent, block=NAME, by=by
    )
    if budget:
        siblings = list(
            row.sections.filter(parent=parent).order_by("position", "id").values_list("pk", flat=True)
        )
        move_section(section=section, parent=parent, position=siblings.index(budget.pk) + 1, by=by)
    return section
