"""The demo alone: the books of a year as the file that a bookkeeper would send, to try reading it in."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from finsam.files.sending import bytes_response, published
from finsam.permissions import public
from finsam.views.demo import demo_only
from reporting.demo import books


@public
@demo_only
@require_safe
def demo_books(request: HttpRequest, year: int) -> HttpResponse:
    """Give the SIE file of a year that the demo has books of."""
    if year not in books.PLANS:
        raise Http404
    return published(
        bytes_response(books.sie_file(year), name=books.file_name(year), content_type="application/x-sie")
    )
