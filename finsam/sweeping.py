"""What is thrown away each day: sessions that have ended, keys of forms, guesses and logins that no longer count."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from finsam import logins, once
from finsam.sessions import SessionStore


def sweep() -> None:
    """Throw it away."""
    SessionStore.clear_expired()
    logins.forget()
    once.forget()


@lru_cache(maxsize=1)
def sweep_once_on(day: dt.date) -> None:
    """Sweep, the first time that this process asks for it on the day."""
    sweep()
