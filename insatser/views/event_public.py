"""The invitation to an arrangemang, which anyone with its address may open and register by, and the mailed link to withdraw."""

from __future__ import annotations

from allauth.core import ratelimit
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from finsam import clock
from finsam.models import Association
from finsam.permissions import public
from finsam.views.pages import refusals_on
from insatser.actions.registering import find_registration, register, withdraw_registration
from insatser.forms.events import RegisterForm
from insatser.models import Event
from insatser.queries.registrations import is_full
from insatser.rules import KEEP_DAYS
from insatser.states import EventState


@public
@require_http_methods(["GET", "HEAD", "POST"])
def event_invitation(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Show the invitation, and register whoever wants to come; nobody learns who else has."""
    association = get_object_or_404(Association, slug=slug)
    event = get_object_or_404(Event.objects.select_related("association"), association=association, pk=pk)
    if not event.is_invited:
        raise Http404
    form = RegisterForm(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        if ratelimit.consume(request, action="event_registrations", key=form.cleaned_data["email"].lower()):
            with refusals_on(form):
                register(event=event, **form.cleaned_data)
                return redirect(f"{event.invitation_url}?anmald=1")
        else:
            error = "Det har kommit många anmälningar härifrån. Vänta en timme och försök igen."
    context = {
        "association": association, "event": event, "form": form, "error": error, "is_sent": "anmald" in request.GET,
        "is_gone": "avanmald" in request.GET, "is_open": event.takes_registrations(clock.today()), "is_full": is_full(event),
        "is_cancelled": event.state == EventState.CANCELLED, "keep_days": KEEP_DAYS,
        "home_url": reverse("public_page", args=[slug]),
    }  # fmt: skip
    status = 429 if error else 422 if form.errors else 200
    return render(request, "insatser/event_invitation.html", context, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def event_withdraw(request: HttpRequest, slug: str, token: str) -> HttpResponse:
    """Withdraw by a mailed link (POST, so that a mail filter that follows links takes nobody's place)."""
    association = get_object_or_404(Association, slug=slug)
    row = find_registration(association, token)
    if row is None:
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        with refusals_on(form):
            event = withdraw_registration(registration=row)
            home = event.invitation_url if event.is_invited else reverse("public_page", args=[slug])
            return redirect(f"{home}?avanmald=1")
    context = {
        "association": association, "event": row.event, "form": form, "home_url": reverse("public_page", args=[slug])
    }  # fmt: skip
    response = render(request, "insatser/event_withdraw.html", context, status=422 if form.errors else 200)
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
