"""A list gone through row by row: what stands where, and what the list gave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from openpyxl.utils import get_column_letter

from economy.imports.books import Voucher
from economy.imports.cells import Cell, Line, amount_of, text_of
from economy.imports.columns import AMOUNTS, Head
from economy.imports.sheet_sums import Running
from economy.imports.tables import Table
from economy.pasting import labels
from economy.sie.findings import FindingLog
from economy.states import ImportKind
from finsam.swedish import words
from finsam.swedish.money import kr
from finsam.swedish.words import glimpse


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


class Reading:
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
