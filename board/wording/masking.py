"""Leaves out of a stored document what is held back, before anything is rendered: nothing is covered, it is not there."""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

SIGN = "[maskat]"  # as wide whatever it stands for, and read out by a screen reader
HELD_BACK = "Paragrafen visas inte"
_BETWEEN = r"(?:<[^>]*>|\u00ad|\u200b|&shy;)*"  # tags and soft hyphens inside a word
_SPACE = r"(?:\s|\u00a0|\u202f|&nbsp;|&#160;|<[^>]*>)+"
_ENDS = re.compile(r"^att |[.,;:]+$", re.IGNORECASE)  # what print puts around an att-sats is not stored
_TAG = re.compile(r"<[^>]*>")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")  # a document is made again from it, and a day is nobody's word
_DATA = re.compile(r"(data:[\w/+.;=-]*,[^\"')\s]*)")  # a picture inside the markup says no words
_BLOCK = re.compile(r"</?(?:p|li|h\d|td|th|tr|table|ul|ol|blockquote|br|div)\b[^>]*>", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
SHORTEST_QUOTE = 3  # words; a shorter sentence of a § that is held back says nothing of it elsewhere
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
    "key",  # of a report's section
    "unit",
}
_KEPT_OF_A_SECTION = {"number", "decider", "is_point", "is_adjusted_immediately", "adjusted_immediately_on"}


@dataclass(frozen=True)
class Held:
    """All that a förbund holds back from everyone: words, what whole §§ say, and which §§ those are.

    `sections` are pairs of a meeting's key and a § number.
    """

    words: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    sections: frozenset[tuple[int, int]] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.words or self.quotes or self.sections)

    @property
    def key(self) -> str:
        """The same for as long as the same is held back."""
        return hashlib.sha256(repr((self.words, self.quotes, sorted(self.sections))).encode()).hexdigest()

    def beyond(self, before: Held) -> Held:
        """Give what is held back now and was not before."""
        words = tuple(each for each in self.words if each not in before.words)
        quotes = tuple(each for each in self.quotes if each not in before.quotes)
        return Held(words=words, quotes=quotes)

    def numbers_of(self, meeting_id: int) -> frozenset[int]:
        """Give the numbers of the §§ of a meeting that are held back whole."""
        return frozenset(number for meeting, number in self.sections if meeting == meeting_id)

    def text(self, text: str) -> str:
        """Give a text, plain or HTML, without what is held back."""
        return masked_text(text, (*self.words, *self.quotes))

    def content(self, content: Any) -> Any:
        """Give what a document says, as plain values, without what is held back."""
        return _without(content, pattern_of((*self.words, *self.quotes)))

    def of_meeting(self, content: dict[str, Any], meeting_id: int) -> dict[str, Any]:
        """Give a meeting's frozen document without what is held back, its own §§ emptied."""
        return masked(content, words=(*self.words, *self.quotes), numbers=self.numbers_of(meeting_id))


NOTHING_HELD = Held()


def fingerprint(content: Any) -> str:
    """Give the same sign for the same plain values, in whatever order their keys stand."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, default=str).encode()).hexdigest()


def quotes_of(html_text: str) -> list[str]:
    """Give the sentences of a text that would be known again if they were quoted elsewhere."""
    plain = html.unescape(_TAG.sub("", _BLOCK.sub("\n", html_text))).replace("\u00ad", "")
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    sentences = [each for line in lines for each in _SENTENCE.split(line)]
    return [each for each in sentences if len(each.split()) >= SHORTEST_QUOTE]


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


def places(content: Any, words: Iterable[str]) -> int:
    """Count where the words stand in a document's plain values."""
    pattern = pattern_of(words)
    return _count(content, pattern) if pattern else 0


def _count(value: Any, pattern: re.Pattern[str]) -> int:
    if isinstance(value, str):
        return 0 if _DAY.fullmatch(value) else len(pattern.findall(_DATA.sub("", value)))
    if isinstance(value, list):
        return sum(_count(each, pattern) for each in value)
    if isinstance(value, dict):
        return sum(_count(each, pattern) for key, each in value.items() if key not in _NO_PROSE)
    return 0


def pattern_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Give what finds the words however they are spaced, capitalised or marked up; the longest first."""
    return _pattern(tuple(words))


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
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
        return value if pattern is None or _DAY.fullmatch(value) else _replaced(value, pattern)
    if isinstance(value, list):
        return [_without(each, pattern) for each in value]
    if isinstance(value, dict):
        return {key: each if key in _NO_PROSE else _without(each, pattern) for key, each in value.items()}
    return value


def _replaced(text: str, pattern: re.Pattern[str]) -> str:
    """Put the sign in place of what is found; tags inside it stay, so that the markup stays whole."""
    parts = _DATA.split(text) if "data:" in text else [text]
    said = (pattern.sub(lambda match: SIGN + "".join(_TAG.findall(match[0])), part) for part in parts[::2])
    pictures = [*parts[1::2], ""]
    return "".join(f"{part}{picture}" for part, picture in zip(said, pictures, strict=True))


def _emptied(section: dict[str, Any]) -> dict[str, Any]:
    empty: dict[type, Any] = {str: "", list: [], bool: False}
    rest = {
        key: value if key in _KEPT_OF_A_SECTION else empty.get(type(value)) for key, value in section.items()
    }
    return rest | {"heading": HELD_BACK}
