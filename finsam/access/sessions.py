"""Sessions in the database, locked: they hold the codes that people are waiting for."""

from __future__ import annotations

import logging
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from finsam.access import vault

logger = logging.getLogger(__name__)


class SessionStore(DatabaseStore):
    """Django's own, whose rows cannot be read without the key outside the database."""

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Lock what is kept."""
        return vault.lock(super().encode(session_dict))

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Unlock it; what no key opens is an empty session, and its owner logs in again."""
        try:
            return super().decode(vault.unlock(str(session_data)))
        except vault.WrongKeyError:
            logger.warning("A session is locked under a key that is gone")
            return {}
