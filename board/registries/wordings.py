"""Wordings that upper apps offer for a §: a text and an att-sats that are written elsewhere and need not be typed again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from board.models import Paragraph


@dataclass(frozen=True)
class Wording:
    """What is offered: its key, what it is called, its text as clean HTML, and its att-sats or nothing."""

    key: str
    label: str
    html: str
    clause: str = ""


Source = Callable[[Paragraph], Iterable[Wording]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(paragraph)` asked what it offers; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


def offered_to(paragraph: Paragraph) -> list[Wording]:
    """Give what is offered for the § and does not stand in it already."""
    text = paragraph.text.html if paragraph.text else ""
    return [
        wording
        for source in _sources
        for wording in source(paragraph)
        if wording.html not in text or wording.clause not in paragraph.proposal
    ]
