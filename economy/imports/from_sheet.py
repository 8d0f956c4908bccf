"""A list of balances, transactions or a budget as books: its sums are checked and not read in twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils import get_column_letter

from economy.imports.books import ZERO, Account, Ledger, Objects, Row, Voucher
from economy.imports.cells import Cell, Line, account_of, amount_of, day_of, text_of
from economy.imports.columns import AMOUNTS, Head
from economy.imports.sheet_sums import Labelled, Running, sums_in
from economy.imports.tables import Table
from economy.pasting import labels
from economy.sie.findings import FindingLog
from economy.states import ImportKind
from finsam import words
from finsam.money import kr
from finsam.words import glimpse

OBJECT_DIMENSION = "6"  # SIE's projekt: what a column of objects is taken as


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


class _Reading:
    """Goes through a list row by row."""

    def __init__(
        self, table: Table, head: Head, columns: Mapping[str, int], name: str, kind: ImportKind
    ) -> None:
        self.table, self.head, self.columns = table, head, columns
        self.names = [each for each in AMOUNTS[kind] if each in columns]
        self.sheet, self.running = Sheet(FindingLog(name)), Running()

    def cell(self, line: Line, column: str) -> Cell:
        place = self.columns.get(column)
        return None if place is None else line.at(place)

    def lines(self) -> Iterator[Line]:
        """The lines under the headings, without those that are the headings again, as at the top of a page."""
        heads = [text_of(cell) for cell in self.table.lines[self.head.row].cells]
        for line in self.table.lines[self.head.row + 1 :]:
            if [text_of(cell) for cell in line.cells] != heads:
                self._refuse_too_wide(line)
                yield line

    def _refuse_too_wide(self, line: Line) -> None:
        """More fields than headings is a decimal comma that parted a field in two."""
        rest = [text_of(cell) for cell in line.cells[len(self.head.columns) :] if text_of(cell)]
        if rest and not self.table.is_excel:
            self.sheet.findings.error(
                "row_wide", "Raden har fler fält än rubrikerna: ett belopp kan ha delats vid sitt decimalkomma.",
                line=line.number, found=", ".join(rest), expected=words.plural(len(self.head.columns), "fält", "fält"),
            )  # fmt: skip

    def place(self, line: Line, column: str) -> str:
        """Where a cell stands: C7 in Excel, else under which heading."""
        at = self.columns.get(column, 0)
        if self.table.is_excel:
            return f"cell {get_column_letter(at + 1)}{line.number}"
        return f"kolumnen {self.head.headings[at]}" if at < len(self.head.headings) else ""

    def amounts(self, line: Line) -> dict[str, Decimal]:
        """The amounts of a row by their columns; what cannot be read is an error where it stands."""
        found = {}
        for name in self.names:
            cell = self.cell(line, name)
            try:
                amount = amount_of(cell, self.head.unit_of(self.columns[name]))
            except ValueError as error:
                self.sheet.findings.error(
                    "amount_form",
                    str(error),
                    line=line.number,
                    record=self.place(line, name),
                    found=text_of(cell),
                )
                continue
            if amount is not None:
                found[name] = amount
        return found

    def is_rounded(self, line: Line) -> bool:
        """Whether Excel keeps more decimals than öre in any of the row's amounts."""
        cells = (self.cell(line, name) for name in self.names)
        return any(isinstance(cell, float) and round(cell, 2) != cell for cell in cells)

    def add(self, line: Line, amounts: Mapping[str, Decimal]) -> None:
        self.running.add(amounts, is_rounded=self.is_rounded(line))

    def label(self, line: Line) -> str:
        """The first words of a row."""
        return next((text_of(cell) for cell in line.cells if isinstance(cell, str) and text_of(cell)), "")

    def takes_as_sum(self, line: Line, amounts: Mapping[str, Decimal]) -> bool:
        """Whether a row without an account adds others up, by its arithmetic; a wrong one that is called a sum is told."""
        label = self.label(line)
        is_result = labels.is_result(label)
        is_called = labels.sum_word(label) is not labels.Word.NONE
        is_blank = not any(sign.isdigit() for sign in text_of(self.cell(line, "account")))
        told = {name: amount for name, amount in amounts.items() if amount}
        if not is_called and not (is_blank and self.running.explains(told, is_result=is_result)):
            return False
        self.sheet.sums_checked += bool(amounts)
        for name, stands, gives in self.running.differences(amounts, is_result=is_result):
            self.sheet.findings.error(
                "sum_differs", "Summan är inte vad raderna ovanför ger.", line=line.number, record=self.place(line, name),
                found=kr(stands, ore=True), expected=kr(gives, ore=True),
            )  # fmt: skip
        return True

    def no_account(self, line: Line) -> None:
        self.sheet.findings.error(
            "account_missing", "Raden har belopp men inget konto.", line=line.number,
            found=glimpse(" ".join(filter(None, map(text_of, line.cells))), 80),
        )  # fmt: skip


