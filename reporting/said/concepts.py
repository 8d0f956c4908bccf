"""What the stored figures are called in running text, so that a sentence can be held against the one it tells of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from finsam import markup

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])|\n+")
# A limit, a wish and a rule say what shall be, not what is.
_NOT_TOLD = re.compile(
    r"\b(ska|skall|bör|borde|får|högst|minst|max|rikt\w+|rekommend\w+|mål(et)?|princip\w*|väntas|beräknas|räknar)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Concept:
    """A figure's name in keys, and what running text calls it."""

    name: str
    words: re.Pattern[str]
    is_share: bool = False


def _concept(name: str, words: str, *, is_share: bool = False) -> Concept:
    return Concept(name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE), is_share)


CONCEPTS = (
    _concept("equity_ratio", r"soliditet(?:en)?", is_share=True),
    _concept("equity", r"(?:det )?egna kapitalet|eget kapital"),
    _concept("result", r"årets resultat|resultatet för året|resultat(?=:?\s+[\d\u2212-])"),
    _concept("contributions", r"medlemsbidrag(?:en|et)?|medlemsavgifter(?:na)?"),
    _concept("liquid", r"likvida medel|de likvida medlen"),
    _concept("income", r"verksamhetens intäkter|intäkterna"),
    _concept("costs", r"verksamhetens kostnader|kostnaderna"),
    _concept("assets", r"summa tillgångar|balansomslutning(?:en)?"),
)


def sentences(html: str) -> list[str]:
    """Give the sentences of a text as plain text."""
    return [each.strip() for each in _SENTENCE.split(markup.text_of(html)) if each.strip()]


def told_in(sentence: str) -> Iterator[tuple[Concept, re.Match[str]]]:
    """Give the figures that a sentence tells of as they are, with where it names them; not what shall or may be."""
    if _NOT_TOLD.search(sentence):
        return
    for concept in CONCEPTS:
        for found in concept.words.finditer(sentence):
            yield concept, found


def keys_of(concept: Concept, keys: Iterable[str]) -> list[str]:
    """Give the keys that hold the concept: this year's, last year's, the budget's and the others'."""
    return [key for key in keys if key.startswith("economy.") and key.rsplit(".", 1)[-1] == concept.name]
