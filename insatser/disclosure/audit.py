"""The exact audit: how closely an outsider can bound each hidden figure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from insatser.disclosure.solver import Programme
from insatser.disclosure.system import System

REACH = 20  # limits above its value that a figure may be thought to be: past that nothing narrow is left
SWEEPS = 8  # turns of moving many figures at once before each is tried alone
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
        self._lots = [_Lot(lot, base, floor, limit=limit) for lot in _bound_together(system, self.hidden)]
        self._lot_of = {place: lot for lot in self._lots for place in lot.places}
        for equation in range(len(system.equations)):
            own = {p: sign for p, sign in system.members(equation).items() if p in self._lot_of}
            if own:
                self._lot_of[next(iter(own))].bind(equation, own)

    def exposed(self, *, among: Collection[int] | None = None) -> list[Exposed]:
        """Give the hidden places whose interval is narrower than the limit."""
        chosen = set(self.hidden if among is None else among)
        return [one for lot in self._lots for one in lot.exposed([p for p in lot.places if p in chosen])]


class _Lot:
    """Hidden places that equations bind together: what is said of one says nothing of other lots."""

    def __init__(self, places: Sequence[int], base: list[int], floor: list[int], *, limit: int) -> None:
        self.limit, self.places, self._base = limit, places, base
        self._columns = {place: column for column, place in enumerate(places)}
        self._lows = {place: base[place] for place in places}
        self._highs = dict(self._lows)
        self._equations: list[int] = []
        reach = REACH * limit
        self._programme = Programme([floor[p] for p in places], [base[p] + reach for p in places])

    def bind(self, equation: int, signs: Mapping[int, int]) -> None:
        """Tell of an equation, with the signs of the places that are hidden."""
        fixed = sum(sign * self._base[place] for place, sign in signs.items())
        self._programme.add({self._columns[p]: sign for p, sign in signs.items()}, fixed, fixed)
        self._equations.append(equation)

    def exposed(self, chosen: Sequence[int]) -> list[Exposed]:
        """Give those of the places whose interval is narrower than the limit."""
        self._sweep(chosen)
        found = (self._bound(place) for place in chosen if not self._is_wide(place))
        return [one for one in found if one is not None]

    def _sweep(self, chosen: Sequence[int]) -> None:
        """Move many places at once, for most of them are wide and need no programme of their own."""
        for turn in range(SWEEPS):
            narrow = [place for place in chosen if not self._is_wide(place)]
            if len(narrow) <= SWEEPS:
                return
            # Alternating halves, each turn other ones: the same every time, unlike signs drawn by chance.
            signs = {p: 1 if (n >> turn % 8) % 2 else -1 for n, p in enumerate(narrow)}
            self._solve(signs)
            self._solve({place: -sign for place, sign in signs.items()})

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
        point = self._solve({place: cost})
        return point[self._columns[place]], dict(zip(self._equations, self._programme.duals(), strict=False))

    def _solve(self, costs: Mapping[int, int]) -> list[float]:
        """Give figures of least cost; a table that an outsider must hold possible says something of every place."""
        point = self._programme.minimise({self._columns[place]: cost for place, cost in costs.items()})
        assert point is not None  # the true figures are always a solution
        if all(abs(value - round(value)) < _NEAR for value in point):
            for other, value in zip(self.places, point, strict=True):
                self._lows[other] = min(self._lows[other], round(value))
                self._highs[other] = max(self._highs[other], round(value))
        return point


def _bound_together(system: System, hidden: Sequence[int]) -> list[list[int]]:
    """Part the hidden places into lots that no equation binds to each other."""
    roots = {place: place for place in hidden}

    def root(place: int) -> int:
        while roots[place] != place:
            roots[place] = place = roots[roots[place]]
        return place

    for equation in range(len(system.equations)):
        own = [place for place in system.members(equation) if place in roots]
        for place in own[1:]:
            roots[root(place)] = root(own[0])
    lots: dict[int, list[int]] = {}
    for place in hidden:
        lots.setdefault(root(place), []).append(place)
    return list(lots.values())
