"""Pages where a goal is seen whole, and where whoever answers for it tells how it goes."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from finsam.web.asked_once import when_looked_in
from reporting.actions.following import follow
from reporting.blocks.goals import LIGHTS
from reporting.documents.report import printed_values
from reporting.forms.following import FollowForm
from reporting.models import Goal
from reporting.permissions import may_follow_goal, may_read_goal, may_tell_activity
from reporting.queries.following import Followed, followed, is_late
from reporting.queries.goals import Placed, whole_goals
from reporting.queries.measuring import pictured
from reporting.states import GoalStatus


@requires(Permission.SEE_FRONT)
@require_safe
def goal_detail(request: AccessRequest, pk: int) -> HttpResponse:
    """Show a goal whole: texts, measures with their values, activities, and how it has been assessed."""
    goal = _goal(request, pk)
    today = clock.today()
    stands = _standing(goal, today)
    may_follow = may_follow_goal(goal, request.person, request.permissions)
    context = {
        "goal": goal,
        "stands": stands,
        "light": LIGHTS[GoalStatus(goal.status)],
        "above": _above(goal),
        "below": goal.parts.all(),
        "measures": [
            (*pictured(each), LIGHTS[each.status], LIGHTS[each.proposed]) for each in stands.measures
        ],
        "activities": [
            (each, is_late(each, today), may_tell_activity(each, request.person, request.permissions))
            for each in goal.activities.all()
        ],
        "lists": [(area.get_kind_display(), area.name) for area in goal.listed.all()],
        "assessments": [
            (each, LIGHTS[GoalStatus(each.status)])
            for each in goal.assessments.select_related("made_by", "measure")
        ],
        "may_follow": may_follow,
        "figures": when_looked_in(lambda: printed_values(request.association, goal.year)),
    }
    return render(request, "reporting/goal_detail.html", context)


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_follow(request: AccessRequest, pk: int) -> HttpResponse:
    """Tell how a goal goes, in a minute: values, activities, an assessment and a word."""
    goal = _goal(request, pk)
    if not may_follow_goal(goal, request.person, request.permissions):
        raise Http404
    today = clock.today()
    form = FollowForm(request.POST or None, goal=goal, initial={"day": today})
    stands = _standing(goal, today)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            follow(
                goal=goal, day=form.cleaned_data["day"], values=form.values, activities=form.told,
                status=form.cleaned_data["status"], note=form.cleaned_data["note"], by=request.person,
            )  # fmt: skip
            messages.success(request, "Det du berättade är sparat.")
            return redirect("goal_detail", request.association.slug, goal.pk)
    return form_page(
        request,
        form,
        title="Så går det",
        submit="Spara",
        back=goal.goal,
        back_url=reverse("goal_detail", args=[request.association.slug, goal.pk]),
        lead=_lead(stands),
    )


def _lead(stands: Followed) -> str:
    """Say what the goal is, and what its values propose before anything new is told."""
    proposed = (
        f" Måtten pekar mot: {stands.proposed.label.lower()}."
        if stands.proposed != GoalStatus.NOT_ASSESSED
        else ""
    )
    return f"{stands.goal.goal}{proposed}"


def _standing(goal: Goal, today: dt.date) -> Followed:
    year = min(max(today.year, goal.year), goal.until_year)
    return followed(Placed(goal, "", 0), year, today)


def _above(goal: Goal) -> list[Goal]:
    """Give what the goal lies below, the highest first."""
    found: list[Goal] = []
    row = goal.parent
    while row and row not in found:
        found.insert(0, row)
        row = row.parent
    return found


def _goal(request: AccessRequest, pk: int) -> Goal:
    rows = (
        whole_goals(request.association)
        .select_related("parent__parent__parent")
        .prefetch_related("assessments")
    )
    goal = get_object_or_404(rows, pk=pk)
    if not may_read_goal(goal, request.person, request.permissions):
        raise Http404
    return goal
