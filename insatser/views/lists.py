"""The year's reports: who has written, who has not, and the acts that concern them all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import words
from finsam.views.pages import refusals_on, show_page
from finsam.web.asked import number as number_of
from finsam.web.asked import year as year_of
from insatser.actions.opening import open_reports, remind
from insatser.forms.register import OpenReportsForm
from insatser.queries.register import years_of
from insatser.queries.reports import not_opened, reports_of_year, with_contacts
from insatser.states import WRITABLE, ReportState
from insatser.tables.register import REPORT_HEADINGS, ReportTable, report_values


def _asked(request: AccessRequest) -> dict[str, Any]:
    years = years_of(request.association)
    state = request.GET.get("lage", "")
    return {
        "years": years,
        "year": year_of(request.GET.get("ar")) or clock.today().year - 1,
        "state": state if state in ReportState.values else "",
    }


def _rows(request: AccessRequest, asked: dict[str, Any]) -> Any:
    rows = reports_of_year(request.association, asked["year"], state=asked["state"])
    return with_contacts(rows, clock.today())


@requires(Permission.WRITE_INSATSER)
def report_list_insats(request: AccessRequest) -> HttpResponse:
    """Every report of a year with its state."""
    asked = _asked(request)
    table = ReportTable(
        _rows(request, asked), association=request.association, year=asked["year"], today=clock.today()
    )
    show_page(request, table, per_page=50)
    late = reports_of_year(request.association, asked["year"]).filter(state__in=WRITABLE)
    context = asked | {
        "table": table,
        "title": f"Årsrapporter {asked['year']}",
        "states": ReportState.choices,
        "not_opened": not_opened(request.association, asked["year"]),
        "waiting": late.count(),
    }
    return render(request, "insatser/report_list_insats.html", context)


@requires(Permission.WRITE_INSATSER)
def report_list_insats_excel(request: AccessRequest) -> HttpResponse:
    """The same list as an Excel file."""
    return excel.download(
        "arsrapporter", REPORT_HEADINGS, map(report_values, _rows(request, _asked(request)))
    )


@requires(Permission.WRITE_INSATSER)
@require_http_methods(["GET", "HEAD", "POST"])
def reports_open(request: AccessRequest) -> HttpResponse:
    """Open the year's reports for everyone who was granted money."""
    initial = {"year": year_of(request.GET.get("ar")) or clock.today().year - 1, "tells_contacts": True}
    form = OpenReportsForm(request.POST or None, initial=initial)
    back = reverse("report_list_insats", args=[request.association.slug])
    if request.method == "POST" and form.is_valid():
        opened = open_reports(association=request.association, by=request.person, **form.cleaned_data)
        counted = words.plural(len(opened), "rapport är öppnad", "rapporter är öppnade")
        messages.success(
            request, f"{counted}." if opened else "Alla insatser med medel för året har redan en rapport."
        )
        return redirect(f"{back}?ar={form.cleaned_data['year']}")
    context = {
        "title": "Öppna rapporter", "crumb": "Årsrapporter", "crumb_url": back, "cancel_url": back, "form": form,
        "submit": "Öppna rapporterna",
        "lead": "Varje insats som har beviljats medel för året får en rapport att skriva. Målen, parterna och beloppet är ifyllda.",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_INSATSER)
@require_POST
def reports_remind(request: AccessRequest) -> HttpResponse:
    """Remind the contacts of one report, or of all of the year that have not come."""
    one = request.POST.get("report", "")
    year = year_of(request.POST.get("year")) or clock.today().year - 1
    rows = reports_of_year(request.association, year)
    if one:
        rows = rows.filter(pk=number_of(one) or 0)
    with refusals_on(request):
        reminded = remind(reports=list(rows), by=request.person)
        counted = words.plural(len(reminded), "insats", "insatser")
        messages.success(request, f"{words.capitalised(counted)} har fått en påminnelse.")
    return redirect(f"{reverse('report_list_insats', args=[request.association.slug])}?ar={year}")
