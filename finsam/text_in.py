"""Cleans what a browser sends before any page reads it: the address's question, the form and the files' names."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import get_template
from django.utils.datastructures import MultiValueDict

from finsam.cleaning import clean, turns_direction
from finsam.dates import NO_BREAK

LONGEST = 300_000  # a hundred pages; the longest texts take some seconds to clean


class CleanTextMiddleware:
    """Give every view the same clean text; the bytes of files and of bodies that are no form stay as they came."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean, and go on."""
        if request.method == "POST" and (length := _longest(request.POST)) > LONGEST:
            return _too_long(request, length)
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            _clean_names(request.FILES)
        return self.get_response(request)


def _longest(sent: QueryDict) -> int:
    return max((len(value) for _, values in sent.lists() for value in values), default=0)


def _too_long(request: HttpRequest, length: int) -> HttpResponse:
    """Refuse a text that would hold the server up: nothing is saved, and what was written is left in the browser."""
    sentence = f"En text får ha högst {LONGEST:_} tecken, och den här har {length:_}. Dela den i flera delar."
    sentence = sentence.replace("_", NO_BREAK)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": sentence}, status=422)
    return HttpResponse(get_template("text_too_long.html").render({"sentence": sentence}), status=422)


def _cleaned(sent: QueryDict) -> QueryDict:
    if all(_is_clean(name) and all(map(_is_clean, values)) for name, values in sent.lists()):
        return sent
    result = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        result.setlist(clean(name), [clean(value) for value in values])
    result._mutable = False
    return result


def _is_clean(text: str) -> bool:
    return clean(text) == text


def _clean_names(files: MultiValueDict) -> None:
    for _, uploads in files.lists():
        for upload in uploads:
            if upload.name and (turns_direction(upload.name) or not _is_clean(upload.name)):
                upload.name = clean(upload.name) or "fil"
