"""Books as they are before they are stored, whatever kind of file they came in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

Objects = tuple[tuple[str, str], ...]
ZERO = Decimal(0)


def _month_end(day: dt.date) -> dt.date:
    return (day.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)


@dataclass(slots=True)
class Account:
    """An account with its balances; kronor, debit plus."""

    number: str
    name: str = ""
    is_balance: bool = True
    opening: Decimal = ZERO
    closing: Decimal = ZERO
    before: Decimal | None = None

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()

    @property
    def change(self) -> Decimal:
        return self.closing - self.opening


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a voucher."""

    account: str
    objects: Objects
    amount: Decimal
    text: str = ""


@dataclass(frozen=True, slots=True)
class Voucher:
    """A verifikation with its rows."""

    series: str
    number: str
    day: dt.date
    text: str
    rows: tuple[Row, ...]


@dataclass(slots=True)
class Ledger:
    """A year's books; `months` are changes by account, objects and month where the file has no vouchers."""

    starts_on: dt.date
    ends_on: dt.date
    accounts: dict[str, Account] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    months: dict[tuple[str, Objects, dt.date | None], Decimal] = field(default_factory=dict)
    object_names: dict[tuple[str, str], str] = field(default_factory=dict)
    object_dimensions: list[str] = field(
        default_factory=list
    )  # of balances by object: only the first is read

    def sums(self) -> dict[tuple[str, Objects, dt.date | None], Decimal]:
        """Add the rows up by account, objects and month; a row outside the year counts in its nearest month."""
        if not self.vouchers:
            return self.months
        found: dict[tuple[str, Objects, dt.date | None], Decimal] = defaultdict(lambda: ZERO)
        for voucher in self.vouchers:
            month = min(max(voucher.day, self.starts_on), self.ends_on).replace(day=1)
            for row in voucher.rows:
                found[row.account, row.objects, month] += row.amount
        return found

    def tags(self) -> list[Objects]:
        """Every set of objects that rows carry, in order."""
        return sorted({objects for _, objects, _ in self.sums() if objects})

    def reaches_to(self, *, as_of: dt.date, said: dt.date | None = None) -> dt.date:
        """Until which month's last day the books go.

        A file says so itself, or was made (`as_of`) after the year had ended; else it is the last month that has
        anything in it, and the whole year where nothing is divided.
        """
        if said and self.starts_on <= said < self.ends_on:
            return _month_end(said)
        if as_of > self.ends_on:
            return self.ends_on
        days = [voucher.day for voucher in self.vouchers] or [month for _, _, month in self.months if month]
        is_divided = bool(self.vouchers) or all(month for _, _, month in self.months)
        return min(_month_end(max(days)), self.ends_on) if days and is_divided else self.ends_on

    def written(self) -> Iterator[list[Any]]:
        """The accounts as plain values for the preview."""
        for account in sorted(self.accounts.values(), key=lambda each: each.number):
            yield [
                account.number, account.name, account.is_balance, f"{account.opening:f}",
                f"{account.change:f}", f"{account.closing:f}",
            ]  # fmt: skip

    def does_not_hold(self) -> list[str]:
        """The accounts whose opening balance and rows are not their closing balance: none, or nothing is stored."""
        moved: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for (account, _, _), amount in self.sums().items():
            moved[account] += amount
        return [
            account.number
            for account in self.accounts.values()
            if account.opening + moved[account.number] != account.closing
        ]
