"""Finding the insats or the report that a person may know of; 404 for any other."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from finsam import clock
from finsam.permissions import AccessRequest
from finsam.states import AppointmentRole
from insatser.models import Application, Event, Insats, InsatsReport, ReportSection, Share
from insatser.permissions import is_contact_only, may_read_answers, may_write_report
from insatser.queries.applications import visible_applications
from insatser.queries.content import load_sections
from insatser.queries.events import events_of
from insatser.queries.register import visible_insatser
from insatser.queries.reports import visible_reports
from insatser.states import OPEN_SHARES


@dataclass(frozen=True)
class FoundReport:
    """A report with what the person may do with it."""

    report: InsatsReport
    may_write: bool
    may_read: bool


@dataclass(frozen=True)
class FoundApplication:
    """An ansökan with what the person may do with it; a draft is read by those who write it alone."""

    application: Application
    is_contact: bool

    @property
    def may_read(self) -> bool:
        return self.is_contact or self.application.is_received

    @property
    def may_write(self) -> bool:
        return self.is_contact and self.application.is_writable


def find_application(request: AccessRequest, pk: int) -> FoundApplication:
    """Give an ansökan of the association that the person may know of."""
    rows = visible_applications(request.association, request.person, request.permissions, clock.today())
    row = get_object_or_404(rows.select_related("body", "submitted_by"), pk=pk)
    is_contact = any(
        seat.body_id == row.body_id and seat.role == AppointmentRole.CONTACT for seat in request.appointments
    )
    return FoundApplication(row, is_contact)


def find_writable_application(request: AccessRequest, pk: int) -> Application:
    """Give an ansökan that the person writes or has written; 404 for any other."""
    found = find_application(request, pk)
    if not found.is_contact:
        raise Http404
    return found.application


def find_insats(request: AccessRequest, pk: int) -> Insats:
    """Give an insats of the association that the person may know of."""
    rows = visible_insatser(request.association, request.person, request.permissions, clock.today())
    shares = Share.objects.filter(insats=OuterRef("pk"), state__in=sorted(OPEN_SHARES))
    return get_object_or_404(rows.annotate(is_shared=Exists(shares)), pk=pk)


def find_event(request: AccessRequest, pk: int) -> Event:
    """Give an arrangemang of the association."""
    return get_object_or_404(events_of(request.association), pk=pk)


def is_contact_of(request: AccessRequest, insats: Insats) -> bool:
    """Whether the person is a contact of the insats today."""
    return any(
        row.body_id == insats.body_id and row.role == AppointmentRole.CONTACT for row in request.appointments
    )


def find_report(request: AccessRequest, pk: int) -> FoundReport:
    """Give a report of the association that the person may open."""
    rows = visible_reports(request.association, request.person, request.permissions, clock.today())
    report = get_object_or_404(rows, pk=pk)
    is_contact = is_contact_of(request, report.insats)
    return FoundReport(
        report,
        may_write_report(report, request.permissions, is_contact=is_contact),
        may_read_answers(report, request.permissions, is_contact=is_contact),
    )


def find_writable_report(request: AccessRequest, pk: int) -> FoundReport:
    """Give a report that the person writes; 404 for one that is not hers, also when it is submitted already."""
    found = find_report(request, pk)
    if not found.may_read or (found.report.is_writable and not found.may_write):
        raise Http404
    return found


def find_section(report: InsatsReport, number: int) -> tuple[ReportSection, list[ReportSection]]:
    """Give a section of the report, and all of them."""
    sections = load_sections(report)
    found = next((section for section in sections if section.number == number), None)
    if found is None:
        raise Http404
    return found, sections


def page_base(request: AccessRequest) -> str:
    """Give the frame of the page: that of those who come seldom for one who knows of her own insatser alone."""
    return "base_reading.html" if is_contact_only(request.permissions) else "base.html"


def my_pages(request: AccessRequest) -> list[dict[str, str]]:
    """Give the one page that a contact has beside the report."""
    if not is_contact_only(request.permissions):
        return []
    return [{"label": "Mina insatser", "url": f"/{request.association.slug}/mina-insatser/"}]
