"""An answer as it stood after each saving, and taking one back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from finsam import markup
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.web.asked import number as number_of
from insatser.actions.writing import save_section, version_of
from insatser.models import ReportAnswer
from insatser.views.finding import find_writable_report, my_pages, page_base

VERSIONS = 300


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_answer_history(request: AccessRequest, pk: int, answer_pk: int) -> HttpResponse:
    """Show an answer's versions, one of them with what it changed; POST makes an earlier one the newest."""
    found = find_writable_report(request, pk)
    rows = ReportAnswer.objects.filter(section__report=found.report).select_related("section", "text")
    answer = get_object_or_404(rows, pk=answer_pk)
    if request.method == "POST":
        return _restore(request, answer)
    asked = number_of(request.GET.get("version"))
    shown = answer.text.version if asked is None else asked
    own = {row.number: row.html for row in answer.text.versions.filter(number__in=[shown, shown - 1])}
    context = {
        "report": found.report,
        "answer": answer,
        "versions": answer.text.versions.select_related("saved_by").order_by("-number")[:VERSIONS],
        "shown": shown,
        "differences": markup.differences(own.get(shown - 1, ""), own[shown]) if shown in own else None,
        "may_write": found.may_write and found.report.is_writable,
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/insats_answer_history.html", context)


def _restore(request: AccessRequest, answer: ReportAnswer) -> HttpResponse:
    number = number_of(request.POST.get("version"))
    version = get_object_or_404(answer.text.versions, number=-1 if number is None else number)
    section = answer.section
    fields = {f"answer-{answer.pk}": version.html}
    try:
        save_section(section=section, fields=fields, base_version=version_of(section), by=request.person)
    except DomainError as refusal:
        messages.error(request, str(refusal))
        return redirect("insats_report", request.association.slug, section.report_id)
    messages.success(request, "Svaret är återställt. Det som stod där innan finns kvar bland versionerna.")
    return redirect("insats_report_section", request.association.slug, section.report_id, section.number)
