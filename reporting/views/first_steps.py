"""A new förbund's first steps."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from reporting.actions.first_steps import put_first_steps_away
from reporting.queries.first_steps import first_steps as steps_of


@requires(Permission.MANAGE_PEOPLE)
@require_http_methods(["GET", "HEAD", "POST"])
def first_steps(request: AccessRequest) -> HttpResponse:
    """Show every step with what is done and what is next; put the list away, or take it out again."""
    if request.method == "POST":
        is_away = request.POST.get("act") == "away"
        put_first_steps_away(association=request.association, is_away=is_away, by=request.person)
        if is_away:
            messages.success(request, "Kom igång är undanlagt. Det finns kvar under Förbundet.")
            return redirect("front", request.association.slug)
        messages.success(request, "Kom igång visas på översikten igen.")
        return redirect("first_steps", request.association.slug)
    found = steps_of(request.association, request.permissions, clock.today())
    return render(request, "reporting/first_steps.html", {"found": found})
