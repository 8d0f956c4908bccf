"""When reports are due and what agrees with what, as pure functions of dates and amounts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from insatser.states import PeriodKind, ReportKind

OPENING_MONTH = 11  # from November on, the year's reports can be opened
REMIND_DAYS = 14  # before the last day: time enough to write, near enough to be done
AGREEMENT_AWAITED_DAYS = (
    90  # after the § that gave the money; a förbund that writes none is not asked for ever
)
KEEP_DAYS = (
    30  # after an arrangemang its registrations are needed no more: dataskyddsförordningen artikel 5.1 e
)
AGREEMENT_ENDS_DAYS = 60  # so that a board meeting comes between
EQUITY_WORDS = (
    "eget kapital",
    "egna kapital",
)  # what money is taken out of beside the budget line (KL 11:15)


def is_from_equity(financing: str) -> bool:
    """Whether money is taken out of equity, beside the budget line."""
    return any(said in financing.casefold() for said in EQUITY_WORDS)


def is_for_insatser(clause: str, financing: str, names: Iterable[str]) -> bool:
    """Whether the money of an att-sats is for insatser: it is taken out of their line, or the att-sats names one of them."""
    if "insats" in financing.casefold():
        return True
    return any(names_insats(clause, name) for name in names)


def names_insats(clause: str, name: str) -> bool:
    """Whether an att-sats names an insats, as whole words."""
    return bool(re.search(rf"\b{re.escape(name.casefold())}\b", clause.casefold()))


def due_on(kind: str, year: int) -> dt.date:
    """Give the last day unless the förbund says another: 31 January after the year, 31 July for a half-year."""
    return dt.date(year, 7, 31) if kind == ReportKind.HALF_YEAR else dt.date(year + 1, 1, 31)


def period(kind: str, year: int) -> tuple[dt.date, dt.date]:
    """Give the first and last day that a report of the year tells of."""
    last = dt.date(year, 6, 30) if kind == ReportKind.HALF_YEAR else dt.date(year, 12, 31)
    return dt.date(year, 1, 1), last


def runs_in(kind: str, year: int, begins_on: dt.date, ended_on: dt.date | None) -> bool:
    """Tell whether an insats that begins and ends so runs some day of what a report of the year tells of."""
    first, last = period(kind, year)
    return begins_on <= last and (ended_on is None or ended_on >= first)


def reported_days(
    kind: str, year: int, begins_on: dt.date, ended_on: dt.date | None
) -> tuple[dt.date, dt.date]:
    """Give the days that an insats's report tells of: those it runs in the year, or all where it has money outside its own."""
    first, last = period(kind, year)
    if not runs_in(kind, year, begins_on, ended_on):
        return first, last
    return max(first, begins_on), min(last, ended_on or last)


_MONTHS = {
    1: PeriodKind.MONTH,
    3: PeriodKind.QUARTER,
    4: PeriodKind.TERTIAL,
    6: PeriodKind.HALF_YEAR,
    12: PeriodKind.YEAR,
}


def period_kind(starts_on: dt.date, ends_on: dt.date) -> PeriodKind:
    """Name a counted period: a month, quarter, tertial, half-year or year of the calendar, or other days."""
    months = (ends_on.year - starts_on.year) * 12 + ends_on.month - starts_on.month + 1
    is_whole = starts_on.day == 1 and (ends_on + dt.timedelta(days=1)).day == 1
    if (
        is_whole
        and starts_on.year == ends_on.year
        and months in _MONTHS
        and (starts_on.month - 1) % months == 0
    ):
        return _MONTHS[months]
    return PeriodKind.OTHER


def counted_periods(kind: str, year: int) -> list[tuple[dt.date, dt.date]]:
    """Give the periods of a year that are counted where one counts by month, quarter, tertial, half-year or year."""
    months = next((number for number, each in _MONTHS.items() if each == kind), 12)
    firsts = [dt.date(year, month, 1) for month in range(1, 13, months)]
    ends = [*(first - dt.timedelta(days=1) for first in firsts[1:]), dt.date(year, 12, 31)]
    return list(zip(firsts, ends, strict=True))


def sum_of_known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Sum kronor; None where nothing is known, which is not the same as nothing."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def differs(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts are both known and not the same."""
    return one is not None and other is not None and one != other


def _months_active(starts_on: dt.date, year: int) -> int:
    """Give in how many months of a year something goes on that begins in the month of the day."""
    if starts_on.year > year:
        return 0
    return 12 if starts_on.year < year else 13 - starts_on.month


def moved(amount: Decimal, year: int, *, was: dt.date, to: dt.date) -> Decimal:
    """Give a year's amount in whole kronor when what began in the month of `was` begins in the month of `to` instead.

    The amount goes by the months; a year in which nothing went on before keeps what it has.
    """
    before, after = _months_active(was, year), _months_active(to, year)
    if before in {0, after}:
        return amount
    return (amount * after / before).quantize(Decimal(1), rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Instalment:
    """What is asked for when a part of a year has ended, in kronor."""

    due_on: dt.date
    amount: Decimal


def instalments(
    amounts: Mapping[int, Decimal], *, starts_on: dt.date, ends_on: dt.date, months: int
) -> list[Instalment]:
    """Share each year's amount over the parts of the year, of `months` each, in which something goes on.

    A part has as much of the year as it has begun months; whole kronor, and the year's last part what remains, so that
    the parts sum to the amount. A year outside the days has all of it on the last day of the days, or of the year before that.
    """
    found = []
    for year, amount in sorted(amounts.items()):
        first = max(starts_on, dt.date(year, 1, 1)).month if starts_on.year <= year else 13
        last = min(ends_on, dt.date(year, 12, 31)).month if ends_on.year >= year else 0
        if first > last:
            found.append(Instalment(min(dt.date(year, 12, 31), ends_on), amount))
            continue
        parts = sorted({(month - 1) // months for month in range(first, last + 1)})
        given = Decimal(0)
        for part in parts:
            through = min((part + 1) * months, last)
            share = (amount * (through - first + 1) / (last - first + 1)).quantize(Decimal(1), ROUND_DOWN)
            upto = amount if part == parts[-1] else share
            found.append(Instalment(_last_day(year, (part + 1) * months), upto - given))
            given = upto
    return found


def part_end(day: dt.date, months: int) -> dt.date:
    """Give the last day of the part of the year, of `months`, that the day is in."""
    return _last_day(day.year, ((day.month - 1) // months + 1) * months)


def _last_day(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def share_of_cost(
    own: Decimal | None, amounts: Iterable[Decimal], percents: Iterable[Decimal], percent: Decimal
) -> Decimal | None:
    """Give what per cent of an insats's whole cost comes to, in whole kronor; None where its owner pays nothing yet.

    Its owner's part and the shares that are amounts are what the shares in per cent leave of the whole.
    """
    left = 100 - sum(percents, Decimal(0))
    if own is None or left <= 0:
        return None
    whole = (own + sum(amounts, Decimal(0))) * 100 / left
    return (whole * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP)
