"""Pages that lay a report's version over the one it corrects."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from finsam.permissions import AccessRequest, Permission, requires
from reporting.documents.versions import changes_since, changes_since_copy
from reporting.models import ReportCopy
from reporting.views.reports import visible_report


@requires(Permission.READ_REPORTS)
@require_safe
def report_changes(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what a correction changes, texts word by word and tables row by row."""
    report = visible_report(request, pk)
    if report.corrects is None:
        raise Http404
    context = {
        "report": report,
        "earlier": report.corrects,
        "changes": changes_since(report),
        "crumb_url": report.get_absolute_url(),
    }
    return render(request, "reporting/report_changes.html", context)


@requires(Permission.READ_REPORTS)
@require_safe
def report_copy_changes(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what has changed in a plan since the members were consulted on it."""
    rows = ReportCopy.objects.filter(report__association=request.association)
    copy = get_object_or_404(rows, pk=pk)
    copy.report = visible_report(request, copy.report_id)
    context = {
        "report": copy.report,
        "copy": copy,
        "changes": changes_since_copy(copy),
        "crumb_url": copy.report.get_absolute_url(),
    }
    return render(request, "reporting/report_changes.html", context)
