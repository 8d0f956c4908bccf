"""What may be seen outside the house of how many take part: one decision for every page, document, export and text.

Figures are weighed together, so that what one document hides no other gives away, and against the ledger of what has
been published.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.disclosure import Place, decide
from insatser.models import ParticipantCount, PublishedFigure
from insatser.states import Counted, Phase, Sex

HIDDEN = ".."
NOT_COUNTED = "–"
ALL = 0  # in the place of an insats: all of them together
_PARTS = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)
_ADDED_UP = (Counted.NEW, Counted.ENDED)  # each person once in a year, so that its parts add up to it


@dataclass(frozen=True, order=True)
class Spot:
    """One figure: of an insats (or ALL) and a period, what is counted and by which sex."""

    insats: int
    starts_on: dt.date
    ends_on: dt.date
    counted: str
    sex: str

    @property
    def place(self) -> Place:
        """The same as the gate names it."""
        period = f"{self.starts_on.isoformat()} {self.ends_on.isoformat()}"
        return f"{self.insats} {self.counted} {period}", 0, Sex.values.index(self.sex)

    def of(self, **changed: object) -> Spot:
        """Give the spot with something else of it."""
        return Spot(**{**self.__dict__, **changed})


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
        self, *, insats: int | None = None, period: tuple[dt.date, dt.date] | None = None
    ) -> list[Spot]:
        """Give the figures that are counted, of an insats (or ALL) and of a period."""
        return sorted(
            spot
            for spot in self.numbers
            if insats in (None, spot.insats) and period in (None, (spot.starts_on, spot.ends_on))
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
    published = list(_published(association, year))
    later = {year + 1} if any(row.ends_on.year > year for row in published) else set()
    rows = ParticipantCount.objects.filter(
        insats__association=association, ends_on__year__in={year - 1, year} | later
    )
    numbers, blank = _numbers(rows)
    ledger = _ledger(published, numbers)
    hidden, given_away = _decide(
        tuple(sorted(numbers.items())), association.count_limit, tuple(sorted(ledger.items()))
    )
    return Outside(association.count_limit, numbers, frozenset(blank), hidden, given_away)


def _numbers(rows: Iterable[ParticipantCount]) -> tuple[dict[Spot, int], set[Spot]]:
    """Give every figure, those that follow from others too; and those of them that nobody has written."""
    numbers: dict[Spot, int] = {}
    blank: set[Spot] = set()
    for row in rows:
        for sex in _PARTS:
            spot = Spot(row.insats_id, row.starts_on, row.ends_on, row.phase, sex)
            typed = getattr(row, sex)
            numbers[spot] = typed or 0
            if typed is None:
                blank.add(spot)
        numbers[spot.of(sex=Sex.TOTAL)] = row.total
    for spot in [spot for spot in numbers if spot.counted == Phase.ENDED]:
        going = spot.of(counted=Phase.GOING)
        if going in numbers:
            took_part = spot.of(counted=Counted.TOOK_PART)
            numbers[took_part] = numbers[spot] + numbers[going]
            if spot in blank and going in blank:
                blank.add(took_part)
    _add_all(numbers, blank)
    return numbers, blank


def _add_all(numbers: dict[Spot, int], blank: set[Spot]) -> None:
    """Add up the insatser that have counted the same period."""
    lots: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        lots.setdefault(spot.of(insats=ALL), []).append(spot)
    for whole, parts in lots.items():
        if len(parts) > 1:
            numbers[whole] = sum(numbers[part] for part in parts)
            if blank.issuperset(parts):
                blank.add(whole)


def _published(association: Association, year: int) -> QuerySet[PublishedFigure]:
    years = (year - 1, year, year + 1)
    rows = PublishedFigure.objects.filter(
        association=association, ends_on__year__in=years, value__isnull=False
    )
    return rows.order_by("id")


def _ledger(published: Iterable[PublishedFigure], numbers: Mapping[Spot, int]) -> dict[Spot, int]:
    """Give what has been shown before and still holds: a figure that was corrected since tells nothing of today's."""
    known = {
        Spot(row.insats_id or ALL, row.starts_on, row.ends_on, row.counted, row.sex): row.value
        for row in published
    }
    return {spot: value for spot, value in known.items() if value is not None and numbers.get(spot) == value}


