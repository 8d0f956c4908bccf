"""A list of balances, transactions or a budget as books: its sums are checked and not read in twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from economy.imports.books import ZERO, Account, Ledger, Objects, Row, Voucher
from economy.imports.cells import Cell, account_of, amount_of, day_of, text_of
from economy.imports.columns import Head
from economy.sie.findings import FindingLog
from finsam.money import kr
from finsam.words import glimpse

OBJECT_DIMENSION = "6"  # SIE's projekt: what a column of objects is taken as
_SUM_WORDS = ("summa", "totalt", "total", "delsumma", "s:a", "sa", "resultat", "årets resultat", "slutsumma")
_MOST_SUMS = 30  # a result is compared with the differences of so many sums above it


@dataclass(frozen=True)
class BudgetRow:
    """A row of a budget as the list has it, sums too; kronor."""

    label: str
    amount: Decimal
    is_sum: bool
    account: str = ""


@dataclass
class Sheet:
    """What a list gave: accounts' amounts, or vouchers' rows, or a budget's, and what is wrong with it."""

    findings: FindingLog
    balances: dict[str, dict[str, Decimal]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    vouchers: list[Voucher] = field(default_factory=list)
    budget: dict[tuple[str, str], Decimal] = field(
        default_factory=dict
    )  # account, or "" and the line's label
    rows: list[BudgetRow] = field(default_factory=list)  # the budget as it stands, with its sums
    sums_checked: int = 0


@dataclass
class _Running:
    """The amounts since the top, by column, so that a sum row can be compared with the rows it may add.

    A sum adds the rows straight above it, from wherever it begins: a heading, another sum or the top. A result may also
    be what two earlier sums differ by, in lists that write incomes and costs alike without signs.
    """

    totals: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))
    starts: dict[str, set[Decimal]] = field(default_factory=lambda: defaultdict(lambda: {ZERO}))
    sums: dict[str, list[Decimal]] = field(default_factory=lambda: defaultdict(list))
    last: dict[str, Decimal] = field(default_factory=lambda: defaultdict(lambda: ZERO))

    def add(self, amounts: Mapping[str, Decimal]) -> None:
        for name, amount in amounts.items():
            self.starts[name].add(self.totals[name])
            self.totals[name] += amount

    def agrees(self, amounts: Mapping[str, Decimal]) -> list[tuple[str, Decimal, Decimal]]:
        """Give (column, what stands, what the rows since the last sum give) for each sum that nothing explains."""
        wrong = []
        for name, amount in amounts.items():
            total, sums = self.totals[name], self.sums[name]
            differences = (first - second for first in sums for second in sums)
            if total - amount not in self.starts[name] | {total} and amount not in differences:
                wrong.append((name, amount, total - self.last[name]))
            self.sums[name] = [*sums, amount][-_MOST_SUMS:]
            self.last[name] = total
        return wrong


class _Reading:
    """Goes through a list row by row."""

    def __init__(
        self, rows: Sequence[Sequence[Cell]], head: Head, columns: Mapping[str, int], name: str
    ) -> None:
        self.rows, self.head, self.columns = rows, head, columns
        self.sheet, self.running = Sheet(FindingLog(name)), _Running()

    def cell(self, row: Sequence[Cell], column: str) -> Cell:
        place = self.columns.get(column)
        return row[place] if place is not None and place < len(row) else None

    def lines(self) -> Iterator[tuple[int, Sequence[Cell]]]:
        yield from enumerate(self.rows[self.head.row + 1 :], self.head.row + 2)

    def amounts(self, row: Sequence[Cell], number: int, names: Sequence[str]) -> dict[str, Decimal]:
        found = {}
        for name in names:
            try:
                amount = amount_of(self.cell(row, name))
            except ValueError as error:
                self.sheet.findings.error(
                    "amount_form", str(error), line=number, found=text_of(self.cell(row, name))
                )
                continue
            if amount is not None:
                found[name] = amount
        return found

    def is_sum(self, row: Sequence[Cell]) -> bool:
        """Whether the row adds others up: its first words say so."""
        words = next((text_of(cell).lower() for cell in row if isinstance(cell, str) and cell), "")
        return words.startswith(_SUM_WORDS) and not account_of(self.cell(row, "account"))[0]

    def check_sum(self, number: int, amounts: Mapping[str, Decimal]) -> None:
        self.sheet.sums_checked += bool(amounts)
        for _, stands, gives in self.running.agrees(amounts):
            self.sheet.findings.error(
                "sum_differs", "Summan är inte vad raderna ovanför ger.", line=number,
                found=kr(stands, ore=True), expected=kr(gives, ore=True),
            )  # fmt: skip

    def no_account(self, number: int, row: Sequence[Cell]) -> None:
        self.sheet.findings.error(
            "account_missing", "Raden har belopp men inget konto.", line=number,
            found=glimpse(" ".join(filter(None, map(text_of, row))), 80),
        )  # fmt: skip


