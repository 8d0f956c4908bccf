"""How many questions a page asks the database, and what is asked as a page asks it."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from finsam.web.asked_once import AskedOnceMiddleware

T = TypeVar("T")


def count_queries(client: Client, path: str) -> int:
    """Open the page, and give how many questions it asked."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def as_on_a_page(rows: Callable[[], Iterable[T]]) -> list[T]:
    """Give rows as a page that is opened gets them: what several of them need is asked for once."""
    found: list[T] = []

    def view(_request: object) -> HttpResponse:
        found.extend(rows())
        return HttpResponse()

    AskedOnceMiddleware(view)(RequestFactory().get("/"))
    return found
