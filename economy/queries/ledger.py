"""What the books say: a year's outcome by line and month, and the way down to the row."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import Pair, needs_line, sign_of
from economy.models import (
    FigureSet,
    FiscalYear,
    LedgerAccount,
    LedgerImport,
    LedgerRow,
    LedgerSum,
    LedgerTag,
    StatementLine,
)
from economy.states import FigureKind, LineRole, Source, StatementKind

Amounts = dict[str, Decimal | None]
ZERO = Decimal(0)
Objects = tuple[Pair, ...]


@dataclass(frozen=True)
class AccountSum:
    """What an account with a set of objects changed by in a month; None for a year that is not divided."""

    account: str
    is_balance: bool
    objects: Objects
    month: dt.date | None
    amount: Decimal


@dataclass(frozen=True)
class YearSums:
    """All that the statements need of a year's books."""

    accounts: dict[str, LedgerAccount] = field(default_factory=dict)
    sums: tuple[AccountSum, ...] = ()
    tags: dict[Objects, LedgerTag] = field(default_factory=dict)

    def by_line(
        self, lines: Iterable[StatementLine], starts_on: dt.date, ends_on: dt.date, *, is_whole_year: bool
    ) -> Amounts:
        """Give each line's amount for the days, with its effect on the result, or plus in the balance sheet.

        The days are taken by whole months. A part of a year is not known where the file does not divide the year.
        Every line of a statement that any account stands on gets an amount: nothing booked is 0.
        """
        mapping = LineMapping(lines)
        if not is_whole_year and any(each.month is None for each in self.sums):
            return {}
        found: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for number, account in self.accounts.items():
            if account.is_balance:
                _add(found, mapping, number, (), account.opening)
        result = ZERO
        for each in self.sums:
            if each.month and each.month > ends_on:
                continue
            if not each.is_balance:
                result -= each.amount
                if each.month and each.month < starts_on.replace(day=1):
                    continue
            _add(found, mapping, each.account, each.objects, each.amount)
        return _told(mapping, found, result)


def _add(
    found: dict[str, Decimal], mapping: LineMapping, account: str, objects: Objects, amount: Decimal
) -> None:
    key = mapping.line_of(account, objects)
    if key:
        found[key] += sign_of(mapping.lines[key], account) * amount


def _told(mapping: LineMapping, found: Mapping[str, Decimal], result: Decimal) -> Amounts:
    """Every line that has accounts, and the balance sheet's result: what the year's accounts come to so far."""
    amounts: Amounts = {}
    for key, line in mapping.lines.items():
        if line.statement == StatementKind.BALANCE and line.role == LineRole.YEARS_RESULT:
            amounts[key] = found.get(key, ZERO) + result
        elif line.accounts.strip():
            amounts[key] = found.get(key, ZERO)
    return amounts


def lines_of(fiscal_year: FiscalYear) -> list[StatementLine]:
    """Give the year's lines, the income statement's first."""
    return sorted(fiscal_year.lines.all(), key=lambda line: line.statement != StatementKind.INCOME)


def import_in_force(fiscal_year: FiscalYear) -> LedgerImport | None:
    """Give the file that the year's books are now, or None."""
    return LedgerImport.objects.in_force().filter(fiscal_year=fiscal_year).select_related("document").first()


def sums_of_years(years: Iterable[int]) -> dict[int, YearSums]:
    """Fetch the books in force of fiscal years by their pk: four queries for thirty years as for one."""
    in_force = dict(
        LedgerImport.objects.in_force()
        .filter(fiscal_year__in=list(years))
        .values_list("pk", "fiscal_year_id")
    )
    return {in_force[pk]: sums for pk, sums in _sums_of(in_force).items()}


def sums_of_import(ledger_import: LedgerImport | None) -> YearSums:
    """Fetch the books of one file."""
    return _sums_of([ledger_import.pk])[ledger_import.pk] if ledger_import else YearSums()