def read_balances(rows: Sequence[Sequence[Cell]], head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a list of balances: one row an account, debit plus and credit minus."""
    reading = _Reading(rows, head, columns, name)
    sheet, names = reading.sheet, ("opening", "change", "closing")
    for number, row in reading.lines():
        amounts = reading.amounts(row, number, names)
        account, label = account_of(reading.cell(row, "account"))
        if reading.is_sum(row):
            reading.check_sum(number, amounts)
        elif account and amounts:
            if account in sheet.balances:
                sheet.findings.error(
                    "account_twice", f"Konto {account} står två gånger.", line=number, found=account
                )
                continue
            sheet.balances[account] = amounts
            sheet.names[account] = text_of(reading.cell(row, "name")) or label
            reading.running.add(amounts)
        elif amounts:
            reading.no_account(number, row)
    return sheet


def read_budget(rows: Sequence[Sequence[Cell]], head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a budget: amounts by account, or by the lines' own names; the same twice is added."""
    reading = _Reading(rows, head, columns, name)
    sheet = reading.sheet
    for number, row in reading.lines():
        amounts = reading.amounts(row, number, ("amount",))
        account, label = account_of(reading.cell(row, "account"))
        label = text_of(reading.cell(row, "name")) or label
        is_sum = reading.is_sum(row)
        if amounts:
            sheet.rows.append(BudgetRow(label or account, amounts["amount"], is_sum, account))
        if is_sum:
            reading.check_sum(number, amounts)
        elif amounts and (account or label):
            place = (account, "" if account else label)
            sheet.budget[place] = sheet.budget.get(place, ZERO) + amounts["amount"]
            reading.running.add(amounts)
        elif amounts:
            reading.no_account(number, row)
    return sheet


def read_transactions(
    rows: Sequence[Sequence[Cell]], head: Head, columns: Mapping[str, int], name: str
) -> Sheet:
    """Read rows of vouchers; each voucher must balance, or each day where the list has no voucher numbers."""
    reading = _Reading(rows, head, columns, name)
    gathered: dict[tuple[str, dt.date], list[Row]] = defaultdict(list)
    texts: dict[tuple[str, dt.date], str] = {}
    last: tuple[str, dt.date | None] = ("", None)
    for number, row in reading.lines():
        given = reading.amounts(row, number, ("debit", "credit", "amount"))
        if reading.is_sum(row):
            reading.check_sum(number, given)
            continue
        if not given:
            continue
        day, voucher = _day(reading, row, number), text_of(reading.cell(row, "voucher"))
        # A list grouped by voucher writes its number and day once, above its rows.
        last = (voucher or last[0], day or (last[1] if not voucher or voucher == last[0] else None))
        account, label = account_of(reading.cell(row, "account"))
        if not account:
            reading.no_account(number, row)
        elif last[1] is None:
            reading.sheet.findings.error("date_missing", "Raden har inget datum.", line=number)
        else:
            reading.running.add(given)
            text = text_of(reading.cell(row, "text"))
            gathered[last[0], last[1]].append(Row(account, _objects(reading, row), _row_amount(given), text))
            texts.setdefault((last[0], last[1]), text)
            reading.sheet.names.setdefault(account, text_of(reading.cell(row, "name")) or label)
    for (voucher, day), kept in sorted(gathered.items(), key=lambda each: (each[0][1], each[0][0])):
        reading.sheet.vouchers.append(_voucher(reading.sheet, voucher, day, texts[voucher, day], kept))
    return reading.sheet


def _row_amount(given: Mapping[str, Decimal]) -> Decimal:
    if "amount" in given:
        return given["amount"]
    # Some programs write the credit with a minus, some without.
    return abs(given.get("debit", ZERO)) - abs(given.get("credit", ZERO))


def _day(reading: _Reading, row: Sequence[Cell], number: int) -> dt.date | None:
    try:
        return day_of(reading.cell(row, "day"))
    except ValueError as error:
        reading.sheet.findings.error(
            "date_form", str(error), line=number, found=text_of(reading.cell(row, "day"))
        )
        return None


def _objects(reading: _Reading, row: Sequence[Cell]) -> Objects:
    number = text_of(reading.cell(row, "object")).split(" ")[0]
    return ((OBJECT_DIMENSION, number),) if number else ()


def _voucher(sheet: Sheet, name: str, day: dt.date, text: str, rows: list[Row]) -> Voucher:
    series, number = _series(name)
    if total := sum((row.amount for row in rows), ZERO):
        sheet.findings.error(
            "voucher_unbalanced",
            f"Verifikation {name or day} går inte jämnt ut: raderna summerar till {total:f}.",
            found=f"{total:f}",
            expected="0",
        )
    return Voucher(series, number, day, text, tuple(rows))


def _series(name: str) -> tuple[str, str]:
    letters = name.rstrip("0123456789")
    return letters.strip(" -"), name[len(letters) :]


def ledger_of(
    sheet: Sheet, *, starts_on: dt.date, ends_on: dt.date, opening: Mapping[str, Decimal]
) -> Ledger:
    """Take balances or vouchers as a year's books; `opening` is last year's closing, for lists without it."""
    ledger = Ledger(starts_on, ends_on, vouchers=sheet.vouchers)
    if sheet.vouchers:
        moved: dict[str, Decimal] = defaultdict(lambda: ZERO)
        for row in (row for voucher in sheet.vouchers for row in voucher.rows):
            moved[row.account] += row.amount
        for number in sorted({*moved, *(each for each, amount in opening.items() if amount)}):
            is_balance = number[0] in "12"
            first = opening.get(number, ZERO) if is_balance else ZERO
            ledger.accounts[number] = Account(
                number, sheet.names.get(number, ""), is_balance, first, first + moved[number]
            )
        return ledger
    for number, given in sorted(sheet.balances.items()):
        ledger.accounts[number] = account = _account(sheet, number, given, opening)
        if account.change:
            ledger.months[number, (), None] = account.change
    return ledger


def _account(
    sheet: Sheet, number: str, given: Mapping[str, Decimal], opening: Mapping[str, Decimal]
) -> Account:
    is_balance = number[0] in "12"
    first = given.get("opening", opening.get(number, ZERO)) if is_balance else ZERO
    closing = given.get("closing", first + given.get("change", ZERO))
    if {"opening", "change", "closing"} <= given.keys() and given["opening"] + given["change"] != given[
        "closing"
    ]:
        sheet.findings.error(
            "closing_differs",
            f"Konto {number}: ingående balans och förändring ger {given['opening'] + given['change']:f}.",
            found=f"{given['closing']:f}",
            expected=f"{given['opening'] + given['change']:f}",
        )
    return Account(number, sheet.names.get(number, ""), is_balance, first, closing)
