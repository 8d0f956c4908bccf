"""Cleans what a browser sends before any page reads it: the address's question, the form and the files' names."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.loader import get_template
from django.utils.datastructures import MultiValueDict

from finsam.swedish.dates import NO_BREAK
from finsam.texts.cleaning import TURNED, Turned, clean_text, turns_direction

LONGEST_NAME = 500
LONGEST = 300_000  # a hundred pages; the longest texts take some seconds to clean


class CleanTextMiddleware:
    """Give every view the same clean text; the bytes of files and of bodies that are no form stay as they came."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Clean, and go on."""
        if request.method == "POST" and (length := _longest(request.POST)) > LONGEST:
            return _refused(request, _too_long(length))
        request.GET = _cleaned(request.GET)  # type: ignore[assignment]
        if request.method == "POST":
            request.POST = _cleaned(request.POST)  # type: ignore[assignment]
            _clean_names(request.FILES)
        return self.get_response(request)


def _longest(sent: QueryDict) -> int:
    return max((len(value) for _, values in sent.lists() for value in values), default=0)


def _is_name(value: str) -> bool:
    """Whether it may be a name or a heading: one short line. In running text such signs are left out without a word."""
    return len(value) <= LONGEST_NAME and "\n" not in value and "<" not in value


def _too_long(length: int) -> str:
    sentence = f"En text får ha högst {LONGEST:_} tecken, och den här har {length:_}. Dela den i flera delar."
    return sentence.replace("_", NO_BREAK)


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """Refuse a text past all sense: nothing is saved, and what was written is left in the browser."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": sentence}, status=422)
    page = get_template("text_refused.html").render({"sentence": sentence})
    return HttpResponse(page, status=422)


def _cleaned(sent: QueryDict) -> QueryDict:
    if all(_is_clean(name) and all(map(_is_clean, values)) for name, values in sent.lists()):
        return sent
    result = QueryDict(mutable=True, encoding=sent.encoding)
    for name, values in sent.lists():
        result.setlist(clean_text(name), [_clean_value(value) for value in values])
    result._mutable = False
    return result


def _clean_value(value: str) -> str:
    return Turned(clean_text(value)) if _is_name(value) and turns_direction(value) else clean_text(value)


def refuse_turned(value: str) -> None:
    """Refuse, at its field, a name or a heading that came with signs which turn it round."""
    if isinstance(value, Turned):
        raise ValidationError(f"Texten {TURNED}", code="turned")


def _is_clean(text: str) -> bool:
    return clean_text(text) == text


def _clean_names(files: MultiValueDict) -> None:
    for _, uploads in files.lists():
        for upload in uploads:
            if upload.name and (turns_direction(upload.name) or not _is_clean(upload.name)):
                upload.name = clean_text(upload.name) or "fil"
