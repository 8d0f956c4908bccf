"""Arithmetic of the statements as pure functions: sums before rounding, Decimal throughout, None for not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from economy.states import (
    ASSET_ROLES,
    DEBT_ROLES,
    EQUITY_ROLES,
    LIQUID_ROLES,
    LKBR_BESIDE,
    LKBR_OF_ROLE,
    ROLE_OF_LKBR,
    WITH_AMOUNTS,
    LineKind,
    LineRole,
    LkbrLine,
    StatementKind,
)

Amounts = Mapping[str, Decimal | None]
ZERO = Decimal(0)


class Line(Protocol):
    """What the arithmetic knows of a line of a layout."""

    key: str
    kind: str
    statement: str
    role: str
    lkbr: str
    covers: list[str]


def add(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Add what is known; None where nothing is known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if known else None


def leaves(lines: Sequence[Line], key: str) -> frozenset[str]:
    """Give the keys of the lines with amounts that a sum adds, through other sums, each once."""
    by_key = {line.key: line for line in lines}
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [key]
    while waiting:
        name = waiting.pop()
        line = by_key.get(name)
        if line is None or name in seen:
            continue
        seen.add(name)
        if line.kind == LineKind.LINE:
            found.add(name)
        elif line.kind == LineKind.SUM:
            waiting.extend(line.covers)
    return frozenset(found)


def covers_itself(lines: Sequence[Line], key: str, covers: Iterable[str]) -> bool:
    """Tell whether a sum with the key would, through other sums, add itself."""
    by_key = {line.key: line for line in lines}
    seen: set[str] = set()
    waiting = list(covers)
    while waiting:
        name = waiting.pop()
        if name == key:
            return True
        if name in by_key and name not in seen:
            seen.add(name)
            waiting.extend(by_key[name].covers)
    return False


def with_sums(lines: Sequence[Line], stored: Amounts) -> dict[str, Decimal | None]:
    """Take what is stored per line and return the amount of every line and every sum by its key."""
    amounts: dict[str, Decimal | None] = {}
    for line in lines:
        if line.kind in WITH_AMOUNTS:
            amounts[line.key] = stored.get(line.key)
        elif line.kind == LineKind.SUM:
            amounts[line.key] = add(stored.get(key) for key in leaves(lines, line.key))
    return amounts


def of_roles(lines: Sequence[Line], amounts: Amounts, roles: Iterable[str]) -> Decimal | None:
    """Add the lines that have one of the roles; kronor."""
    wanted = frozenset(roles)
    return add(
        amounts.get(line.key) for line in lines if line.kind == LineKind.LINE and role_of(line) in wanted
    )


def role_of(line: Line) -> str:
    """Give a line's role: its own, or in the balance sheet the one that follows from its item of the law's layout."""
    if line.role or line.statement != StatementKind.BALANCE:
        return line.role
    return ROLE_OF_LKBR[LkbrLine(line.lkbr)].value if line.lkbr in ROLE_OF_LKBR else ""


def of_lkbr(lines: Sequence[Line], amounts: Amounts, item: str) -> Decimal | None:
    """Add the lines that belong to an item of the law's layout; kronor. What stands beside the sums is information."""
    kind = LineKind.MEMO if item in LKBR_BESIDE else LineKind.LINE
    return add(amounts.get(line.key) for line in lines if line.kind == kind and lkbr_item(line) == item)


def lkbr_item(line: Line) -> str:
    """Give the item of the law's layout that a line belongs to: its own, or the one that follows from its role."""
    return line.lkbr or (LKBR_OF_ROLE[LineRole(line.role)].value if line.role else "")


def result_of(lines: Sequence[Line], amounts: Amounts) -> Decimal | None:
    """Give the result: every line of the income statement added once, incomes plus and costs minus."""
    return add(
        amounts.get(line.key)
        for line in lines
        if line.kind == LineKind.LINE and line.statement == StatementKind.INCOME
    )


