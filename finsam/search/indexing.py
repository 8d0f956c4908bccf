"""Putting what can be found into the search, and building the whole of it anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection, transaction

from finsam.markup import text_of
from finsam.models import Association
from finsam.models.search import SearchEntry
from finsam.search.vocabulary import folded, stems_of


@dataclass(frozen=True)
class Entry:
    """Something to be found, as an app tells of it."""

    kind: str
    key: str
    title: str
    body_html: str
    url: str
    occurred_on: dt.date | None = None
    body_name: str = ""


Source = Callable[[Association], Iterable[Entry]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `rebuild` ask an app's function for everything of an association; called in AppConfig.ready()."""
    if source not in _sources:
        _sources.append(source)
    return source


def index(
    association: Association,
    kind: str,
    key: object,
    *,
    title: str,
    body_html: str,
    url: str,
    occurred_on: dt.date | None = None,
    body_name: str = "",
) -> None:
    """Make something findable, or newly findable where it has changed.

    `key` tells it from others of its kind in the association; `url` is the path of its page.
    """
    body = text_of(body_html)
    place: dict[str, Any] = {"association": association, "kind": kind, "key": str(key)}
    facts: dict[str, Any] = {
        "title": title[:500],
        "body": body,
        "url": url,
        "occurred_on": occurred_on,
        "body_name": body_name,
        "title_words": folded(title),
        "body_words": folded(body),
        **_stems(title, body),
    }
    # Nearly always it is there already, and one question is enough.
    if not SearchEntry.objects.filter(**place).update(**facts):
        SearchEntry.objects.update_or_create(**place, defaults=facts)


def _stems(title: str, body: str) -> dict[str, str]:
    """PostgreSQL finds the stems by itself."""
    if connection.vendor == "postgresql":
        return {}
    return {"title_stems": stems_of(title), "body_stems": stems_of(body)}


def remove(association: Association, kind: str, key: object) -> None:
    """Make something unfindable; nothing happens where it was not to be found."""
    SearchEntry.objects.filter(association=association, kind=kind, key=str(key)).delete()


@transaction.atomic
def rebuild(association: Association) -> int:
    """Empty an association's search, fill it from every registered source and return how many entries it has."""
    SearchEntry.objects.filter(association=association).delete()
    count = 0
    for source in _sources:
        for entry in source(association):
            facts = asdict(entry)
            index(association, facts.pop("kind"), facts.pop("key"), **facts)
            count += 1
    return count
