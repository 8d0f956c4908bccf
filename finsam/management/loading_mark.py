"""A mark on the machine while the demo is loaded into a database: who finds it left begins the loading again."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection


@contextmanager
def loading() -> Iterator[bool]:
    """Hold the mark, after anyone else who loads has let go of it; gives whether an earlier loading was broken off.

    The mark is gone afterwards, but stays when the loading fails or its process dies.
    """
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b", buffering=0) as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        found = os.fstat(mark.fileno())
        mark.write(b"x")
        yield (
            found.st_size > 0 and found.st_nlink > 0
        )  # without a name it is one that another has finished with
    path.unlink(missing_ok=True)


def is_left() -> bool:
    """Say whether a loading into this database has begun and not ended."""
    return _path().exists()


def _path() -> Path:
    """Give the mark of this database: one checkout may serve several."""
    facts = [str(connection.settings_dict[each]) for each in ("ENGINE", "HOST", "PORT", "NAME")]
    return Path(settings.VAR_DIR) / f"demo_is_loading-{hashlib.sha256(repr(facts).encode()).hexdigest()[:12]}"
