"""Swedish lists in running text and att-satser as protocols print them."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENDINGS = (", och", " och", ",", ";", ".")
_LISTED = re.compile(r"^(?:[-–—•*·]|\d{1,2}[.)]|[a-zåäö]\))\s+")  # the mark of a list that was pasted


def join_och(words: Iterable[str]) -> str:
    """Write "a", "a och b" or "a, b och c"; nothing for nothing."""
    every = list(words)
    if len(every) < 2:
        return "".join(every)
    return f"{', '.join(every[:-1])} och {every[-1]}"


def clause(text: str) -> str:
    """Take an att-sats as typed and return it with "att" first and without an ending of its own.

    What is no att-sats by its first word becomes one: "godkänna planen." gives "att godkänna planen".
    """
    bare = _LISTED.sub("", _without_ending(" ".join(text.split())))
    if not bare:
        return ""
    first, _, rest = bare.partition(" ")
    if first.lower().strip(":,–-…") == "att":
        return clause(rest) or "att"
    return f"att {bare}"


def bare_clauses(text: str) -> list[str]:
    """Take the att-satser that stand on a line each and return them as they are stored: without att and ending."""
    return [each.removeprefix("att ") for each in map(clause, text.splitlines()) if each not in {"", "att"}]


def _without_ending(text: str) -> str:
    for ending in _ENDINGS:
        if text.endswith(ending):
            return _without_ending(text[: -len(ending)].rstrip())
    return text


def clauses(texts: Iterable[str]) -> list[str]:
    """Take the att-satser of a decision and return them as the protocol prints them, one a line.

    Each ends with a comma, the last but one with ", och", the last with a full stop. Empty ones are
    left out.
    """
    every = [bare for bare in map(clause, texts) if bare]
    endings = [","] * (len(every) - 2) + [", och"] * (len(every) > 1) + ["."]
    return [bare + ending for bare, ending in zip(every, endings, strict=False)]


def plural(count: int, one: str, many: str) -> str:
    """Write "1 ledamot" or "3 ledamöter", with U+00A0 between."""
    return f"{count}\u00a0{one if count == 1 else many}"


def glimpse(text: str, most: int) -> str:
    """Show the beginning of a long text that stands whole elsewhere, with a sign where it goes on."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def capitalised(text: str) -> str:
    """Return the text with its first letter large and the rest untouched."""
    return text[:1].upper() + text[1:]
