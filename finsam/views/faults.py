"""The pages that stand in for one that could not be made."""

import sys

from django.http import HttpRequest, HttpResponse, HttpResponseServerError, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from finsam.web.busy import Trouble, trouble_of

AGAIN_AFTER = 5  # seconds
_NO_PART = {"csrfmiddlewaretoken", "once_key"}


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it went wrong, and the number under which the log tells how; or that the database is busy, with what was sent."""
    if trouble := trouble_of(sys.exc_info()[1]):
        return busy(request, trouble)
    facts = {"trace_id": getattr(request, "trace_id", "")}
    return HttpResponseServerError(render_to_string("500.html", facts))


def busy(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """Say that others were before, and let the same form be sent again as it was; a script sends it again by itself."""
    headers = {"Retry-After": str(AGAIN_AFTER), "Cache-Control": "no-store"}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"message": "Databasen är upptagen. Försök igen."}, status=503, headers=headers)
    is_taken = trouble is Trouble.TAKEN
    facts = {
        "trace_id": getattr(request, "trace_id", ""),
        "is_taken": is_taken,
        "is_form": request.method == "POST",
        "address": request.get_full_path(),
        "sent": _sent(request) if is_taken and request.method == "POST" else [],
        "csrf_token": get_token(request),
    }
    return HttpResponse(render_to_string("503.html", facts), status=503, headers=headers)


def _sent(request: HttpRequest) -> list[tuple[str, str]]:
    """Give what a form held, in its order; nothing when files were among it, which a page cannot hold."""
    if request.FILES:
        return []
    return [
        (name, str(value))
        for name, values in request.POST.lists()
        if name not in _NO_PART
        for value in values
    ]
