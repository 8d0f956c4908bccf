"""Pages of years without books, of the limit of equity and of the members' shares."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from economy.actions.figures import keep_historical, keep_years
from economy.actions.limits import remove_equity_limit, remove_shares, set_equity_limit, set_shares
from economy.forms.history import HistoricalForm, LimitForm, PastedYearsForm, SharesForm
from economy.models import ContributionShares, EquityLimit, HistoricalFigure
from economy.queries.ratios import HISTORICAL
from economy.queries.requirement import DEFICITS
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


@requires(Permission.WRITE_ECONOMY)
def historical_figures(request: AccessRequest) -> HttpResponse:
    """Keep figures of years without books, and list those that are kept."""
    form = HistoricalForm(request.POST or None, names=HISTORICAL | DEFICITS)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            keep_historical(
                association=request.association, year=form.cleaned_data["year"], values=form.values(),
                source=form.cleaned_data["source"], by=request.person,
            )  # fmt: skip
            messages.success(request, "Uppgifterna är sparade.")
            return redirect("historical_figures", request.association.slug)
    rows = HistoricalFigure.objects.filter(association=request.association)
    kept = [(row, (HISTORICAL | DEFICITS).get(row.key, row.key)) for row in rows]
    return render(request, "economy/historical_figures.html", {"form": form, "kept": kept})


@requires(Permission.WRITE_ECONOMY)
def historical_figures_paste(request: AccessRequest) -> HttpResponse:
    """Paste a table over several years: it is shown as it was read, and kept when one has seen it."""
    form = PastedYearsForm(request.POST or None)
    read = form.read if request.method == "POST" and form.is_valid() else None
    if read and request.POST.get("act") == "keep":
        with refusals_on(form):
            keep_years(
                association=request.association, years={year: read.of_year(year) for year in read.years},
                source=form.cleaned_data["source"], by=request.person,
            )  # fmt: skip
            messages.success(request, f"{len(read.values)} uppgifter är sparade.")
            return redirect("historical_figures", request.association.slug)
    rows = (
        [
            (name, key, [read.values.get((year, key)) for year in read.years])
            for key, name in HISTORICAL.items()
        ]
        if read
        else []
    )
    context = {
        "form": form,
        "read": read,
        "rows": [row for row in rows if any(value is not None for value in row[2])],
    }
    return render(
        request, "economy/historical_figures_paste.html", context, status=422 if form.errors else 200
    )


@requires(Permission.WRITE_ECONOMY)
def equity_limits(request: AccessRequest) -> HttpResponse:
    """List the limits, and set one."""
    form = LimitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            set_equity_limit(association=request.association, by=request.person, **form.cleaned_data)
            messages.success(request, "Riktmärket är sparat.")
            return redirect("equity_limits", request.association.slug)
    limits = EquityLimit.objects.filter(association=request.association)
    return render(request, "economy/equity_limits.html", {"form": form, "limits": limits})


@requires(Permission.WRITE_ECONOMY)
@require_POST
def equity_limit_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a limit away; it can be set again."""
    limit = get_object_or_404(EquityLimit, association=request.association, pk=pk)
    remove_equity_limit(limit=limit, by=request.person)
    messages.success(request, "Riktmärket är borttaget.")
    return redirect("equity_limits", request.association.slug)


@requires(Permission.WRITE_ECONOMY)
def contribution_shares(request: AccessRequest) -> HttpResponse:
    """List what agreements say of the members' shares, and write one."""
    form = SharesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            set_shares(association=request.association, by=request.person, **form.cleaned_data)
            messages.success(request, "Andelarna är sparade.")
            return redirect("contribution_shares", request.association.slug)
    agreed = ContributionShares.objects.filter(association=request.association)
    return render(request, "economy/contribution_shares.html", {"form": form, "agreed": agreed})


@requires(Permission.WRITE_ECONOMY)
@require_POST
def contribution_shares_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take an agreement's shares away; the law's hold again."""
    shares = get_object_or_404(ContributionShares, association=request.association, pk=pk)
    remove_shares(shares=shares, by=request.person)
    messages.success(request, "Andelarna är borttagna. Lagens gäller.")
    return redirect("contribution_shares", request.association.slug)