def sums_of_waiting(ledger_import: LedgerImport) -> YearSums:
    """Give what a file that waits would make of the year, from what its reading left; no query."""
    found = ledger_import.found
    accounts = {
        number: LedgerAccount(
            ledger_import=ledger_import, number=number, name=name, is_balance=is_balance, opening=Decimal(opening),
            closing=Decimal(closing),
        )
        for number, name, is_balance, opening, _, closing in found.get("accounts_list", [])
    }  # fmt: skip
    rest = {number: account.closing - account.opening for number, account in accounts.items()}
    sums = []
    for number, pairs, amount in found.get("object_sums", []):
        objects = tuple((dimension, name) for dimension, name in pairs)
        sums.append(AccountSum(number, accounts[number].is_balance, objects, None, Decimal(amount)))
        rest[number] -= Decimal(amount)
    sums += [
        AccountSum(number, accounts[number].is_balance, (), None, amount)
        for number, amount in rest.items()
        if amount
    ]
    return YearSums(accounts, tuple(sums))


def _sums_of(imports: Iterable[int]) -> dict[int, YearSums]:
    wanted = list(imports)
    accounts: dict[int, dict[str, LedgerAccount]] = {pk: {} for pk in wanted}
    by_pk = {}
    for account in LedgerAccount.objects.filter(ledger_import__in=wanted):
        accounts[account.ledger_import_id][account.number] = by_pk[account.pk] = account
    tags: dict[int, dict[Objects, LedgerTag]] = {pk: {} for pk in wanted}
    objects: dict[int | None, Objects] = {}
    for tag in LedgerTag.objects.filter(ledger_import__in=wanted):
        objects[tag.pk] = tuple((dimension, number) for dimension, number in tag.objects_list)
        tags[tag.ledger_import_id][objects[tag.pk]] = tag
    sums: dict[int, list[AccountSum]] = defaultdict(list)
    rows = LedgerSum.objects.filter(account__ledger_import__in=wanted)
    for account_pk, tag_pk, month, amount in rows.values_list("account_id", "tag_id", "month", "amount"):
        account = by_pk[account_pk]
        sums[account.ledger_import_id].append(
            AccountSum(account.number, account.is_balance, objects.get(tag_pk, ()), month, amount)
        )
    return {pk: YearSums(accounts[pk], tuple(sums[pk]), tags[pk]) for pk in wanted}


def outcome_by_line(fiscal_year: FiscalYear, starts_on: dt.date, ends_on: dt.date) -> Amounts:
    """Give each line's outcome from the books for the days; empty where the year has no books."""
    sums = sums_of_import(import_in_force(fiscal_year))
    if not sums.accounts:
        return {}
    is_whole = starts_on <= fiscal_year.starts_on and ends_on >= fiscal_year.ends_on
    return sums.by_line(fiscal_year.lines.all(), starts_on, ends_on, is_whole_year=is_whole)


def outcomes(sets: Sequence[FigureSet], lines: Mapping[int, Sequence[StatementLine]]) -> dict[int, Amounts]:
    """Give the amounts of the outcome columns whose year takes its outcome from the books, by the columns' pk.

    `lines` are the years' lines by the years' pk; each column has its `fiscal_year` at hand.
    """
    wanted = [
        each for each in sets if each.kind == FigureKind.OUTCOME and each.fiscal_year.source == Source.LEDGER
    ]
    if not wanted:
        return {}
    years = sums_of_years({each.fiscal_year_id for each in wanted})
    return {
        each.pk: years.get(each.fiscal_year_id, YearSums()).by_line(
            lines[each.fiscal_year_id], each.starts_on, each.ends_on, is_whole_year=each.is_whole_year
        )
        for each in wanted
    }


# ---- A year's books by month


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


# ---- Accounts and lines


def names_of(sums: YearSums) -> dict[str, str]:
    """Give the name of each account that has an amount in the year, by its number."""
    used = {each.account for each in sums.sums if each.amount}
    return {
        number: account.name
        for number, account in sums.accounts.items()
        if number in used or account.opening or account.closing
    }


