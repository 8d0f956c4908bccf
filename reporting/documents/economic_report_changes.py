"""What an economic report says otherwise than the one before it, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from finsam.swedish import money
from reporting.documents.economic_report import EconomicReportDocument
from reporting.models import EconomicReport


@dataclass(frozen=True)
class Change:
    """A line whose forecast or comment is another than in the report before: as each printed it, and the difference."""

    label: str
    was: str
    now: str
    difference: str
    comment_was: str
    comment_now: str

    @property
    def has_new_comment(self) -> bool:
        return self.comment_was != self.comment_now


def changes_since(before: EconomicReport, now: EconomicReportDocument | Mapping[str, Any]) -> list[Change]:
    """Give the lines that have another forecast or comment than in the report that the board got before."""
    content = now if isinstance(now, Mapping) else asdict(now)
    earlier = {row["key"]: row for row in (before.content or {}).get("lines", [])}
    found = []
    for row in content["lines"]:
        was = earlier.get(row["key"])
        if was is None:
            found.append(Change(row["label"], "", row["expected"], "", "", row["comment"]))
        elif (was["forecast"], was["comment"]) != (row["forecast"], row["comment"]):
            moved = Decimal(row["forecast"]) - Decimal(was["forecast"])
            told = money.kr(moved) if moved else ""
            found.append(
                Change(row["label"], was["expected"], row["expected"], told, was["comment"], row["comment"])
            )
    return found
