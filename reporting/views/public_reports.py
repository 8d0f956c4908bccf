"""Published reports to everyone: as an accessible page and as PDF, without login."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from board.queries.held import held_of
from board.registries.public_files import shown_file
from finsam.files.sending import file_response, published
from finsam.models import Association
from finsam.permissions import public
from finsam.views.pieces import with_published_pieces
from reporting.documents.report import frozen_sections
from reporting.documents.versions import changes_since, version_in_force
from reporting.models import Report
from reporting.queries.reports import published_reports
from reporting.states import ReportState


@public
@with_published_pieces
@require_safe
def public_report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a published report as it was frozen."""
    report = _published(slug, pk)
    held = held_of(report.association)
    context = {
        "association": report.association,
        "report": report,
        "held": held,
        "in_force": version_in_force(report),
        "file": shown_file(report.pdf, held) if report.pdf else None,
        "sections": frozen_sections(held.content(report.content or {})),
        "home_url": reverse("public_page", args=[slug]),
        "public_nav": [{"label": "Protokoll och anslag", "url": reverse("public_page", args=[slug])}],
    }
    return render(request, "reporting/public_report.html", context)


@public
@require_safe
def public_report_changes(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show what a published correction changes in the published version before it."""
    report = _published(slug, pk)
    if report.corrects is None or report.corrects.state != ReportState.PUBLISHED:
        raise Http404
    held = held_of(report.association)
    context = {
        "association": report.association,
        "report": report,
        "held": held,
        "earlier": report.corrects,
        "changes": changes_since(report, held),
        "home_url": reverse("public_page", args=[slug]),
        "public_nav": [{"label": report.title, "url": reverse("public_report", args=[slug, pk])}],
    }
    return render(request, "reporting/public_report_changes.html", context)


@public
@require_safe
def public_report_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a published report as PDF, the version without underskrifter."""
    report = _published(slug, pk)
    shown = shown_file(report.pdf, held_of(report.association)) if report.pdf else None
    if shown is None:
        raise Http404
    return published(file_response(shown))


def _published(slug: str, pk: int) -> Report:
    association = get_object_or_404(Association, slug=slug)
    return get_object_or_404(published_reports(association), pk=pk)
