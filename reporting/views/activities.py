"""Pages of an activity: what it is, and how far it has come."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from reporting.actions.activities import change_activity, tell_activity
from reporting.forms.following import ActivityForm, TellForm
from reporting.models import Activity
from reporting.permissions import may_tell_activity
from reporting.queries.goals import own_activities


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_tell(request: AccessRequest, pk: int) -> HttpResponse:
    """Tell how far an activity has come."""
    activity = _activity(request, pk)
    if not may_tell_activity(activity, request.person, request.permissions):
        raise Http404
    form = TellForm(request.POST or None, initial={"state": activity.state, "note": activity.note})
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            tell_activity(
                activity=activity,
                state=form.cleaned_data["state"],
                note=form.cleaned_data["note"],
                by=request.person,
            )
            messages.success(request, "Det du berättade är sparat.")
            return redirect(_back(request, activity)[1])
    back, url = _back(request, activity)
    pairs = [("Klart senast", activity.due_on), ("När", activity.when), ("Ansvarig", activity.who)]
    return form_page(
        request, form, title="Så långt har det kommit", submit="Spara", back=back, back_url=url, lead=activity.text,
        pairs=pairs,
    )  # fmt: skip


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def activity_edit(request: AccessRequest, pk: int) -> HttpResponse:
    """Change what an activity is, its last day, who tells of it and what it costs."""
    activity = _activity(request, pk)
    form = ActivityForm(request.POST or None, instance=activity, association=request.association)
    back, url = _back(request, activity)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            change_activity(activity=activity, by=request.person, **form.cleaned_data)
            messages.success(request, "Aktiviteten är sparad.")
            return redirect(url)
    return form_page(
        request, form, title="Ändra aktiviteten", submit="Spara aktiviteten", back=back, back_url=url
    )


def _activity(request: AccessRequest, pk: int) -> Activity:
    rows = own_activities(request.association)
    return get_object_or_404(rows.select_related("goal__association", "area__association", "owner"), pk=pk)


def _back(request: AccessRequest, activity: Activity) -> tuple[str, str]:
    slug = request.association.slug
    if activity.goal:
        return activity.goal.goal, reverse("goal_detail", args=[slug, activity.goal_id])
    assert activity.area is not None
    if Permission.READ_REPORTS not in request.permissions:
        return "Översikten", reverse("front", args=[slug])
    return activity.area.name, reverse("goal_list", args=[slug, activity.area.year])
