"""The goals to everyone, where the förbund has chosen to show them."""

from __future__ import annotations

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from board.queries.held import held_of
from finsam import clock
from finsam.models import Association
from finsam.permissions import public
from finsam.views.pieces import with_published_pieces
from finsam.web.asked import year as year_of
from reporting.blocks.goal_follow_up import counts_of, rows_on
from reporting.blocks.goals import Day
from reporting.queries.measuring import habits_of
from reporting.queries.public import public_goal_years, shows_goals


@public
@with_published_pieces
@require_safe
def public_goals(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a year's goals with how far each has come; of people, notes and activities it says nothing."""
    association = get_object_or_404(Association.objects.select_related("goal_habits"), slug=slug)
    if not shows_goals(association):
        raise Http404
    today = clock.today()
    years = public_goal_years(association, today)
    asked = year_of(request.GET.get("ar"))
    year = asked if asked in years else next(iter(years), today.year)
    until = min(today, dt.date(year, 12, 31))
    rows = rows_on(association, Day(year, until, habits_of(association)))
    context = {
        "association": association,
        "year": year,
        "years": years,
        "until": until,
        "rows": rows,
        "counts": counts_of(rows),
        "held": held_of(association),
        "home_url": reverse("public_page", args=[slug]),
        "public_nav": [{"label": "Protokoll och anslag", "url": reverse("public_page", args=[slug])}],
    }
    return render(request, "reporting/public_goals.html", context)
