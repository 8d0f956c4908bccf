"""The revisorer's room: what they ask, what they are answered, and everything of a year to read."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock
from finsam.files.sending import file_response
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import attempt, form_page
from finsam.work import jobs
from reporting.actions.audit_room import answer_request, ask_office, take_out_year
from reporting.forms.members import AuditAnswerForm, AuditRequestForm
from reporting.models import AuditRequest
from reporting.queries.audit_room import papers_of


@requires(Permission.ENTER_AUDIT_ROOM)
@require_safe
def audit_room_now(request: AccessRequest) -> HttpResponse:
    """Lead to the year that is audited: the one before this."""
    return redirect("audit_room", request.association.slug, clock.today().year - 1)


@requires(Permission.ENTER_AUDIT_ROOM)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_room(request: AccessRequest, year: int) -> HttpResponse:
    """Show all of a year, and take in a question about it."""
    form = AuditRequestForm(request.POST or None)

    def ask() -> AuditRequest:
        question = form.cleaned_data["question"]
        return ask_office(association=request.association, year=year, question=question, by=request.person)

    if attempt(request, form, ask):
        messages.success(request, "Frågan är ställd, och kansliet har fått den i ett mejl.")
        return redirect("audit_room", request.association.slug, year)
    this = clock.today().year
    context = {
        "year": year,
        "years": sorted({this - 2, this - 1, this, year}),
        "papers": papers_of(request.association, year),
        "may_answer": Permission.WRITE_REPORTS in request.permissions,
        "form": form,
    }
    return render(request, "reporting/audit_room.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_request_answer(request: AccessRequest, pk: int) -> HttpResponse:
    """Answer a revisor, in words or with a file."""
    row = _request(request, pk)
    form = AuditAnswerForm(request.POST or None, request.FILES or None, initial={"answer": row.answer})
    if attempt(request, form, lambda: answer_request(request=row, by=request.person, **form.given())):
        messages.success(request, f"Svaret är sparat, och {row.asked_by.name} har fått ett mejl.")
        return redirect("audit_room", request.association.slug, row.year)
    back = reverse("audit_room", args=[request.association.slug, row.year])
    return form_page(
        request, form, title=f"Svara {row.asked_by.name}", submit="Spara svaret", back="Revisorernas rum", back_url=back,
        lead=row.question,
    )  # fmt: skip


@requires(Permission.ENTER_AUDIT_ROOM)
@require_safe
def audit_request_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the file that a revisor was answered with."""
    rows = request.association.audit_requests.filter(document__isnull=False).select_related("document")
    return file_response(get_object_or_404(rows, pk=pk).document)


@requires(Permission.ENTER_AUDIT_ROOM)
@require_POST
def audit_room_zip(request: AccessRequest, year: int) -> HttpResponse:
    """Have everything of the year put in one file."""
    job = jobs.ask(
        take_out_year, association=request.association, key=jobs.key_of("revision", year), label=f"Revision {year}",
        by=request.person, back_url=reverse("audit_room", args=[request.association.slug, year]), year=year,
    )  # fmt: skip
    return redirect("job_detail", request.association.slug, job.pk)


def _request(request: AccessRequest, pk: int) -> AuditRequest:
    return get_object_or_404(
        request.association.audit_requests.select_related("asked_by", "association"), pk=pk
    )
