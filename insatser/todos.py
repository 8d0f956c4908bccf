"""What waits for whom: reports to write, to read and to ask for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse

from finsam import clock
from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.registries.todos import Todo
from finsam.swedish import words
from insatser import rules
from insatser.models import InsatsReport
from insatser.queries.reports import not_opened, own_reports
from insatser.rules import OPENING_MONTH, REMIND_DAYS
from insatser.states import WRITABLE, ReportKind, ReportState


def reports_to_write(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell a contact of the reports that she writes."""
    if Permission.REPORT_INSATS not in permissions:
        return
    for report in own_reports(association, person, today).filter(state__in=WRITABLE):
        verb = "Komplettera" if report.state == ReportState.RETURNED else "Skriv"
        noun = "halvårsrapporten" if report.kind == ReportKind.HALF_YEAR else "årsrapporten"
        yield Todo(
            what=f"{verb} {noun} för {report.insats}",
            about=f"{report.name}. {report.get_state_display()}.",
            url=report.get_absolute_url(),
            due_on=report.due_on,
            figure="Försenad" if report.is_late(today) else "",
            is_alarm=report.is_late(today),
        )


def reports_for_office(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office of reports to read and approve, and of those that should have come or soon must."""
    if Permission.WRITE_INSATSER not in permissions:
        return
    rows = list(InsatsReport.objects.of(association).filter(state__in=[*WRITABLE, ReportState.SUBMITTED]))
    for report in rows:
        if report.state == ReportState.SUBMITTED:
            yield Todo(
                what=f"Läs och godkänn {report.name.lower()} för {report.insats}",
                about=f"Inlämnad {clock.day_of(report.submitted_at):%Y-%m-%d}."
                if report.submitted_at
                else "",
                url=report.get_absolute_url(),
                due_on=clock.day_of(report.submitted_at) if report.submitted_at else None,
            )
    soon = today + dt.timedelta(days=REMIND_DAYS)
    for year in sorted({report.year for report in rows}):
        yield from _awaited(association, [report for report in rows if report.year == year], soon, today)


def reports_to_open(
    association: Association, person: Person, permissions: frozenset[Permission], today: dt.date
) -> Iterable[Todo]:
    """Tell the office, around the turn of the year, that the yearly reports are not opened."""
    year = today.year if today.month >= OPENING_MONTH else today.year - 1
    is_time = today.month >= OPENING_MONTH or today <= rules.due_on(ReportKind.YEAR, year)
    if Permission.WRITE_INSATSER not in permissions or not is_time:
        return
    if count := not_opened(association, year).count():
        yield Todo(
            what=f"Öppna årsrapporterna för {year}",
            about=f"{words.plural(count, 'insats', 'insatser')} har medel och ingen rapport att skriva.",
            url=f"{reverse('reports_open', args=[association.slug])}?ar={year}",
            due_on=dt.date(year, 12, 15),
        )


def _awaited(
    association: Association, rows: list[InsatsReport], soon: dt.date, today: dt.date
) -> Iterable[Todo]:
    near = [report for report in rows if report.state in WRITABLE and report.due_on <= soon]
    if not near:
        return
    late = [report for report in near if report.is_late(today)]
    counted = words.plural(len(near), "årsrapport", "årsrapporter")
    yield Todo(
        what=f"Påminn om {counted} för {near[0].year}",
        about=", ".join(report.insats.name for report in near[:4]) + (" med flera" if len(near) > 4 else ""),
        url=f"{reverse('report_list_insats', args=[association.slug])}?ar={near[0].year}",
        due_on=min(report.due_on for report in near),
        figure=f"{len(late)} försenade" if late else "",
        is_alarm=bool(late),
    )
