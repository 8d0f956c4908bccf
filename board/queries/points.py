"""What the underpunkter of an ärende are worth comparing by."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from board.models import Point


def planned_version(points: Iterable[Point]) -> str:
    """Name what is planned in the underpunkter, so that two who write in them are told; nothing where there are none."""
    said = sorted((each.row_key, each.heading, each.presenter, each.html, each.proposal) for each in points)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:12] if said else ""
