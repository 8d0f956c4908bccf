"""Which §§ may adopt a report, and what the law asks of the decision that a chosen one lacks."""

from __future__ import annotations

import datetime as dt

from board.models import Paragraph
from board.queries.decided import decided_paragraphs
from board.rules import annual_report_latest
from economy.queries.adoption import budget_remarks, late_budget
from economy.queries.consultation import consultation_remarks
from finsam.swedish import dates
from reporting.models import Report
from reporting.queries.underbalance import newest_budget
from reporting.states import ReportKind

_ABOUT = {
    ReportKind.ANNUAL: ("årsredovisning",),
    ReportKind.HALF_YEAR: ("delår",),
    ReportKind.PLAN: ("verksamhetsplan", "budget"),
}


def adopting_paragraphs(report: Report) -> list[Paragraph]:
    """Give the board's §§ that may have adopted the report, those about it first.

    A plan is decided with its budget the year before its own (23 § lag 2003:1210), the others in or after their year,
    and a correction by a § held after it was begun.
    """
    kind = ReportKind(report.kind)
    since = dt.date(report.year - 1, 1, 1) if kind == ReportKind.PLAN else report.period[0]
    if report.corrects:
        since = max(since, report.begun_on)
    found = decided_paragraphs(report.association, since=since, about=(*_ABOUT[kind], str(report.year)))
    earlier = report.corrects.adopted_by if report.corrects else None
    return [each for each in found if earlier is None or is_later(each, earlier)]


def is_later(paragraph: Paragraph, earlier: Paragraph) -> bool:
    """Tell whether a § was held after another one."""
    return (paragraph.meeting.held_on, paragraph.number or 0) > (earlier.meeting.held_on, earlier.number or 0)


def adopting_remarks(report: Report, paragraph: Paragraph) -> list[str]:
    """Say what the law asks of the decision that it lacks, with both facts; nothing of it stops anyone.

    24 § lag (2003:1210): the årsredovisning within three months. A plan holds the year's budget: 19, 21 and 23 §§.
    """
    on = paragraph.meeting.held_on
    if report.kind == ReportKind.PLAN:
        budget = newest_budget(report.association, report.year)
        if budget:
            return budget_remarks([budget], paragraph, on)
        late = late_budget(f"{report.title} fastställdes", report.year, on) if report.version == 1 else []
        return [*late, *consultation_remarks(report.association, report.year, on)]
    last = annual_report_latest(report.year)
    if report.kind == ReportKind.ANNUAL and on > last and report.version == 1:
        said = (
            f"{report.title} fastställdes den {dates.long_date(on)}. Den ska vara upprättad senast den "
            f"{dates.long_date(last)} (24 § lagen om finansiell samordning)."
        )
        return [said]
    return []
