"""Leaves out of a stored document what is held back, before anything is rendered: nothing is covered, it is not there."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from typing import Any

SIGN = "[maskat]"  # as wide whatever it stands for, and read out by a screen reader
HELD_BACK = "Paragrafen visas inte"
_BETWEEN = r"(?:<[^>]*>|\u00ad|\u200b|&shy;)*"  # tags and soft hyphens inside a word
_SPACE = r"(?:\s|\u00a0|\u202f|&nbsp;|&#160;|<[^>]*>)+"
_ENDS = re.compile(r"^att |[.,;:]+$", re.IGNORECASE)  # what print puts around an att-sats is not stored
_TAG = re.compile(r"<[^>]*>")
# What a document is made again from: kinds, days, hours and the names of fields, which hold nobody's words.
_NO_PROSE = {
    "kind",
    "on",
    "starts_at",
    "ends_at",
    "due_on",
    "adjusted_immediately_on",
    "field",
    "template_name",
    "mask_note",
}
_KEPT_OF_A_SECTION = {"number", "decider", "is_point", "is_adjusted_immediately", "adjusted_immediately_on"}


def masked(content: dict[str, Any], *, words: Iterable[str], numbers: frozenset[int]) -> dict[str, Any]:
    """Give a frozen document without the words, wherever they stand, and without what the §§ say.

    The §§ keep their numbers, so that one sees that something is left out.
    """
    sections = [_emptied(each) if each["number"] in numbers else each for each in content["sections"]]
    held = {f"§\u00a0{number}" for number in numbers} | {f"§ {number}" for number in numbers}
    attached = [each for each in content.get("attachments", []) if each.get("section") not in held]
    return _without(content | {"sections": sections, "attachments": attached}, pattern_of(words))


def masked_text(text: str, words: Iterable[str]) -> str:
    """Give a text, plain or HTML, with the sign in place of each of the words."""
    pattern = pattern_of(words)
    return _replaced(text, pattern) if pattern else text


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Give what finds the words however they are spaced, capitalised or marked up; the longest first."""
    bare = (_ENDS.sub("", " ".join(each.split())) for each in words)
    every = sorted({each for each in bare if each}, key=len, reverse=True)
    return re.compile("|".join(map(_found_as, every)), re.IGNORECASE) if every else None


def _found_as(words: str) -> str:
    parts = [_BETWEEN.join(_sign(sign) for sign in word) for word in words.split()]
    return _SPACE.join(parts)


def _sign(sign: str) -> str:
    forms = {sign, html.escape(sign), html.escape(sign, quote=False)}
    return f"(?:{'|'.join(sorted(map(re.escape, forms), key=len, reverse=True))})"


def _without(value: Any, pattern: re.Pattern[str] | None) -> Any:
    if isinstance(value, str):
        return _replaced(value, pattern) if pattern else value
    if isinstance(value, list):
        return [_without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {key: each if key in _NO_PROSE else _without(each, pattern) for key, each in value.items()}
    return value


def _replaced(text: str, pattern: re.Pattern[str]) -> str:
    """Put the sign in place of what is found; tags inside it stay, so that the markup stays whole."""
    return pattern.sub(lambda match: SIGN + "".join(_TAG.findall(match[0])), text)


def _emptied(section: dict[str, Any]) -> dict[str, Any]:
    empty: dict[type, Any] = {str: "", list: [], bool: False}
    rest = {
        key: value if key in _KEPT_OF_A_SECTION else empty.get(type(value)) for key, value in section.items()
    }
    return rest | {"heading": HELD_BACK}
