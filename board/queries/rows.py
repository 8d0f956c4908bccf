"""Att-satser that were taken away, as the history of savings knows them."""

from __future__ import annotations

from typing import Any

from board.models import Paragraph


def gone_row(paragraph: Paragraph, key: str) -> str:
    """Give the text of an att-sats that was taken away, by its key; nothing when it is there or was never saved."""
    if not key or paragraph.decisions.filter(row_key=key).exists():
        return ""
    return str(row_as_saved(paragraph, key).get(f"decision:{key}:text") or "")


def row_as_saved(paragraph: Paragraph, key: str) -> dict[str, Any]:
    """Give the fields of an att-sats as it was last saved with a text, and the rows it stood among."""
    for saving in paragraph.savings.filter(number__isnull=False).order_by("-number"):
        if saving.content.get(f"decision:{key}:text"):
            return dict(saving.content)
    return {}