@dataclass(frozen=True)
class AccountPlace:
    """An account (with its objects, where they decide) and the lines that claim it."""

    account: LedgerAccount
    objects: str
    amount: Decimal
    lines: tuple[StatementLine, ...]

    @property
    def is_unmapped(self) -> bool:
        return not self.lines

    @property
    def is_doubled(self) -> bool:
        return len(self.lines) > 1


def account_places(lines: Sequence[StatementLine], sums: YearSums) -> list[AccountPlace]:
    """Give where each account stands: those on no line first, those on several next, then by number."""
    mapping = LineMapping(lines)
    amounts: dict[tuple[str, tuple[str, ...], str], Decimal] = defaultdict(lambda: ZERO)
    default = {number: tuple(mapping.lines_of(number)) for number in sums.accounts}
    for number, account in sums.accounts.items():
        amounts[number, default[number], ""] += account.opening if account.is_balance else ZERO
    for each in sums.sums:
        keys = tuple(mapping.lines_of(each.account, each.objects))
        shown = (
            "" if keys == default[each.account] else " ".join(f"{pair[0]}:{pair[1]}" for pair in each.objects)
        )
        amounts[each.account, keys, shown] += each.amount
    places = [
        AccountPlace(sums.accounts[number], shown, amount, tuple(mapping.lines[key] for key in keys))  # type: ignore[misc]
        for (number, keys, shown), amount in amounts.items()
        if needs_line(number) and (amount or keys or sums.accounts[number].opening)
    ]
    return sorted(
        places,
        key=lambda each: (not each.is_unmapped, not each.is_doubled, each.account.number, each.objects),
    )


@dataclass(frozen=True)
class LineDifference:
    """A line's amount in two ways."""

    line: StatementLine
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.after or ZERO) - (self.before or ZERO)


def differences_of(
    lines: Iterable[StatementLine], before: Mapping[str, Decimal | None], after: Mapping[str, Decimal | None]
) -> list[LineDifference]:
    """Give the lines whose amounts are not the same."""
    return [
        LineDifference(line, before.get(line.key), after.get(line.key))
        for line in lines
        if line.is_line and before.get(line.key) != after.get(line.key)
    ]


def typed_outcome(fiscal_year: FiscalYear) -> tuple[FigureSet | None, Amounts]:
    """Give the column of the whole year's outcome as it is typed, and its amounts by line."""
    sets = FigureSet.objects.filter(
        fiscal_year=fiscal_year, kind=FigureKind.OUTCOME, starts_on=fiscal_year.starts_on,
        ends_on=fiscal_year.ends_on,
    )  # fmt: skip
    newest = sets.order_by("-version").first()
    if newest is None:
        return None, {}
    return newest, dict(newest.figures.values_list("line__key", "amount"))


@dataclass(frozen=True)
class LineAccount:
    """An account on a line, with a set of objects where its rows carry any; kronor as on the line."""

    account: LedgerAccount
    tag: LedgerTag | None
    objects: Objects
    amount: Decimal


def line_accounts(fiscal_year: FiscalYear, key: str, sums: YearSums) -> list[LineAccount]:
    """Give the accounts on a line, divided by their objects, with their amounts as on the line."""
    mapping = LineMapping(fiscal_year.lines.all())
    line = mapping.lines[key]
    found: dict[tuple[str, Objects], Decimal] = defaultdict(lambda: ZERO)
    for number, account in sums.accounts.items():
        if account.is_balance and mapping.line_of(number) == key:
            found[number, ()] += sign_of(line, number) * account.opening
    for each in sums.sums:
        if mapping.line_of(each.account, each.objects) == key:
            found[each.account, each.objects] += sign_of(line, each.account) * each.amount
    return [
        LineAccount(sums.accounts[number], sums.tags.get(objects), objects, amount)
        for (number, objects), amount in sorted(found.items())
    ]


def account_rows(account: LedgerAccount, tag: LedgerTag | None = None) -> QuerySet[LedgerRow]:
    """Give an account's rows in the order of their vouchers, or those of them that carry the objects."""
    rows = LedgerRow.objects.filter(account=account).select_related("voucher", "tag")
    rows = rows.filter(tag=tag) if tag else rows
    return rows.order_by("voucher__day", "voucher_id", "id")
