"""What more to hide for figures that a proposal leaves exposed: the cheapest way round each of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from insatser.disclosure.solver import Programme
from insatser.disclosure.system import System

_NEAR = 1e-6


class Repair:
    """Two other sets of figures that an outsider must hold possible, one high and one low in a chosen place.

    Each place has four columns: how much more and less it is in the high set, and in the low one.
    """

    def __init__(
        self,
        system: System,
        base: list[int],
        costs: Sequence[float],
        may: Collection[int],
        *,
        floor: list[int],
        limit: int,
    ) -> None:
        self.limit = limit
        self._places = sorted(may)
        self._column = {place: 4 * number for number, place in enumerate(self._places)}
        self._costs = costs
        upper = [float(bound) for p in self._places for bound in (limit, min(limit, base[p] - floor[p])) * 2]
        self._programme = Programme([0.0] * len(upper), upper)
        for equation in range(len(system.equations)):
            own = {self._column[p]: s for p, s in system.members(equation).items() if p in self._column}
            for first in (0, 2):
                signs = {c + first: s for c, s in own.items()} | {c + first + 1: -s for c, s in own.items()}
                if signs:
                    self._programme.add(signs, 0, 0)
        self._target = self._programme.add({}, limit)

    def widen(self, places: Sequence[int], hidden: set[int]) -> None:
        """Hide what gives each of the places an interval as wide as the limit."""
        wide: set[int] = set()
        for place in places:
            if place not in wide:
                moved = self._ways(place, hidden)
                hidden |= {other for other, width in moved.items() if abs(width[0]) + width[1] > _NEAR}
                wide |= {other for other, width in moved.items() if abs(width[0]) >= self.limit - _NEAR}

    def _ways(self, place: int, hidden: set[int]) -> dict[int, tuple[float, float]]:
        """Give how far each place moves between the sets, and how much in all."""
        column = self._column[place]
        target = {column: 1.0, column + 1: -1.0, column + 2: -1.0, column + 3: 1.0}
        self._programme.change(self._target, target)
        costs = {
            self._column[other] + n: 1e-4 if other in hidden else self._costs[other]
            for other in self._places
            for n in range(4)
        }
        point = self._programme.minimise(costs)
        self._programme.change(self._target, dict.fromkeys(target, 0.0))
        if point is None:  # no way within the bounds: everything that may be hidden is
            return dict.fromkeys(self._places, (0.0, 1.0))
        found = {}
        for other in self._places:
            up, down, low_up, low_down = point[self._column[other] : self._column[other] + 4]
            found[other] = (up - down - low_up + low_down, up + down + low_up + low_down)
        return found
