"""Ways past what refuses a SIE file, that a person may choose: balances without vouchers, accounts with letters."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from decimal import Decimal

from economy.sie.findings import Finding
from economy.sie.reader import SieFile

BALANCES, ACCOUNTS = "balances", "accounts"
WAYS = (BALANCES, ACCOUNTS)
_OF_VOUCHERS = frozenset({"closing_differs", "result_differs", "vouchers_missing", "cut_short"})
_RECORDS = frozenset({"VER", "TRANS", "RTRANS", "BTRANS"})
_OF_ACCOUNTS = frozenset({"account_not_digits"})


def way_past(finding: Finding) -> str:
    """Give the way that goes past a fault, empty where there is none."""
    if finding.code in _OF_ACCOUNTS:
        return ACCOUNTS
    return BALANCES if finding.code in _OF_VOUCHERS or finding.record in _RECORDS else ""


def remaining(file: SieFile, chosen: Collection[str]) -> list[Finding]:
    """Give the faults that refuse the file in spite of the ways that are chosen."""
    return [each for each in file.errors if way_past(each) not in _allowed(file, chosen)]


def offered(file: SieFile, chosen: Collection[str]) -> list[str]:
    """Give the ways that together lead past everything that still refuses the file; none where some of it stays."""
    needed = {way_past(each) for each in remaining(file, chosen)}
    every = _allowed(file, WAYS)
    return [way for way in WAYS if way in needed] if needed <= every else []


def letters(file: SieFile) -> list[str]:
    """Give the accounts that have other signs than digits."""
    named = {*file.tally.accounts, *file.tally.movements}
    named |= {
        account for years in file.tally.balances.values() for year in years.values() for account in year
    }
    return sorted(account for account in named if not account.isdigit())


def _allowed(file: SieFile, chosen: Iterable[str]) -> set[str]:
    return {way for way in chosen if way != BALANCES or has_whole_balances(file)}


def has_whole_balances(file: SieFile) -> bool:
    """Whether the year's closing balances and results are there and come to nothing together."""
    closing, result = (file.tally.balances[label].get(0, {}) for label in ("UB", "RES"))
    amounts = [*closing.values(), *result.values()]
    return bool(closing) and any(amounts) and not sum(amounts, Decimal(0))
