"""Words that say which way a figure went, held against the figures: "ökade", "lägre än budget", "halverades"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from finsam.registries.fields import Field
from reporting.said.concepts import Concept, sentences, told_in

_UP = r"ökade|ökat|ökar|steg|stigit|växte|vuxit|högre|större"
_DOWN = r"minskade|minskat|minskar|sjönk|sjunkit|krympte|lägre|mindre"
_DOUBLE = r"fördubblades|fördubblats|dubblerades|dubbelt så (?:stort|stora|högt|höga|mycket)"
_HALF = r"halverades|halverats|hälften så (?:stort|stora|högt|höga|mycket)"
_WAY = re.compile(
    rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN})|(?P<double>{_DOUBLE})|(?P<half>{_HALF}))\b", re.IGNORECASE
)
_COMPARED = frozenset({"högre", "större", "lägre", "mindre"})  # say nothing without "än"
_THAN_BUDGET = re.compile(r"\bän (?:vad som (?:var )?)?(?:i )?(?:budget\w*|planerat|beräknat)", re.IGNORECASE)
_THAN_BEFORE = re.compile(r"\bän (?:året före|föregående år|förra året|(?:under |år )?20\d\d)", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|varken|aldrig)\b", re.IGNORECASE)
_FROM_TO = re.compile(
    r"\bfrån\s+([\d \u00a0]+(?:,\d+)?)\s*(?:kronor|kr|%|procent)?\s+till\s+([\d \u00a0]+(?:,\d+)?)"
)
_REACH = 60  # signs between the name and the word about it
_TWICE, _HALFWAY = (Decimal("1.7"), Decimal("2.4")), (Decimal("0.4"), Decimal("0.6"))


@dataclass(frozen=True)
class Turned:
    """A word of direction that the figures contradict: the words as they stand, the figure, and what it was or was to be."""

    text: str
    figure: Field
    other: Field | None
    before: Decimal | None


def turned_directions(html: str, figures: Mapping[str, Field]) -> Iterator[Turned]:
    """Give the words of direction that contradict the figure they are said of."""
    for sentence in sentences(html):
        for concept, name in told_in(sentence):
            rest = sentence[name.end() :]
            way = _WAY.search(rest[: _REACH + 20])
            if way is None or way.start() > _REACH or _interrupted(rest[: way.start()]):
                continue
            found = _contradicted(concept, way, rest, figures)
            if found:
                text = sentence[name.start() : name.end() + way.end()]
                yield Turned(text, *found)


def _interrupted(between: str) -> bool:
    """Whether something stands between that may turn the sentence: a new clause, a no, or another figure."""
    return bool(
        _NOT.search(between) or _FROM_TO.search(between) or re.search(r"[;:,]|\b(?:men|medan|och)\b", between)
    )


def _contradicted(
    concept: Concept, way: re.Match[str], rest: str, figures: Mapping[str, Field]
) -> tuple[Field, Field | None, Decimal | None] | None:
    figure = figures.get(f"economy.{concept.name}")
    if figure is None or figure.amount is None:
        return None
    after = rest[way.end() :]
    budget = figures.get(f"economy.budget.{concept.name}")
    if _THAN_BUDGET.search(after):
        other, against = budget, budget.amount if budget else None
    elif way[0].lower() in _COMPARED and not _THAN_BEFORE.search(after):
        return None
    else:
        other, against = None, figure.before
    if against is None or _holds(
        way,
        abs(figure.amount) if concept.name == "costs" else figure.amount,
        abs(against) if concept.name == "costs" else against,
    ):
        return None
    return figure, other, against


def _holds(way: re.Match[str], now: Decimal, then: Decimal) -> bool:
    if way["up"]:
        return now > then
    if way["down"]:
        return now < then
    if then <= 0:
        return True
    low, high = _TWICE if way["double"] else _HALFWAY
    return low <= now / then <= high
