"""Participants as they are printed: past the gate, since a printed report leaves the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from finsam.swedish import dates, words
from insatser.models import Insats
from insatser.queries.outside import HIDDEN, NOT_COUNTED, Outside, Spot, hiding_sentence, seen_outside
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


def told_participants(insats: Insats, day: dt.date) -> tuple[str, tuple[Spot, ...]]:
    """Tell how many took part in the latest period of this year or the last, and which figures that shows.

    What is counted first of the phases stands in for those who took part. Nothing where no period is counted.
    """
    outside = seen_outside(insats.association, day.year)
    period = outside.longest(insats.pk, (dt.date(day.year - 1, 1, 1), day))
    if period is None:
        return "", ()
    spots = outside.spots(insats=insats.pk, period=period)
    counted = next((each for each in Counted if any(spot.counted == each for spot in spots)), None)
    by_sex = {spot.sex: spot for spot in spots if spot.counted == counted}
    line = _line(outside, counted, by_sex) if counted else None
    if line is None:
        return "", ()
    sexes = [
        f"{number} {who}"
        for number, who in ((line.women, "kvinnor"), (line.men, "män"))
        if number != NOT_COUNTED
    ]
    total = line.total if counted == Counted.TOOK_PART else f"{line.phase} {line.total}"
    told = f"{', '.join(filter(None, (total, words.join_och(sexes), dates.date_range(*period))))}."
    hidden = hiding_explanation([line], outside.limit)
    return f"{told} {hidden}".strip(), tuple(by_sex.values())


def hiding_explanation(counts: Sequence[PrintedCount], limit: int) -> str:
    """Explain what is hidden in a sentence; empty where nothing is."""
    return hiding_sentence(limit) if any(count.is_partly_hidden for count in counts) else ""


def _line(outside: Outside, counted: Counted, spots: dict[str, Spot]) -> PrintedCount | None:
    if not spots:
        return None
    return PrintedCount(str(counted.label), *(outside.text(spots[sex]) for sex in Sex))
