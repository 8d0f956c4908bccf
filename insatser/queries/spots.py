"""The figures that are weighed before they leave the house, and every sum that a reader may know of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from insatser.disclosure import Place
from insatser.queries.cells import Cell, Days
from insatser.states import HEADS, Counted, Measure, Sex

ALL = 0  # in the place of an insats: all of them together
WHOLE = -1  # in the place of a party: all förbund that share the insats together
_PARTS = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)
_ADDED_UP = (Counted.NEW, Counted.ENDED)  # each person once in a year, so that its parts add up to it


@dataclass(frozen=True, order=True)
class Spot:
    """One figure: of an insats (or ALL) and a period, what is counted and by which sex, and what else it is divided by (CellKey.detail).

    `party` is another förbund that shares the insats, or WHOLE; 0 for one's own figures.
    """

    insats: int
    starts_on: dt.date
    ends_on: dt.date
    counted: str
    sex: str
    detail: str = ""
    party: int = 0

    @property
    def place(self) -> Place:
        """The same as the gate names it."""
        period = f"{self.starts_on.isoformat()} {self.ends_on.isoformat()}"
        return (
            f"{self.insats} {self.party} {self.counted} {self.detail} {period}",
            0,
            Sex.values.index(self.sex),
        )

    def of(self, **changed: object) -> Spot:
        """Give the spot with something else of it."""
        return Spot(**{**self.__dict__, **changed})


def add_up(cells: Iterable[Cell]) -> tuple[dict[Spot, int], set[Spot]]:
    """Give every figure, those that follow from others too; and those of them that nobody has written.

    What is divided by more than sex is weighed for the longest period of a year alone: no other is shown outside.
    """
    numbers: dict[Spot, int] = {}
    cells = [cell for cell in cells if cell.key.measure in HEADS]
    longest = _longest(cells)
    for cell in cells:
        if not cell.key.detail or longest[cell.insats, cell.party, cell.period[1].year] == cell.period:
            spot = Spot(
                cell.insats, *cell.period, cell.key.measure, cell.key.sex, cell.key.detail, cell.party
            )
            numbers[spot] = cell.number
    blank = _add_sexes(numbers)
    _add_margins(numbers, blank)
    _add_took_part(numbers, blank)
    _add_all(numbers, blank)
    return numbers, blank


def _longest(cells: Iterable[Cell]) -> dict[tuple[int, int, int], Days]:
    found: dict[tuple[int, int, int], Days] = {}
    for cell in cells:
        place = cell.insats, cell.party, cell.period[1].year
        best = found.get(place)
        if best is None or (cell.period[1], -cell.period[0].toordinal()) > (best[1], -best[0].toordinal()):
            found[place] = cell.period
    return found


def _add_sexes(numbers: dict[Spot, int]) -> set[Spot]:
    """Add the sexes up where something is divided by them; one of them that nobody has written is blank."""
    blank: set[Spot] = set()
    for total in {spot.of(sex=Sex.TOTAL) for spot in numbers if spot.sex != Sex.TOTAL}:
        parts = [total.of(sex=sex) for sex in _PARTS]
        blank.update(spot for spot in parts if spot not in numbers)
        numbers.update({spot: 0 for spot in parts if spot not in numbers})
        numbers[total] = sum(numbers[spot] for spot in parts)
    return blank


def _add_margins(numbers: dict[Spot, int], blank: set[Spot]) -> None:
    """Add the sums of a table that its reader sees or can add: of each column, of each row, and of all."""
    for _ in range(2):  # a table of two dimensions has margins, and they a sum
        for whole, lots in _parts_of_details(numbers).items():
            if whole not in numbers:  # one way of dividing is enough to know the sum
                numbers[whole] = sum(numbers[spot] for spot in lots[0])
                if blank.issuperset(lots[0]):
                    blank.add(whole)


def _add_took_part(numbers: dict[Spot, int], blank: set[Spot]) -> None:
    """Those who took part ended or go on; where that is not told, they were there or are new."""
    flows = ((Measure.ENDED, Measure.GOING), (Measure.OPENING, Measure.NEW))
    for one, other in flows:
        for spot in [spot for spot in numbers if spot.counted == one and not spot.detail]:
            beside, took_part = spot.of(counted=other), spot.of(counted=Counted.TOOK_PART)
            if beside in numbers and took_part not in numbers:
                numbers[took_part] = numbers[spot] + numbers[beside]
                if spot in blank and beside in blank:
                    blank.add(took_part)


def _add_all(numbers: dict[Spot, int], blank: set[Spot]) -> None:
    """Add up the insatser that have counted the same period."""
    lots: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        if not spot.party:
            lots.setdefault(spot.of(insats=ALL), []).append(spot)
    for whole, parts in lots.items():
        if len(parts) > 1:
            numbers[whole] = sum(numbers[part] for part in parts)
            if blank.issuperset(parts):
                blank.add(whole)


def equations_of(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Give every sum that a reader may know of: sexes, insatser, who took part, and the periods of a longer one.

    A sum that the figures do not keep to, for they are typed one by one, says nothing of them.
    """
    for whole, parts in _sums(numbers):
        if all(part in numbers for part in parts) and numbers[whole] == sum(numbers[part] for part in parts):
            yield whole, parts


