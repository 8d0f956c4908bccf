"""Pages of a measure: its values, targets and source, and how it is assessed."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import refusals_on
from finsam.views.pieces import with_pieces
from reporting import rules
from reporting.actions import measures as acts
from reporting.actions.assessing import assess_measure
from reporting.blocks.goals import LIGHTS
from reporting.forms.following import JudgeForm, MeasureForm, ValueForm
from reporting.models import Measure
from reporting.queries.goals import own_measures
from reporting.queries.measuring import Measured, habits_of, measured, pictured
from reporting.rules import Value
from reporting.states import GoalStatus, MeasureSource


@requires(Permission.READ_REPORTS)
@with_pieces
@require_http_methods(["GET", "HEAD", "POST"])
def measure_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a measure with its values day by day; the office writes new ones there."""
    measure = _measure(request, pk)
    may_write = Permission.WRITE_REPORTS in request.permissions
    if request.method == "POST" and not may_write:
        raise Http404
    form = ValueForm(request.POST or None, measure=measure, initial={"day": clock.today()})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.add_value(
                measure=measure, day=form.cleaned_data["day"], value=form.cleaned_data["value"],
                note=form.cleaned_data["note"], by=request.person,
            )  # fmt: skip
            messages.success(request, "Värdet är sparat.")
            return redirect("measure_detail", request.association.slug, measure.pk)
    stands = _standing(measure)
    _, spark = pictured(stands)
    rows = measure.series.values.select_related("written_by").order_by("-day", "-id")
    context = {
        "measure": measure,
        "stands": stands,
        "spark": spark,
        "light": LIGHTS[stands.status],
        "proposed_light": LIGHTS[stands.proposed],
        "values": [
            (each, rules.written(measure.kind, Value(each.number, each.of), measure.unit)) for each in rows
        ],
        "targets": [
            (
                each.year,
                rules.target_written(
                    measure.kind, Value(each.number, each.of), measure.direction, measure.unit
                ),
            )
            for each in measure.targets.all()
        ],
        "takes_figure": measure.source == MeasureSource.FIELD and measure.source_key,
        "form": form if may_write else None,
        "back": _back(request, measure),
    }
    return render(request, "reporting/measure_detail.html", context, status=422 if form.errors else 200)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change how a measure is counted, where it began, and what it shall come to each year."""
    measure = _measure(request, pk)
    form = MeasureForm(
        request.POST or None, measure=measure, association=request.association, year=_year(measure)
    )
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            acts.change_measure(measure=measure, by=request.person, **form.facts)
            messages.success(request, "Måttet är sparat.")
            return redirect("measure_detail", request.association.slug, measure.pk)
    return _ask(request, measure, form, title="Ändra måttet", submit="Spara måttet")


@requires(Permission.WRITE_REPORTS)
@require_POST
def measure_take(request: AccessRequest, pk: int) -> HttpResponse:
    """Take what the program's own figure is today as a value."""
    measure = _measure(request, pk)
    day = min(clock.today(), dt.date(_year(measure), 12, 31))
    with refusals_on(request):
        acts.take_figure(measure=measure, day=day, by=request.person)
        messages.success(request, "Värdet är hämtat.")
    return redirect("measure_detail", request.association.slug, measure.pk)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_assess(request: AccessRequest, pk: int) -> HttpResponse:
    """Assess a measure, beside what its values propose."""
    measure = _measure(request, pk)
    stands = _standing(measure)
    first = stands.proposed if stands.status == GoalStatus.NOT_ASSESSED else stands.status
    form = JudgeForm(request.POST or None, initial={"status": first})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            assess_measure(
                measure=measure, status=form.cleaned_data["status"], note=form.cleaned_data["note"],
                proposed=stands.proposed, by=request.person,
            )  # fmt: skip
            messages.success(request, "Bedömningen är sparad.")
            return redirect("measure_detail", request.association.slug, measure.pk)
    lead = (
        f"Värdena föreslår: {stands.proposed.label.lower()}."
        if stands.proposed != GoalStatus.NOT_ASSESSED
        else ""
    )
    return _ask(request, measure, form, title="Bedöm måttet", submit="Spara bedömningen", lead=lead)


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def measure_remove(request: AccessRequest, pk: int) -> HttpResponse:
    """Ask, and then take a measure away."""
    measure = _measure(request, pk)
    if request.method == "POST":
        acts.remove_measure(measure=measure, by=request.person)
        messages.success(request, "Måttet är borttaget.")
        return redirect(_back(request, measure)[1])
    lead = f"{measure.text}. Dess värden tas också bort, om inget annat års mål har samma mått."
    return _ask(
        request,
        measure,
        JudgeForm(),
        title="Ta bort måttet",
        submit="Ta bort måttet",
        lead=lead,
        is_grave=True,
    )


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def value_remove(request: AccessRequest, pk: int, value_pk: int) -> HttpResponse:
    """Ask, and then take a value away that was wrong."""
    measure = _measure(request, pk)
    value = get_object_or_404(measure.series.values, pk=value_pk)
    if request.method == "POST":
        acts.remove_value(measure=measure, value=value, by=request.person)
        messages.success(request, "Värdet är borttaget.")
        return redirect("measure_detail", request.association.slug, measure.pk)
    told = rules.written(measure.kind, Value(value.number, value.of), measure.unit)
    lead = f"{told} den {value.day.isoformat()}. Händelseloggen behåller vad det var."
    return _ask(
        request,
        measure,
        JudgeForm(),
        title="Ta bort värdet",
        submit="Ta bort värdet",
        lead=lead,
        is_grave=True,
    )


def _measure(request: AccessRequest, pk: int) -> Measure:
    rows = own_measures(request.association).prefetch_related("targets", "series__values")
    return get_object_or_404(rows.select_related("goal__association", "area__association"), pk=pk)


def _year(measure: Measure) -> int:
    """Give the year that the measure is looked at in: this one, or the nearest that its goal is of."""
    if measure.goal:
        return min(max(clock.today().year, measure.goal.year), measure.goal.until_year)
    return measure.area.year if measure.area else clock.today().year


def _standing(measure: Measure) -> Measured:
    year = _year(measure)
    until = min(max(clock.today(), dt.date(year, 1, 1)), dt.date(year, 12, 31))
    return measured(measure, year, until, habits_of(acts.association_of(measure)))


def _back(request: AccessRequest, measure: Measure) -> tuple[str, str]:
    slug = request.association.slug
    if measure.goal:
        return measure.goal.goal, reverse("goal_detail", args=[slug, measure.goal_id])
    assert measure.area is not None
    return measure.area.name, reverse("goal_list", args=[slug, measure.area.year])


def _ask(
    request: AccessRequest,
    measure: Measure,
    form: MeasureForm | JudgeForm,
    *,
    title: str,
    submit: str,
    lead: str = "",
    is_grave: bool = False,
) -> HttpResponse:
    url = reverse("measure_detail", args=[request.association.slug, measure.pk])
    context = {
        "title": title, "crumb": measure.text, "crumb_url": url, "cancel_url": url, "submit": submit, "lead": lead,
        "is_grave": is_grave, "form": None if is_grave else form,
    }  # fmt: skip
    return render(request, "finsam/form_page.html", context, status=422 if form.errors else 200)
