"""Pages where the headings of a year's goals are named and written: målområden, perspektiv and other lists."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam.errors import DomainError, StaleVersionError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from finsam.web.asked_once import when_looked_in
from reporting.actions.goal_areas import move_area, remove_area
from reporting.actions.headings import add_heading, change_heading
from reporting.documents.report import printed_values
from reporting.forms.goals import HeadingForm
from reporting.forms.rows import as_row
from reporting.models import GoalArea
from reporting.queries.goals import is_goal_year
from reporting.states import AreaKind

WRITTEN_BY_ANOTHER = "Någon annan har sparat texten medan du skrev. Din text står kvar här; spara igen för att ersätta den andra."


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_add(request: AccessRequest, year: int) -> HttpResponse:
    """Add a målområde to the year."""
    if not is_goal_year(year):
        raise Http404
    asked = request.GET.get("slag", "")
    kind = AreaKind(asked) if asked in AreaKind.values else AreaKind.AREA
    form = HeadingForm(request.POST or None, kind=kind)
    _let_figures_in(form, request, year)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            add_heading(
                association=request.association, year=year, kind=kind, name=facts["name"], html=facts["text"],
                by=request.person, **form.rows,
            )  # fmt: skip
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{facts['name']} är tillagt.")
            return redirect("goal_list", request.association.slug, year)
    title = f"Lägg till {kind.label.lower()}"
    return _ask(request, form, year, title=title, submit=title)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what a målområde is called, and its text; what another saved meanwhile is never written over unseen."""
    area = _area(request, pk)
    initial = {
        "name": area.name, "text": area.text.html, "base_version": area.text.version,
        "measures": "\n".join(as_row(each.text, each.outcome) for each in area.measures.all()),
        "activities": "\n".join(as_row(each.text, each.when, each.who) for each in area.activities.all()),
    }  # fmt: skip
    form = HeadingForm(request.POST or None, kind=area.kind, initial=initial)
    _let_figures_in(form, request, area.year)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            change_heading(
                area=area, name=facts["name"], html=facts["text"], base_version=facts["base_version"],
                by=request.person, **form.rows,
            )  # fmt: skip
        except StaleVersionError:
            form.data = form.data.copy()
            form.data["base_version"] = area.text.version
            form.add_error("text", WRITTEN_BY_ANOTHER)
        except DomainError as error:
            form.add_error("name", str(error))
        else:
            messages.success(request, f"{facts['name']} är sparat.")
            return redirect("goal_list", request.association.slug, area.year)
    return _ask(request, form, area.year, title=area.name, submit="Spara")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_area_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a målområde away; its goals stay."""
    area = _area(request, pk)
    if request.method == "POST":
        with refusals_on(request):
            remove_area(area=area, by=request.person)
            messages.success(request, f"{area.name} är borttaget.")
        return redirect("goal_list", request.association.slug, area.year)
    kind = area.get_kind_display().lower()
    lead = f"{area.name}. Texten tas bort; målen blir kvar utan {kind}."
    title = f"Ta bort {kind}"
    return _ask(request, None, area.year, title=title, submit=title, lead=lead)


@requires(Permission.WRITE_REPORTS)
@require_POST
def goal_area_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a heading one step up or down among those of its kind."""
    area = _area(request, pk)
    move_area(area=area, up=request.POST.get("way") == "upp", by=request.person)
    return redirect("goal_list", request.association.slug, area.year)


def _area(request: AccessRequest, pk: int) -> GoalArea:
    rows = GoalArea.objects.filter(association=request.association).select_related("association", "text")
    return get_object_or_404(rows, pk=pk)


def _let_figures_in(form: HeadingForm, request: AccessRequest, year: int) -> None:
    """Let figures of the year be put into the text."""
    widget = form.fields["text"].widget
    widget.figures = when_looked_in(lambda: printed_values(request.association, year))
    widget.figures_url = reverse("goal_figures", args=[request.association.slug, year])


def _ask(
    request: AccessRequest, form: HeadingForm | None, year: int, *, title: str, submit: str, lead: str = ""
) -> HttpResponse:
    back = reverse("goal_list", args=[request.association.slug, year])
    context = {
        "title": title, "crumb": f"Mål {year}", "crumb_url": back, "cancel_url": back, "form": form, "submit": submit,
        "lead": lead, "is_grave": form is None,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form and form.errors else 200)
