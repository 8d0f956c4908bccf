"""What the books say: what accounts changed by in each month, and the outcome on the year's lines."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models.fields.json import KT

from economy.imports.books import Account
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import Pair, sign_of
from economy.imports.reading import date_or_none
from economy.models import (
    FigureSet,
    FiscalYear,
    LedgerAccount,
    LedgerImport,
    LedgerSum,
    LedgerTag,
    StatementLine,
)
from economy.states import FigureKind, LineRole, Source, StatementKind
from finsam.web.asked_once import asked_once

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

    accounts: Mapping[str, LedgerAccount | Account] = field(default_factory=dict)
    sums: tuple[AccountSum, ...] = ()
    tags: dict[Objects, LedgerTag] = field(default_factory=dict)
    reaches_to: dt.date | None = None  # None where nothing is known of it

    def covers(self, ends_on: dt.date) -> bool:
        """Whether the books reach a day: what they have not come to is not known, and not nothing."""
        return self.reaches_to is None or ends_on <= self.reaches_to

    def by_line(
        self, lines: Iterable[StatementLine], starts_on: dt.date, ends_on: dt.date, *, is_whole_year: bool,
        mapping: LineMapping | None = None,
    ) -> Amounts:  # fmt: skip
        """Give each line's amount for the days, with its effect on the result, or plus in the balance sheet.

        The days are taken by whole months. A part of a year is not known where the file does not divide the year.
        Every line of a statement that any account stands on gets an amount: nothing booked is 0.
        """
        mapping = mapping or LineMapping(lines)
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


@asked_once
def import_in_force(fiscal_year: FiscalYear) -> LedgerImport | None:
    """Give the file that the year's books are now, or None."""
    return LedgerImport.objects.in_force().filter(fiscal_year=fiscal_year).select_related("document").first()


def sums_of_years(years: Iterable[int]) -> dict[int, YearSums]:
    """Fetch the books in force of fiscal years by their pk: four queries for thirty years as for one."""
    rows = LedgerImport.objects.in_force().filter(fiscal_year__in=list(years))
    in_force = {
        pk: (year, reached)
        for pk, year, reached in rows.values_list("pk", "fiscal_year_id", KT("found__reaches_to"))
    }
    return {
        in_force[pk][0]: replace(sums, reaches_to=date_or_none(in_force[pk][1]))
        for pk, sums in _sums_of(in_force).items()
    }


def sums_of_import(ledger_import: LedgerImport | None) -> YearSums:
    """Fetch the books of one file."""
    return _sums_of([ledger_import.pk])[ledger_import.pk] if ledger_import else YearSums()


def sums_of_waiting(ledger_import: LedgerImport) -> YearSums:
    """Give what a file that waits would make of the year, from what its reading left; no query."""
    found = ledger_import.found
    accounts = {
        number: Account(number, name, is_balance, Decimal(opening), Decimal(closing))
        for number, name, is_balance, opening, _, closing in found.get("accounts_list", [])
    }
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


def from_ledger(sets: Sequence[FigureSet]) -> list[FigureSet]:
    """Give the outcome columns whose year takes its outcome from the books; each has its `fiscal_year` at hand."""
    return [
        each
        for each in sets
        if each.kind == FigureKind.OUTCOME
        and each.fiscal_year.source == Source.LEDGER
        and each.is_within_year
    ]


def outcomes(
    sets: Sequence[FigureSet],
    lines: Mapping[int, Sequence[StatementLine]],
    years: Mapping[int, YearSums],
) -> dict[int, Amounts]:
    """Give the amounts of columns that take theirs from the books, by the columns' pk; none of what they do not tell.

    `lines` are the years' lines and `years` their books, both by the years' pk.
    """
    found: dict[int, Amounts] = {}
    for each in sets:
        books = years.get(each.fiscal_year_id, YearSums())
        found[each.pk] = {}
        if books.covers(each.ends_on):
            found[each.pk] = books.by_line(
                lines[each.fiscal_year_id], each.starts_on, each.ends_on, is_whole_year=each.is_whole_year
            )
    return found
