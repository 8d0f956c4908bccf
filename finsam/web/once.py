"""A form that is sent twice is done once: each carries a key of its own, and who sends the same again gets the same answer.

Not so for what scripts save while one writes, for that has versions and keys of its own and is sent again on purpose; nor for
allauth's and the administration's pages, whose answers hold cookies that a second answer could not give.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import time
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone

from finsam.models import SentForm

FIELD = "once_key"
PATIENCE = 20  # seconds that a second sending waits for the first one's answer
LOST_AFTER = dt.timedelta(minutes=2)  # the process that did it died
KEPT = dt.timedelta(days=2)
A_LOOK = 0.05  # seconds between looks
LEADS_ON = {301, 302, 303}
THEIRS = ("allauth.", "django.contrib.")

_KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")
_TOKEN = re.compile(rb'<input type="hidden" name="csrfmiddlewaretoken" value="[^"]*">')
_NO_PART = {"csrfmiddlewaretoken"}


class OnceMiddleware:
    """Gives every form its key, and does what comes with a key once."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; remember where the answer to a form led, and put keys into the forms of a page."""
        response = self.get_response(request)
        if sent := getattr(request, "sent_form", None):
            _remember(sent, response)
        return _with_keys(request, response)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Let a form through the first time; later, give the first time's answer."""
        if request.method != "POST" or _is_excepted(request, view):
            return None
        key = request.POST.get(FIELD, "")
        if not _KEY.fullmatch(key):
            return None
        request.POST = _without_key(request.POST)  # type: ignore[assignment]
        return _take(request, key, _digest(request))


def forget() -> int:
    """Remove what was sent the day before yesterday; how many rows."""
    return SentForm.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()[0]


def _is_excepted(request: HttpRequest, view: Callable[..., Any]) -> bool:
    return view.__module__.startswith(THEIRS) or "application/json" in request.headers.get("Accept", "")


def _without_key(sent: QueryDict) -> QueryDict:
    """Give the form as its view knows it."""
    rest = sent.copy()
    del rest[FIELD]
    rest._mutable = False
    return rest


def _digest(request: HttpRequest) -> str:
    """Sum up who sent what where; who goes back and sends something else has sent something else."""
    found = hashlib.sha256(f"{request.user.pk}\n{request.get_full_path()}\n".encode())
    for name, values in sorted(request.POST.lists()):
        if name not in _NO_PART:
            found.update(repr((name, values)).encode())
    for name, uploads in sorted(request.FILES.lists()):
        for upload in uploads:
            found.update(repr((name, upload.name, upload.size)).encode())
            for chunk in upload.chunks():
                found.update(chunk)
            upload.seek(0)
    return found.hexdigest()


def _take(request: HttpRequest, key: str, digest: str) -> HttpResponse | None:
    """Take the form on, or wait for the answer of whoever did."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with transaction.atomic():
                request.sent_form = SentForm.objects.create(key=key, digest=digest)  # type: ignore[attr-defined]
        except IntegrityError:
            before = SentForm.objects.filter(key=key, digest=digest).first()
        else:
            return None
        if before and before.status:
            answer = HttpResponseRedirect(before.address)
            answer.status_code = before.status
            return answer
        if before and before.sent_at < timezone.now() - LOST_AFTER:
            SentForm.objects.filter(pk=before.pk, status=None).delete()
        else:
            time.sleep(A_LOOK)
    return render(request, "finsam/still_sending.html", status=409)


def _remember(sent: SentForm, response: HttpResponse) -> None:
    """Keep where the answer leads; a page with what is to be mended, or a fault, has done nothing."""
    row = SentForm.objects.filter(pk=sent.pk)
    if response.status_code in LEADS_ON:
        row.update(status=response.status_code, address=response.headers["Location"])
    else:
        row.delete()


def _with_keys(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if response.streaming or not response.headers.get("Content-Type", "").startswith("text/html"):
        return response
    match = request.resolver_match
    if match is None or match.func.__module__.startswith(THEIRS):
        return response
    content = _TOKEN.sub(lambda found: found[0] + _field(), response.content)
    if content != response.content:
        response.content = content
        if "Content-Length" in response.headers:
            response.headers["Content-Length"] = str(len(content))
    return response


def _field() -> bytes:
    return f'<input type="hidden" name="{FIELD}" value="{secrets.token_urlsafe(16)}">'.encode()
