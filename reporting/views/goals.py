"""Pages of the year's goals and indicators."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from finsam import clock, markup
from finsam.errors import DomainError
from finsam.files import excel
from finsam.permissions import AccessRequest, Permission, requires
from finsam.registries import fields
from finsam.views.pages import refusals_on
from finsam.web.asked import year as year_of
from finsam.web.asked_once import when_looked_in
from reporting.actions import goals as acts
from reporting.blocks.goals import LIGHTS, Day, day_of_year, measures_told
from reporting.documents.report import printed_values
from reporting.forms.goals import AssessForm, GoalForm
from reporting.models import Goal
from reporting.queries.following import followed_goals
from reporting.queries.goals import (
    Placed,
    areas_of,
    goal_years,
    goals_of,
    is_goal_year,
    placed,
    whole_goals,
)
from reporting.queries.measuring import habits_of, pictured
from reporting.states import AreaKind, GoalStatus

GOAL_HEADINGS = (
    "Nummer",
    "Nivå",
    "Mål",
    "Målområde",
    "Perspektiv",
    "Hur",
    "Mått",
    "Aktiviteter",
    "Uppföljning",
    "Strategiskt område",
    "Fokusområden",
    "Yttre mål",
    "Ansvarig",
    "Budget",
    "Bedömning",
    "Utfall",
)
SHOWN = {
    "": ("Alla", ""), "roda": ("Röda", "is_red"), "sena": ("Sena", "late"), "tysta": ("Tysta", "is_silent"),
}  # fmt: skip


@requires(Permission.READ_REPORTS)
@require_safe
def goals(request: AccessRequest) -> HttpResponse:
    """Lead to the latest year that has goals."""
    years = goal_years(request.association)
    return redirect("goal_list", request.association.slug, years[0] if years else clock.today().year)


@requires(Permission.READ_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show a year's goals with what is red, late or silent; the office sets the assessments there."""
    _real(year)
    if request.method == "POST":
        if Permission.WRITE_REPORTS not in request.permissions:
            raise Http404
        return _assess(request, year, goals_of(request.association, year))
    rows = followed_goals(request.association, year, clock.today())
    chosen = request.GET.get("visa", "")
    _, wanted = SHOWN.get(chosen, SHOWN[""])
    years = goal_years(request.association)
    earlier = [each for each in years if each < year]
    headings = [(kind, areas_of(request.association, year, kind)) for kind in AreaKind]
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "rows": [
            (each, LIGHTS[GoalStatus(each.goal.status)], [pictured(one) for one in each.measures])
            for each in rows
            if not wanted or getattr(each, wanted)
        ],
        "has_goals": bool(rows),
        "shown": [
            (key, label, sum(bool(getattr(each, name)) if name else 1 for each in rows), key == chosen)
            for key, (label, name) in SHOWN.items()
        ],
        "headings": [
            (kind, rows) for kind, rows in headings if rows or kind in {AreaKind.AREA, AreaKind.PERSPECTIVE}
        ],
        "habits": habits_of(request.association),
        "statuses": GoalStatus.choices,
        "figures": when_looked_in(lambda: printed_values(request.association, year)),
        "copy_from": earlier[0] if earlier and not rows else None,
        "next_year": year + 1 if rows and year + 1 not in years else None,
    }
    return render(request, "reporting/goal_list.html", context)


@requires(Permission.READ_REPORTS)
@require_safe
def goal_list_excel(request: AccessRequest, year: int) -> HttpResponse:
    """The same goals as an Excel file."""
    day = day_of_year(request.association, year)
    values = [_as_values(each, day) for each in placed(goals_of(request.association, year))]
    return excel.download(f"mal-{year}", GOAL_HEADINGS, values)