def _sums(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    yield from _sums_of_sexes(numbers)
    yield from _sums_of_insatser(numbers)
    yield from _sums_of_parties(numbers)
    yield from _flows(numbers)
    yield from _sums_of_periods(numbers)
    yield from ((whole, parts) for whole, lots in _parts_of_details(numbers).items() for parts in lots)
    for spot in numbers:  # each who ended did so for one reason, where that adds up
        if spot.counted == Measure.REASON and not spot.detail:
            yield spot, [spot.of(counted=Counted.ENDED)]


def _parts_of_details(numbers: Mapping[Spot, int]) -> dict[Spot, list[list[Spot]]]:
    """Give what each divided figure is a part of: with one of its dimensions taken away, by that dimension."""
    found: dict[tuple[Spot, str], list[Spot]] = {}
    for spot in numbers:
        marks = spot.detail.split("-") if spot.detail else []
        for mark in marks:
            rest = "-".join(each for each in marks if each != mark)
            found.setdefault((spot.of(detail=rest), mark[0]), []).append(spot)
    lots: dict[Spot, list[list[Spot]]] = {}
    for (whole, _), parts in found.items():
        lots.setdefault(whole, []).append(sorted(parts))
    return lots


def _sums_of_sexes(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    for spot in numbers:
        if spot.sex == Sex.TOTAL:
            yield spot, [spot.of(sex=sex) for sex in _PARTS]


def _sums_of_insatser(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    found: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        if spot.insats != ALL and not spot.party:
            found.setdefault(spot.of(insats=ALL), []).append(spot)
    yield from ((whole, parts) for whole, parts in found.items() if whole in numbers)


def _sums_of_parties(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    found = parties_of(numbers)
    yield from ((whole, parts) for whole, parts in found.items() if whole in numbers)


def parties_of(numbers: Iterable[Spot]) -> dict[Spot, list[Spot]]:
    """Give what each whole that several förbund share is made up of."""
    found: dict[Spot, list[Spot]] = {}
    for spot in numbers:
        if spot.insats != ALL and spot.party != WHOLE:
            found.setdefault(spot.of(party=WHOLE), []).append(spot)
    return {whole: parts for whole, parts in found.items() if len(parts) > 1}


def _flows(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    """Those who took part ended or went on, and had gone on before or were new."""
    going: dict[tuple[int, int, str, dt.date], list[Spot]] = {}
    for spot in numbers:
        if spot.counted == Counted.GOING and not spot.detail:
            going.setdefault((spot.insats, spot.party, spot.sex, spot.ends_on), []).append(spot)
    for spots in going.values():  # as many go on at the end of a day, whenever the period began
        yield from ((spots[0], [other]) for other in spots[1:])
    for spot in numbers:
        eve = spot.starts_on - dt.timedelta(days=1)
        if spot.counted == Measure.OPENING and not spot.detail:
            for before in going.get((spot.insats, spot.party, spot.sex, eve), ()):
                yield spot, [before]
        if spot.counted == Counted.TOOK_PART and not spot.detail:
            yield spot, [spot.of(counted=Counted.ENDED), spot.of(counted=Counted.GOING)]
            yield spot, [spot.of(counted=Measure.OPENING), spot.of(counted=Counted.NEW)]
            for before in going.get((spot.insats, spot.party, spot.sex, eve), ()):
                yield spot, [before, spot.of(counted=Counted.NEW)]


def _sums_of_periods(numbers: Mapping[Spot, int]) -> Iterator[tuple[Spot, list[Spot]]]:
    periods: dict[tuple[int, int, str, str], list[Spot]] = {}
    for spot in numbers:
        if spot.counted in _ADDED_UP and not spot.detail:
            periods.setdefault((spot.insats, spot.party, spot.counted, spot.sex), []).append(spot)
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
