"""The year-end list of a fiscal year."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from economy.views.years import fiscal_year_of
from finsam import clock
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from reporting.actions.year_end import (
    add_year_end_step,
    begin_year_end,
    change_year_end_step,
    remove_year_end_step,
    tick_year_end_step,
)
from reporting.forms.year_end import YearEndStepForm
from reporting.models import YearEndStep
from reporting.queries.year_end import year_end_rows

HEADINGS = ("Steg", "Senast", "Vem", "Klart", "Klart av", "Vad programmet ser", "Anteckning")


@requires(Permission.READ_ECONOMY)
@require_safe
def year_end_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show each step with its day, whose it is, and whether it is done."""
    fiscal_year = fiscal_year_of(request, year)
    rows = year_end_rows(fiscal_year, clock.today())
    context = {
        "fiscal_year": fiscal_year, "rows": rows, "done": sum(row.is_done for row in rows), "tab": "year_end_list",
    }  # fmt: skip
    return render(request, "reporting/year_end_list.html", context)


@requires(Permission.READ_ECONOMY)
@require_safe
def year_end_list_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same list as an Excel file."""
    rows = year_end_rows(fiscal_year_of(request, year), clock.today())
    values = (
        [
            row.step.label, row.step.due_on, row.step.person.name if row.step.person else "",
            row.step.done_at or ("Programmet ser det" if row.is_done else ""),
            row.step.done_by.name if row.step.done_by else "", row.seen.said if row.seen else "", row.step.note,
        ]
        for row in rows
    )  # fmt: skip
    return excel.download(f"bokslut-{year}", HEADINGS, values)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def year_end_begin(request: AccessRequest, year: int) -> HttpResponse:
    """Begin the list with the shipped steps."""
    with refusals_on(request):
        begin_year_end(fiscal_year=fiscal_year_of(request, year), by=request.person)
        messages.success(request, "Listan är påbörjad. Ändra dagar och vem som gör vad.")
    return redirect("year_end_list", request.association.slug, year)


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def year_end_step_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a step of the förbund's own."""
    fiscal_year = fiscal_year_of(request, year)
    form = YearEndStepForm(request.POST or None, association=request.association)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            add_year_end_step(fiscal_year=fiscal_year, by=request.person, **form.cleaned_data)
            messages.success(request, "Steget är tillagt.")
            return redirect("year_end_list", request.association.slug, year)
    return _form(request, year, form, title="Lägg till ett steg", submit="Lägg till steget")


@requires(Permission.WRITE_ECONOMY)
@require_http_methods(["GET", "HEAD", "POST"])
def year_end_step_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a step's day, whose it is, and what there is to remember."""
    step = _found(request, pk)
    form = YearEndStepForm(request.POST or None, association=request.association, step=step)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_year_end_step(step=step, by=request.person, **form.cleaned_data)
            messages.success(request, "Steget är ändrat.")
            return _back(step)
    return _form(request, step.fiscal_year.year, form, title="Ändra steget", submit="Spara steget")


@requires(Permission.WRITE_ECONOMY)
@require_POST
def year_end_step_tick(request: AccessRequest, pk: int) -> HttpResponse:
    """Say that a step is done, or that it was not."""
    step = _found(request, pk)
    with refusals_on(request):
        tick_year_end_step(step=step, is_done=request.POST.get("done") == "1", by=request.person)
    return _back(step)


@requires(Permission.WRITE_ECONOMY)
@require_POST
def year_end_step_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Take a step away."""
    step = _found(request, pk)
    with refusals_on(request):
        remove_year_end_step(step=step, by=request.person)
        messages.success(request, "Steget är borttaget.")
    return _back(step)


def _found(request: AccessRequest, pk: int) -> YearEndStep:
    return get_object_or_404(YearEndStep.objects.of(request.association), pk=pk)


def _back(step: YearEndStep) -> HttpResponse:
    return redirect("year_end_list", step.fiscal_year.association.slug, step.fiscal_year.year)


def _form(request: AccessRequest, year: int, form: YearEndStepForm, **facts: str) -> HttpResponse:
    back_url = reverse("year_end_list", args=[request.association.slug, year])
    return form_page(request, form, back="Bokslut", back_url=back_url, **facts)  # type: ignore[arg-type]
