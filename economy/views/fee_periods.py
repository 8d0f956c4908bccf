"""Pages of a period of arvoden: looked through, added to, closed, and given to the payroll."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.actions.fees import begin_period, close_period, remove_period, remove_row, type_row
from economy.forms.fees import FeePeriodForm, FeeRowForm
from economy.models import FeePeriod, FeeRow
from economy.queries.fee_page import FeePage, fee_page, fees_and_budget
from economy.queries.fees import FeeLine, periods_of
from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import money, words
from finsam.views.pages import attempt, form_page, refusals_on

_HEADINGS = ("Person", "Datum", "Slag", "Sammanträde", "Antal", "Kronor per", "Belopp", "Konto", "Anmärkning")


def _period(request: AccessRequest, pk: int) -> FeePeriod:
    rows = FeePeriod.objects.select_related("association", "closed_by")
    return get_object_or_404(rows, association=request.association, pk=pk)


@requires(Permission.WRITE_ECONOMY)
@require_safe
def fee_period(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a period's rows by person, what may still change them, and the year beside its budget."""
    period = _period(request, pk)
    page = fee_page(period, clock.today())
    year = period.ends_on.year
    open_lines = () if period.is_closed else page.lines
    context = {
        "period": period, "page": page, "year": year,
        "lines": fees_and_budget(request.association, year, open_lines),
    }  # fmt: skip
    return render(request, "economy/fee_period.html", context)


@requires(Permission.WRITE_ECONOMY)
@require_safe
def fee_period_excel(request: AccessRequest, pk: int) -> HttpResponse:
    """The rows as an Excel file for the payroll; one of an open period says that it is preliminary."""
    period = _period(request, pk)
    page = fee_page(period, clock.today())
    ending = "" if period.is_closed else "-preliminart"
    name = f"arvoden-{period.starts_on:%Y-%m}-{period.ends_on:%Y-%m}{ending}"
    return excel.download(name, _HEADINGS, map(_values, page.lines))


def _values(line: FeeLine) -> list[excel.Value]:
    fee = line.fee
    notes = ["Rättar tidigare period" if line.is_correction and line.typed else "", fee.note]
    return [
        line.person.name, line.day, fee.label, str(line.meeting) if line.meeting else "", fee.number, fee.rate,
        fee.amount, fee.account, ". ".join(filter(None, notes)),
    ]  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_period_add(request: AccessRequest) -> HttpResponse:
    """Begin the next period."""
    earlier = periods_of(request.association)
    form = FeePeriodForm(request.POST or None, is_first=not earlier)
    made = attempt(
        request,
        form,
        lambda: begin_period(association=request.association, by=request.person, **form.cleaned_data),
    )
    if made:
        messages.success(
            request, "Perioden är öppen. Arvodena räknas ur närvaron när sammanträdena är avslutade."
        )
        return redirect("fee_period", request.association.slug, made.pk)
    back = reverse("fee_list", args=[request.association.slug])
    lead = f"Den börjar dagen efter {earlier[0].ends_on:%Y-%m-%d}." if earlier else ""
    return form_page(
        request,
        form,
        title="Ny arvodesperiod",
        submit="Öppna perioden",
        back="Arvoden",
        back_url=back,
        lead=lead,
    )


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_period_close(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask before the period is closed, with what it comes to, and close it."""
    period = _period(request, pk)
    here = reverse("fee_period", args=[request.association.slug, pk])
    if request.method == "POST":
        with refusals_on(request):
            close_period(period=period, by=request.person)
            messages.success(request, "Perioden är stängd. Hämta Excelfilen till lönerna.")
        return redirect(here)
    return form_page(
        request, None, title=f"Stäng arvoden {period.days}", submit="Stäng perioden", back=str(period),
        back_url=here, pairs=_told(fee_page(period, clock.today())),
        lead="Raderna sparas som de är nu och ändras inte sedan. Det som visar sig vara fel rättas i nästa period.",
    )  # fmt: skip


def _told(page: FeePage) -> list[tuple[str, Any]]:
    return [
        ("Belopp", f"{money.kr_as_needed(page.total)} kr"),
        ("Personer", len(page.people)),
        ("Har inte bekräftat", words.join_och(person.name for person, _ in page.silent)),
        ("Inte avslutat", words.join_och(str(each) for each in page.unended)),
        ("Inte justerat", words.join_och(str(each) for each in page.unsigned)),
    ]


@requires(Permission.WRITE_ECONOMY)
@require_POST
def fee_period_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away a period that was begun by mistake."""
    with refusals_on(request):
        remove_period(period=_period(request, pk), by=request.person)
        messages.success(request, "Perioden är borttagen.")
    return redirect("fee_list", request.association.slug)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def fee_row_add(request: AccessRequest, pk: int) -> HttpResponse:
    """Type a row of the office's own."""
    period = _period(request, pk)
    form = FeeRowForm(request.POST or None, association=request.association)
    here = reverse("fee_period", args=[request.association.slug, pk])
    if attempt(request, form, lambda: type_row(period=period, by=request.person, **form.cleaned_data)):
        messages.success(request, "Raden är sparad.")
        return redirect(here)
    return form_page(request, form, title="Ny rad", submit="Spara raden", back=str(period), back_url=here)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def fee_row_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take away a row that was typed in an open period."""
    rows = FeeRow.objects.filter(period__association=request.association).select_related("period")
    row = get_object_or_404(rows, pk=pk)
    with refusals_on(request):
        remove_row(row=row, by=request.person)
        messages.success(request, "Raden är borttagen.")
    return redirect("fee_period", request.association.slug, row.period_id)
