"""The way down from a line to its accounts and their rows, and the way up: on which lines an account stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from economy.imports.books import Account
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import needs_line, sign_of
from economy.models import (
    FigureSet,
    FiscalYear,
    LedgerAccount,
    LedgerRow,
    LedgerTag,
    StatementLine,
)
from economy.queries.ledger import ZERO, Amounts, Objects, YearSums
from economy.states import FigureKind


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

    account: LedgerAccount | Account
    objects: str
    amount: Decimal
    lines: tuple[StatementLine, ...]

    @property
    def is_unmapped(self) -> bool:
        return not self.lines

    @property
    def is_doubled(self) -> bool:
        return len(self.lines) > 1


def account_places(
    lines: Sequence[StatementLine], sums: YearSums, mapping: LineMapping | None = None
) -> list[AccountPlace]:
    """Give where each account stands: those on no line first, those on several next, then by number."""
    mapping = mapping or LineMapping(lines)
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
    """Give the lines whose amounts are not the same; nothing known and nothing booked are."""
    return [
        LineDifference(line, before.get(line.key), after.get(line.key))
        for line in lines
        if line.is_line and (before.get(line.key) or ZERO) != (after.get(line.key) or ZERO)
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

    account: LedgerAccount | Account
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
