"""Charts and tables that one may take along: the page's own address gives them, so that who sees them may and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string

from finsam.files.sending import bytes_response, published
from finsam.pieces.finding import Piece, pieces_of
from finsam.pieces.giving import TYPES, as_file

ASKED = "hamta"
_NAMES = {"csv": "CSV", "xlsx": "Excel", "png": "Bild (PNG)", "svg": "Bild (SVG)"}
View = Callable[..., HttpResponse]


def with_pieces(view: View) -> View:
    """Let each chart and table of the page be taken from it: as a picture, CSV or Excel, by `hamta` in its address.

    What is given is read from the page as it answers to whoever asks, below every guard of it.
    """

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.method not in {"GET", "HEAD"} or not _is_page(response):
            return response
        page = response.content.decode()
        pieces = pieces_of(page)
        if asked := request.GET.get(ASKED):
            return _file(pieces, asked)
        response.content = _with_links(request, page, pieces)
        return response

    return shown


def with_published_pieces(view: View) -> View:
    """The same of a page that anyone may read: what is taken from it leaves no trace."""
    taking = with_pieces(view)

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = taking(request, *args, **kwargs)
        return published(response) if hasattr(response, "taken") else response

    return shown


def _is_page(response: HttpResponse) -> bool:
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")


def _file(pieces: list[Piece], asked: str) -> HttpResponse:
    key, _, form = asked.rpartition(".")
    piece = next((each for each in pieces if each.key == key), None)
    if piece is None or form not in piece.forms:
        raise Http404
    return bytes_response(as_file(piece, form), name=asked, content_type=TYPES[form])


def _with_links(request: HttpRequest, page: str, pieces: list[Piece]) -> str:
    parts, at = [], 0
    for piece in pieces:
        links = [(_NAMES[form], _address(request, f"{piece.key}.{form}")) for form in piece.forms]
        parts += [
            page[at : piece.ends],
            render_to_string("_components/take.html", {"title": piece.title, "links": links}),
        ]
        at = piece.ends
    return "".join([*parts, page[at:]])


def _address(request: HttpRequest, name: str) -> str:
    query = request.GET.copy()
    query[ASKED] = name
    return f"?{query.urlencode()}"
