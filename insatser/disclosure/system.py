"""Everything that binds the figures of some tables together, as one system of linear equations."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from insatser.disclosure.tables import Number, Place, Sums, Table

Equation = tuple[int, tuple[int, ...]]  # a whole and its parts, as numbers of places


@dataclass(frozen=True)
class System:
    """Places by number, the value of each, and the equations between them."""

    places: tuple[Place, ...]
    values: tuple[Number, ...]
    equations: tuple[Equation, ...]
    is_margin: tuple[bool, ...]

    @cached_property
    def equations_of(self) -> tuple[tuple[int, ...], ...]:
        """The equations that each place stands in, by number."""
        found: list[list[int]] = [[] for _ in self.places]
        for number, (whole, parts) in enumerate(self.equations):
            for place in (whole, *parts):
                found[place].append(number)
        return tuple(tuple(numbers) for numbers in found)

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
