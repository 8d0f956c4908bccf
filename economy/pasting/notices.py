"""What is told of a table that was pasted: sums that do not add up, and what was read in one of two ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.pasting import labels
from economy.pasting.amounts import written
from economy.pasting.heads import Column
from economy.pasting.labels import Side, Word
from economy.pasting.rows import Item
from economy.pasting.sums import Solved
from economy.states import FigureKind


@dataclass(frozen=True)
class Notice:
    """What is wrong or doubtful, and where."""

    where: str
    what: str


_AS_BOOKED = "Intäkterna står med minus och kostnaderna utan, som i bokföringen. Alla tecken är vända."


def _doubled(columns: Sequence[Column]) -> list[Notice]:
    """Say of two columns that they are the same year's of the same kind: the year has one of them."""
    found: dict[object, Column] = {}
    told = []
    for column in columns:
        if column.year is None or column.kind is None or column.unclear:
            continue
        same = found.setdefault((column.year, column.kind, column.part), column)
        if same is not column:
            what = f"Kolumnen är {FigureKind(column.kind).label.lower()} {column.year}, och det är {same.head} också. "
            told.append(Notice(f"Kolumnen {column.head}", f"{what}Läs in den ena."))
    return told


def told_of(solved: Solved, columns: Sequence[Column], *, is_as_booked: bool) -> tuple[Notice, ...]:
    """Tell what does not add up in a table, and what was read in one of two ways."""
    return (
        *([Notice("Tabellen", _AS_BOOKED)] if is_as_booked else []), *_doubled(columns), *_empty(solved, columns),
        *_doubts(solved, columns), *_outside(solved), *_sums(solved, columns), *_across(solved, columns),
        *_carried(solved, columns),
    )  # fmt: skip


def _empty(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Say of a column with a head and no amounts: its amounts may stand in the one beside it."""
    return [
        Notice(f"Kolumnen {column.head}", "Kolumnen har inga belopp. Se efter att de inte står i en annan.")
        for n, column in enumerate(columns)
        if column.year and not column.is_difference and all(item.amounts[n] is None for item in solved.items)
    ]


def other_way_round(solved: Solved) -> list[Notice]:
    """Refuse a sum that is what its rows give with the other sign: which of them is right, nothing says."""
    return [
        Notice(
            check.item.shown_label,
            "Summan står utan minus och dess rader med, eller tvärtom. Skriv dem lika.",
        )
        for check in solved.checks
        if check.item.side in {Side.INCOME, Side.COST}
        and not check.agreeing
        and any(check.item.amounts)
        and all(check.item.amounts[n] == -(check.computed[n] or 0) for n in check.off)
    ]


def is_empty_sum(item: Item) -> bool:
    """Tell whether the row says that it is a sum and neither adds rows nor goes into one: it is told and not counted."""
    return (
        item.word is Word.SUM
        and not item.parts
        and item.parent is None
        and not item.is_nothing
        and item.side in {Side.INCOME, Side.COST}
    )


def _outside(solved: Solved) -> list[Notice]:
    """Say of rows that no sum adds, above a result that should."""
    last = max((item.number for item in solved.items if item.is_sum and item.side is Side.RESULT), default=0)
    summed = (
        {}
        if last
        else {item.side: item.number for item in solved.items if item.is_sum and item.word is Word.SUM}
    )
    found = []
    first = min((item.number for item in solved.items if item.side in {Side.INCOME, Side.COST}), default=0)
    for item in solved.items:
        is_result = item.side is Side.RESULT and item.word is Word.SUM
        if ((is_result and item.number > first) or labels.LEFT_OVER.match(labels.plain(item.label))) and not (
            item.is_sum or item.is_nothing or item.parts or item.parent is not None
        ):
            what = "Raden heter som ett resultat, men beloppet är inte vad raderna i tabellen ger."
            found.append(Notice(item.shown_label, what))
        if item.is_nothing or not item.is_counted or item.side is Side.BALANCE:
            continue
        if item.side is Side.RESULT and (is_result or item.is_sum or item.number > last):
            continue
        if is_empty_sum(item):
            what = "Raden heter summa, men inga rader i tabellen ger den. Den räknas inte med."
            found.append(Notice(item.shown_label, what))
        elif item.parent is None and (item.number < last or (item.side in summed and not item.is_sum)):
            what = "Raden ingår inte i någon summa, och inte i resultatet."
            found.append(Notice(item.shown_label, what))
    return found


def _sums(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    found = []
    for check in sorted(solved.checks, key=lambda check: check.item.number):
        label = check.item.shown_label
        for place_ in check.off:
            own, computed = check.item.amounts[place_], check.computed[place_]
            assert own is not None
            assert computed is not None
            unit = columns[place_].unit
            found.append(
                Notice(
                    f"{label}, {columns[place_].head}",
                    f"Summan står som {written(own, unit)} men raderna ger {written(computed, unit)}.",
                )
            )
    return found


def _doubts(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Say of rows that are by their arithmetic alone sums of others how they are read, and how else they can be."""
    found = []
    for number in sorted(solved.doubtful):
        item = solved.items[number]
        column, own = next((n, amount) for n, amount in enumerate(item.amounts) if amount)
        parts = [solved.items[part].shown_label for part in item.parts]
        found.append(
            Notice(
                f"{item.shown_label}, {columns[column].head}",
                f"Beloppet {written(own, columns[column].unit)} är lika med {' + '.join(parts)}. Raden är läst som "
                "deras summa; den kan också vara en egen rad. Ingen summa i tabellen säger vilket.",
            )
        )
    return found


def _across(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Hold the last column's totals against the columns before it, where it says that it is a total."""
    if not columns or not columns[-1].is_total or len(columns) < 3:
        return []
    found = []
    for item in solved.items:
        own, computed = (
            item.amounts[-1],
            sum((amount or Decimal(0) for amount in item.amounts[:-1]), Decimal(0)),
        )
        if own is not None and own != computed:
            unit = columns[-1].unit
            what = f"Totalen står som {written(own, unit)} men kolumnerna ger {written(computed, unit)}."
            found.append(Notice(f"{item.shown_label}, {columns[-1].head}", what))
    return found


def _carried(solved: Solved, columns: Sequence[Column]) -> list[Notice]:
    """Hold what is carried from year to year against the year before and the year's result."""
    carried = [each for each in solved.items if each.is_carried and each.is_sum]
    results = [each for each in solved.items if each.side is Side.RESULT and each.is_sum]
    if len(carried) != 1 or not results:
        return []
    found, row, result = [], carried[0].amounts, results[-1].amounts
    for n in range(1, len(columns)):
        before, own, years = row[n - 1], row[n], (columns[n - 1].year, columns[n].year)
        if own is None or before is None or years[0] is None or years[1] != years[0] + 1:
            continue
        computed = before + (result[n] or 0)
        if own != computed:
            unit = columns[n].unit
            what = f"Summan står som {written(own, unit)} men åren ger {written(computed, unit)}."
            found.append(Notice(f"{carried[0].shown_label}, {columns[n].head}", what))
    return found
