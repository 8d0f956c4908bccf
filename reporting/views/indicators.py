"""Pages of what the indicators said."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from finsam import clock
from finsam.errors import DomainError
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from reporting.actions import indicators as acts
from reporting.forms.indicators import IndicatorFormSet, indicator_initial
from reporting.queries.goals import is_goal_year
from reporting.queries.indicators import hiding_sentence, indicator_years, told_results

INDICATOR_HEADINGS = ("Grupp", "Medelvärde", "Spridning", "Svarande")


@requires(Permission.READ_REPORTS)
@require_safe
def indicators(request: AccessRequest) -> HttpResponse:
    """Lead to the latest year that has results."""
    years = indicator_years(request.association)
    return redirect("indicator_list", request.association.slug, years[0] if years else clock.today().year - 1)


@requires(Permission.READ_REPORTS)
@require_safe
def indicator_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show what the indicators said in a year beside the year before; too small groups are not told."""
    if not is_goal_year(year):
        raise Http404
    before = {told.row.group: told for told in told_results(request.association, year - 1)}
    rows = [(told, before.get(told.row.group)) for told in told_results(request.association, year)]
    years = sorted({*indicator_years(request.association), year}, reverse=True)
    context = {
        "year": year,
        "years": years,
        "rows": rows,
        "has_hidden": any(told.is_hidden or (earlier and earlier.is_hidden) for told, earlier in rows),
        "hiding_sentence": hiding_sentence(request.association.count_limit),
    }
    return render(request, "reporting/indicator_list.html", context)


@requires(Permission.READ_REPORTS)
@require_safe
def indicator_list_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same results as an Excel file, with nothing that the page does not tell."""
    values = [
        (told.row.group, told.mean, told.spread, None if told.is_hidden else told.row.respondents)
        for told in told_results(request.association, year)
    ]
    return excel.download(f"indikatorer-{year}", INDICATOR_HEADINGS, values)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: AccessRequest, year: int) -> HttpResponse:
    """Write down a year's results in a table."""
    if not is_goal_year(year):
        raise Http404
    stored = list(request.association.indicators.filter(year=year).order_by("is_total", "position", "id"))
    forms = IndicatorFormSet(request.POST or None, initial=indicator_initial(stored))
    error = ""
    if request.method == "POST" and forms.is_valid():
        rows = [form.cleaned_data for form in forms if form.cleaned_data.get("group")]
        try:
            acts.save_indicators(association=request.association, year=year, rows=rows, by=request.person)
        except DomainError as refusal:
            error = str(refusal)
        else:
            messages.success(request, f"Indikatorerna för {year} är sparade.")
            return redirect("indicator_list", request.association.slug, year)
    is_wrong = bool(error) or (request.method == "POST" and not forms.is_valid())
    context = {"year": year, "forms": forms, "error": error}
    return render(request, "reporting/indicator_edit.html", context, status=422 if is_wrong else 200)
