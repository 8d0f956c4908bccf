"""Locks what the database must not hold in clear, under keys that lie outside it; a new key may be put before the old."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

MARK = "låst:"  # what begins so is locked; anything else was kept before there were locks


class WrongKeyError(Exception):
    """None of the keys opens it: the installation has lost the key that it was locked under."""


def lock(text: str) -> str:
    """Lock a text under the newest key."""
    return MARK + _locks(tuple(settings.ENCRYPTION_KEYS)).encrypt(text.encode()).decode()


def unlock(kept: str) -> str:
    """Give the text again, with whichever key it was locked; what was never locked is given as it is."""
    from cryptography.fernet import InvalidToken  # slow to import

    if not is_locked(kept):
        return kept
    try:
        return _locks(tuple(settings.ENCRYPTION_KEYS)).decrypt(kept.removeprefix(MARK).encode()).decode()
    except InvalidToken as error:
        raise WrongKeyError("No key in ENCRYPTION_KEYS opens it.") from error


def lock_bytes(data: bytes) -> bytes:
    """Lock a file."""
    return lock(base64.b64encode(data).decode()).encode()


def unlock_bytes(kept: bytes) -> bytes:
    """Give the file again; one that was never locked as it is."""
    if not kept.startswith(MARK.encode()):
        return kept
    return base64.b64decode(unlock(kept.decode()))


def is_locked(kept: str) -> bool:
    """Whether it is locked, under any key."""
    return kept.startswith(MARK)


@lru_cache(maxsize=4)
def _locks(secrets: tuple[str, ...]) -> MultiFernet:
    from cryptography.fernet import Fernet, MultiFernet  # slow to import

    keys = (hashlib.sha256(b"finsam.vault:" + secret.encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(key)) for key in keys])
