"""Pages speak in the words of the förbund in their address, those that anyone may read too."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse

from finsam.models import Association
from finsam.swedish.local_words import speak, speaking


class OwnWordsMiddleware:
    """Let each request begin without anybody's words; a page of a förbund fetches its own when it needs one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with speaking(None):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Mapping[str, Any]) -> None:
        """Say whose words they are by the address; a page that asks who one is has them already when it is shown."""
        if slug := kwargs.get("slug"):
            speak(lru_cache(maxsize=1)(lambda: _words_of(slug)))


def _words_of(slug: str) -> Mapping[str, str]:
    found = Association.objects.filter(slug=slug).values_list("local_words", flat=True).first()
    return found or {}
