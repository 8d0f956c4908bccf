"""The year as it goes: the last closed month against its budget, the forecast, and how it has moved."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.actions.forecasting import make_forecast
from economy.forms.follow_up import ForecastForm
from economy.models import FiscalYear
from economy.queries.books import open_books
from economy.queries.follow_up import FollowUp, follow_up
from economy.queries.forecasts import forecasts_of, steps_of
from economy.queries.month_budget import told_ways
from economy.registries import follow_up as report
from economy.states import StatementKind
from economy.views.years import fiscal_year_of
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


@requires(Permission.READ_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def follow_up_year(request: AccessRequest, year: int) -> HttpResponse:
    """Show a closed month (`till=2022-03`, or the last) against its budget, with the year's forecast to write."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association)
    shown = _asked(request, fiscal_year)
    context = {"fiscal_year": fiscal_year, "tab": "follow_up_year", "shown": shown}
    if shown is None:
        return render(request, "economy/follow_up_empty.html", context)
    form = None
    if shown.is_latest and Permission.WRITE_ECONOMY in request.permissions:
        form = ForecastForm(request.POST or None, shown=shown, unit=fiscal_year.unit)
        if request.method == "POST" and form.is_valid():
            with refusals_on(form):
                make_forecast(
                    fiscal_year=fiscal_year, until=shown.until, wanted=form.wanted(), by=request.person
                )
                return _after(request, fiscal_year, shown)
    book = books.by_year[year]
    context |= {
        "form": form, "rows": [(row, _fields(form, row.key)) for row in shown.rows], "told_ways": told_ways(shown.spreads),
        "steps": steps_of(book, shown.forecasts, book.of(StatementKind.INCOME)),
        "panel": report.panel_of(fiscal_year, shown.until),
    }  # fmt: skip
    return render(request, "economy/follow_up.html", context)


def _asked(request: AccessRequest, fiscal_year: FiscalYear) -> FollowUp | None:
    asked = request.GET.get("till", "")
    if not asked:
        return follow_up(fiscal_year)
    try:
        first = dt.date.fromisoformat(f"{asked}-01")
    except ValueError:
        raise Http404 from None
    newest = follow_up(fiscal_year)
    until = (
        next((day for day in newest.periods if (day.year, day.month) == (first.year, first.month)), None)
        if newest
        else None
    )
    if until is None:
        raise Http404
    return follow_up(fiscal_year, until)


def _after(request: AccessRequest, fiscal_year: FiscalYear, shown: FollowUp) -> HttpResponse:
    """Say that the forecast is saved, and go on to the report where that was the button."""
    if "report" in request.POST and (url := report.begin(fiscal_year, shown.until, request.person)):
        return redirect(url)
    messages.success(request, f"Prognosen efter {shown.period.lower()} är sparad.")
    return redirect("follow_up_year", request.association.slug, fiscal_year.year)


def _fields(form: ForecastForm | None, key: str) -> dict[str, object] | None:
    if form is None or f"f-{key}" not in form.fields:
        return None
    return {
        "amount": form[f"f-{key}"], "was": form.was(f"f-{key}"), "way": form[f"w-{key}"], "reason": form[f"r-{key}"],
    }  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
@require_POST
def follow_up_report(request: AccessRequest, year: int) -> HttpResponse:
    """Begin the report of the last closed month from another page: a forecast that nobody has made is made as proposed."""
    fiscal_year = fiscal_year_of(request, year)
    shown = follow_up(fiscal_year)
    if shown is None:
        messages.error(request, "Ingen månad är stängd. Läs in bokföringen först.")
        return redirect("follow_up_year", request.association.slug, year)
    if shown.kept is None:
        make_forecast(fiscal_year=fiscal_year, until=shown.until, wanted={}, by=request.person)
    return redirect(report.begin(fiscal_year, shown.until, request.person) or fiscal_year.get_absolute_url())


@requires(Permission.READ_ECONOMY)
@require_safe
def follow_up_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same table as Excel."""
    fiscal_year = fiscal_year_of(request, year)
    shown = _asked(request, fiscal_year)
    if shown is None:
        raise Http404
    headings = [
        "", f"Utfall {shown.period.lower()}", f"Budget {shown.period.lower()}", "Avvikelse", f"Prognos {year}", f"Budget {year}",
        "Avvikelse", "Varför",
    ]  # fmt: skip
    rows = [
        [
            row.label,
            *(None if value is None else value * row.line.sign for value in (row.outcome, row.budget)), row.deviation,
            *(None if value is None else value * row.line.sign for value in (row.forecast, row.year_budget)),
            row.year_deviation, row.reason,
        ]
        for row in shown.rows
    ]  # fmt: skip
    return excel.download(f"uppfoljning-{shown.until:%Y-%m}", headings, rows)


@requires(Permission.READ_ECONOMY)
@require_safe
def forecast_list(request: AccessRequest, year: int) -> HttpResponse:
    """How the forecast has moved, line by line."""
    fiscal_year = fiscal_year_of(request, year)
    book = open_books(request.association, [year]).by_year[year]
    lines = [line for line in book.of(StatementKind.INCOME) if line.is_line or line.is_sum]
    steps = steps_of(book, forecasts_of(fiscal_year), lines)
    rows = [
        (line, [step.amounts[place] for step in steps])
        for place, line in enumerate(lines)
        if any(step.amounts[place] for step in steps)
    ]
    context = {"fiscal_year": fiscal_year, "steps": steps, "rows": rows, "tab": "follow_up_year"}
    return render(request, "economy/forecast_list.html", context)
