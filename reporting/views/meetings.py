"""Telling of the board's meetings that the program does not hold."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from reporting.actions.meetings import tell_of_meetings
from reporting.forms.meetings import ToldMeetingsForm
from reporting.queries.board_year import meetings_of_year


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def told_meetings(request: AccessRequest, year: int) -> HttpResponse:
    """Say how many meetings a year had beside those in the program."""
    if not 2004 <= year <= 2100:
        raise Http404
    found = meetings_of_year(request.association, year)
    told = found.told
    initial = {"count": told.count, "paragraphs": told.paragraphs} if told else {"paragraphs": found.gap}
    form = ToldMeetingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            tell_of_meetings(
                association=request.association, year=year, by=request.person, **form.cleaned_data
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Sammanträdena {year} är sparade.")
            return redirect("report_list", request.association.slug)
    back = reverse("report_list", args=[request.association.slug])
    context = {
        "title": f"Sammanträden {year} som inte finns i programmet", "crumb": "Rapporter", "crumb_url": back,
        "lead": found.lead, "form": form, "submit": "Spara sammanträdena", "cancel_url": back,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
