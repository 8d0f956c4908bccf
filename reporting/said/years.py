"""Years that came with last year's text: "Jag ser fram emot 2022" in the report of 2022."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.said.concepts import sentences

_YEAR = re.compile(r"(?<![\d:–-])\b(20\d\d)\b(?![:–-]\d)")


def left_behind(html: str, source_html: str, *, source_year: int) -> Iterator[tuple[str, int]]:
    """Give the sentences that stand as in last year's text and name its year or the one after, each with that year."""
    copied = set(sentences(source_html))
    for sentence in sentences(html):
        if sentence not in copied:
            continue
        for found in _YEAR.finditer(sentence):
            year = int(found[1])
            if year in {source_year, source_year + 1}:
                yield _around(sentence, found), year


def _around(sentence: str, found: re.Match[str]) -> str:
    """Give the year with the four words before it, as it stands."""
    before = sentence[: found.start()].split(" ")[-5:]
    return f"{' '.join(before)}{found[0]}".strip()