def balance_result(lines: Sequence[Line], stored: Amounts) -> dict[str, Decimal | None]:
    """Give the balance sheet's row for the result as the income statement has it, by its key; nothing without either.

    A column that has no other amount in its balance sheet has no balance, and gets none by this. A result that was
    typed from a document and differs by no more than the rounding of its rows stays as the document has it.
    """
    own = balance_result_keys(lines)
    result = result_of(lines, stored)
    has_balance = any(
        stored.get(line.key) is not None
        for line in lines
        if line.kind == LineKind.LINE and line.statement == StatementKind.BALANCE and line.key not in own
    )
    if len(own) != 1 or not has_balance or result is None or _is_rounded(lines, stored, own[0], result):
        return {}
    return {own[0]: result}


def _is_rounded(lines: Sequence[Line], stored: Amounts, key: str, result: Decimal) -> bool:
    typed = stored.get(key)
    rows = [
        line
        for line in lines
        if line.kind == LineKind.LINE and line.statement == StatementKind.INCOME and stored.get(line.key)
    ]
    return typed is not None and abs(typed - result) <= rounding_slack(len(rows), Decimal(1))


def balance_result_keys(lines: Sequence[Line]) -> list[str]:
    """Give the keys of the balance sheet's rows for the year's result: one, where the layout is whole."""
    return [
        line.key
        for line in lines
        if line.kind == LineKind.LINE
        and line.statement == StatementKind.BALANCE
        and role_of(line) == LineRole.YEARS_RESULT
    ]


@dataclass(frozen=True)
class Position:
    """A balance sheet in the parts that the cash flow and the ratios need; kronor."""

    liquid: Decimal
    receivables: Decimal
    fixed: Decimal
    equity: Decimal
    years_result: Decimal
    provisions: Decimal
    long_debt: Decimal
    short_debt: Decimal

    @property
    def assets(self) -> Decimal:
        return self.liquid + self.receivables + self.fixed

    @property
    def financing(self) -> Decimal:
        return self.equity + self.provisions + self.long_debt + self.short_debt


NOTHING = Position(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO, ZERO)


def position_of(lines: Sequence[Line], amounts: Amounts) -> Position | None:
    """Give the balance in its parts; None where no line of the balance sheet has an amount."""
    if of_roles(lines, amounts, ASSET_ROLES | EQUITY_ROLES | DEBT_ROLES) is None:
        return None

    def part(*roles: str) -> Decimal:
        return of_roles(lines, amounts, roles) or ZERO

    return Position(
        liquid=part(*LIQUID_ROLES),
        receivables=part(LineRole.RECEIVABLE),
        fixed=part(LineRole.FIXED_ASSET),
        equity=part(*EQUITY_ROLES),
        years_result=part(LineRole.YEARS_RESULT),
        provisions=part(LineRole.PROVISION),
        long_debt=part(LineRole.LONG_DEBT),
        short_debt=part(LineRole.SHORT_DEBT),
    )


@dataclass(frozen=True)
class CashFlow:
    """The cash flow by the indirect method (8 kap. 1 § lag 2018:597, RKR R13); kronor, money out is minus."""

    result: Decimal
    depreciation: Decimal
    provisions: Decimal
    receivables: Decimal
    short_debt: Decimal
    investments: Decimal
    financing: Decimal
    opening: Decimal
    closing: Decimal

    @property
    def operating(self) -> Decimal:
        return self.result + self.depreciation + self.provisions + self.receivables + self.short_debt

    @property
    def total(self) -> Decimal:
        return self.operating + self.investments + self.financing

    @property
    def difference(self) -> Decimal:
        """What the flow does not explain of the change in cash: nothing, when the balance holds."""
        return self.closing - self.opening - self.total


def cash_flow(*, depreciation: Decimal, opening: Position, closing: Position) -> CashFlow:
    """Take two balances and the period's depreciation (a cost, minus) and derive the flow between them.

    The result is the one in the closing balance, so that the flow ties to the bank whenever the balance holds.
    """
    return CashFlow(
        result=closing.years_result,
        depreciation=-depreciation,
        provisions=closing.provisions - opening.provisions,
        receivables=opening.receivables - closing.receivables,
        short_debt=closing.short_debt - opening.short_debt,
        investments=opening.fixed - closing.fixed + depreciation,
        financing=closing.long_debt - opening.long_debt,
        opening=opening.liquid,
        closing=closing.liquid,
    )


def rounding_slack(terms: int, unit: Decimal) -> Decimal:
    """Give how much a sum of rounded terms may differ from the rounded sum: half a unit for each and for itself."""
    return unit * ((terms + 1) // 2)
