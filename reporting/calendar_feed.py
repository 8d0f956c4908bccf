"""What reports put into the calendar of those who write them: the day for the board, or else the law's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from board import rules
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.calendar_feed import Entry
from reporting.models import Report
from reporting.states import WRITABLE, ReportKind

_BY_LAW = {
    ReportKind.ANNUAL: rules.annual_report_latest,
    ReportKind.PLAN: rules.budget_latest,
}  # 24 and 23 §§


def entries(
    association: Association, _person: Person, permissions: frozenset[Permission], _today: dt.date
) -> Iterator[Entry]:
    """Give the reports that are being written, with the day of the board, or the last day that the law allows."""
    if Permission.WRITE_REPORTS not in permissions:
        return
    rows = Report.objects.of(association).filter(state__in=sorted(WRITABLE), corrected_by__isnull=True)
    for report in rows.select_related("association"):
        latest = _BY_LAW.get(ReportKind(report.kind))
        day = report.board_on or (latest(report.year) if latest and not report.corrects_id else None)
        if day:
            yield Entry(
                key=f"kalender-forbundets-rapport-{report.pk}",
                title=f"{report.title} till styrelsen" if report.board_on else f"{report.title} senast",
                starts=day,
                url=report.get_absolute_url(),
            )
