"""The exact audit: how closely an outsider can bound each hidden figure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from insatser.disclosure.solver import Programme
from insatser.disclosure.system import System

REACH = 20  # limits above its value that a figure may be thought to be: past that nothing narrow is left
_NEAR = 1e-6

Prices = Mapping[int, float]  # by equation


@dataclass(frozen=True)
class Exposed:
    """A hidden figure that can be bounded too closely; `prices` prove its highest and lowest value."""

    place: int
    lowest: float
    highest: float
    prices: tuple[Prices, Prices] | None  # None where only whole numbers make it narrow


class Audit:
    """What an outsider can say of the hidden places, who knows all others, the equations and the limit.

    `floor` is the least that each place can be: where zeros are shown, what is hidden is at least one.
    """

    def __init__(
        self, system: System, base: list[int], hidden: Collection[int], *, floor: list[int], limit: int
    ) -> None:
        self.limit = limit
        self.hidden = sorted(hidden)
        self._columns = {place: column for column, place in enumerate(self.hidden)}
        self._lows = {place: base[place] for place in self.hidden}
        self._highs = dict(self._lows)
        self._equations: list[int] = []
        reach = REACH * limit
        self._programme = Programme(
            [floor[place] for place in self.hidden], [base[place] + reach for place in self.hidden]
        )
        for equation in range(len(system.equations)):
            own = {p: sign for p, sign in system.members(equation).items() if p in self._columns}
            if own:
                fixed = sum(sign * base[place] for place, sign in own.items())
                self._programme.add({self._columns[p]: sign for p, sign in own.items()}, fixed, fixed)
                self._equations.append(equation)

    def exposed(self, *, among: Collection[int] | None = None) -> list[Exposed]:
        """Give the hidden places whose interval is narrower than the limit."""
        chosen = self.hidden if among is None else sorted(set(among) & set(self._columns))
        found = (self._bound(place) for place in chosen if not self._is_wide(place))
        return [one for one in found if one is not None]

    def _is_wide(self, place: int) -> bool:
        return self._highs[place] - self._lows[place] >= self.limit

    def _bound(self, place: int) -> Exposed | None:
        """Bound a place by fractions, and where they alone make it wide by whole numbers."""
        highest, above = self._extreme(place, -1)
        if self._is_wide(place):
            return None
        lowest, below = self._extreme(place, 1)
        if highest - lowest < self.limit - _NEAR:
            return Exposed(place, lowest, highest, (above, below))
        if self._is_wide(place):
            return None
        self._programme.make_whole(whole=True)
        self._extreme(place, -1)
        self._extreme(place, 1)
        self._programme.make_whole(whole=False)
        if self._is_wide(place):
            return None
        return Exposed(place, self._lows[place], self._highs[place], None)

    def _extreme(self, place: int, cost: int) -> tuple[float, Prices]:
        column = self._columns[place]
        point = self._programme.minimise({column: cost})
        assert point is not None  # the true figures are always a solution
        prices = dict(zip(self._equations, self._programme.duals(), strict=False))
        if all(
            abs(value - round(value)) < _NEAR for value in point
        ):  # a table that an outsider must hold possible says something of every place
            for other, value in zip(self.hidden, point, strict=True):
                self._lows[other] = min(self._lows[other], round(value))
                self._highs[other] = max(self._highs[other], round(value))
        return point[column], prices
