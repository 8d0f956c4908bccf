"""Before anyone writes: reports are opened for the year with what is known already, and reminded of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from finsam import audit, clock, markup
from finsam.actions import start_text
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser import rules
from insatser.mail import report as letters
from insatser.models import (
    CostRow,
    Grant,
    Insats,
    InsatsReport,
    ReportAnswer,
    ReportGoal,
    ReportParty,
    ReportSection,
)
from insatser.outlines import Question, SectionPlan
from insatser.queries.questions import asked_plan
from insatser.queries.register import contacts_of, goals_to_report, last_answers
from insatser.states import WRITABLE, CostCategory, Part, ReportKind

SPARE_PARTIES = 1


@transaction.atomic
def open_reports(
    *,
    association: Association,
    year: int,
    kind: str = ReportKind.YEAR,
    due_on: dt.date | None = None,
    tells_contacts: bool = False,
    by: Person | None,
) -> list[InsatsReport]:
    """Open a report for every insats that was granted money for the year and has none of the kind yet.

    A half-year is not told of by who has not begun by then, or had ended before it.
    `kind` is the yearly one (an insats that writes in free text gets that) or the half-year. The last day is that
    of the law of the house (rules.due_on) unless given. Contacts get a mail with a link when `tells_contacts`.
    """
    Association.objects.select_for_update().get(pk=association.pk)
    granted = Grant.objects.current().filter(year=year, insats__association=association)
    rows = (
        Insats.objects.of(association).filter(pk__in=granted.values("insats")).select_related("owner", "body")
    )
    opened = []
    for insats in rows.prefetch_related("goals", "parties"):
        own_kind = kind if kind == ReportKind.HALF_YEAR else insats.report_kind
        if kind == ReportKind.HALF_YEAR and not rules.runs_in(kind, year, insats.starts_on, insats.ends_on):
            continue
        if not insats.reports.filter(year=year, kind=own_kind).exists():
            opened.append(_open(insats, year, own_kind, due_on or rules.due_on(own_kind, year), by))
    if tells_contacts:
        for report in opened:
            letters.tell_of_opening(report)
    return opened


@transaction.atomic
def change_due(*, report: InsatsReport, due_on: dt.date, by: Person | None) -> InsatsReport:
    """Give a report another last day. Raises DomainError when it has been submitted."""
    row = (
        InsatsReport.objects.select_for_update(of=("self",))
        .select_related("insats__association")
        .get(pk=report.pk)
    )
    if row.state not in WRITABLE:
        raise DomainError("Rapporten är redan inlämnad.")
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    audit.record(
        association=row.insats.association,
        by=by,
        verb="ändrade sista dag",
        target=row,
        due_on=due_on.isoformat(),
    )
    return row


@transaction.atomic
def remind(*, reports: Iterable[InsatsReport], by: Person | None) -> list[InsatsReport]:
    """Mail the contacts of reports that have not come. Raises DomainError when there is none to remind of."""
    rows = InsatsReport.objects.select_for_update(of=("self",)).filter(
        pk__in=[report.pk for report in reports], state__in=WRITABLE
    )
    found = list(rows.select_related("insats__association", "insats__body"))
    if not found:
        raise DomainError("Alla rapporter är inlämnade.")
    for row in found:
        row.reminded_at = clock.now()
        row.save(update_fields=["reminded_at"])
        audit.record(association=row.insats.association, by=by, verb="påminde om rapport", target=row)
        letters.remind(row)
    return found


def _open(insats: Insats, year: int, kind: str, due_on: dt.date, by: Person | None) -> InsatsReport:
    starts_on, ends_on = rules.reported_days(kind, year, insats.starts_on, insats.ends_on)
    report = InsatsReport.objects.create(
        insats=insats, year=year, kind=kind, due_on=due_on, opened_at=clock.now(), starts_on=starts_on, ends_on=ends_on
    )  # fmt: skip
    before = last_answers(insats, year, kind)
    for plan in asked_plan(insats.association, kind):
        _open_section(report, plan, before, by)
    audit.record(
        association=insats.association,
        by=by,
        verb="öppnade rapport",
        target=report,
        due_on=due_on.isoformat(),
    )
    return report


def _open_section(report: InsatsReport, plan: SectionPlan, before: dict[str, str], by: Person | None) -> None:
    section = ReportSection.objects.create(
        report=report, number=plan.number, title=plan.title, lead=plan.lead, part=plan.part
    )
    for position, question in enumerate(plan.questions, start=1):
        text = start_text(
            association=report.insats.association, by=by, html=_known_answer(report.insats, question, before)
        )
        ReportAnswer.objects.create(
            section=section, position=position, key=question.key, question=question.label, hint=question.hint,
            is_optional=question.is_optional, text=text,
        )  # fmt: skip
    if plan.part == Part.PARTIES:
        _open_parties(section, report.insats)
    if plan.part == Part.RESULTS:
        goals = goals_to_report(report.insats, report.year, report.kind)
        for position, (goal, wording) in enumerate(goals, start=1):
            ReportGoal.objects.create(section=section, goal=goal, position=position, wording=wording)
    if plan.part == Part.COSTS:
        for position, category in enumerate(CostCategory, start=1):
            CostRow.objects.create(section=section, category=category, position=position * 100)


def _known_answer(insats: Insats, question: Question, before: dict[str, str]) -> str:
    """Take last year's answer to what describes the insats, else what the register says; the year's own is not known."""
    if not question.source:
        return ""
    return before.get(question.key) or markup.markup_to_html(getattr(insats, question.source))


def _open_parties(section: ReportSection, insats: Insats) -> None:
    contacts = contacts_of(insats, clock.today())
    first = contacts[0].person if contacts else None
    owner = ", ".join(part for part in (str(insats.owner or ""), insats.unit) if part)
    rows = [
        {
            "organisation": owner,
            "contact": first.name if first else "",
            "email": first.email if first else "",
        },
        *({"organisation": member.name} for member in insats.parties.all()),
        *({} for _ in range(SPARE_PARTIES)),
    ]
    for position, facts in enumerate(rows, start=1):
        ReportParty.objects.create(section=section, position=position, **facts)
