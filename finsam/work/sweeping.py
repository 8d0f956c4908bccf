"""What is done each day: old sessions, keys of forms and guesses are thrown away, and apps do what they have asked to do."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from functools import lru_cache

from finsam.access import logins
from finsam.access.sessions import SessionStore
from finsam.web import once


def sweep() -> None:
    """Throw it away."""
    SessionStore.clear_expired()
    logins.forget()
    once.forget()


@lru_cache(maxsize=1)
def sweep_once_on(day: dt.date) -> None:
    """Sweep, the first time that this process asks for it on the day."""
    sweep()


MORNING = 8  # the hour from which letters that nobody presses a button for may go

logger = logging.getLogger(__name__)
_daily: list[Callable[[dt.date], None]] = []


def each_day(work: Callable[[dt.date], None]) -> None:
    """Have `work` done each day; several workers may do it at once, so it holds its own locks. From `AppConfig.ready()`."""
    if work not in _daily:
        _daily.append(work)


@lru_cache(maxsize=1)
def do_daily_once_on(day: dt.date) -> None:
    """Do what is done each day, the first time that this process asks for it on the day; one fault stops no other work."""
    for work in _daily:
        try:
            work(day)
        except Exception:
            logger.exception("Daily work %s failed", work.__name__)
