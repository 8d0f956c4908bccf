"""The months of books that have no vouchers: a SIE file's period balances, with the objects they are for.

Programs write #PSALDO in two ways. Either the row without objects is the whole account and the rows with objects say
what of it is theirs, once for each dimension; or the rows are parts that add up. What the account changed by in the
year tells which. Where neither gives the year's change, the year is not divided.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from economy.imports.books import ZERO, Ledger, Objects
from economy.sie.records import ObjectBalance, PeriodBalance, Record

Sums = dict[tuple[str, Objects, dt.date | None], Decimal]
Part = tuple[Objects, dt.date]


def _amounts() -> dict[Part, Decimal]:
    return defaultdict(lambda: ZERO)


@dataclass
class Periods:
    """The file's own year's #PSALDO by account, and what its objects changed by in the year (#OUB less #OIB)."""

    rows: dict[str, dict[Part, Decimal]] = field(default_factory=lambda: defaultdict(_amounts))
    year: dict[str, dict[Objects, Decimal]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(lambda: ZERO))
    )

    def dimensions(self) -> list[str]:
        """Give the dimensions that single objects are in, the one that holds the most kronor first."""
        weights: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for rows in self.rows.values():
            for (objects, _), amount in rows.items():
                if len(objects) == 1:
                    weights[objects[0][0]] += abs(amount)
        for of_account in self.year.values():
            for objects, amount in of_account.items():
                if len(objects) == 1:
                    weights[objects[0][0]] += abs(amount)
        return sorted(weights, key=lambda dimension: (-weights[dimension], dimension))


def gathered(records: Iterable[Record]) -> Periods:
    """Gather the period and object balances of a file's own year."""
    found = Periods()
    for record in records:
        if isinstance(record, PeriodBalance) and (record.label, record.year) == ("PSALDO", 0):
            found.rows[record.account][record.objects, record.period] += record.amount
        elif isinstance(record, ObjectBalance) and record.year == 0 and record.objects:
            sign = 1 if record.label == "OUB" else -1
            found.year[record.account][record.objects] += sign * record.amount
    return found


def budget_of(records: Iterable[Record]) -> dict[str, Decimal]:
    """Give the file's own year's #PBUDGET by account, debit plus; rows with objects count where no row is without."""
    plain: dict[str, Decimal] = defaultdict(lambda: ZERO)
    parts: dict[str, Decimal] = defaultdict(lambda: ZERO)
    for record in records:
        if isinstance(record, PeriodBalance) and (record.label, record.year) == ("PBUDGET", 0):
            (parts if record.objects else plain)[record.account] += record.amount
    return {account: amount for account, amount in {**parts, **plain}.items() if amount}


def months_of(periods: Periods, ledger: Ledger) -> Sums:
    """Divide each account's change by month and object; what is not an object's stands without."""
    dimension = next(iter(periods.dimensions()), "")
    first = ledger.starts_on.replace(day=1)
    found: Sums = {}
    for account in ledger.accounts.values():
        rows = periods.rows.get(account.number, {})
        whole = sum((amount for (objects, _), amount in rows.items() if not objects), ZERO)
        if not all(first <= month <= ledger.ends_on for _, month in rows):
            rows = {}
        if rows and whole == account.change and not all(objects for objects, _ in rows):
            divided: Iterable[tuple[Objects, dt.date | None, Decimal]] = _divided(rows, dimension)
        elif rows and sum(rows.values(), ZERO) == account.change:
            divided = ((objects, month, amount) for (objects, month), amount in rows.items())
        else:
            divided = _undivided(periods.year.get(account.number, {}), dimension, account.change)
        found |= {(account.number, objects, month): amount for objects, month, amount in divided if amount}
    return found


def _divided(rows: dict[Part, Decimal], dimension: str) -> Iterator[tuple[Objects, dt.date, Decimal]]:
    """The whole of each month, less what the objects of one dimension have of it."""
    found = _amounts()
    for (objects, month), amount in rows.items():
        if not objects:
            found[(), month] += amount
        elif [each for each, _ in objects] == [dimension]:
            found[objects, month] += amount
            found[(), month] -= amount
    return ((objects, month, amount) for (objects, month), amount in found.items())


def _undivided(
    objects: dict[Objects, Decimal], dimension: str, change: Decimal
) -> Iterator[tuple[Objects, None, Decimal]]:
    theirs = {each: amount for each, amount in objects.items() if [pair[0] for pair in each] == [dimension]}
    yield (), None, change - sum(theirs.values(), ZERO)
    for each, amount in theirs.items():
        yield each, None, amount
