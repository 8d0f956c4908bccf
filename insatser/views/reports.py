"""A report as a whole: its state, reading it, handing it in, returning and approving it, its versions and its PDF."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock
from finsam.errors import DomainError
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from finsam.views.pages import refusals_on
from finsam.web.asked import number as number_of
from finsam.work import jobs
from insatser.actions.handing_in import approve, make_proof, return_report, submit
from insatser.actions.opening import change_due
from insatser.documents.report import build_report
from insatser.forms.handing_in import ReturnForm, Signatures
from insatser.forms.register import DueForm
from insatser.models import InsatsReport
from insatser.permissions import may_approve, may_return
from insatser.queries.collisions import waiting_in
from insatser.queries.completeness import (
    SectionProgress,
    cost_remarks,
    mismatch,
    missing_in,
    progress,
    sums_of,
    told_early,
)
from insatser.queries.content import load_sections
from insatser.queries.count_remarks import remarks_on
from insatser.queries.named import named_in
from insatser.queries.register import granted
from insatser.queries.versions import compared, versions_of
from insatser.rules import period
from insatser.states import Part, ReportState
from insatser.views.finding import FoundReport, find_report, find_writable_report, my_pages, page_base


@requires(Permission.OPEN_INSATS)
@require_safe
def insats_report(request: AccessRequest, pk: int) -> HttpResponse:
    """Show how far a report has come and what it says; the page to which every mail leads."""
    found = find_report(request, pk)
    report = found.report
    context = _progress_facts(found) | {
        "found": found,
        "report": report,
        "document": build_report(report) if found.may_read else None,
        "may_approve": may_approve(report, request.permissions),
        "may_return": may_return(report, request.permissions),
        "remarks": report.remarks.filter(settled_at__isnull=True).select_related("made_by"),
        "versions": versions_of(report),
        "sub": _state_in_words(report),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/insats_report.html", context)


@requires(Permission.REPORT_INSATS)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_submit(request: AccessRequest, pk: int) -> HttpResponse:
    """Read the report through, see what is missing, sign it and hand it in."""
    found = find_writable_report(request, pk)
    if not found.may_write:
        return redirect(found.report)
    forms = Signatures(
        request.POST or None, initial=None if request.POST else [_own_signature(request, found)]
    )
    error = ""
    if request.method == "POST" and forms.is_valid():
        try:
            submit(report=found.report, signatures=forms.signatures(), by=request.person)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(
                request, "Rapporten är inlämnad. Förbundet läser den och hör av sig om något saknas."
            )
            return redirect(found.report)
    context = _progress_facts(found) | {
        "report": found.report,
        "document": build_report(found.report),
        "waiting": waiting_in(found.report),
        "count_remarks": remarks_on(found.report.insats, within=period(found.report.kind, found.report.year)),
        "named": named_in(found.report),
        "forms": forms,
        "error": error,
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    status = 422 if error or (request.method == "POST" and not forms.is_valid()) else 200
    return render(request, "insatser/insats_report_submit.html", context, status=status)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_return(request: AccessRequest, pk: int) -> HttpResponse:
    """Send a report back with remarks, section by section."""
    report = find_report(request, pk).report
    form = ReturnForm(request.POST or None, sections=report.sections.all())
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            return_report(report=report, remarks=form.remarks(), by=request.person)
            messages.success(request, "Rapporten är tillbaka hos insatsen, med dina anmärkningar i ett mejl.")
            return redirect(report)
    lead = "Skriv vad som behöver kompletteras. Insatsen får ett mejl och ser anmärkningen i sitt avsnitt."
    return _ask(
        request,
        report,
        "Skicka tillbaka rapporten",
        form,
        submit_label="Skicka tillbaka rapporten",
        lead=lead,
    )


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_approve(request: AccessRequest, pk: int) -> HttpResponse:
    """Approve a submitted report; its PDF is made and kept."""
    report = find_report(request, pk).report
    if request.method == "POST":
        with refusals_on(request):
            approve(report=report, by=request.person)
            messages.success(
                request, "Rapporten är godkänd. Den blir en PDF och mejlas till kontaktpersonerna."
            )
        return redirect(report)
    if not may_approve(report, request.permissions):
        return redirect(report)
    lead = "Rapporten fryses som den är inlämnad, blir en PDF och kommer med i årsredovisningen."
    return _ask(request, report, "Godkänn rapporten", None, submit_label="Godkänn rapporten", lead=lead)


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def insats_report_due(request: AccessRequest, pk: int) -> HttpResponse:
    """Give a report another last day."""
    report = find_report(request, pk).report
    form = DueForm(request.POST or None, initial={"due_on": report.due_on.isoformat()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_due(report=report, due_on=form.cleaned_data["due_on"], by=request.person)
            messages.success(request, "Sista dagen är ändrad.")
            return redirect(report)
    return _ask(request, report, "Ändra sista dag", form, submit_label="Spara sista dagen", lead="")


@requires(Permission.OPEN_INSATS)
@require_safe
def insats_report_versions(request: AccessRequest, pk: int) -> HttpResponse:
    """Show what changed from one submitted version to the next."""
    found = find_report(request, pk)
    if not found.may_read:
        raise Http404
    versions = versions_of(found.report)
    latest = versions[0].number if versions else 0
    asked = number_of(request.GET.get("version"))
    number = latest if asked is None else asked
    context = {
        "report": found.report,
        "versions": versions,
        "shown": number,
        "changes": compared(found.report, number),
        "base": page_base(request),
        "my_pages": my_pages(request),
    }
    return render(request, "insatser/insats_report_versions.html", context)


@requires(Permission.OPEN_INSATS)
@require_safe
def insats_report_file(request: AccessRequest, pk: int, number: int) -> HttpResponse:
    """Give an approved version as it was frozen."""
    found = find_report(request, pk)
    if not found.may_read:
        raise Http404
    version = get_object_or_404(
        found.report.versions.filter(document__isnull=False).select_related("document"), number=number
    )
    return file_response(version.document)


@requires(Permission.REPORT_INSATS)
@require_POST
def insats_report_proof(request: AccessRequest, pk: int) -> HttpResponse:
    """Have the worker print the report as it stands."""
    report = find_writable_report(request, pk).report
    job = jobs.ask(
        make_proof, association=request.association, key=f"insatsrapport utkast {report.pk} {request.person.pk}",
        label=f"{report.name}, {report.insats}", by=request.person, back_url=report.get_absolute_url(),
        report_id=report.pk,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


def _progress_facts(found: FoundReport) -> dict[str, Any]:
    report = found.report
    sections = load_sections(report)
    amount, source = granted(report.insats, report.year)
    steps: list[SectionProgress] = progress(report, sections, amount)
    return {
        "steps": steps,
        "missing": missing_in(steps),
        "mismatch": mismatch(sums_of(sections), amount),
        "cost_remarks": cost_remarks(sections, amount),
        "early": told_early(report),
        "granted": amount,
        "granted_source": source,
        "costs_number": next((s.number for s in sections if s.part == Part.COSTS), 1),
        "next_number": next((step.section.number for step in steps if step.kind != "done"), 1),
    }


def _state_in_words(report: InsatsReport) -> str:
    """Say how far it has come, in a sentence."""
    if report.state == ReportState.APPROVED and report.approved_by and report.approved_at:
        return f"Godkänd av {report.approved_by.name} den {dates.long_date(timezone.localdate(report.approved_at))}."
    if report.state == ReportState.SUBMITTED and report.submitted_by and report.submitted_at:
        day = dates.long_date(timezone.localdate(report.submitted_at))
        return f"Inlämnad av {report.submitted_by.name} den {day}. Förbundet läser den."
    late = ", dagen har gått" if report.is_late(clock.today()) else ""
    return f"{report.get_state_display()}. Lämnas senast {dates.weekday_date(report.due_on)}{late}."


def _own_signature(request: AccessRequest, found: FoundReport) -> dict[str, str]:
    insats = found.report.insats
    last = found.report.signers.order_by("-version").first()
    return {
        "name": request.person.name,
        "organisation": last.organisation if last else str(insats.owner or ""),
        "place": last.place if last else "",
        "signed_on": clock.today().isoformat(),
    }


def _ask(
    request: AccessRequest, report: Any, title: str, form: Any, *, submit_label: str, lead: str
) -> HttpResponse:
    url = reverse("insats_report", args=[request.association.slug, report.pk])
    context = {
        "title": title, "crumb": str(report), "crumb_url": url, "cancel_url": url, "lead": lead, "form": form,
        "submit": submit_label,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form and form.errors else 200)
