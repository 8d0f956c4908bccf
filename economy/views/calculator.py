"""The calculator of contributions: one part's sum gives the others, and becomes the budget's line and list."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from economy.actions.calculating import keep_inhabitants, save_calculated
from economy.forms.calculator import CalculatorForm
from economy.queries.books import open_books
from economy.queries.calculator import (
    KOMMUNER,
    REGION,
    STATE,
    Calculated,
    added_by_others,
    calculate,
    inhabitants_of,
)
from economy.queries.contributions import shares_of
from economy.queries.equity_ahead import equity_ahead
from economy.states import PLANNED
from economy.views.years import fiscal_year_of
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on

_LABELS = {STATE: "Staten, genom Försäkringskassan", REGION: "Regionen", KOMMUNER: "Kommunerna tillsammans"}


@requires(Permission.WRITE_ECONOMY)
def contribution_calculator(request: AccessRequest, year: int) -> HttpResponse:
    """Reckon what the members pay; written in a column only where one is chosen."""
    fiscal_year = fiscal_year_of(request, year)
    books = open_books(request.association)
    columns = [each for each in books.by_year[year].columns if each.kind in PLANNED and not each.is_adopted]
    members = list(request.association.members.on(fiscal_year.ends_on))
    form = CalculatorForm(
        request.POST or None, members=members, known=inhabitants_of(request.association), columns=columns
    )
    shares = shares_of(request.association, year)
    context = {"fiscal_year": fiscal_year, "form": form, "shares": shares, "tab": "contribution_list"}
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            given = form.cleaned_data
            calculated = calculate(
                members, known=given["known"], amount=given["amount"], percent=shares.percent, unit=given["unit"],
                weights={each: Decimal(count) for each, count in form.counts().items()}, locked=form.locked(),
            )  # fmt: skip
            if form.column:
                return _save(request, form, calculated, year)
            context |= {
                "calculated": calculated, "parts": [(_LABELS[part], amount) for part, amount in calculated.parts.items()],
                "added": _added(form, calculated, shares.percent),
                "equity": equity_ahead(request.association, year, contributions={year: calculated.total}, books=books),
                "planned": equity_ahead(request.association, year, books=books),
            }  # fmt: skip
    return render(
        request, "economy/contribution_calculator.html", context, status=422 if form.errors else 200
    )


def _save(request: AccessRequest, form: CalculatorForm, calculated: Calculated, year: int) -> HttpResponse:
    given = form.cleaned_data
    if counts := form.counts():
        keep_inhabitants(
            association=request.association,
            counts=counts,
            on=given["on"],
            source=given["source"],
            by=request.person,
        )
    save_calculated(figure_set=form.column, calculated=calculated, by=request.person)
    messages.success(request, f"Bidragen står i {form.column}, och deras summa på raden för medlemsbidrag.")
    return redirect("contribution_list", request.association.slug, year)


def _added(
    form: CalculatorForm, calculated: Calculated, percent: dict[str, Decimal]
) -> list[tuple[str, Decimal]]:
    offered = form.cleaned_data["offered"]
    if offered is None:
        return []
    return [
        (_LABELS[part], amount)
        for part, amount in added_by_others(calculated.parts, offered, percent).items()
    ]
