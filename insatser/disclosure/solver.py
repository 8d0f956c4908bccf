"""Linear and integer programmes: a thin layer over HiGHS, always solved in the same order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

MAX_NODES = 200  # branches of a choice; a bound on the clock would let two runs differ


class Programme:
    """Columns with bounds and costs, rows with bounds; solved again and again with another goal."""

    def __init__(self, lower: Sequence[float], upper: Sequence[float], *, gap: float = 0.0) -> None:
        import highspy  # loads numpy, which few requests need

        self._api = highspy
        self._solver: Any = highspy._Highs()  # type: ignore[attr-defined]  # its heir greets on standard output
        for name, value in (
            ("output_flag", False),
            ("threads", 1),
            ("random_seed", 1),
            ("mip_rel_gap", gap),
            ("mip_max_nodes", MAX_NODES if gap else 2_000_000),
        ):
            self._solver.setOptionValue(name, value)
        for low, high in zip(lower, upper, strict=True):
            self._solver.addVar(float(low), float(high))
        self._size = len(lower)
        self._rows = 0
        self._costly: set[int] = set()

    def add(self, signs: Mapping[int, float], low: float, high: float = float("inf")) -> int:
        """Add a row, low <= the signed sum of columns <= high, and give its number."""
        self._solver.addRow(
            float(low), float(high), len(signs), list(signs), [float(sign) for sign in signs.values()]
        )
        self._rows += 1
        return self._rows - 1

    def change(self, row: int, signs: Mapping[int, float]) -> None:
        """Give columns other signs in a row, by number."""
        for column, sign in signs.items():
            self._solver.changeCoeff(row, column, float(sign))

    def make_whole(self, *, whole: bool) -> None:
        """Let every column be a whole number, or any."""
        kinds = self._api.HighsVarType
        kind = kinds.kInteger if whole else kinds.kContinuous
        for column in range(self._size):
            self._solver.changeColIntegrality(column, kind)

    def minimise(self, costs: Mapping[int, float]) -> list[float] | None:
        """Give the columns of a solution of least cost, or None; columns that are not named cost nothing."""
        for column in self._costly - costs.keys():
            self._solver.changeColCost(column, 0.0)
        self._costly = set(costs)
        for column, cost in costs.items():
            self._solver.changeColCost(column, float(cost))
        self._solver.run()
        status, known = self._solver.getModelStatus(), self._api.HighsModelStatus
        if status == known.kOptimal or (status == known.kSolutionLimit and self._has_solution()):
            return list(self._solver.getSolution().col_value)
        return None

    def duals(self) -> list[float]:
        """Give the price of each row in the last solution."""
        return list(self._solver.getSolution().row_dual)

    def _has_solution(self) -> bool:
        return bool(self._solver.getInfo().primal_solution_status == self._api.kSolutionStatusFeasible)
