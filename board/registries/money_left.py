"""What is left of the money that a § gives of, told while the § is written: upper apps register, the page asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from board.models import Paragraph


@dataclass(frozen=True)
class WrittenAmount:
    """Money in an att-sats as it stands on the page, in kronor, with the att-sats's words and what it is taken out of."""

    clause: str
    year: int
    amount: Decimal
    financing: str = ""


@dataclass(frozen=True)
class Left:
    """What is left of something, as a sentence; `is_passed` when the § gives more than that."""

    said: str
    is_passed: bool = False


Source = Callable[[Paragraph, Sequence[WrittenAmount]], list[Left]]
_sources: list[Source] = []


def register(source: Source) -> Source:
    """Have `source(paragraph, amounts)` asked what is left; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)
    return source


def left_beside(paragraph: Paragraph, amounts: Sequence[WrittenAmount]) -> list[Left]:
    """Give what is left of what the amounts are taken out of; nothing for a § without money."""
    return [left for source in _sources for left in source(paragraph, amounts)] if amounts else []
