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
from finsam.web.asked import year as year_of
from finsam.web.asked_once import when_looked_in
from reporting.actions import goals as acts
from reporting.blocks.goals import LIGHTS, measures_told
from reporting.documents.report import printed_values
from reporting.forms.goals import AssessForm, GoalForm, IndicatorFormSet, indicator_initial
from reporting.models import Goal
from reporting.queries.goals import areas_of, goal_years, goals_of, is_goal_year
from reporting.queries.indicators import hiding_sentence, indicator_years, told_results
from reporting.states import GoalStatus

GOAL_HEADINGS = (
    "Mål",
    "Målområde",
    "Hur",
    "Mått",
    "Uppföljning",
    "Strategiskt område",
    "Fokusområden",
    "Budget",
    "Bedömning",
    "Utfall",
)
INDICATOR_HEADINGS = ("Grupp", "Medelvärde", "Spridning", "Svarande")


@requires(Permission.READ_REPORTS)
@require_safe
def goals(request: AccessRequest) -> HttpResponse:
    """Lead to the latest year that has goals."""
    years = goal_years(request.association)
    return redirect("goal_list", request.association.slug, years[0] if years else clock.today().year)


@requires(Permission.READ_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_list(request: AccessRequest, year: int) -> HttpResponse:
    """Show a year's goals in a table; the office sets the assessments there."""
    _real(year)
    rows = goals_of(request.association, year)
    if request.method == "POST":
        if Permission.WRITE_REPORTS not in request.permissions:
            raise Http404
        return _assess(request, year, rows)
    years = goal_years(request.association)
    earlier = [each for each in years if each < year]
    context = {
        "year": year,
        "years": sorted({*years, year}, reverse=True),
        "goals": [
            (goal, LIGHTS[GoalStatus(goal.status)], measures_told(goal, with_outcome=True)) for goal in rows
        ],
        "areas": areas_of(request.association, year),
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
    values = [
        (
            goal.goal, goal.area.name if goal.area else "", goal.how, measures_told(goal, with_outcome=True), goal.follow_up, goal.strategic_area, goal.focus_area, goal.budget,
            goal.get_status_display(), markup.text_of(goal.result.html),
        )
        for goal in goals_of(request.association, year)
    ]  # fmt: skip
    return excel.download(f"mal-{year}", GOAL_HEADINGS, values)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_add(request: AccessRequest, year: int) -> HttpResponse:
    """Set a goal of the year."""
    _real(year)
    form = GoalForm(request.POST or None, initial={"status": GoalStatus.NOT_ASSESSED})
    if request.method == "POST" and form.is_valid():
        try:
            acts.add_goal(
                association=request.association, year=year, by=request.person, **form.facts
            )  # fmt: skip
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Målet är tillagt.")
            return redirect("goal_list", request.association.slug, year)
    return _ask(request, form, year, title="Nytt mål", submit="Lägg till målet")


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change a goal, its assessment and what came of it."""
    goal = _goal(request, pk)
    form = GoalForm(request.POST or None, initial=GoalForm.initial_of(goal))
    form.fields["result"].widget.figures = when_looked_in(
        lambda: printed_values(request.association, goal.year)
    )
    form.fields["result"].widget.figures_url = reverse(
        "goal_figures", args=[request.association.slug, goal.year]
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.change_goal(goal, by=request.person, **form.facts)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Målet är sparat.")
            return redirect("goal_list", request.association.slug, goal.year)
    return _ask(request, form, goal.year, title=f"Mål {goal.year}", submit="Spara målet")


@requires(Permission.WRITE_REPORTS)
@require_POST
def goal_move(request: AccessRequest, pk: int) -> HttpResponse:
    """Move a goal one step up or down."""
    goal = _goal(request, pk)
    acts.move_goal(goal=goal, up=request.POST.get("way") == "upp", by=request.person)
    return redirect("goal_list", request.association.slug, goal.year)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a goal away."""
    goal = _goal(request, pk)
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
    _real(year)
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
    _real(year)
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


def _assess(request: AccessRequest, year: int, rows: list[Goal]) -> HttpResponse:
    for goal in rows:
        form = AssessForm(request.POST, prefix=f"goal-{goal.pk}")
        if form.is_valid():
            acts.change_goal(goal, by=request.person, status=form.cleaned_data["status"])
    messages.success(request, "Bedömningarna är sparade.")
    return redirect("goal_list", request.association.slug, year)


def _goal(request: AccessRequest, pk: int) -> Goal:
    rows = Goal.objects.filter(association=request.association).select_related(
        "association", "result", "area"
    )
    return get_object_or_404(rows.prefetch_related("activities", "measures"), pk=pk)


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
