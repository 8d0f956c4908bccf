"""Cleans what a browser sends before any page reads it: the address's question, the form and the files' names."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.datastructures import MultiValueDict

from finsam.cleaning import clean, turns_direction


class CleanTextMiddleware:
    """Give every view the same clean text; the bytes of files and of bodies that are no form stay as they came."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean, and go on."""
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            _clean_names(request.FILES)
        return self.get_response(request)


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
