"""How a stored file reaches a browser: as it was kept, and never as a page of ours."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from finsam import store
from finsam.models import Document

_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


def file_response(document: Document, *, download: bool = False) -> HttpResponse:
    """Give the document's bytes under its own name; what a browser cannot show safely is a download."""
    shown = document.content_type in _SHOWN and not download
    return bytes_response(
        store.read(document), name=document.name, content_type=document.content_type, shown=shown
    )


def bytes_response(content: bytes, *, name: str, content_type: str, shown: bool = False) -> HttpResponse:
    """Give bytes as a file; `shown` opens it in the browser instead of saving it."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(not shown, name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    if not shown or content_type != "application/pdf":
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
