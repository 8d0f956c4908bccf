"""How a stored file reaches a browser: as it was kept, and never as a page of ours."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from finsam.files import store
from finsam.models import Association, Document, Person

_SHOWN = frozenset({"application/pdf", "image/png", "image/jpeg"})


@dataclass(frozen=True)
class LinkHolder:
    """Who came by a secret link, as the log tells of her: a person, or only by name; `link` is the link in words.

    `once_a_day` is for programs that fetch the same again and again: the log tells of each day's first time.
    """

    association: Association
    link: str
    person: Person | None = None
    name: str = ""
    once_a_day: bool = False


@dataclass(frozen=True)
class Taken:
    """What an answer takes out of the house: a file made for it, or a stored document.

    `holder` is who came by a secret link. `is_published`: anyone may have it, and nobody asks who (2 kap. 18 § tryckfrihetsförordningen).
    """

    name: str
    document: Document | None = None
    holder: LinkHolder | None = None
    is_published: bool = False


def by_link(response: HttpResponse, holder: LinkHolder) -> HttpResponse:
    """Say who took a file that a secret link gave out."""
    response.taken = replace(response.taken, holder=holder)  # type: ignore[attr-defined]
    return response


def published(response: HttpResponse) -> HttpResponse:
    """Say of a file that anyone may have it without a trace."""
    response.taken = replace(response.taken, is_published=True)  # type: ignore[attr-defined]
    return response


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
