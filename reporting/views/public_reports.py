"""Published reports to everyone: as an accessible page and as PDF, without login."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from finsam.files import file_response
from finsam.models import Association
from finsam.permissions import public
from reporting.documents.report import frozen_sections
from reporting.models import Report
from reporting.queries.reports import published_reports


@public
@require_safe
def public_report(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show a published report as it was frozen."""
    report = _published(slug, pk)
    context = {
        "association": report.association,
        "report": report,
        "sections": frozen_sections(report.content or {}),
        "home_url": reverse("public_page", args=[slug]),
        "public_nav": [{"label": "Protokoll och anslag", "url": reverse("public_page", args=[slug])}],
    }
    return render(request, "reporting/public_report.html", context)


@public
@require_safe
def public_report_file(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give a published report as PDF, the version without underskrifter."""
    report = _published(slug, pk)
    if report.pdf is None:
        raise Http404
    return file_response(report.pdf)


def _published(slug: str, pk: int) -> Report:
    association = get_object_or_404(Association, slug=slug)
    return get_object_or_404(published_reports(association), pk=pk)
