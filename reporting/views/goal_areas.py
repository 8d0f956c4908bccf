"""Pages where a year's målområden are named and written."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.errors import DomainError, StaleVersionError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.web.asked_once import when_looked_in
from reporting.actions.goal_areas import add_area, change_area, remove_area
from reporting.documents.report import printed_values
from reporting.forms.goals import GoalAreaForm
from reporting.models import GoalArea
from reporting.queries.goals import is_goal_year

WRITTEN_BY_ANOTHER = "Någon annan har sparat texten medan du skrev. Din text står kvar här; spara igen för att ersätta den andra."


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a målområde to the year."""
    if not is_goal_year(year):
        raise Http404
    form = GoalAreaForm(request.POST or None)
    _let_figures_in(form, request, year)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            add_area(
                association=request.association,
                year=year,
                name=facts["name"],
                html=facts["text"],
                by=request.person,
            )
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "Målområdet är tillagt.")
            return redirect("goal_list", request.association.slug, year)
    return _ask(request, form, year, title="Nytt målområde", submit="Lägg till målområdet")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what a målområde is called, and its text; what another saved meanwhile is never written over unseen."""
    area = _area(request, pk)
    initial = {"name": area.name, "text": area.text.html, "base_version": area.text.version}
    form = GoalAreaForm(request.POST or None, initial=initial)
    _let_figures_in(form, request, area.year)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            change_area(
                area=area,
                name=facts["name"],
                html=facts["text"],
                base_version=facts["base_version"],
                by=request.person,
            )
        except StaleVersionError:
            form.data = form.data.copy()
            form.data["base_version"] = area.text.version
            form.add_error("text", WRITTEN_BY_ANOTHER)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, "Målområdet är sparat.")
            return redirect("goal_list", request.association.slug, area.year)
    return _ask(request, form, area.year, title=area.name, submit="Spara målområdet")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a målområde away; its goals stay."""
    area = _area(request, pk)
    if request.method == "POST":
        remove_area(area=area, by=request.person)
        messages.success(request, "Målområdet är borttaget.")
        return redirect("goal_list", request.association.slug, area.year)
    lead = f"{area.name}. Texten tas bort; målen blir kvar utan målområde."
    return _ask(request, None, area.year, title="Ta bort målområdet", submit="Ta bort målområdet", lead=lead)


def _area(request: AccessRequest, pk: int) -> GoalArea:
    rows = GoalArea.objects.filter(association=request.association).select_related("association", "text")
    return get_object_or_404(rows, pk=pk)


def _let_figures_in(form: GoalAreaForm, request: AccessRequest, year: int) -> None:
    """Let figures of the year be put into the text."""
    widget = form.fields["text"].widget
    widget.figures = when_looked_in(lambda: printed_values(request.association, year))
    widget.figures_url = reverse("goal_figures", args=[request.association.slug, year])


def _ask(
    request: AccessRequest, form: GoalAreaForm | None, year: int, *, title: str, submit: str, lead: str = ""
) -> HttpResponse:
    back = reverse("goal_list", args=[request.association.slug, year])
    context = {
        "title": title, "crumb": f"Mål {year}", "crumb_url": back, "cancel_url": back, "form": form, "submit": submit,
        "lead": lead, "is_grave": form is None,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form and form.errors else 200)
