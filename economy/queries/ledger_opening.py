"""Whether books open with what the last year closed with, by its books or else by its typed balance sheet."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import sign_of
from economy.imports.reading import date_or_none
from economy.models import FiscalYear, LedgerAccount, LedgerImport, StatementLine
from economy.queries.ledger import ZERO, Amounts, YearSums
from economy.queries.ledger_accounts import typed_outcome
from economy.sie.opening import is_equity_account
from economy.states import EQUITY_ROLES, LineKind, LineRole, StatementKind
from finsam.models import Association

EQUITY = "Eget kapital"  # last year's result is booked as equity between the two years, so that only their sum can agree


@dataclass(frozen=True)
class OpeningDifference:
    """A line of the balance sheet whose opening is not last year's closing; kronor."""

    label: str
    opening: Decimal
    closing: Decimal


@dataclass(frozen=True)
class Closing:
    """What the balance accounts closed with in a year's books, and how to open the next with it; kronor, debit plus.

    `equity` is the one account that last year's result is put to; empty where several may be meant, or nothing stands
    outside the balance accounts.
    """

    accounts: dict[str, LedgerAccount]
    is_equity: Callable[[str], bool] = is_equity_account
    equity: str = ""

    @property
    def balances(self) -> dict[str, Decimal]:
        """Give the balances as they closed."""
        return {number: account.closing for number, account in self.accounts.items()}

    @property
    def result(self) -> Decimal:
        """The result that stands on no balance account, a profit as plus."""
        return sum(self.balances.values(), ZERO)

    @property
    def opening(self) -> dict[str, Decimal]:
        """Give the balances that the next year opens with: the result is equity by then."""
        found = self.balances
        if self.equity:
            found[self.equity] -= self.result
        return found


def closing_of(association: Association, day: dt.date) -> Closing:
    """Give what the books in force closed with on a fiscal year's last day; nothing where they do not reach it."""
    kept = LedgerImport.objects.of(association).in_force().filter(fiscal_year__ends_on=day).first()
    reached = date_or_none(kept.found.get("reaches_to")) if kept else None
    if kept is None or (reached and reached < day):
        return Closing({})
    accounts = {each.number: each for each in kept.accounts.filter(is_balance=True)}
    lines = StatementLine.objects.filter(fiscal_year=kept.fiscal_year_id, statement=StatementKind.BALANCE)
    mapping = LineMapping(lines)

    def role_of(number: str) -> str:
        key = mapping.line_of(number)
        return mapping.lines[key].role if key else ""

    def is_equity(number: str) -> bool:
        role = role_of(number)
        return role in EQUITY_ROLES if role else is_equity_account(number)

    found = Closing(accounts, is_equity)
    if found.result:
        equity = [number for number in accounts if is_equity(number)]
        kept_result = [number for number in equity if role_of(number) == LineRole.YEARS_RESULT]
        chosen = [
            number for number in equity if number not in kept_result and not _is_result(accounts[number])
        ]
        if len(chosen) == 1:
            return Closing(accounts, is_equity, chosen[0])
    return found


def _is_result(account: LedgerAccount) -> bool:
    return "resultat" in account.name.lower() and "balans" not in account.name.lower()


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
