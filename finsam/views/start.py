"""Where one comes in."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from finsam import clock
from finsam.permissions import public
from finsam.queries import associations_of
from finsam.views.demo import choose_guest


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Lead the one who is logged in to her association; tell others what this is and let them in."""
    if settings.DEMO and (request.GET.get("byt") or not request.user.is_authenticated):
        return choose_guest(request)
    if not request.user.is_authenticated:
        return render(request, "finsam/start.html")
    own = list(associations_of(request.user.pk, clock.today()))
    if len(own) == 1:
        return redirect(own[0])
    return render(request, "finsam/start_choice.html", {"associations": own})
