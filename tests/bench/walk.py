"""Every page that a förbundschef gets to from the front page: found by following its links, a few of each address."""

from __future__ import annotations

import re
from collections import Counter, deque
from html import unescape
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve, reverse

from finsam.models import Association, User

EXAMPLES = 4  # of each address: the fullest counts
OURS = ("finsam.", "board.", "insatser.", "economy.", "reporting.")
ONLY_IN_DEMO = re.compile(r"demo_")
_LINK = re.compile(r'(?:href|src)="(/[^"#]*)')


def questions_by_page(association: Association, user: User) -> dict[str, tuple[int, str]]:
    """Give how many questions each page asks at most, by its address's name, and the path where it asks them."""
    client = Client()
    client.force_login(user)
    found: dict[str, tuple[int, str]] = {}
    tried: Counter[str] = Counter()
    waiting = deque([reverse("front", args=[association.slug])])
    seen = set(waiting)
    while waiting:
        path = waiting.popleft()
        name = _name_of(path)
        if not name or tried[name] >= EXAMPLES:
            continue
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        asked = len(captured)  # read at once: the next request empties the list
        if answer.status_code == 200:
            tried[name] += 1
            found[name] = max(found.get(name, (0, path)), (asked, path), key=lambda each: each[0])
        for link in _links(answer):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return found


def _name_of(path: str) -> str:
    """Give the name of one of our own addresses; nothing of those that others made or that only the demo has."""
    try:
        match = resolve(path.partition("?")[0])
    except Resolver404:
        return ""
    name = match.url_name or ""
    return name if match.func.__module__.startswith(OURS) and not ONLY_IN_DEMO.match(name) else ""


def _links(answer: Any) -> list[str]:
    if answer.has_header("Location"):
        return [answer["Location"]]
    if not answer.get("Content-Type", "").startswith("text/html"):
        return []
    return [unescape(link) for link in _LINK.findall(answer.content.decode())]
