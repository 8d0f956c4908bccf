"""A SIE file as books: the balances of its accounts, its vouchers, or its months where it has no vouchers."""

from __future__ import annotations

import datetime as dt

from economy.imports import periods
from economy.imports.adding import Additions
from economy.imports.books import ZERO, Account, Ledger, Row, Voucher
from economy.sie import kinds, sums
from economy.sie.reader import SieFile
from economy.sie.tally import Tally


def ledger_of(file: SieFile, *, has_vouchers: bool = True) -> Ledger | None:
    """Take an accepted file, read with its records, and give its books; None where it has no fiscal year.

    Without `has_vouchers` its balances are taken alone, as a file of type 1 to 3 has them.
    """
    year = file.tally.header.years.get(0)
    if year is None or year.start is None or year.end is None or year.end <= year.start:
        return None
    ledger = Ledger(year.start, year.end, object_names=dict(file.tally.objects))
    ledger.vouchers = _vouchers(file, year.start) if has_vouchers else []
    ledger.accounts = _accounts(file.tally, has_vouchers=bool(ledger.vouchers))
    if not ledger.vouchers:
        gathered = periods.gathered(file.records)
        ledger.months = periods.months_of(gathered, ledger)
        ledger.object_dimensions = gathered.dimensions()
    return ledger


def additions_of(file: SieFile) -> Additions | None:
    """Give the vouchers of a file that has no balances, to be added to books; None where it has none."""
    vouchers = _vouchers(file)
    year = file.tally.header.years.get(0)
    if not vouchers:
        return None
    return Additions(
        vouchers,
        file.tally.accounts,
        frozenset(number for number in file.tally.movements if kinds.is_balance(file.tally, number)),
        dict(file.tally.objects),
        (year.start, year.end) if year and year.start and year.end else None,
    )


def _vouchers(file: SieFile, otherwise: dt.date | None = None) -> list[Voucher]:
    """The vouchers that have rows; an accepted file has a date on each."""
    found = []
    for each in file.vouchers:
        day = each.date or otherwise
        if each.rows and day:
            rows = tuple(Row(row.account, row.objects, row.amount, row.text) for row in each.rows)
            found.append(Voucher(each.series, each.number, day, each.text, rows))
    return found


def _accounts(tally: Tally, *, has_vouchers: bool) -> dict[str, Account]:
    changes = sums.changes_of(tally)
    before = {label: years.get(-1, {}) for label, years in tally.balances.items()}
    found = {}
    last = {number for amounts in before.values() for number, amount in amounts.items() if amount}
    moved = tally.movements if has_vouchers else ()
    for number in sorted({*moved, *changes, *last}):
        change = changes.get(number)
        is_balance = change.label == "UB" if change else kinds.is_balance(tally, number)
        opening, given = (change.opening, change.closing) if change else (ZERO, ZERO)
        found[number] = Account(
            number,
            tally.accounts.get(number, ""),
            is_balance,
            opening,
            opening + tally.movements.get(number, ZERO) if has_vouchers else given,
            before["UB" if is_balance else "RES"].get(number),
        )
    return found
