"""A list of transactions as vouchers."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.imports.books import ZERO, Objects, Row, Voucher
from economy.imports.cells import Line, account_of, day_of, text_of
from economy.imports.columns import Head
from economy.imports.list_reading import Reading, Sheet
from economy.imports.tables import Table
from economy.states import ImportKind

OBJECT_DIMENSION = "6"  # SIE's projekt: what a column of objects is taken as


def read_transactions(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read rows of vouchers; each voucher must balance, or each day where the list has no voucher numbers."""
    reading = Reading(table, head, columns, name, ImportKind.TRANSACTIONS)
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


def _day(reading: Reading, line: Line) -> dt.date | None:
    cell = reading.cell(line, "day")
    try:
        return day_of(cell)
    except ValueError as error:
        reading.sheet.findings.error(
            "date_form", str(error), line=line.number, record=reading.place(line, "day"), found=text_of(cell)
        )
        return None


def _objects(reading: Reading, line: Line) -> Objects:
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
