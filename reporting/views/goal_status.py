"""How the goals go, put on the board's agenda as a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from board.queries.meetings import open_agendas
from finsam import clock
from finsam.permissions import AccessRequest, Permission, requires
from finsam.work import jobs
from reporting.actions.goal_status import PROPOSAL, hand_over_status
from reporting.documents.goal_status import build_goal_status
from reporting.forms.goals import MeetingForm


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def goal_status(request: AccessRequest) -> HttpResponse:
    """Choose the meeting that gets the page of how the goals go, and have the worker set it there."""
    slug, today = request.association.slug, clock.today()
    meetings = open_agendas(request.association, today).select_related("body")
    form = MeetingForm(request.POST or None, meetings=meetings)
    back = reverse("goal_list", args=[slug, today.year])
    if request.method == "POST" and form.is_valid():
        meeting_pk = int(form.cleaned_data["meeting"])
        job = jobs.ask(
            hand_over_status, association=request.association, key=f"goal-status-{meeting_pk}",
            label="Uppföljning av målen till styrelsen", by=request.person, back_url=back, meeting_id=meeting_pk,
        )  # fmt: skip
        return redirect("job_detail", slug, job.pk)
    document = build_goal_status(request.association, today)
    context: dict[str, Any] = {
        "form": form, "document": document, "printed": document, "proposal": PROPOSAL, "back": back,
    }  # fmt: skip
    return render(request, "reporting/goal_status.html", context, status=422 if form.errors else 200)
