"""What reports leave waiting: signatures, and for the office what is adopted and not published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from reporting.models import Report
from reporting.queries.reports import places_to_sign
from reporting.states import WRITABLE, ReportState


def of_reports(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterator[Todo]:
    """Give the reports that the person signs, and those that the office writes towards a day or has to publish."""
    if Permission.SIGN in permissions:
        for report in places_to_sign(association, person):
            url = reverse("report_sign", args=[association.slug, report.pk])
            is_new = report.version > 1
            about = f"Rättelse, version {report.version}" if is_new else "Fastställd av styrelsen"
            yield Todo(f"Signera {report.title}", about, url)
    if Permission.WRITE_REPORTS not in permissions:
        return
    rows = Report.objects.of(association).filter(corrected_by__isnull=True)
    towards_a_day = Q(state__in=sorted(WRITABLE), board_on__isnull=False)
    for report in rows.filter(towards_a_day | Q(state=ReportState.ADOPTED)):
        url = report.get_absolute_url()
        if report.state == ReportState.ADOPTED:
            yield Todo(f"Publicera {report.title}", "Fastställd och inte publicerad", url)
        else:
            yield Todo(f"Skriv klart {report.title}", "Till styrelsen", url, due_on=report.board_on)
