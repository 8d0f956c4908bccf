"""The words before att-satser: a §'s own, else those that its body has for such a §, else "Styrelsen beslutar"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_ATT = re.compile(r"[\s,:]*\batt\b[\s,:]*$", re.IGNORECASE)  # the att-satser bring their own
Words = tuple[str, str]  # before att-satser, and without them


@dataclass(frozen=True)
class Lead:
    """What stands before a §'s att-satser, and the sentence where it has none; empty for the usual words and for nothing."""

    words: str = ""
    alone: str = ""


def tidy(typed: str) -> str:
    """Give lead words as they are stored and printed: without the att that follows and without an ending."""
    return _ATT.sub("", " ".join(typed.split()).rstrip(".")).rstrip(" .,:")


def lead_of(own: str, kind: str, house: Mapping[str, Words]) -> Lead:
    """Choose a §'s lead words: its own, those of its kind, or those of all kinds; `house` is the body's, "" for all kinds."""
    if said := tidy(own):
        return Lead(said, said)
    of_kind, of_all = house.get(kind, ("", "")), house.get("", ("", ""))
    return Lead(of_kind[0] or of_all[0], of_kind[1] or of_all[1])
