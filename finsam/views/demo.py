"""The demo alone: be anyone, and read the mails that were sent. Without it every page here is a 404."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from finsam import clock
from finsam.files.sending import bytes_response, published
from finsam.mail import outbox
from finsam.models import Person
from finsam.permissions import Role, public, role_of
from finsam.queries import Guest, guests
from finsam.web.asked import number as number_of

WHAT_TO_TRY = {
    Role.CHIEF: "Förbered nästa sammanträde, skriv protokoll, skicka för justering och sköt allt i förbundet.",
    Role.OFFICER: "Som förbundschefen, utom förbundets egna uppgifter.",
    Role.CHAIR: "Läs handlingar, svara på kallelsen och skriv under protokoll.",
    Role.MEMBER: "Läs handlingar, svara på kallelsen och justera protokoll.",
    Role.DEPUTY: "Läs handlingar och svara på kallelsen.",
    Role.AUDITOR: "Granska protokoll, ekonomi och händelselogg.",
    Role.PREPARER: "Svara på kallelser, läs anteckningar och följ upp det som är överenskommet.",
    Role.CONTACT: "Skriv insatsens årsrapport.",
}
_ORDER = list(Role)


def demo_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let the view exist in the demo alone."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def choose_guest(request: HttpRequest) -> HttpResponse:
    """Show whom one can log in as, one of each kind first, and which day it is."""
    groups = [
        (association, *_first_of_each_role(found)) for association, found in guests(clock.today()).items()
    ]
    groups.sort(key=lambda group: -len(group[1]) - len(group[2]))
    return render(request, "finsam/start_demo.html", {"groups": groups, "today": clock.today()})


def _first_of_each_role(found: list[Guest]) -> tuple[list[tuple[Guest, str]], list[tuple[Guest, str]]]:
    rows = sorted(
        ((_role(guest), guest) for guest in found), key=lambda row: (_ORDER.index(row[0]), row[1].person.name)
    )
    seen: set[Role] = set()
    first, others = [], []
    for role, guest in rows:
        (others if role in seen else first).append((guest, WHAT_TO_TRY[role]))
        seen.add(role)
    return first, others


def _role(guest: Guest) -> Role:
    roles = [role for role in map(role_of, guest.appointments) if role]
    return min(roles, key=_ORDER.index, default=Role.CONTACT)


@public
@demo_only
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    """Log in as the person."""
    key = number_of(request.POST.get("person"))
    if key is None:
        raise Http404
    person = get_object_or_404(
        Person.objects.select_related("user", "association"),
        pk=key,
        user__isnull=False,
        left_on__isnull=True,
    )
    login(request, person.user, backend="django.contrib.auth.backends.ModelBackend")
    return redirect(person.association)


@public
@demo_only
@require_safe
def demo_mail(request: HttpRequest) -> HttpResponse:
    """Show the mails that the demo has sent, newest first."""
    return render(request, "finsam/demo_mail.html", {"letters": outbox.letters()})


@public
@demo_only
@require_safe
def demo_letter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail as its reader sees it."""
    return render(request, "finsam/demo_letter.html", {"letter": _letter(key)})


@public
@demo_only
@require_safe
def demo_enclosure(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Open a file that went with a mail."""
    enclosures = _letter(key).enclosures
    if not 1 <= number <= len(enclosures):
        raise Http404
    found = enclosures[number - 1]
    shown = found.content_type == "application/pdf"
    return published(
        bytes_response(found.content, name=found.name, content_type=found.content_type, shown=shown)
    )


def _letter(key: str) -> outbox.Letter:
    found = outbox.letter(key)
    if found is None:
        raise Http404
    return found
