"""The year's budget by month, copying last year's, and the limits for deviations."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from economy.actions.month_budgets import copy_budget, set_deviation_limit, spread_lines, spread_own
from economy.forms.follow_up import CopyBudgetForm, DeviationForm, OwnMonthsForm, SpreadForm
from economy.queries.books import open_books
from economy.queries.follow_up import deviation_limit
from economy.queries.ledger_months import months_of
from economy.queries.month_budget import SpreadRow, last_year_by_month, line_named, month_budget, told_ways
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on


@requires(Permission.READ_ECONOMY)
def month_budget_year(request: AccessRequest, year: int) -> HttpResponse:
    """Each line's budget by month; the office says how it is divided."""
    fiscal_year = fiscal_year_of(request, year)
    rows = month_budget(open_books(request.association, [year]).by_year[year])
    form = None
    if Permission.WRITE_ECONOMY in request.permissions:
        has_last_year = bool(last_year_by_month(fiscal_year))
        form = SpreadForm(request.POST or None, rows=rows, has_last_year=has_last_year)
        if request.method == "POST" and form.is_valid():
            with refusals_on(form):
                spread_lines(fiscal_year=fiscal_year, ways=form.cleaned_data, by=request.person)
                messages.success(
                    request,
                    f"Sparat. {told_ways(month_budget(open_books(request.association, [year]).by_year[year]))}",
                )
                return redirect("month_budget_year", request.association.slug, year)
    budgeted = [row for row in rows if row.total is not None]
    months = months_of(fiscal_year)
    context = {
        "fiscal_year": fiscal_year, "months": months, "form": form, "tab": "follow_up_year", "has_budget": bool(budgeted),
        "rows": [(row, form[row.line.key] if form else None, [each * row.line.sign for each in row.months]) for row in budgeted],
        "totals": [sum((row.months[place] for row in budgeted), Decimal(0)) for place in range(len(months))],
        "total": sum((row.total for row in budgeted), Decimal(0)),
    }  # fmt: skip
    return render(request, "economy/month_budget.html", context)


@requires(Permission.WRITE_ECONOMY)
def line_spread(request: AccessRequest, year: int, key: str) -> HttpResponse:
    """A line's own amounts by month."""
    fiscal_year = fiscal_year_of(request, year)
    line = line_named(fiscal_year, key)
    if line is None:
        raise Http404
    rows = month_budget(open_books(request.association, [year]).by_year[year])
    row = next((each for each in rows if each.line.key == key), SpreadRow(line, "", None, ()))
    form = OwnMonthsForm(
        request.POST or None, row=row, line=line, months=months_of(fiscal_year), unit=fiscal_year.unit
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            line.fiscal_year = fiscal_year
            spread_own(line=line, months=form.amounts(), by=request.person)
            messages.success(request, f"Budgeten för {line.label} är fördelad på månaderna.")
            return redirect("month_budget_year", request.association.slug, year)
    context = {
        "fiscal_year": fiscal_year,
        "line": line,
        "row": row,
        "form": form,
        "total": None if row.total is None else row.total * line.sign,
    }
    return render(request, "economy/line_spread.html", context)


@requires(Permission.WRITE_ECONOMY)
def budget_copy(request: AccessRequest, year: int) -> HttpResponse:
    """Begin the year's budget with last year's, changed by percent."""
    fiscal_year = fiscal_year_of(request, year)
    form = CopyBudgetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            copy_budget(fiscal_year=fiscal_year, by=request.person, **form.cleaned_data)
            messages.success(
                request,
                f"Budgeten för {year} är en kopia av {year - 1} års. Ändra de rader som ska vara annorlunda.",
            )
            return redirect("figure_grid", request.association.slug, year)
    return form_page(
        request, form, title=f"Kopiera budgeten för {year - 1}", submit="Kopiera budgeten", back="Belopp",
        back_url=reverse("figure_grid", args=[request.association.slug, year]),
        lead="Varje rad får förra årets budget med ändringen. Kolumnen är ett utkast, och går att ta bort.",
    )  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
def deviation_limit_edit(request: AccessRequest) -> HttpResponse:
    """From how large a deviation a line is marked, and a comment asked for."""
    limit = deviation_limit(request.association)
    form = DeviationForm(request.POST or None, initial={"percent": limit.percent, "kronor": limit.kronor})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            set_deviation_limit(association=request.association, by=request.person, **form.cleaned_data)
            messages.success(request, "Gränsen är sparad.")
            return redirect("economy", request.association.slug)
    return form_page(
        request, form, title="Gräns för avvikelser", submit="Spara gränsen", back="Ekonomi",
        back_url=reverse("economy", args=[request.association.slug]),
        lead="En rad som avviker mer än gränsen märks i uppföljningen och i den ekonomiska rapporten, och ska ha en kommentar.",
    )  # fmt: skip