def _as_values(row: Placed, day: Day) -> tuple[object, ...]:
    goal = row.goal
    listed = {
        kind: "; ".join(area.name for area in goal.listed.all() if area.kind == kind) for kind in AreaKind
    }
    measures = measures_told(day.of(goal.measures.all()), day, with_outcome=True)
    activities = [
        ", ".join(filter(None, (each.text, each.when, each.who, each.get_state_display())))
        for each in goal.activities.all()
    ]
    return (
        row.number, goal.level.name if goal.level else "", goal.goal, goal.area.name if goal.area else "",
        goal.perspective.name if goal.perspective else "", goal.how, measures, "\n".join(activities), goal.follow_up,
        listed[AreaKind.STRATEGIC], listed[AreaKind.FOCUS], listed[AreaKind.OUTER],
        goal.owner.name if goal.owner else "", goal.budget, goal.get_status_display(), markup.text_of(goal.result.html),
    )  # fmt: skip


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: AccessRequest, year: int) -> HttpResponse:
    """Set a goal of the year."""
    _real(year)
    initial = {"status": GoalStatus.NOT_ASSESSED, "parent": request.GET.get("under", "")}
    form = GoalForm(request.POST or None, association=request.association, year=year, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.add_goal(association=request.association, year=year, by=request.person, **form.facts)
            messages.success(request, "Målet är tillagt.")
            return redirect("goal_list", request.association.slug, year)
    return _ask(request, form, year, title="Nytt mål", submit="Lägg till målet")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a goal, its assessment and what came of it."""
    goal = own_goal(request, pk)
    form = GoalForm(
        request.POST or None,
        association=request.association,
        year=goal.year,
        goal=goal,
        initial=GoalForm.initial_of(goal),
    )
    for name in ("text", "result"):
        form.fields[name].widget.figures = when_looked_in(
            lambda: printed_values(request.association, goal.year)
        )
        form.fields[name].widget.figures_url = reverse(
            "goal_figures", args=[request.association.slug, goal.year]
        )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.change_goal(goal, by=request.person, **form.facts)
            messages.success(request, "Målet är sparat.")
            return redirect("goal_detail", request.association.slug, goal.pk)
    return _ask(request, form, goal.year, title=f"Mål {goal.years_text}", submit="Spara målet")


@requires(Permission.WRITE_REPORTS)
@require_POST
def goal_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a goal one step up or down."""
    goal = own_goal(request, pk)
    acts.move_goal(goal=goal, up=request.POST.get("way") == "upp", by=request.person)
    return redirect("goal_list", request.association.slug, goal.year)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a goal away."""
    goal = own_goal(request, pk)
    if request.method == "POST":
        acts.remove_goal(goal=goal, by=request.person)
        messages.success(request, "Målet är borttaget.")
        return redirect("goal_list", request.association.slug, goal.year)
    return _ask(
        request, None, goal.year, title="Ta bort målet", submit="Ta bort målet", lead=goal.goal, is_grave=True
    )


@requires(Permission.WRITE_REPORTS)
@require_POST
def goal_copy(request: AccessRequest, year: int) -> HttpResponse:
    """Take the goals of the year posted as `from` along to this one."""
    _real(year)
    source = request.POST.get("from", "")
    try:
        count = acts.copy_goals(
            association=request.association,
            from_year=year_of(source) or 0,
            to_year=year,
            by=request.person,
        )
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{count} mål är kopierade till {year}.")
    return redirect("goal_list", request.association.slug, year)


@requires(Permission.WRITE_REPORTS)
@require_safe
def goal_figures(request: AccessRequest, year: int) -> HttpResponse:
    """Answer the editor's search for figures of a year."""
    found = fields.values(request.association, year).values()
    return JsonResponse(fields.menu(found, request.GET.get("q", "")))


def _assess(request: AccessRequest, year: int, rows: list[Goal]) -> HttpResponse:
    for goal in rows:
        form = AssessForm(request.POST, prefix=f"goal-{goal.pk}")
        if form.is_valid():
            acts.change_goal(goal, by=request.person, status=form.cleaned_data["status"])
    messages.success(request, "Bedömningarna är sparade.")
    return redirect("goal_list", request.association.slug, year)


def own_goal(request: AccessRequest, pk: int) -> Goal:
    """Give the association's goal with all that belongs to it, or 404."""
    return get_object_or_404(whole_goals(request.association), pk=pk)


def _real(year: int) -> None:
    if not is_goal_year(year):
        raise Http404


def _ask(
    request: AccessRequest,
    form: GoalForm | None,
    year: int,
    *,
    title: str,
    submit: str,
    lead: str = "",
    is_grave: bool = False,
) -> HttpResponse:
    back = reverse("goal_list", args=[request.association.slug, year])
    context = {
        "title": title, "crumb": f"Mål {year}", "crumb_url": back, "cancel_url": back, "form": form, "submit": submit,
        "lead": lead, "is_grave": is_grave,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form and form.errors else 200)
