"""What is thrown away each day: sessions that have ended, keys of forms, guesses and logins that no longer count."""

from __future__ import annotations

from finsam import logins, once
from finsam.sessions import SessionStore


def sweep() -> None:
    """Throw it away."""
    SessionStore.clear_expired()
    logins.forget()
    once.forget()
