"""Telling of the board's meetings and seats that the program does not hold."""

from __future__ import annotations

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam import clock
from finsam.errors import DomainError
from finsam.permissions import AccessRequest, Permission, requires
from finsam.swedish import dates
from reporting.actions.meetings import tell_of_meetings, tell_of_seats
from reporting.forms.meetings import ToldMeetingsForm, ToldSeatsForm
from reporting.queries.board_year import meetings_of_year, told_seats


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
    return _ask(
        request,
        form,
        title=f"Sammanträden {year} som inte finns i programmet",
        lead=found.lead,
        submit="Spara sammanträdena",
    )


@requires(Permission.WRITE_REPORTS)
@require_http_methods(["GET", "HEAD", "POST"])
def told_roster(request: AccessRequest, year: int) -> HttpResponse:
    """Say who sat in the board during a year beside those in the program."""
    if not 2004 <= year <= 2100:
        raise Http404
    told = told_seats(request.association, year)
    form = ToldSeatsForm(request.POST or None, initial=ToldSeatsForm.initial_of(told))
    if request.method == "POST" and form.is_valid():
        try:
            tell_of_seats(association=request.association, year=year, by=request.person, **form.seats)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Styrelsen {year} är sparad.")
            return redirect("report_list", request.association.slug)
    lead = "De som har en roll i programmet kommer med av sig själva. Skriv de andra så som de ska stå."
    if told:
        by = told[0].told_by.name if told[0].told_by else "kansliet"
        lead += f" Skrivet av {by} den {dates.long_date(clock.day_of(told[0].told_at))}."
    return _ask(
        request,
        form,
        title=f"Styrelsen {year}, de som inte finns i programmet",
        lead=lead,
        submit="Spara styrelsen",
    )


def _ask(request: AccessRequest, form: Form, *, title: str, lead: str, submit: str) -> HttpResponse:
    back = reverse("report_list", args=[request.association.slug])
    context = {
        "title": title, "crumb": "Rapporter", "crumb_url": back, "lead": lead, "form": form, "submit": submit,
        "cancel_url": back,
    }  # fmt: skip
    return render(request, "_components/confirm.html", context, status=422 if form.errors else 200)