def read_balances(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a list of balances: one row an account, debit plus and credit minus."""
    reading = _Reading(table, head, columns, name, ImportKind.BALANCES)
    sheet = reading.sheet
    raw: dict[str, dict[str, Decimal]] = {}
    groups = _group_rows(reading)
    for line in reading.lines():
        amounts = reading.amounts(line)
        account, label = account_of(reading.cell(line, "account"))
        if not amounts or line.number in groups:
            continue
        if not account:
            if not reading.takes_as_sum(line, amounts):
                reading.no_account(line)
        elif account in raw:
            sheet.findings.error(
                "account_twice", f"Konto {account} står två gånger.", line=line.number, found=account,
                record=reading.place(line, "account"),
            )  # fmt: skip
        else:
            raw[account] = amounts
            sheet.names[account] = text_of(reading.cell(line, "name")) or label
            reading.add(line, amounts)
    sheet.balances = _joined(raw)
    return sheet


def _group_rows(reading: _Reading) -> set[int]:
    """The rows of groups of accounts, "193 Bank" beside 1930 and 1940: with fewer digits and the sum of the others."""
    given: dict[str, tuple[int, dict[str, Decimal]]] = {}
    for line in reading.lines():
        account, _ = account_of(reading.cell(line, "account"))
        if account and account not in given:
            given[account] = (line.number, _Quiet(reading).amounts(line))
    groups = set()
    for account, (number, amounts) in given.items():
        theirs = [
            each for other, (_, each) in given.items() if other != account and other.startswith(account)
        ]
        if theirs and amounts and all(
            amount == sum((each.get(name, ZERO) for each in theirs), ZERO) for name, amount in amounts.items()
        ):  # fmt: skip
            groups.add(number)
    return groups


class _Quiet:
    """The amounts of a row without what is wrong in them, which is told when the row is read."""

    def __init__(self, reading: _Reading) -> None:
        self.reading = reading

    def amounts(self, line: Line) -> dict[str, Decimal]:
        found = {}
        for name in self.reading.names:
            try:
                amount = amount_of(
                    self.reading.cell(line, name), self.reading.head.unit_of(self.reading.columns[name])
                )
            except ValueError:
                return {}
            if amount is not None:
                found[name] = amount
        return found


def _joined(raw: Mapping[str, dict[str, Decimal]]) -> dict[str, dict[str, Decimal]]:
    """Opening, change and closing of each account, where the list has debit and credit in a column each."""
    rows = list(raw.values())
    signs = {
        name: -1 if any(row.get(name, ZERO) > 0 for row in rows) else 1  # some write the credit with a minus
        for name in ("opening_credit", "credit", "closing_credit")
    }
    has_balance = any(row.keys() & {"opening", "closing", "closing_credit", "change"} for row in rows)
    found = {}
    for account, row in raw.items():
        joined = {}
        for name, halves in (
            ("opening", ("opening", "opening_credit")), ("change", ("debit", "credit")),
            ("closing", ("closing", "closing_credit")),
        ):  # fmt: skip
            if kept := [row[half] * signs.get(half, 1) for half in halves if half in row]:
                joined[name if has_balance or name != "change" else "closing"] = sum(kept, ZERO)
        if "change" in row:
            joined["change"] = row["change"]
        found[account] = joined
    return found


def read_budget(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a budget: amounts by account, or by the lines' own names; the same twice is added."""
    reading = _Reading(table, head, columns, name, ImportKind.BUDGET)
    rows = []
    for line in reading.lines():
        amount = reading.amounts(line).get("amount")
        account, label = account_of(reading.cell(line, "account"))
        label = text_of(reading.cell(line, "name")) or label
        if amount is not None and not account and not label:
            label = reading.label(line)
        if amount is not None or label:
            rows.append((line, account, label, amount))
    has_accounts = any(account and amount is not None for _, account, _, amount in rows)
    is_sum = _sums_with_accounts if has_accounts else _sums_of_labels
    sums = is_sum(reading, rows)
    for at, (line, account, label, amount) in enumerate(rows):
        if amount is not None:
            label = _unmarked(label)
            _take_budget(reading, line, BudgetRow(label or account, amount, at in sums, account), label)
    return reading.sheet


BudgetLine = tuple[Line, str, str, Decimal | None]  # with account, label and amount


def _unmarked(label: str) -> str:
    """A label without the bullet before it."""
    return label.strip().lstrip("-–—−•·*▪◦ \u00a0") or label


def _take_budget(reading: _Reading, line: Line, row: BudgetRow, label: str) -> None:
    reading.sheet.rows.append(row)
    if row.is_sum:
        reading.sheet.sums_checked += 1
    elif row.account or label:
        place = (row.account, "" if row.account else label)
        reading.sheet.budget[place] = reading.sheet.budget.get(place, ZERO) + row.amount
    elif row.amount:
        reading.no_account(line)


def _sums_with_accounts(reading: _Reading, rows: Sequence[BudgetLine]) -> set[int]:
    """In a budget by account a row without one is a sum where its words and its arithmetic say so, or no label does."""
    found = set()
    for at, (line, account, label, amount) in enumerate(rows):
        if amount is None:
            continue
        word, amounts = labels.sum_word(label), {"amount": amount}
        is_result = labels.is_result(label)
        is_alike = bool(amount) and reading.running.explains(amounts, is_result=is_result)
        if account or not (
            word is labels.Word.SUM or (is_alike and (word is labels.Word.MAYBE or not label))
        ):
            reading.add(line, amounts)
            continue
        found.add(at)
        for _, stands, gives in reading.running.differences(amounts, is_result=is_result):
            _tell_wrong_sum(reading, line, stands, gives)
    return found


def _sums_of_labels(reading: _Reading, rows: Sequence[BudgetLine]) -> set[int]:
    others = _other_amounts(reading)
    labelled = [
        Labelled(label, amount, _beside(line, others), reading.is_rounded(line))
        for line, _, label, amount in rows
    ]
    found = sums_in(labelled)
    for at, gives in found.wrong:
        line, _, _, amount = rows[at]
        _tell_wrong_sum(reading, line, amount or ZERO, gives)
    for at in found.doubtful:
        line, _, label, _ = rows[at]
        reading.sheet.findings.warning(
            "sum_doubtful", f"”{label}” är lika med andra rader tillsammans. Den är läst som en egen rad och inte som en summa.",
            line=line.number, record=reading.place(line, "amount"),
        )  # fmt: skip
    return set(found.places)


def _other_amounts(reading: _Reading) -> list[int]:
    """The columns of amounts that are not read, as another year's: in them the same rows are sums."""
    taken = set(reading.columns.values())
    rest = (place for place in range(len(reading.head.columns)) if place not in taken)
    return [place for place in rest if any(_beside(line, [place]) != (None,) for line in reading.lines())]


def _beside(line: Line, places: Sequence[int]) -> tuple[Decimal | None, ...]:
    found: list[Decimal | None] = []
    for place in places:
        try:
            found.append(amount_of(line.at(place)))
        except ValueError:
            found.append(None)
    return tuple(found)


def _tell_wrong_sum(reading: _Reading, line: Line, stands: Decimal, gives: Decimal) -> None:
    reading.sheet.findings.error(
        "sum_differs", "Summan är inte vad dess rader ger.", line=line.number, record=reading.place(line, "amount"),
        found=kr(stands, ore=True), expected=kr(gives, ore=True),
    )  # fmt: skip


def read_transactions(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read rows of vouchers; each voucher must balance, or each day where the list has no voucher numbers."""
    reading = _Reading(table, head, columns, name, ImportKind.TRANSACTIONS)
    gathered: dict[tuple[str, dt.date], list[_Given]] = defaultdict(list)
    last: tuple[str, dt.date | None] = ("", None)
    above = ("", "")
    for line in reading.lines():
        given = reading.amounts(line)
        account, label = account_of(reading.cell(line, "account"))
        if not given:
            above = _account_above(line) or above
            continue
        if not account and above[0] and text_of(reading.cell(line, "day")):
            account, label = above
        if not account and reading.takes_as_sum(line, given):
            continue
        day, voucher = _day(reading, line), text_of(reading.cell(line, "voucher"))
        # A list grouped by voucher writes its number and day once, above its rows.
        last = (voucher or last[0], day or (last[1] if not voucher or voucher == last[0] else None))
        if not account:
            reading.no_account(line)
        elif last[1] is None:
            reading.sheet.findings.error(
                "date_missing", "Raden har inget datum.", line=line.number, record=reading.place(line, "day")
            )
        else:
            reading.add(line, given)
            text = text_of(reading.cell(line, "text"))
            gathered[last[0], last[1]].append(
                _Given(line.number, account, _objects(reading, line), given, text)
            )
            reading.sheet.names.setdefault(account, text_of(reading.cell(line, "name")) or label)
    for (voucher, day), kept in sorted(gathered.items(), key=lambda each: (each[0][1], each[0][0])):
        reading.sheet.vouchers.append(_voucher(reading.sheet, voucher, day, kept))
    return reading.sheet


def _account_above(line: Line) -> tuple[str, str] | None:
    """An account that stands alone above its rows, as in a general ledger."""
    filled = [cell for cell in line.cells if text_of(cell)]
    found = account_of(filled[0]) if filled else ("", "")
    if not found[0] or len(filled) > 2 or any(account_of(cell)[0] for cell in filled[1:]):
        return None
    return found[0], found[1] or text_of(filled[-1] if len(filled) > 1 else None)


@dataclass(frozen=True)
class _Given:
    """A row of a voucher as it stands."""

    number: int
    account: str
    objects: Objects
    amounts: Mapping[str, Decimal]
    text: str

    def amount(self, *, is_credit_signed: bool = False) -> Decimal:
        """Debit less credit: a minus in either takes back. Some programs write every credit with a minus instead."""
        if "amount" in self.amounts:
            return self.amounts["amount"]
        credit = self.amounts.get("credit", ZERO)
        return self.amounts.get("debit", ZERO) - (abs(credit) if is_credit_signed else credit)


def _day(reading: _Reading, line: Line) -> dt.date | None:
    cell = reading.cell(line, "day")
    try:
        return day_of(cell)
    except ValueError as error:
        reading.sheet.findings.error(
            "date_form", str(error), line=line.number, record=reading.place(line, "day"), found=text_of(cell)
        )
        return None


def _objects(reading: _Reading, line: Line) -> Objects:
    number = text_of(reading.cell(line, "object")).split(" ")[0]
    return ((OBJECT_DIMENSION, number),) if number else ()


def _voucher(sheet: Sheet, name: str, day: dt.date, given: Sequence[_Given]) -> Voucher:
    series, number = _series(name)
    amounts = [each.amount() for each in given]
    total = sum(amounts, ZERO)
    if total:
        signed = [each.amount(is_credit_signed=True) for each in given]
        amounts, total = (signed, ZERO) if not sum(signed, ZERO) else (amounts, total)
    if total:
        sheet.findings.error(
            "voucher_unbalanced",
            f"Verifikation {name or day} går inte jämnt ut: raderna summerar till {total:f}.",
            line=given[0].number,
            found=f"{total:f}",
            expected="0",
        )
    rows = (
        Row(each.account, each.objects, amount, each.text)
        for each, amount in zip(given, amounts, strict=True)
    )
    return Voucher(series, number, day, given[0].text, tuple(rows))


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
    turned = _turned(sheet)
    for number, given in sorted(turned.items()):
        ledger.accounts[number] = account = _account(sheet, number, given, opening)
        if account.change:
            ledger.months[number, (), None] = account.change
    return ledger


def _turned(sheet: Sheet) -> dict[str, dict[str, Decimal]]:
    """The balances with credit as minus: a list that writes incomes with plus and costs with minus is turned.

    It is seen from the balances coming to nothing when it is turned, or from there being no balance sheet in the list.
    """
    result = {number: row for number, row in sheet.balances.items() if number[0] not in "12"}
    incomes = sum((_closing(row) for number, row in result.items() if number[0] == "3"), ZERO)
    costs = sum((_closing(row) for number, row in result.items() if number[0] in "4567"), ZERO)
    rest = sum((_closing(row) for number, row in sheet.balances.items() if number not in result), ZERO)
    whole = sum(map(_closing, result.values()), ZERO)
    is_alone = len(result) == len(sheet.balances)
    if not (incomes > 0 and costs <= 0) or not (is_alone or (rest + whole and rest == whole)):
        _tell_rest(sheet, rest + whole)
        return sheet.balances
    sheet.findings.warning(
        "signs_turned", "Listan skriver intäkter med plus och kostnader med minus. Tecknen på resultatkontona är vända, "
        "så att kredit är minus som i bokföringen.",
    )  # fmt: skip
    _tell_rest(sheet, rest - whole)
    return sheet.balances | {
        number: {name: -amount for name, amount in row.items()} for number, row in result.items()
    }


def _tell_rest(sheet: Sheet, rest: Decimal) -> None:
    if rest and sheet.balances:
        sheet.findings.warning(
            "closing_sum", f"Saldona summerar till {kr(rest, ore=True)} och inte till 0: listan har inte alla konton, "
            "eller så är ett saldo fel.", found=kr(rest, ore=True), expected="0",
        )  # fmt: skip


def _closing(row: Mapping[str, Decimal]) -> Decimal:
    return row.get("closing", row.get("opening", ZERO) + row.get("change", ZERO))


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
