"""Gives each request an id, and tells the log how it went."""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

from finsam.monitoring.logs import current, route_of

logger = logging.getLogger("finsam.requests")

_is_answering: ContextVar[bool] = ContextVar("is_answering", default=False)


def refuse_while_someone_waits(what: str) -> None:
    """Raise RuntimeError, a fault of ours, when slow work is done in a request instead of by a worker."""
    if _is_answering.get():
        raise RuntimeError(f"{what} is work for a job: nobody who asks for a page waits for it.")


@contextmanager
def as_work() -> Iterator[None]:
    """Do what no request waits for, though one may have asked for it."""
    before = _is_answering.set(False)
    try:
        yield
    finally:
        _is_answering.reset(before)


class TracingMiddleware:
    """Writes one line a request: address without its values, answer, förbund and person by id, seconds and queries."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and tell."""
        request.trace_id = secrets.token_hex(5)  # type: ignore[attr-defined]
        before = current.set(request.trace_id)  # type: ignore[attr-defined]
        answering = _is_answering.set(True)
        began, count = time.perf_counter(), _Count()
        try:
            with connection.execute_wrapper(count):
                response = self.get_response(request)
            response.headers["X-Request-ID"] = request.trace_id  # type: ignore[attr-defined]
            facts = _facts(request) | {
                "status": response.status_code,
                "seconds": round(time.perf_counter() - began, 3),
                "queries": count.made,
            }
            logger.info("%s %s", request.method, facts["path"], extra={"facts": facts})
        finally:
            _is_answering.reset(answering)
            current.reset(before)
        return response


class _Count:
    """Counts queries."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        self.made += 1
        return execute(*arguments)


def _facts(request: HttpRequest) -> dict[str, Any]:
    association, person = getattr(request, "association", None), getattr(request, "person", None)
    return {
        "path": route_of(request),
        "association": association.pk if association else None,
        "person": person.pk if person else None,
    }
