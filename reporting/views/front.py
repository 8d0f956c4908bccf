"""The front page."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates, words
from reporting.queries.front import front_of


@requires(Permission.SEE_FRONT)
@require_safe
def front(request: AccessRequest) -> HttpResponse:
    """Show what waits for the person, the next meeting and what decisions have asked for."""
    today = clock.today()
    context = {
        "front": front_of(request.association, request.person, request.permissions, today),
        "heading": words.capitalised(dates.weekday_date(today).removesuffix(f" {today.year}")),
    }
    return render(request, "reporting/front.html", context)
