"""The board's economic report: written, looked at, and handed over."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam.errors import DomainError, StaleVersionError
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.views.pages import refusals_on
from finsam.views.pieces import with_pieces
from finsam.web.asked import number as number_of
from finsam.work import jobs
from reporting.actions import economic_reports as acts
from reporting.documents.economic_report import build_economic_report, printed_figures
from reporting.documents.economic_report_changes import changes_since
from reporting.forms.economic_reports import SentencesForm
from reporting.models import EconomicReport
from reporting.queries.economic_reports import month_figures, previous_report, reports_of, shown_month

WRITTEN_BY_ANOTHER = "Någon annan har sparat texten medan du skrev. Din text står kvar här; spara igen för att ersätta den andra."


def own_economic_report(request: AccessRequest, pk: int) -> EconomicReport:
    """Give the association's economic report, or 404; a draft is the office's."""
    rows = EconomicReport.objects.select_related(
        "association", "fiscal_year__association", "text", "pdf", "paragraph__meeting__body"
    )
    report = get_object_or_404(rows, association=request.association, pk=pk)
    if report.is_draft and Permission.WRITE_REPORTS not in request.permissions:
        raise Http404
    return report


@requires(Permission.READ_ECONOMY)
@require_safe
def economic_report_list(request: AccessRequest) -> HttpResponse:
    """Every economic report, the newest first; drafts are the office's."""
    writes = Permission.WRITE_REPORTS in request.permissions
    rows = [each for each in reports_of(request.association) if writes or not each.is_draft]
    return render(request, "reporting/economic_report_list.html", {"rows": rows})


@requires(Permission.READ_ECONOMY)
@with_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def economic_report_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a report with what has changed since the one before it; the office writes its sentences."""
    report = own_economic_report(request, pk)
    if not report.is_draft:
        return render(request, "reporting/economic_report_read.html", _read(report))
    if Permission.WRITE_REPORTS not in request.permissions:
        raise Http404
    shown = shown_month(report)
    if shown is None:
        messages.error(
            request, "Månaden är inte stängd längre: bokföringen är tillbakatagen. Läs in den igen."
        )
        return redirect("follow_up_year", request.association.slug, report.fiscal_year.year)
    form = SentencesForm(
        request.POST or None, initial={"text": report.text.html, "base_version": report.text.version}
    )
    widget = form.fields["text"].widget
    widget.figures = printed_figures(report, shown) | {each.key: each.value for each in month_figures(shown)}
    widget.figures_url = reverse("economic_report_figures", args=[request.association.slug, pk])
    if request.method == "POST" and form.is_valid() and _is_written(request, form, report):
        if "hand" in request.POST:
            return _hand_over(request, report)
        messages.success(request, "Texten är sparad.")
        return redirect(report)
    document = build_economic_report(report)
    meetings = acts.next_meetings(report)
    context = {
        "report": report, "form": form, "document": document, "shown": shown, "meetings": meetings,
        "before": (before := previous_report(report)),
        "changes": changes_since(before, document) if before else None,
    }  # fmt: skip
    return render(
        request, "reporting/economic_report_detail.html", context, status=422 if form.errors else 200
    )


def _is_written(request: AccessRequest, form: SentencesForm, report: EconomicReport) -> bool:
    """Save the sentences; what stops it stands on the form with what was typed."""
    given = form.cleaned_data
    try:
        acts.write_sentences(
            report=report, html=given["text"], base_version=given["base_version"], by=request.person
        )
    except StaleVersionError:
        form.data = form.data.copy()
        form.data["base_version"] = report.text.version
        form.add_error("text", WRITTEN_BY_ANOTHER)
        return False
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    return True


def _hand_over(request: AccessRequest, report: EconomicReport) -> HttpResponse:
    meetings = {each.pk: each for each in acts.next_meetings(report)}
    meeting = meetings.get(number_of(request.POST.get("meeting")) or 0) or next(iter(meetings.values()), None)
    if meeting is None:
        messages.error(
            request,
            "Inget sammanträde är planerat: planera ett, och lägg sedan rapporten på dagordningen härifrån.",
        )
        return redirect(report)
    job = jobs.ask(
        acts.hand_over_month, association=request.association, key=f"economic-report-{report.pk}",
        label=f"{report} till styrelsen", by=request.person, back_url=report.get_absolute_url(), report_id=report.pk,
        meeting_id=meeting.pk,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


def _read(report: EconomicReport) -> dict[str, object]:
    before = previous_report(report)
    content = report.content or {}
    return {
        "report": report,
        "content": content,
        "before": before,
        "changes": changes_since(before, content) if before else None,
    }


@requires(Permission.WRITE_REPORTS)
@require_POST
def economic_report_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a draft away."""
    report = own_economic_report(request, pk)
    with refusals_on(request):
        acts.remove_draft(report=report, by=request.person)
        messages.success(request, "Utkastet är borttaget. Prognosen finns kvar.")
    return redirect("follow_up_year", request.association.slug, report.fiscal_year.year)


@requires(Permission.READ_ECONOMY)
@require_safe
def economic_report_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the page as the board got it."""
    report = own_economic_report(request, pk)
    if report.pdf is None:
        raise Http404
    return file_response(report.pdf)


@requires(Permission.WRITE_REPORTS)
@require_safe
def economic_report_figures(request: AccessRequest, pk: int) -> JsonResponse:
    """Answer the editor's search among the month's figures and the year's."""
    report = own_economic_report(request, pk)
    shown = shown_month(report)
    own = list(month_figures(shown)) if shown else []
    year = fields.values(request.association, report.fiscal_year.year)
    return JsonResponse(fields.menu([*own, *year.values()], request.GET.get("q", "")))
