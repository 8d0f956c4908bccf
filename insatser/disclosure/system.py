"""Everything that binds the figures of some tables together, as one system of linear equations."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from insatser.disclosure.tables import Number, Place, Sums, Table

Equation = tuple[int, tuple[int, ...]]  # a whole and its parts, as numbers of places


@dataclass(frozen=True)
class System:
    """Places by number, the value of each, and the equations between them."""

    places: tuple[Place, ...]
    values: tuple[Number, ...]
    equations: tuple[Equation, ...]
    is_margin: tuple[bool, ...]

    def members(self, equation: int) -> dict[int, int]:
        """Give the places of an equation with their signs; their signed sum is zero."""
        whole, parts = self.equations[equation]
        return {whole: -1, **dict.fromkeys(parts, 1)}


def build_system(tables: Sequence[Table], sums: Sums, earlier: Mapping[Place, Number]) -> System:
    """Write rows, columns, totals and sums of tables as equations; `earlier` fills in what is not known now."""
    values: dict[Place, Number] = {}
    equations: list[tuple[Place, list[Place]]] = []
    for table in tables:
        key, high, wide = table.key, len(table.rows), len(table.columns)
        values |= table.values()
        equations += [((key, i, wide), [(key, i, j) for j in range(wide)]) for i in range(high + 1)]
        equations += [((key, high, j), [(key, i, j) for i in range(high)]) for j in range(wide + 1)]
    for whole, *parts in sums:
        equations += [
            (place, [(part, place[1], place[2]) for part in parts])
            for place in [place for place in values if place[0] == whole]
        ]
    numbers = {place: number for number, place in enumerate(values)}
    shapes = {table.key: (len(table.rows), len(table.columns)) for table in tables}
    return System(
        tuple(values),
        tuple(earlier.get(place) if value is None else value for place, value in values.items()),
        tuple((numbers[whole], tuple(numbers[part] for part in parts)) for whole, parts in equations),
        tuple(i == shapes[key][0] or j == shapes[key][1] for key, i, j in values),
    )


def split_systems(
    values: Mapping[Place, int],
    equations: Sequence[tuple[Place, Sequence[Place]]],
    margins: Collection[Place],
) -> Iterator[System]:
    """Give one system for each lot of figures that equations bind together."""
    roots = {place: place for place in values}

    def root(place: Place) -> Place:
        while roots[place] != place:
            roots[place] = place = roots[roots[place]]
        return place

    for whole, parts in equations:
        for part in parts:
            roots[root(part)] = root(whole)
    lots: dict[Place, list[Place]] = {}
    for place in values:
        lots.setdefault(root(place), []).append(place)
    bound: dict[Place, list[tuple[Place, Sequence[Place]]]] = {}
    for equation in equations:
        bound.setdefault(root(equation[0]), []).append(equation)
    for first, lot in lots.items():
        numbers = {place: number for number, place in enumerate(lot)}
        yield System(
            tuple(lot),
            tuple(values[place] for place in lot),
            tuple((numbers[w], tuple(numbers[p] for p in parts)) for w, parts in bound.get(first, ())),
            tuple(place in margins for place in lot),
        )
