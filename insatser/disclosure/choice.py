"""Which figures to hide so that the small ones stay hidden: the least loss that the audit lets pass."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from insatser.disclosure.audit import REACH, Audit, Exposed
from insatser.disclosure.repair import Repair
from insatser.disclosure.solver import Programme
from insatser.disclosure.system import System

ROUNDS = 4  # proposals before what still lacks is added to the last
MANY = 40  # exposed figures: where most of a proposal is, mending it is quicker than learning from it
GAP = 0.04  # a proposal is at most this far from the least loss
_NEAR = 1e-6


class Choice:
    """Proposes places to hide and learns from every audit that a proposal did not pass."""

    def __init__(
        self,
        system: System,
        base: list[int],
        *,
        must: Collection[int],
        may: Collection[int],
        floor: list[int],
        limit: int,
    ) -> None:
        self.system, self.base, self.floor, self.limit = system, base, floor, limit
        self.must, self.may = set(must), set(may) | set(must)
        self.costs = _costs(system, base)
        places = sorted(self.may)
        self._column = {place: column for column, place in enumerate(places)}
        self._programme = Programme(
            [1 if place in self.must else 0 for place in places], [1] * len(places), gap=GAP
        )
        self._programme.make_whole(whole=True)
        for equation in range(len(system.equations)):
            self._never_alone(equation)

    def hide(self, *, spared: Collection[int] = ()) -> set[int]:
        """Give the places to hide. `spared` are those that nothing can protect any more."""
        for _ in range(ROUNDS):
            hidden = self._proposal()
            exposed = self._audit(hidden, spared)
            if not exposed:
                return hidden
            if len(exposed) > MANY and len(exposed) > len(hidden) / 2:
                break
            for one in exposed:
                self._learn(one)
        else:
            hidden = self._proposal()
        repair = Repair(self.system, self.base, self.costs, self.may, floor=self.floor, limit=self.limit)
        while exposed := self._audit(hidden, spared):
            before = len(hidden)
            repair.widen([one.place for one in exposed], hidden)
            if len(hidden) == before:  # only whole numbers are in the way
                return set(self.may)
        return hidden

    def _audit(self, hidden: set[int], spared: Collection[int]) -> list[Exposed]:
        found = Audit(self.system, self.base, hidden, floor=self.floor, limit=self.limit)
        return found.exposed(among=hidden - set(spared))

    def _proposal(self) -> set[int]:
        point = self._programme.minimise({c: self.costs[place] for place, c in self._column.items()})
        if point is None:
            return set(self.may)
        return {place for place, column in self._column.items() if point[column] > 0.5}

    def _never_alone(self, equation: int) -> None:
        """One hidden figure in a row, column or sum could be computed from the others."""
        members = [place for place in self.system.members(equation) if place in self._column]
        for place in members:
            others = {self._column[other]: 1.0 for other in members if other != place}
            if others:
                self._programme.add(others | {self._column[place]: -1.0}, 0)

    def _learn(self, one: Exposed) -> None:
        """Turn the prices that bound a place into what must be hidden beside it, if it is hidden."""
        if one.prices is None:
            return
        widths: dict[int, float] = {}
        for prices, direction in zip(one.prices, (1, -1), strict=True):
            for place, width in self._slack(one.place, prices, direction).items():
                widths[place] = widths.get(place, 0.0) + width
        own = widths.pop(one.place, 0.0)
        row = {
            self._column[place]: min(width, float(self.limit))
            for place, width in widths.items()
            if place in self._column and width > _NEAR
        }
        if own < self.limit - _NEAR:
            self._programme.add(row | {self._column[one.place]: own - self.limit}, -_NEAR)

    def _slack(self, place: int, prices: Mapping[int, float], direction: int) -> dict[int, float]:
        """How much each place, if it is hidden, can widen one end of another's interval."""
        # HiGHS prices the goal -x for the highest value and x for the lowest.
        weights: dict[int, float] = {place: float(direction)}
        for equation, price in prices.items():
            for member, sign in self.system.members(equation).items():
                weights[member] = weights.get(member, 0.0) + price * sign
        reach = REACH * self.limit
        return {
            member: weight * reach if weight > 0 else -weight * (self.base[member] - self.floor[member])
            for member, weight in weights.items()
            if abs(weight) > _NEAR
        }


def _costs(system: System, base: list[int]) -> list[float]:
    """What is lost with each place: most of all that it is gone, then that it is large or a total."""
    largest = max((value for value, m in zip(base, system.is_margin, strict=True) if not m), default=0) or 1
    return [
        (1.5 if is_margin else 1.0) + 0.25 * min(1.0, value / largest)
        for value, is_margin in zip(base, system.is_margin, strict=True)
    ]