@lru_cache(maxsize=64)
def _decide(
    numbers: tuple[tuple[Spot, int], ...], limit: int, ledger: tuple[tuple[Spot, int], ...]
) -> tuple[frozenset[Spot], frozenset[Spot]]:
    """Weigh the figures; the same ones are weighed once, since a page may ask for each of them."""
    known = dict(numbers)
    by_place = {spot.place: spot for spot in known}
    equations = [(whole.place, [part.place for part in parts]) for whole, parts in _equations(known)]
    hidden, exposed = decide(
        {spot.place: number for spot, number in numbers},
        equations,
        limit=limit,
        margins={spot.place for spot in known if spot.insats == ALL or spot.sex == Sex.TOTAL},
        earlier={spot.place: number for spot, number in ledger},
    )
    return frozenset(by_place[place] for place in hidden), frozenset(by_place[place] for place in exposed)


def _equations(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Give every sum that a reader may know of: sexes, insatser, who took part, and the periods of a longer one.

    A sum that the figures do not keep to, for they are typed one by one, says nothing of them.
    """
    for whole, parts in _sums(numbers):
        if all(part in numbers for part in parts) and numbers[whole] == sum(numbers[part] for part in parts):
            yield whole, parts


def _sums(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    yield from _sums_of_sexes(numbers)
    yield from _sums_of_insatser(numbers)
    yield from _flows(numbers)
    yield from _sums_of_periods(numbers)


def _sums_of_sexes(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    for spot in numbers:
        if spot.sex == Sex.TOTAL:
            yield spot, [spot.of(sex=sex) for sex in _PARTS]


def _sums_of_insatser(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    found: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        if spot.insats != ALL:
            found.setdefault(spot.of(insats=ALL), []).append(spot)
    yield from ((whole, parts) for whole, parts in found.items() if whole in numbers)


def _flows(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Those who took part ended or went on, and had gone on before or were new."""
    going: dict[tuple[int, str, dt.date], list[Spot]] = {}
    for spot in numbers:
        if spot.counted == Counted.GOING:
            going.setdefault((spot.insats, spot.sex, spot.ends_on), []).append(spot)
    for spots in going.values():  # as many go on at the end of a day, whenever the period began
        yield from ((spots[0], [other]) for other in spots[1:])
    for spot in numbers:
        if spot.counted == Counted.TOOK_PART:
            eve = spot.starts_on - dt.timedelta(days=1)
            yield spot, [spot.of(counted=Counted.ENDED), spot.of(counted=Counted.GOING)]
            for before in going.get((spot.insats, spot.sex, eve), ()):
                yield spot, [before, spot.of(counted=Counted.NEW)]


def _sums_of_periods(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    periods: dict[tuple[int, str, str], list[Spot]] = {}
    for spot in numbers:
        if spot.counted in _ADDED_UP:
            periods.setdefault((spot.insats, spot.counted, spot.sex), []).append(spot)
    for spots in periods.values():
        for whole in spots:
            yield from ((whole, parts) for parts in _tilings(whole, spots))


def _tilings(whole: Spot, spots: Sequence[Spot]) -> Iterator[list[Spot]]:
    """Give the ways in which shorter periods make up a whole one: by its longest parts, and by its shortest."""
    inside = [
        s for s in spots if s != whole and whole.starts_on <= s.starts_on and s.ends_on <= whole.ends_on
    ]
    found: list[list[Spot]] = []
    for longest in (True, False):
        tiles: list[Spot] = []
        day = whole.starts_on
        while day <= whole.ends_on:
            begun = sorted(
                (s for s in inside if s.starts_on == day), key=lambda s: s.ends_on, reverse=longest
            )
            if not begun:
                break
            tiles.append(begun[0])
            day = begun[0].ends_on + dt.timedelta(days=1)
        else:
            if tiles not in found:
                found.append(tiles)
    yield from found
