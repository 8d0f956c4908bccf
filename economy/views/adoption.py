"""Pages on which a column is fixed by its §, taken back before justering, or made anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from economy.actions.adoption import adopt_together, revise, take_back_adoption
from economy.forms.figures import AdoptForm
from economy.models import FigureSet
from economy.queries.adoption import adopted_with, adopting_paragraphs, budget_remarks
from economy.views.figures import grid_url, own_column
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


@requires(Permission.WRITE_ECONOMY)
def column_adopt(request: AccessRequest, pk: int) -> HttpResponse:
    """Fix a column by its §, and the year's other budget and plans with it."""
    column = own_column(request, pk)
    form = AdoptForm(
        request.POST or None, paragraphs=adopting_paragraphs(column), others=adopted_with(column)
    )
    back = grid_url(request, column.fiscal_year.year)
    if column.is_adopted:
        messages.info(request, f"{column} är redan fastställd.")
        return redirect(back)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            adopted = _adopt(request, column, form)
            names = ", ".join(str(each) for each in adopted)
            messages.success(request, f"{names} är fastställd.")
            _remind(request, adopted)
            return redirect(back)
    context = {
        "title": f"Fastställ {column}", "crumb": f"Belopp {column.fiscal_year.year}", "crumb_url": back,
        "lead": "Välj den paragraf där styrelsen fattade beslutet. När den är justerad ändras kolumnen bara genom en "
        "ny version med en egen paragraf.",
        "form": form, "submit": "Fastställ kolumnen", "cancel_url": back,
    }  # fmt: skip
    return render(request, "economy/column_adopt.html", context)


def _adopt(request: AccessRequest, column: FigureSet, form: AdoptForm) -> list[FigureSet]:
    given = form.cleaned_data
    return adopt_together(
        figure_sets=[column, *form.with_it], paragraph=form.chosen, on=given["on"], reference=given["reference"],
        by=request.person,
    )  # fmt: skip


def _remind(request: AccessRequest, columns: list[FigureSet]) -> None:
    """Say what the law asks that this decision lacks."""
    first = columns[0]
    if first.adopted_on:
        for remark in budget_remarks(columns, first.paragraph, first.adopted_on):
            messages.warning(request, remark)


@requires(Permission.WRITE_ECONOMY)
def column_take_back(request: AccessRequest, pk: int) -> HttpResponse:
    """Take back the choice of a § that is not justerad yet."""
    column = own_column(request, pk)
    back = grid_url(request, column.fiscal_year.year)
    if request.method == "POST":
        with refusals_on(request):
            take_back_adoption(figure_set=column, by=request.person)
            messages.success(request, f"{column} är ett utkast igen.")
        return redirect(back)
    context = {
        "title": f"Ångra att {column} är fastställd", "crumb": f"Belopp {column.fiscal_year.year}", "crumb_url": back,
        "lead": "Kolumnen blir ett utkast igen. Det går så länge paragrafen inte är justerad.",
        "submit": "Gör kolumnen till utkast", "cancel_url": back,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)


@requires(Permission.WRITE_ECONOMY)
def column_revise(request: AccessRequest, pk: int) -> HttpResponse:
    """Make a new version of an adopted column."""
    column = own_column(request, pk)
    back = grid_url(request, column.fiscal_year.year)
    if request.method == "POST":
        with refusals_on(request):
            revised = revise(figure_set=column, by=request.person)
            messages.success(request, f"{revised} är gjord. Den fastställda finns kvar.")
        return redirect(back)
    context = {
        "title": f"Ny version av {column.label}", "crumb": f"Belopp {column.fiscal_year.year}", "crumb_url": back,
        "lead": "Den nya versionen börjar med samma belopp och fastställs genom en egen paragraf. Den fastställda finns "
        "kvar som den är.",
        "submit": "Gör en ny version", "cancel_url": back,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
