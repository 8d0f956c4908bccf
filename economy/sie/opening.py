"""How a year opens against how the last one closed: last year's result moved to equity, not yet moved, or neither."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

ZERO = Decimal(0)
_EQUITY = "20"  # of BAS and Kommun-Bas alike


@dataclass(frozen=True, slots=True)
class Transition:
    """What is wrong between two years, account by account with opening and closing, and last year's result.

    `result` is the part of it that stands on no balance account, a profit as plus: it is booked as equity between the
    two years, so that only what equity is together can agree. `is_moved` is None where there was nothing to move.
    """

    wrong: tuple[tuple[str, Decimal, Decimal], ...]
    result: Decimal
    is_moved: bool | None


def is_equity_account(number: str) -> bool:
    """Tell whether an account is equity by its number."""
    return number.startswith(_EQUITY)


def opening_differences(
    opening: Mapping[str, Decimal], closing: Mapping[str, Decimal],
    is_equity: Callable[[str], bool] = is_equity_account,
) -> Transition:  # fmt: skip
    """Compare the balance accounts' opening with what they closed with; kronor, debit plus."""
    differs = [
        number
        for number in sorted({*opening, *closing})
        if opening.get(number, ZERO) != closing.get(number, ZERO)
    ]
    result = sum(closing.values(), ZERO)
    equity = [number for number in differs if is_equity(number)]
    moved = sum((opening.get(number, ZERO) - closing.get(number, ZERO) for number in equity), ZERO)
    if moved in (-result, ZERO):
        differs = [number for number in differs if number not in equity]
    is_moved = None if not result else moved == -result
    wrong = tuple((number, opening.get(number, ZERO), closing.get(number, ZERO)) for number in differs)
    return Transition(wrong, result, is_moved)
