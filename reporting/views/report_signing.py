"""Pages for those who sign an adopted report: read it, ask for a code, sign."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam.access import reauth
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.coded import Coded, act_by_code
from finsam.views.pages import refusals_on
from reporting.actions import adopting
from reporting.documents.report import frozen_sections
from reporting.documents.versions import changes_since, version_in_force
from reporting.forms.reports import UnsignedForm
from reporting.models import Report, ReportSigning
from reporting.queries.reports import reports_of
from reporting.states import FROZEN


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def report_sign(request: AccessRequest, pk: int) -> HttpResponse:
    """Show the adopted report to one who signs it; choosing to sign mails a code."""
    report, place = _my_place(request, pk)
    error = ""
    if request.method == "POST" and place.signed_at is None:
        try:
            reauth.send_code(request, request.person, _purpose(report))
        except DomainError as refusal:
            error = str(refusal)
        else:
            return redirect("report_sign_code", request.association.slug, pk)
    context = {
        "report": report,
        "place": place,
        "sections": frozen_sections(report.content or {}),
        "changes": changes_since(report),
        "in_force": version_in_force(report),
        "error": error,
    }
    return render(request, "reporting/report_sign.html", context, status=422 if error else 200)


@requires(Permission.SIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def report_sign_code(request: AccessRequest, pk: int) -> HttpResponse:
    """Take the code that was mailed, and sign."""
    report, place = _my_place(request, pk)
    if place.signed_at:
        return redirect("report_sign", request.association.slug, pk)
    here = reverse("report_sign", args=[request.association.slug, pk])

    def sign() -> HttpResponse:
        identified = reauth.how_identified(request, request.person)
        adopting.sign_report(signing=place, by=request.person, identified=identified)
        messages.success(request, "Tack. Din underskrift finns i dokumentet.")
        return redirect(here)

    coded = Coded(_purpose(report), report.title, here, "Signera rapporten", cancel="Tillbaka till rapporten")
    return act_by_code(request, coded, sign)


@requires(Permission.WRITE_REPORTS)
@require_POST
def report_place(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask someone with a place to sign, or note why she does not."""
    rows = ReportSigning.objects.filter(report__association=request.association)
    place = get_object_or_404(rows.select_related("report__association", "person"), pk=pk)
    form, back = UnsignedForm(request.POST), f"{place.report.get_absolute_url()}#underskrifter"
    is_asked = request.POST.get("act") == "ask"
    if not is_asked and not form.is_valid():
        return _ask_why(request, place, form, back)
    with refusals_on(request):
        if is_asked:
            adopting.ask_to_sign(signing=place, by=request.person)
        else:
            adopting.note_unsigned(signing=place, reason=form.cleaned_data["note"], by=request.person)
        messages.success(request, f"Noterat för {place.person.name}.")
    return redirect(back)


def _ask_why(request: AccessRequest, place: ReportSigning, form: UnsignedForm, back: str) -> HttpResponse:
    facts = {
        "title": f"Varför {place.person.name} inte skriver under",
        "crumb": place.report.title,
        "crumb_url": back,
        "form": form,
        "submit": "Notera skälet",
        "cancel_url": back,
    }
    return render(request, "_components/confirm.html", facts, status=422)


def _my_place(request: AccessRequest, pk: int) -> tuple[Report, ReportSigning]:
    report = get_object_or_404(reports_of(request.association).filter(state__in=sorted(FROZEN)), pk=pk)
    return report, get_object_or_404(report.signings.filter(person=request.person, is_asked=True))


def _purpose(report: Report) -> str:
    return f"sign:report:{report.pk}"
