"""A report's submitted versions, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from finsam import markup
from finsam.swedish import money
from insatser.models import InsatsReport, ReportVersion


@dataclass(frozen=True)
class Change:
    """One thing that two versions say differently, with what was put in and taken out."""

    label: str
    html: SafeString


def versions_of(report: InsatsReport) -> list[ReportVersion]:
    """Give the submitted versions, the newest first."""
    return list(report.versions.select_related("submitted_by", "document"))


def compared(report: InsatsReport, number: int) -> list[Change]:
    """Give what a version changed since the one before; everything is new in the first."""
    own = {row.number: row.content for row in report.versions.filter(number__in=[number, number - 1])}
    if number not in own or number - 1 not in own:
        return []
    before, after = _said(own[number - 1]), _said(own[number])
    return [
        Change(label, mark_safe(markup.differences(before.get(label, ""), after.get(label, ""))))  # noqa: S308  clean
        for label in dict.fromkeys([*before, *after])
        if before.get(label, "") != after.get(label, "")
    ]


def _said(content: dict[str, Any]) -> dict[str, str]:
    """Give a version's content as HTML by what it is about."""
    said = {"Period": _html(content.get("period", ""))}
    for section in content.get("sections", []):
        for answer in section["answers"]:
            said[f"{answer['key']} {answer['question']}"] = answer["html"]
        for place, goal in enumerate(section["goals"], start=1):
            said[f"Mål {place}"] = _html(f"{goal['wording']}: {goal['reached']}. {goal['outcome']}")
        for cost in section["costs"]:
            name = f"{cost['label']}, {cost['what']}" if cost["what"] else cost["label"]
            said[name] = _html(f"budget {_kronor(cost['budget'])}, utfall {_kronor(cost['outcome'])}")
        for place, party in enumerate(section["parties"], start=1):
            said[f"Part {place}"] = _html(", ".join(value for value in party.values() if value))
    return said


def _html(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""


def _kronor(amount: str | None) -> str:
    return "–" if amount is None else money.kr_as_needed(Decimal(amount))
