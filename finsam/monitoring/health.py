"""Whether the program can do its work: what a monitor asks every minute, told without a fact about anyone."""

from __future__ import annotations

import datetime as dt
import logging
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from finsam.models import Letter, SearchEntry
from finsam.queue import beats
from finsam.search.backends import ranks_of
from finsam.search.vocabulary import terms_of
from finsam.states import LetterState

logger = logging.getLogger(__name__)

SILENT_TOO_LONG = dt.timedelta(minutes=2)
UNSENT_TOO_LONG = dt.timedelta(minutes=15)
LEAST_FREE = 500_000_000  # bytes; a pack and its parts, twenty times


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and how it is, in a word or a number."""

    what: str
    is_well: bool
    how: str


def findings() -> list[Finding]:
    """Look at everything; what cannot even be looked at is not well."""
    looked_at: dict[str, Callable[[], tuple[bool, str]]] = {
        "database": _database,
        "worker": _worker,
        "mail": _mail,
        "disk": _disk,
        "search": _search,
    }
    return [_found(what, look) for what, look in looked_at.items()]


def _found(what: str, look: Callable[[], tuple[bool, str]]) -> Finding:
    try:
        return Finding(what, *look())
    except Exception:
        logger.exception("Health: %s cannot be looked at", what)
        return Finding(what, is_well=False, how="cannot be looked at")


def _database() -> tuple[bool, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,), "answers"


def _worker() -> tuple[bool, str]:
    last = beats.last_beat()
    if last is None:
        return False, "never seen"
    silent = max(timezone.now() - last, dt.timedelta())
    return silent < SILENT_TOO_LONG, f"seen {int(silent.total_seconds())} s ago"


def _mail() -> tuple[bool, str]:
    """Letters that nobody has tried to send; what the mail server refused stands on each kansli's first page."""
    unsent = Letter.objects.filter(state=LetterState.WAITING, tries=0)
    first = unsent.order_by("made_at").values_list("made_at", flat=True).first()
    is_late = first is not None and timezone.now() - first > UNSENT_TOO_LONG
    return not is_late, f"{unsent.count()} waiting"


def _disk() -> tuple[bool, str]:
    files = Path(
        str(getattr(default_storage, "base_location", settings.VAR_DIR))
    )  # none of its own when files lie in S3
    there = next(folder for folder in (files, *files.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return free > LEAST_FREE, f"{free // 1_000_000} MB free"


def _search() -> tuple[bool, str]:
    statement, parameters = ranks_of(terms_of("protokoll"), 0, connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
    return True, "has entries" if SearchEntry.objects.exists() else "empty"


@cache
def version() -> str:
    """Give the program's version, as pyproject.toml says it."""
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])
