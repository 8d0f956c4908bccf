"""Pages of the revisionsberättelse: taken in by revisor or office, read by all, and sent by the office."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock
from finsam.files.sending import file_response
from finsam.models import Association
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from finsam.views.pages import attempt, form_page, refusals_on
from reporting.actions import audit_reports as acts
from reporting.forms.members import AuditReportForm
from reporting.models import AuditReport
from reporting.queries.member_decisions import annual_report_file, receivers_of


@requires(Permission.ENTER_AUDIT_ROOM)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_report_take_in(request: AccessRequest) -> HttpResponse:
    """Take in a signed revisionsberättelse as a file."""
    initial = {"year": clock.today().year - 1}
    form = AuditReportForm(request.POST or None, request.FILES or None, initial=initial)

    def take_in() -> AuditReport:
        return acts.take_in_audit_report(
            association=request.association, draft=form.draft(), by=request.person
        )

    if attempt(request, form, take_in):
        messages.success(request, "Revisionsberättelsen är intagen. Kansliet lämnar den till medlemmarna.")
        return redirect("member_decisions", request.association.slug)
    return form_page(
        request, form, title="Ta in revisionsberättelse", submit="Ta in revisionsberättelsen", **_back(request),
        lead="Filen sparas oförändrad. Lämnar flera revisorer var sin tas de in en i taget.",
    )  # fmt: skip


@requires(Permission.READ_REPORTS)
@require_safe
def audit_report_file(request: AccessRequest, pk: int) -> HttpResponse:
    """Give the revisionsberättelse as it came; before it is sent it is for office and revisorer."""
    report = _report(request, pk)
    if report.sent_at is None and Permission.ENTER_AUDIT_ROOM not in request.permissions:
        raise Http404
    return file_response(report.document)


@requires(Permission.ENTER_AUDIT_ROOM)
@require_POST
def audit_report_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away one that was taken in by mistake."""
    report = _report(request, pk)
    with refusals_on(request):
        acts.remove_audit_report(report=report, by=request.person)
        messages.success(request, "Revisionsberättelsen är borttagen.")
    return redirect("member_decisions", request.association.slug)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def audit_report_send(request: AccessRequest, pk: int) -> HttpResponse:
    """Show whom it goes to, and send it."""
    report = _report(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            question = acts.send_audit_report(report=report, by=request.person)
            messages.success(
                request, f"Revisionsberättelsen är lämnad. {question.title} väntar på medlemmarnas beslut."
            )
        return redirect("member_decisions", request.association.slug)
    today = clock.today()
    annual = annual_report_file(request.association, report.year)
    context = {
        "title": "Lämna revisionsberättelsen", "crumb": "Medlemmarnas beslut", "submit": "Skicka till alla",
        "crumb_url": _back(request)["back_url"], "cancel_url": _back(request)["back_url"],
        "lead": "Den mejlas till styrelsen, medlemmarna och Arbetsförmedlingen. Medlemmarna får också frågan om ansvarsfrihet.",
        "pairs": [
            ("Revisionsberättelse", f"{report.year}, {report.given_by}, {dates.long_date(report.dated_on)}"),
            ("Bifogas", annual.name if annual else "Ingen årsredovisning: den är inte fastställd här."),
            *receivers_of(request.association, today),
            *((name, "E-post saknas, skriv den under Medlemmar") for name in _lacking(request.association)),
        ],
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)


def _lacking(association: Association) -> list[str]:
    rows = association.members.on(clock.today()).filter(registrar_email="")
    return [each.name for each in rows]


def _report(request: AccessRequest, pk: int) -> AuditReport:
    rows = request.association.audit_reports.select_related("document", "association")
    return get_object_or_404(rows, pk=pk)


def _back(request: AccessRequest) -> dict[str, str]:
    return {
        "back": "Medlemmarnas beslut",
        "back_url": reverse("member_decisions", args=[request.association.slug]),
    }
