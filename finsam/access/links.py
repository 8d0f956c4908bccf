"""Secret links: mailed to one who has no login, bound to one asking, and known here by the sha256 of their secret alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from finsam import clock

GOOD_FOR = dt.timedelta(days=60)


def new_secret() -> str:
    """Give a secret to put in an address; it is told once, in the letter."""
    return secrets.token_urlsafe(32)


def sha256_of(secret: str) -> str:
    """Give what is stored of a secret: it is long and random, so one hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


def is_fresh(asked_at: dt.datetime | None) -> bool:
    """Whether what was asked then can be answered by its link still."""
    return asked_at is not None and clock.now() - asked_at <= GOOD_FOR
