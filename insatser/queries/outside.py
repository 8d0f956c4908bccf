"""What may be seen outside the house of how many take part: one decision for every page, document, export and text.

Figures are weighed together, so that what one document hides no other gives away, and against the ledger of what has
been published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.disclosure import decide
from insatser.models import PublishedFigure, Share
from insatser.queries.cells import cells_beside
from insatser.queries.spots import ALL, WHOLE, Spot, add_up, equations_of, parties_of
from insatser.states import Counted, Sex

HIDDEN = ".."
NOT_COUNTED = "–"


@dataclass(frozen=True)
class Outside:
    """Every figure of some years, and which of them are hidden outside; `given_away` are hidden too late."""

    limit: int
    numbers: Mapping[Spot, int]
    blank: frozenset[Spot]
    hidden: frozenset[Spot]
    given_away: frozenset[Spot]

    def text(self, spot: Spot) -> str:
        """Give a figure as it may leave the house: a number, ".." where hidden, a dash where not counted."""
        if spot in self.blank or spot not in self.numbers:
            return NOT_COUNTED
        return HIDDEN if spot in self.hidden else str(self.numbers[spot])

    def value(self, spot: Spot) -> int | None:
        """Give a figure that is shown; None where it is hidden or not counted."""
        return None if spot in self.hidden or spot in self.blank else self.numbers.get(spot)

    def is_hidden(self, spot: Spot) -> bool:
        """Whether a figure that is counted is not shown outside."""
        return spot in self.hidden and spot not in self.blank

    def spots(
        self,
        *,
        insats: int | None = None,
        period: tuple[dt.date, dt.date] | None = None,
        divided: bool = False,
    ) -> list[Spot]:
        """Give the figures that are counted, of an insats (or ALL) and of a period; `divided` with every measure."""
        return sorted(
            spot
            for spot in self.numbers
            if insats in (None, spot.insats)
            and period in (None, (spot.starts_on, spot.ends_on))
            and (divided or (not spot.detail and spot.counted in Counted.values))
        )

    def longest(self, insats: int, within: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date] | None:
        """Give the period that ends last within some days, and of those the longest."""
        first, last = within
        periods = {
            (s.starts_on, s.ends_on)
            for s in self.numbers
            if s.insats == insats and first <= s.ends_on <= last
        }
        return max(periods, key=lambda period: (period[1], -period[0].toordinal()), default=None)


def hiding_sentence(limit: int) -> str:
    """Explain in a sentence what is hidden."""
    return f"{HIDDEN} står för antal under {limit}, och för antal som skulle göra det möjligt att räkna ut ett sådant."


@asked_once
def seen_outside(association: Association, year: int) -> Outside:
    """Give what may be seen of the year's participants, weighed with those of the years beside it: two queries."""
    published = _published(association, year)
    later = {year + 1} if any(spot.ends_on.year > year for spot, _ in published) else set()
    numbers, blank = add_up(cells_beside(association, {year - 1, year} | later))
    ledger = _ledger(published, numbers)
    _add_wholes(numbers, ledger, published)
    hidden, given_away = _decide(
        tuple(sorted(numbers.items())), association.count_limit, tuple(sorted(ledger.items()))
    )
    own = {spot: number for spot, number in numbers.items() if not spot.party}
    return Outside(
        association.count_limit,
        own,
        frozenset(blank) & own.keys(),
        hidden & own.keys(),
        given_away & own.keys(),
    )


def _published(association: Association, year: int) -> list[tuple[Spot, int]]:
    """Give what has been published, the earliest first, by the förbund and by those that share insatser with it."""
    shared = Share.objects.filter(association=association).given().values("insats")
    rows = PublishedFigure.objects.filter(
        Q(association=association) | Q(insats__association=association) | Q(insats__in=shared),
        ends_on__year__in=(year - 1, year, year + 1),
        value__isnull=False,
    )
    told = rows.order_by("id").values_list(
        "insats_id", "starts_on", "ends_on", "counted", "sex", "detail", "association_id", "value"
    )
    return [
        (
            Spot(insats or ALL, start, end, counted, sex, detail, 0 if party == association.pk else party),
            value or 0,
        )
        for insats, start, end, counted, sex, detail, party, value in told
    ]


def _ledger(published: Iterable[tuple[Spot, int]], numbers: Mapping[Spot, int]) -> dict[Spot, int]:
    """Give what has been shown before and still holds: a figure that was corrected since tells nothing of today's."""
    return {spot: value for spot, value in dict(published).items() if numbers.get(spot) == value}


def _add_wholes(
    numbers: dict[Spot, int], ledger: dict[Spot, int], published: Iterable[tuple[Spot, int]]
) -> None:
    """Add what several förbund share, where it was published as one figure: with it, what one shows tells the others'."""
    told = {(spot.of(party=WHOLE), value) for spot, value in published}
    for whole, parts in parties_of(numbers).items():
        number = sum(numbers[part] for part in parts)
        if (whole, number) in told:
            numbers[whole] = ledger[whole] = number


@lru_cache(maxsize=64)
def _decide(
    numbers: tuple[tuple[Spot, int], ...], limit: int, ledger: tuple[tuple[Spot, int], ...]
) -> tuple[frozenset[Spot], frozenset[Spot]]:
    """Weigh the figures; the same ones are weighed once, since a page may ask for each of them."""
    known = dict(numbers)
    by_place = {spot.place: spot for spot in known}
    equations = [(whole.place, [part.place for part in parts]) for whole, parts in equations_of(known)]
    hidden, exposed = decide(
        {spot.place: number for spot, number in numbers},
        equations,
        limit=limit,
        margins={spot.place for spot in known if spot.insats == ALL or spot.sex == Sex.TOTAL},
        earlier={spot.place: number for spot, number in ledger},
    )
    return frozenset(by_place[place] for place in hidden), frozenset(by_place[place] for place in exposed)
