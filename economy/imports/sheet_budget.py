"""A list that is a budget: its rows as they stand, and which of them are sums of others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal

from economy.imports.books import ZERO
from economy.imports.cells import Line, account_of, amount_of, text_of
from economy.imports.columns import Head
from economy.imports.list_reading import BudgetRow, Reading, Sheet
from economy.imports.sheet_sums import Labelled, sums_in
from economy.imports.tables import Table
from economy.pasting import heads, labels
from economy.states import FigureKind, ImportKind
from finsam.swedish.money import kr


def read_budget(table: Table, head: Head, columns: Mapping[str, int], name: str) -> Sheet:
    """Read a budget: amounts by account, or by the lines' own names; the same twice is added."""
    reading = Reading(table, head, columns, name, ImportKind.BUDGET)
    _tell_other_budgets(reading)
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


def _tell_other_budgets(reading: Reading) -> None:
    """Say which budget is read where the list has another of the same year, as one that was revised."""
    place = reading.columns.get("amount", -1)
    if not 0 <= place < len(reading.head.columns):
        return
    read = reading.head.columns[place]
    others = [
        each.text
        for n, each in enumerate(reading.head.columns)
        if n != place and heads.kind_in(each.text) == FigureKind.BUDGET and set(each.years) == set(read.years)
        and not heads.is_difference(each.text) and not heads.is_no_kronor(each.text)
    ]  # fmt: skip
    if others and heads.kind_in(read.text) == FigureKind.BUDGET:
        what = f"Kolumnen ”{read.text}” är läst. Listan har också ”{'”, ”'.join(others)}”; välj den om det är den som gäller."
        reading.sheet.findings.warning("other_budgets", what)


BudgetLine = tuple[Line, str, str, Decimal | None]  # with account, label and amount


def _unmarked(label: str) -> str:
    """A label without the bullet before it."""
    return label.strip().lstrip("-–—−•·*▪◦ \u00a0") or label


def _take_budget(reading: Reading, line: Line, row: BudgetRow, label: str) -> None:
    reading.sheet.rows.append(row)
    if row.is_sum:
        reading.sheet.sums_checked += 1
    elif row.account or label:
        place = (row.account, "" if row.account else label)
        reading.sheet.budget[place] = reading.sheet.budget.get(place, ZERO) + row.amount
    elif row.amount:
        reading.no_account(line)


def _sums_with_accounts(reading: Reading, rows: Sequence[BudgetLine]) -> set[int]:
    """In a budget by account a row without one is a sum where its words and its arithmetic say so, or no label does."""
    found: set[int] = set()
    wrong: list[tuple[int, Decimal]] = []
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
        wrong += [(at, gives) for _, _, gives in reading.running.differences(amounts, is_result=is_result)]
    _tell_wrong_sums(reading, rows, wrong, found)
    return found


def _sums_of_labels(reading: Reading, rows: Sequence[BudgetLine]) -> set[int]:
    others = _other_amounts(reading)
    labelled = [
        Labelled(label, amount, _beside(line, others), reading.is_rounded(line))
        for line, _, label, amount in rows
    ]
    found = sums_in(labelled)
    _tell_wrong_sums(reading, rows, found.wrong, found.places)
    for at in found.doubtful:
        line, _, label, _ = rows[at]
        reading.sheet.findings.warning(
            "sum_doubtful", f"”{label}” är lika med andra rader tillsammans. Den är läst som en egen rad och inte som en summa.",
            line=line.number, record=reading.place(line, "amount"),
        )  # fmt: skip
    return set(found.places)


def _other_amounts(reading: Reading) -> list[int]:
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


def _tell_wrong_sums(
    reading: Reading, rows: Sequence[BudgetLine], wrong: Sequence[tuple[int, Decimal]], sums: Collection[int]
) -> None:
    """Tell each sum that its rows do not give.

    Where other sums of the file agree, the rows are read right and the fault is the document's own: it is told, and
    the rows are taken. Where none does, rows may lack, and the file is refused.
    """
    findings = reading.sheet.findings
    tell = findings.warning if len(sums) > len({at for at, _ in wrong}) else findings.error
    for at, gives in wrong:
        line, _, _, amount = rows[at]
        tell(
            "sum_differs", "Summan är inte vad dess rader ger.", line=line.number, record=reading.place(line, "amount"),
            found=kr(amount or ZERO, ore=True), expected=kr(gives, ore=True),
        )  # fmt: skip
