"""A year's books by month: each line of the income statement, and where the balance sheet stands."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import sign_of
from economy.models import FiscalYear, StatementLine
from economy.queries.ledger import ZERO, YearSums, lines_of
from economy.states import StatementKind


@dataclass(frozen=True)
class MonthRow:
    """A line with its amounts a month, and the year's."""

    line: StatementLine
    months: list[Decimal]
    total: Decimal


@dataclass(frozen=True)
class MonthTable:
    """The income statement's lines by month; without months where the file does not divide the year."""

    months: list[dt.date]
    rows: list[MonthRow]
    balance: list[tuple[StatementLine, Decimal]]
    result: Decimal
    result_months: list[Decimal]


def months_of(fiscal_year: FiscalYear) -> list[dt.date]:
    """Give the first day of each of the year's months."""
    found, month = [], fiscal_year.starts_on.replace(day=1)
    while month <= fiscal_year.ends_on:
        found.append(month)
        month = (month + dt.timedelta(days=32)).replace(day=1)
    return found


def month_table(fiscal_year: FiscalYear, sums: YearSums, until: dt.date | None = None) -> MonthTable:
    """Give the outcome per line and month from the books, for the months that they reach."""
    lines = lines_of(fiscal_year)
    mapping = LineMapping(lines)
    is_divided = not any(each.month is None for each in sums.sums)
    months = [each for each in months_of(fiscal_year) if until is None or each <= until] if is_divided else []
    found: dict[str, dict[dt.date | None, Decimal]] = defaultdict(lambda: defaultdict(lambda: ZERO))
    for each in sums.sums:
        key = None if each.is_balance else mapping.line_of(each.account, each.objects)
        if key:
            found[key][each.month] += sign_of(mapping.lines[key], each.account) * each.amount
    whole = sums.by_line(lines, fiscal_year.starts_on, fiscal_year.ends_on, is_whole_year=True)
    rows = [
        MonthRow(line, [found[line.key][month] for month in months], whole[line.key] or ZERO)
        for line in lines
        if line.statement == StatementKind.INCOME and whole.get(line.key) is not None
    ]
    balance = [
        (line, whole[line.key] or ZERO)
        for line in lines
        if line.statement == StatementKind.BALANCE and whole.get(line.key) is not None
    ]
    return MonthTable(
        months, rows, balance, sum((row.total for row in rows), ZERO),
        [sum((row.months[place] for row in rows), ZERO) for place in range(len(months))],
    )  # fmt: skip
