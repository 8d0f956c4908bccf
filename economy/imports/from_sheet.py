"""A list of balances, and what any list gives as books: its sums are checked and not read in twice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from economy.imports.books import ZERO, Account, Ledger
from economy.imports.cells import Line, account_of, amount_of, text_of
from economy.imports.columns import Head
from economy.imports.list_reading import Reading, Sheet
from economy.imports.tables import Table
from economy.states import ImportKind
from finsam.swedish.money import kr


def read_balances(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a list of balances: one row an account, debit plus and credit minus."""
    reading = Reading(table, head, columns, name, ImportKind.BALANCES)
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


def _group_rows(reading: Reading) -> set[int]:
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

    def __init__(self, reading: Reading) -> None:
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
    if number.startswith("0"):
        what = (
            f"Konto {number} börjar med 0, och då syns inte om det är ett balanskonto. Skriv det utan nollan."
        )
        sheet.findings.error("account_class", what, found=number)
    elif not is_balance and given.get("opening"):
        what = f"Konto {number} är ett resultatkonto men har ingående balans. Den läses inte in."
        sheet.findings.warning("opening_of_result", what, found=f"{given['opening']:f}")
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
