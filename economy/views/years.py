"""Finding a fiscal year, and opening one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from economy.actions.years import open_year, remove_year
from economy.forms.years import EMPTY, STARTER, YearForm
from economy.models import FiscalYear
from economy.outlines import EMPTY as EMPTY_LAYOUT
from economy.outlines import STARTER as STARTER_LAYOUT
from economy.queries.books import fiscal_years_of, years_of
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on


def fiscal_year_of(request: AccessRequest, year: int) -> FiscalYear:
    """Give the association's fiscal year, or 404."""
    found = (each for each in fiscal_years_of(request.association) if each.year == year)
    if own := next(found, None):
        return own
    raise Http404


@requires(Permission.WRITE_ECONOMY)
def fiscal_year_add(request: AccessRequest) -> HttpResponse:
    """Open a fiscal year, with last year's layout or one to start from."""
    years = years_of(request.association)
    form = YearForm(request.POST or None, years=years)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            opened = _open(request, form)
            messages.success(request, f"Räkenskapsåret {opened.year} är öppnat.")
            return redirect("layout", request.association.slug, opened.year)
    context = {
        "title": "Öppna ett räkenskapsår", "crumb": "Ekonomi", "crumb_url": reverse("economy", args=[request.association.slug]),
        "form": form, "submit": "Öppna räkenskapsåret", "cancel_url": reverse("economy", args=[request.association.slug]),
    }  # fmt: skip
    return render(request, "economy/form_page.html", context)


def _open(request: AccessRequest, form: YearForm) -> FiscalYear:
    given = form.cleaned_data
    choice = given["layout"]
    source = None if choice in {STARTER, EMPTY} else fiscal_year_of(request, int(choice))
    return open_year(
        association=request.association, year=given["year"], starts_on=given["starts_on"], ends_on=given["ends_on"],
        unit=given["unit"], copy_from=source, has_limit=True, by=request.person,
        layout=STARTER_LAYOUT if choice == STARTER else EMPTY_LAYOUT,
    )  # fmt: skip


@requires(Permission.WRITE_ECONOMY)
def fiscal_year_remove(request: AccessRequest, year: int) -> HttpResponse:
    """Ask before a year that was opened by mistake is removed."""
    fiscal_year = fiscal_year_of(request, year)
    back = fiscal_year.get_absolute_url()
    if request.method == "POST":
        try:
            remove_year(fiscal_year=fiscal_year, by=request.person)
        except DomainError as error:
            messages.error(request, str(error))
            return redirect(back)
        messages.success(request, f"Räkenskapsåret {year} är borttaget.")
        return redirect("economy", request.association.slug)
    context = {
        "title": f"Ta bort räkenskapsåret {year}", "crumb": "Ekonomi", "crumb_url": back,
        "lead": "Året och dess uppställning tas bort. Det går bara så länge inga belopp och ingen bokföring finns i det.",
        "submit": "Ta bort räkenskapsåret", "is_grave": True, "cancel_url": back, "cancel": "Behåll räkenskapsåret",
    }  # fmt: skip
    return render(request, "_components/confirm.html", context)
