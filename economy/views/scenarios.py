""" "Tänk om": equity over three years if something were so, beside what is planned and what was supposed before."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from economy.actions.scenarios import keep_scenario, remove_scenario
from economy.forms.scenarios import ScenarioForm
from economy.models import Scenario
from economy.queries.books import open_books
from economy.queries.equity_ahead import equity_ahead
from economy.queries.scenarios import equity_if, scenario_chart, supposed_of
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def scenario_list(request: AccessRequest, year: int) -> HttpResponse:
    """Reckon what is typed, keep it where it is named, and show it beside the plan and what is kept."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association)
    planned = equity_ahead(request.association, year, books=books)
    form = ScenarioForm(request.POST or None, planned={each.year: each.contributions for each in planned})
    supposed = None
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            supposed = equity_if(request.association, year, form.supposed, books)
            if form.cleaned_data["name"].strip():
                row = keep_scenario(
                    association=request.association, first_year=year, name=form.cleaned_data["name"],
                    supposed=form.supposed, by=request.person,
                )  # fmt: skip
                messages.success(request, f"{row.name} är sparat. Budgeten är inte ändrad.")
                return redirect("scenario_list", request.association.slug, year)
    rows = Scenario.objects.filter(association=request.association, first_year=year).select_related("made_by")
    context = {
        "fiscal_year": fiscal_year, "form": form, "planned": planned, "supposed": supposed,
        "chart": scenario_chart(planned, supposed) if supposed else None,
        "kept": [(row, equity_if(request.association, year, supposed_of(row), books)) for row in rows],
    }  # fmt: skip
    return render(request, "economy/scenario_list.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def scenario_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take one away."""
    row = get_object_or_404(Scenario, pk=pk, association=request.association)
    with refusals_on(request):
        remove_scenario(scenario=row, by=request.person)
        messages.success(request, f"{row.name} är borttaget.")
    return redirect("scenario_list", request.association.slug, row.first_year)
