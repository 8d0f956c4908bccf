"""Tables as they come to the gate and as they leave it, and what is refused of what comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from finsam.errors import DomainError

Number = int | None
MOST = 10_000_000  # people in a cell: more is a slip, and more than the sums can be held exact with
Place = tuple[str, int, int]  # table, row, column; the row or column after the last holds the totals
Sums = Sequence[Sequence[str]]  # each a whole and its parts, by the keys of their tables


@dataclass(frozen=True)
class Table:
    """Counted people by row and column; None where the number is not known."""

    key: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Number, ...], ...]

    def values(self) -> dict[Place, Number]:
        """Give every cell and total by place; a total of something unknown is unknown."""
        high, wide = len(self.rows), len(self.columns)
        found: dict[Place, Number] = {
            (self.key, i, j): cell for i, row in enumerate(self.cells) for j, cell in enumerate(row)
        }
        for i in range(high):
            found[self.key, i, wide] = _total([found[self.key, i, j] for j in range(wide)])
        for j in range(wide + 1):
            found[self.key, high, j] = _total([found[self.key, i, j] for i in range(high)])
        return found

    def name(self, place: Place) -> str:
        """Say which cell a place is."""
        _, i, j = place
        row = self.rows[i] if i < len(self.rows) else "Totalt"
        column = self.columns[j] if j < len(self.columns) else "Totalt"
        return f"{self.key}: {row}, {column}"


@dataclass(frozen=True)
class Shown:
    """A table as an outsider sees it; None where it is hidden or not known."""

    key: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[Number, ...], ...]
    row_totals: tuple[Number, ...]
    column_totals: tuple[Number, ...]
    total: Number

    @classmethod
    def of(cls, table: Table, shown: dict[Place, Number]) -> Shown:
        """Lay the shown values of all places out as the table."""
        key, high, wide = table.key, len(table.rows), len(table.columns)
        return cls(
            key,
            table.rows,
            table.columns,
            tuple(tuple(shown[key, i, j] for j in range(wide)) for i in range(high)),
            tuple(shown[key, i, wide] for i in range(high)),
            tuple(shown[key, high, j] for j in range(wide)),
            shown[key, high, wide],
        )

    def values(self) -> dict[Place, Number]:
        """Give every cell and total by place."""
        high, wide = len(self.rows), len(self.columns)
        found = {(self.key, i, j): cell for i, row in enumerate(self.cells) for j, cell in enumerate(row)}
        found |= {(self.key, i, wide): total for i, total in enumerate(self.row_totals)}
        found |= {(self.key, high, j): total for j, total in enumerate(self.column_totals)}
        return found | {(self.key, high, wide): self.total}


def check_tables(tables: Sequence[Table], sums: Sums) -> None:
    """Refuse tables that are not tables, and sums of what is not there or is not shaped alike."""
    by_key = {table.key: table for table in tables}
    if len(by_key) != len(tables):
        raise DomainError("Två tabeller har samma nyckel.")
    for table in tables:
        _check_table(table)
    for keys in sums:
        if len(keys) < 2 or len(set(keys)) != len(keys):
            raise DomainError(
                "En summa ska ange en tabell och de tabeller den är summan av, var och en gång."
            )
        for key in keys:
            if key not in by_key:
                raise DomainError(f"Summan anger tabellen {key}, som inte finns.")
        whole, *parts = (by_key[key] for key in keys)
        for part in parts:
            if (part.rows, part.columns) != (whole.rows, whole.columns):
                raise DomainError(f"Tabellerna {whole.key} och {part.key} har inte samma rader och kolumner.")
        _check_sum(whole, parts)


def _check_table(table: Table) -> None:
    if not table.rows or not table.columns:
        raise DomainError(f"Tabellen {table.key} saknar rader eller kolumner.")
    for kind, labels in (("rader", table.rows), ("kolumner", table.columns)):
        if len(set(labels)) != len(labels):
            raise DomainError(f"Tabellen {table.key} har två {kind} med samma namn.")
    if len(table.cells) != len(table.rows) or any(len(row) != len(table.columns) for row in table.cells):
        raise DomainError(f"Tabellen {table.key} har inte en cell för varje rad och kolumn.")
    for cell in (cell for row in table.cells for cell in row):
        if cell is not None and (isinstance(cell, bool) or not isinstance(cell, int) or cell < 0):
            raise DomainError(f"Tabellen {table.key} har en cell som inte är ett heltal från noll: {cell}.")
        if cell is not None and cell > MOST:
            raise DomainError(f"Tabellen {table.key} har en cell som är större än tio miljoner.")


def _check_sum(whole: Table, parts: Sequence[Table]) -> None:
    for place, value in whole.values().items():
        own = _total([part.values()[part.key, place[1], place[2]] for part in parts])
        if value is not None and own is not None and own != value:
            raise DomainError(f"{whole.name(place)} är {value}, men delarna är tillsammans {own}.")


def _total(numbers: Sequence[Number]) -> Number:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None
