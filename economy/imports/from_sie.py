"""A SIE file as books: the balances of its accounts, its vouchers, or its months where it has no vouchers."""

from __future__ import annotations

from economy.imports import periods
from economy.imports.books import ZERO, Account, Ledger, Row, Voucher
from economy.sie import kinds, sums
from economy.sie.reader import SieFile
from economy.sie.tally import Tally


def ledger_of(file: SieFile) -> Ledger | None:
    """Take an accepted file, read with its records, and give its books; None where it has no fiscal year."""
    year = file.tally.header.years.get(0)
    if year is None or year.start is None or year.end is None or year.end <= year.start:
        return None
    ledger = Ledger(year.start, year.end, object_names=dict(file.tally.objects))
    ledger.vouchers = [
        Voucher(
            each.series, each.number, each.date or year.start, each.text,
            tuple(Row(row.account, row.objects, row.amount, row.text) for row in each.rows),
        )
        for each in file.vouchers
        if each.rows
    ]  # fmt: skip
    ledger.accounts = _accounts(file.tally, has_vouchers=bool(ledger.vouchers))
    if not ledger.vouchers:
        gathered = periods.gathered(file.records)
        ledger.months = periods.months_of(gathered, ledger)
        ledger.object_dimensions = gathered.dimensions()
    return ledger


def _accounts(tally: Tally, *, has_vouchers: bool) -> dict[str, Account]:
    changes = sums.changes_of(tally)
    before = {label: years.get(-1, {}) for label, years in tally.balances.items()}
    found = {}
    for number in sorted({*tally.movements, *changes}):
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
