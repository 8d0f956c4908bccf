"""What a page asks for more than once is fetched once: queries that remember their answer while a page is being read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

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


def kept_for_page(owner: Callable[..., Any]) -> dict[Hashable, Any]:
    """Give what a query has laid by on this page, to find its later answers in; empty each time where no page is read."""
    answers = _answers.get()
    if answers is None:
        return {}
    kept: dict[Hashable, Any] = answers.setdefault((owner.__module__, owner.__qualname__), {})
    return kept


def is_only_reading() -> bool:
    """Tell whether a page is being read that writes nothing, so that what is asked later is the same as asked now."""
    return _answers.get() is not None


def when_looked_in(query: Callable[[], T]) -> T:
    """Give a query's answer; while a page is read one that is asked when somebody looks in it, and else never.

    Who may write has it at once, as it is before she writes.
    """
    if not is_only_reading():
        return query()
    return cast(T, SimpleLazyObject(query))


def _hashable(value: Any) -> Hashable:
    """Give arguments as a key: lists and sets by what is in them."""
    if isinstance(value, list | tuple):
        return tuple(map(_hashable, value))
    if isinstance(value, set | frozenset):
        return frozenset(map(_hashable, value))
    assert isinstance(value, Hashable)
    return value
