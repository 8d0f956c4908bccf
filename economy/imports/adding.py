"""Vouchers that come without balances (SIE 4I), added to the books that the year already has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from economy.imports.books import ZERO, Account, Ledger, Voucher


@dataclass(frozen=True)
class Additions:
    """What a file of vouchers alone holds; `year` is the fiscal year that it says, if any."""

    vouchers: list[Voucher]
    names: dict[str, str] = field(default_factory=dict)
    balance_accounts: frozenset[str] = frozenset()
    object_names: dict[tuple[str, str], str] = field(default_factory=dict)
    year: tuple[dt.date, dt.date] | None = None

    @property
    def first(self) -> dt.date:
        return min(voucher.day for voucher in self.vouchers)

    @property
    def last(self) -> dt.date:
        return max(voucher.day for voucher in self.vouchers)


def already_there(books: Ledger, vouchers: Iterable[Voucher]) -> list[str]:
    """Give the names of the vouchers that the books have: the same series, number, day and amounts."""
    known = {_content(voucher) for voucher in books.vouchers}
    return [
        f"{each.series} {each.number}".strip() or f"{each.day}"
        for each in vouchers
        if _content(each) in known
    ]


def taken_numbers(books: Ledger, vouchers: Iterable[Voucher]) -> list[str]:
    """Give the numbers that other vouchers in the books have: nobody can tell which of the two is meant."""
    known = {(voucher.series, voucher.number) for voucher in books.vouchers if voucher.number}
    return [
        f"{each.series} {each.number}".strip() for each in vouchers if (each.series, each.number) in known
    ]


def _content(voucher: Voucher) -> tuple[object, ...]:
    rows = tuple((row.account, row.amount) for row in voucher.rows)
    return voucher.series, voucher.number, voucher.day, voucher.text if not voucher.number else "", rows


def with_additions(books: Ledger, additions: Additions) -> Ledger:
    """Give the books with the vouchers after their own: closing balances follow, opening ones stay."""
    accounts = {number: replace(account) for number, account in books.accounts.items()}
    for row in (row for voucher in additions.vouchers for row in voucher.rows):
        account = accounts.get(row.account)
        if account is None:
            is_balance = row.account in additions.balance_accounts
            account = accounts[row.account] = Account(
                row.account, additions.names.get(row.account, ""), is_balance, ZERO, ZERO
            )
        account.closing += row.amount
    return Ledger(
        books.starts_on,
        books.ends_on,
        accounts,
        [*books.vouchers, *additions.vouchers],
        object_names=books.object_names | additions.object_names,
    )
