"""A SIE file as books: the balances of its accounts, its vouchers, or its months where it has no vouchers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from decimal import Decimal

from economy.imports.books import ZERO, Account, Ledger, Objects, Row, Voucher
from economy.sie import kinds
from economy.sie.reader import SieFile
from economy.sie.records import PeriodBalance
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
        ledger.months = _months(file, ledger)
    return ledger


def _accounts(tally: Tally, *, has_vouchers: bool) -> dict[str, Account]:
    of_now = {label: years.get(0, {}) for label, years in tally.balances.items()}
    before = {label: years.get(-1, {}) for label, years in tally.balances.items()}
    named = {*tally.movements, *of_now["IB"], *of_now["UB"], *of_now["RES"]}
    found = {}
    for number in sorted(named):
        is_balance = _is_balance(tally, number)
        opening = of_now["IB"].get(number, ZERO) if is_balance else ZERO
        given = of_now["UB" if is_balance else "RES"].get(number, ZERO)
        found[number] = Account(
            number,
            tally.accounts.get(number, ""),
            is_balance,
            opening,
            opening + tally.movements.get(number, ZERO) if has_vouchers else given,
            before["UB" if is_balance else "RES"].get(number),
        )
    return found


def _is_balance(tally: Tally, number: str) -> bool:
    """As the reader's own check of IB + TRANS = UB takes it."""
    now = {label: years.get(0, {}) for label, years in tally.balances.items()}
    if number in now["RES"] and number not in now["UB"]:
        return False
    return number in now["IB"] or number in now["UB"] or kinds.is_balance(tally, number)


def _months(file: SieFile, ledger: Ledger) -> dict[tuple[str, Objects, dt.date | None], Decimal]:
    """The period balances where they add up to the year's change, else the year's change undivided."""
    by_month: dict[str, dict[dt.date, Decimal]] = defaultdict(dict)
    for record in file.records:
        is_total = isinstance(record, PeriodBalance) and (record.label, record.year) == ("PSALDO", 0)
        if isinstance(record, PeriodBalance) and is_total and not record.objects:
            of_account = by_month[record.account]
            of_account[record.period] = of_account.get(record.period, ZERO) + record.amount
    found: dict[tuple[str, Objects, dt.date | None], Decimal] = {}
    for account in ledger.accounts.values():
        months = by_month.get(account.number, {})
        first, last = ledger.starts_on.replace(day=1), ledger.ends_on
        if (
            months
            and sum(months.values(), ZERO) == account.change
            and all(first <= m <= last for m in months)
        ):
            found |= {(account.number, (), month): amount for month, amount in months.items()}
        elif account.change:
            found[account.number, (), None] = account.change
    return found
