"""One's own calendar: the page where its address is made and withdrawn, and what a calendar program fetches."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from finsam.actions import feed as acts
from finsam.files.sending import LinkHolder, Taken
from finsam.models import CalendarFeed
from finsam.permissions import AccessRequest, Permission, public, requires
from finsam.registries.calendar_feed import calendar_of

_TOLD = "calendar_secret"


@requires(Permission.SEE_FRONT)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar_own(request: AccessRequest) -> HttpResponse:
    """Show whether one's calendar has an address; a new one is shown once, for nobody can read it later."""
    if request.method == "POST":
        if request.POST.get("act") == "withdraw":
            acts.withdraw_feed(person=request.person)
            messages.success(request, "Adressen gäller inte längre.")
        else:
            request.session[_TOLD] = acts.make_feed(person=request.person)
        return redirect("calendar_own", request.association.slug)
    secret = request.session.pop(_TOLD, "")
    context = {
        "feed": CalendarFeed.objects.filter(person=request.person).first(),
        "address": settings.SITE_URL.rstrip("/") + reverse("calendar_file", args=[secret]) if secret else "",
    }
    return render(request, "finsam/calendar_own.html", context)


@public
@require_safe
def calendar_file(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a person's calendar to a program that knows its address; 404 for any other."""
    person = acts.person_of(secret)
    if person is None:
        raise Http404
    response = HttpResponse(calendar_of(person), content_type="text/calendar; charset=utf-8")
    holder = LinkHolder(person.association, "kalenderns adress", person, once_a_day=True)
    response.taken = Taken("kalender.ics", holder=holder)  # type: ignore[attr-defined]
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
