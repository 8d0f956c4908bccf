"""A secret key for the machine that was given none."""

import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """Read the machine's own secret key from `path`, making it the first time, readable by its owner alone.

    Several machines that serve one installation need the same SECRET_KEY in their environment instead.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(60), encoding="ascii")
    return path.read_text(encoding="ascii")
