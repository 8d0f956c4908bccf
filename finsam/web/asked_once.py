"""What a page asks for more than once is fetched once: queries that remember their answer while a page is being read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
T = TypeVar("T")

_answers: ContextVar[dict[Hashable, Any] | None] = ContextVar("answers", default=None)

READING = {"GET", "HEAD"}  # these never write, so that what was answered stays true until the page is made


class AskedOnceMiddleware:
    """Let queries remember their answers during a request that only reads."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in READING:
            return self.get_response(request)
        before = _answers.set({})
        try:
            return self.get_response(request)
        finally:
            _answers.reset(before)


def asked_once(query: Callable[P, T]) -> Callable[P, T]:
    """Have a query of hashable arguments asked once a page; its answer is shared and must not be changed.

    Outside such a request it asks each time.
    """

    @wraps(query)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _answers.get()
        if answers is None or any(isinstance(value, Iterator) for value in (*args, *kwargs.values())):
            return query(*args, **kwargs)
        key = (
            query.__module__,
            query.__qualname__,
            _hashable(args),
            _hashable(tuple(sorted(kwargs.items()))),
        )
        if key not in answers:
            answers[key] = query(*args, **kwargs)
        found: T = answers[key]
        return found

    return remembered


def _hashable(value: Any) -> Hashable:
    """Give arguments as a key: lists and sets by what is in them."""
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, set | frozenset):
        return frozenset(map(_hashable, value))
    assert isinstance(value, Hashable)
    return value
