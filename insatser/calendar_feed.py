"""What insatser put into a person's own calendar: when reports are due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.calendar_feed import Entry
from insatser.models import InsatsReport
from insatser.queries.reports import own_reports
from insatser.states import WRITABLE


def entries(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Entry]:
    """Give the reports that she writes and that are due, and for the office every one."""
    if Permission.WRITE_INSATSER in permissions:
        rows: QuerySet[InsatsReport] = InsatsReport.objects.of(association)
    elif Permission.REPORT_INSATS in permissions:
        rows = own_reports(association, person, today)
    else:
        return
    for report in rows.filter(state__in=WRITABLE).select_related("insats__association"):
        yield Entry(
            key=f"kalender-rapport-{report.pk}",
            title=f"{report} lämnas",
            starts=report.due_on,
            url=report.get_absolute_url(),
        )
