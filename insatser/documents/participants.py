"""Participants as they are printed: past the gate, since a printed report leaves the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from insatser.models import Insats
from insatser.queries.outside import HIDDEN, Outside, Spot, hiding_sentence, seen_outside
from insatser.states import Counted, Sex


@dataclass(frozen=True)
class PrintedCount:
    """What is counted in a period, as it is printed: a number, ".." where hidden, a dash where not counted."""

    phase: str
    women: str
    men: str
    unknown: str
    total: str

    @property
    def is_partly_hidden(self) -> bool:
        return HIDDEN in {self.women, self.men, self.unknown, self.total}


def printed_counts(insats: Insats, period: tuple[dt.date, dt.date]) -> tuple[PrintedCount, ...]:
    """Give a line for all who took part and for each phase that is counted, with what may leave the house."""
    outside = seen_outside(insats.association, period[1].year)
    spots = outside.spots(insats=insats.pk, period=period)
    lines = [
        _line(outside, counted, {spot.sex: spot for spot in spots if spot.counted == counted})
        for counted in Counted
    ]
    return tuple(line for line in lines if line)


def hiding_explanation(counts: Sequence[PrintedCount], limit: int) -> str:
    """Explain what is hidden in a sentence; empty where nothing is."""
    return hiding_sentence(limit) if any(count.is_partly_hidden for count in counts) else ""


def _line(outside: Outside, counted: Counted, spots: dict[str, Spot]) -> PrintedCount | None:
    if not spots:
        return None
    return PrintedCount(str(counted.label), *(outside.text(spots[sex]) for sex in Sex))
