"""Whether books open with what last year's balance sheet closed with, where last year has no books of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import sign_of
from economy.models import FiscalYear, StatementLine
from economy.queries.ledger import ZERO, Amounts, YearSums
from economy.queries.ledger_accounts import typed_outcome
from economy.states import EQUITY_ROLES, LineKind, StatementKind

EQUITY = "Eget kapital"  # last year's result is booked as equity between the two years, so that only their sum can agree


@dataclass(frozen=True)
class OpeningDifference:
    """A line of the balance sheet whose opening is not last year's closing; kronor."""

    label: str
    opening: Decimal
    closing: Decimal


def opening_differences(
    lines: Sequence[StatementLine], mapping: LineMapping, sums: YearSums, before: FiscalYear | None
) -> list[OpeningDifference] | None:
    """Compare the books' opening balances, by line, with last year's typed balance sheet.

    None where it cannot be told: no such year, nothing typed, or an account that stands on no line.
    """
    closing = typed_outcome(before)[1] if before else {}
    opening = _opening(mapping, sums)
    balance = [
        line for line in lines if line.statement == StatementKind.BALANCE and line.kind == LineKind.LINE
    ]
    if opening is None or not any(closing.get(line.key) for line in balance):
        return None
    given, stated = _by_label(balance, opening), _by_label(balance, closing)
    return [
        OpeningDifference(label, given[label], stated[label])
        for label in given
        if given[label] != stated[label]
    ]


def _opening(mapping: LineMapping, sums: YearSums) -> Amounts | None:
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for number, account in sums.accounts.items():
        if not account.is_balance or not account.opening:
            continue
        key = mapping.line_of(number)
        if key is None:
            return None
        found[key] += sign_of(mapping.lines[key], number) * account.opening
    return dict(found)


def _by_label(balance: Sequence[StatementLine], amounts: Amounts) -> dict[str, Decimal]:
    found: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for line in balance:
        found[EQUITY if line.role in EQUITY_ROLES else line.label] += amounts.get(line.key) or ZERO
    return found
