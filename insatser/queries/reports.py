"""Lists of reports, and the reports that other apps print from."""

from __future__ import annotations

import datetime as dt

from django.db.models import Prefetch, Q, QuerySet

from finsam.models import Appointment, Association, Person
from finsam.permissions import Permission
from finsam.web.asked_once import asked_once
from insatser.models import Insats, InsatsReport, ReportSection
from insatser.states import HANDED_IN, YEARLY, ReportState


def visible_reports(
    association: Association, person: Person, permissions: frozenset[Permission], day: dt.date
) -> QuerySet[InsatsReport]:
    """Give the reports that a person may open: all for the office, approved ones for readers, her own for a contact."""
    rows = InsatsReport.objects.of(association).select_related("insats__body")
    if Permission.WRITE_INSATSER in permissions:
        return rows
    own = Insats.objects.with_contact(person, day).values("pk")
    if Permission.READ_INSATSER in permissions:
        return rows.filter(Q(state=ReportState.APPROVED) | Q(insats__in=own))
    return rows.filter(insats__in=own)


def own_reports(association: Association, person: Person, day: dt.date) -> QuerySet[InsatsReport]:
    """Give the reports that a contact writes or has written, the latest first."""
    return (
        InsatsReport.objects.of(association)
        .with_contact(person, day)
        .order_by("-year", "due_on", "insats__name")
    )


def reports_of_year(association: Association, year: int, *, state: str = "") -> QuerySet[InsatsReport]:
    """Give the year's reports with the contacts of today's appointments as `insats.body.sitting`."""
    rows = InsatsReport.objects.of(association).filter(year=year).select_related("insats__body")
    return rows.filter(state=state) if state else rows


def with_contacts(rows: QuerySet[InsatsReport], day: dt.date) -> QuerySet[InsatsReport]:
    """Have each report carry `insats.body.sitting`, the contacts of the day."""
    sitting = Appointment.objects.in_force(day).select_related("person")
    return rows.prefetch_related(Prefetch("insats__body__appointments", queryset=sitting, to_attr="sitting"))


def approved(association: Association, year: int) -> list[InsatsReport]:
    """Give the year's approved årsrapporter by name, for the årsredovisning."""
    rows = InsatsReport.objects.of(association).filter(year=year, kind__in=YEARLY, state=ReportState.APPROVED)
    return list(rows.order_by("insats__kind", "insats__name"))


@asked_once
def handed_in(association: Association, year: int) -> list[InsatsReport]:
    """Give the year's yearly reports that have been submitted, with their costs, for checks and figures."""
    rows = InsatsReport.objects.of(association).filter(year=year, kind__in=YEARLY, state__in=HANDED_IN)
    sections = ReportSection.objects.prefetch_related("costs")
    return list(rows.prefetch_related(Prefetch("sections", queryset=sections)).order_by("insats__name", "pk"))


def not_opened(association: Association, year: int) -> QuerySet[Insats]:
    """Give the insatser that were granted money for the year and have no yearly report yet."""
    return (
        Insats.objects.of(association)
        .filter(grants__year=year, grants__replaced_in__isnull=True)
        .exclude(reports__in=InsatsReport.objects.filter(year=year, kind__in=YEARLY))
        .distinct()
    )
