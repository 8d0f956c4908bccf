"""Everything in the database that is locked: seal keys, second factors and sessions, for locking what is there under a new key."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Text = Callable[[str], str]
SECOND_FACTOR_PARTS = ("secret", "seed")


def lock_again(
    certificates: Any,
    authenticators: Any,
    sessions: Any,
    *,
    of_text: Text,
    of_bytes: Callable[[bytes], bytes],
) -> int:
    """Put each locked value through `of_text` or `of_bytes`, and give how many there were."""
    count = 0
    for row in certificates.objects.select_for_update().iterator():
        row.pkcs12 = of_bytes(bytes(row.pkcs12))
        row.save(update_fields=["pkcs12"])
        count += 1
    for row in authenticators.objects.select_for_update().iterator():
        row.data = _with_parts(row.data, of_text)
        row.save(update_fields=["data"])
        count += 1
    for row in sessions.objects.select_for_update().iterator():
        row.session_data = of_text(row.session_data)
        row.save(update_fields=["session_data"])
        count += 1
    return count


def _with_parts(data: dict[str, Any], of_text: Text) -> dict[str, Any]:
    changed: dict[str, Any] = {name: of_text(data[name]) for name in SECOND_FACTOR_PARTS if data.get(name)}
    if codes := data.get("migrated_codes"):
        changed["migrated_codes"] = [of_text(code) for code in codes]
    return data | changed
