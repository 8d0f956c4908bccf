"""The page of the förbund's own words, levels and bands of its goals."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.permissions import AccessRequest, Permission, requires
from finsam.views.pages import form_page, refusals_on
from reporting.actions.goal_habits import change_habits
from reporting.forms.goals import HabitsForm
from reporting.models import GoalHabits
from reporting.queries.goals import levels_of


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_habits(request: AccessRequest) -> HttpResponse:
    """Change what the förbund calls its levels, areas and perspectives, and when a goal is near or silent."""
    habits = GoalHabits.objects.filter(association=request.association).first()
    levels = "\n".join(level.name for level in levels_of(request.association))
    form = HabitsForm(request.POST or None, instance=habits, initial={"levels": levels})
    if request.method == "POST" and form.is_valid():
        facts = {**form.cleaned_data}
        with refusals_on(form):
            change_habits(
                association=request.association, levels=facts.pop("levels"), by=request.person, **facts
            )
            messages.success(request, "Ord och nivåer är sparade.")
            return redirect("goals", request.association.slug)
    return form_page(
        request,
        form,
        title="Ord och nivåer",
        submit="Spara",
        back="Mål",
        back_url=reverse("goals", args=[request.association.slug]),
        lead="Det här gäller alla förbundets mål, på sidorna och i planer och rapporter.",
    )
