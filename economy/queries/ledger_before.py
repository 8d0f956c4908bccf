"""The year before the first one here, as the first year's books tell it: comparison and opening of the cash flow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from economy.imports.books import Account
from economy.models import FigureSet, FiscalYear, LedgerAccount, StatementLine
from economy.queries.ledger import ZERO, AccountSum, Amounts, YearSums
from economy.states import FigureKind, Source, StatementKind

_NO_ACCOUNT = ""


def year_before(fiscal_year: FiscalYear) -> tuple[FiscalYear, FigureSet]:
    """Give the year before as one that nothing is stored of, with the column of its outcome."""
    ends_on = fiscal_year.starts_on - dt.timedelta(days=1)
    starts_on = (ends_on + dt.timedelta(days=1)).replace(year=fiscal_year.starts_on.year - 1)
    year = FiscalYear(
        pk=-fiscal_year.pk, association=fiscal_year.association, year=fiscal_year.year - 1, starts_on=starts_on,
        ends_on=ends_on, source=Source.LEDGER, unit=fiscal_year.unit,
    )  # fmt: skip
    column = FigureSet(
        pk=-fiscal_year.pk, fiscal_year=year, key="utfall", kind=FigureKind.OUTCOME, label=f"Utfall {year.year}",
        starts_on=starts_on, ends_on=ends_on, source=f"Bokföringen {fiscal_year.year}",
    )  # fmt: skip
    return year, column


def amounts_before(lines: Sequence[StatementLine], sums: YearSums) -> Amounts:
    """Give what the lines were a year before, from #UB -1 and #RES -1, or else from the opening balances.

    Empty where the books tell nothing of it. The income statement is known only where the file has last year's result
    by account; the balance sheet's result is then that, and else what the balances do not come to nothing by.
    """
    accounts = [each for each in sums.accounts.values() if isinstance(each, LedgerAccount)]
    has_closing = any(each.before is not None for each in accounts if each.is_balance)
    balances = {
        each.number: (each.before or ZERO) if has_closing else each.opening
        for each in accounts
        if each.is_balance
    }
    results = {
        each.number: each.before for each in accounts if not each.is_balance and each.before is not None
    }
    if not any(balances.values()) and not any(results.values()):
        return {}
    found = _as_year(balances, results).by_line(lines, dt.date.min, dt.date.max, is_whole_year=True)
    if results:
        return found
    income = {line.key for line in lines if line.statement == StatementKind.INCOME}
    return {key: amount for key, amount in found.items() if key not in income}


def _as_year(balances: dict[str, Decimal], results: dict[str, Decimal]) -> YearSums:
    accounts = {
        number: Account(number, opening=amount, closing=amount) for number, amount in balances.items()
    }
    rows = results or {_NO_ACCOUNT: -sum(balances.values(), ZERO)}
    sums = tuple(AccountSum(number, False, (), None, amount) for number, amount in rows.items())  # noqa: FBT003
    return YearSums(accounts, sums)
