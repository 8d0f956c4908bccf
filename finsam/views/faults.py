"""The page that stands in for one that could not be made."""

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.template.loader import render_to_string


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that it went wrong, and the number under which the log tells how."""
    facts = {"trace_id": getattr(request, "trace_id", "")}
    return HttpResponseServerError(render_to_string("500.html", facts))
