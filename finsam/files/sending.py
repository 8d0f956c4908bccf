"""How a stored file reaches a browser: as it was kept, and never as a page of ours."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from finsam.files import store
from finsam.models import Document

_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True)
class Taken:
    """What an answer takes out of the house: a file made for it, or a stored document."""

    name: str
    document: Document | None = None


def file_response(document: Document, *, download: bool = False) -> HttpResponse:
    """Give the document's bytes under its own name; what a browser cannot show safely is a download."""
    shown = document.content_type in _SHOWN and not download
    response = bytes_response(
        store.read(document), name=document.name, content_type=document.content_type, shown=shown
    )
    response.taken = Taken(document.name, document)  # type: ignore[attr-defined]
    return response


def bytes_response(content: bytes, *, name: str, content_type: str, shown: bool = False) -> HttpResponse:
    """Give bytes as a file; `shown` opens it in the browser instead of saving it."""
    response = HttpResponse(content, content_type=content_type)
    _dress(response, name=name, content_type=content_type, shown=shown)
    return response


def stream_response(lines: Iterable[str], *, name: str, content_type: str) -> StreamingHttpResponse:
    """Give lines as a file while they are read, however many they are."""
    response = StreamingHttpResponse(lines, content_type=content_type)
    _dress(response, name=name, content_type=content_type, shown=False)
    return response


def _dress(response: HttpResponseBase, *, name: str, content_type: str, shown: bool) -> None:
    """Name the file, let it be no page of ours, and say that it was taken out: the log wants to know."""
    response.taken = Taken(name)  # type: ignore[attr-defined]
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if not shown or content_type != "application/pdf":
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
