"""What each row and column of a pasted table is to become: the plan that the preview shows and the action carries out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from economy.models import StatementLine
from economy.pasting.labels import Side
from economy.pasting.table import Row, Table
from economy.queries.paste_columns import PlannedColumn
from economy.states import LKBR_OF_ROLE, LineKind, LineRole, LkbrLine, StatementKind

NEW = {"new:income": StatementKind.INCOME, "new:balance": StatementKind.BALANCE}
REPLACE, MATCH = "replace", "match"
_LKBR_OF_SIDE = {Side.INCOME: LkbrLine.OPERATING_INCOME, Side.COST: LkbrLine.OPERATING_COST}


@dataclass(frozen=True)
class Choices:
    """What was chosen by hand on the preview, by the numbers of columns and rows."""

    columns: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)
    roles: Mapping[int, str] = field(default_factory=dict)
    meant: Mapping[int, str] = field(default_factory=dict)  # a sum or a row, where it may be either
    outline: str = ""


@dataclass(frozen=True)
class PlannedRow:
    """A row and what it becomes; `how` is exact, alike, chosen, new or none, and `kind` the kind of a new row."""

    number: int
    row: Row
    statement: str
    line: StatementLine | None = None
    how: str = "none"
    kind: str = LineKind.LINE.value
    role: str = ""
    why: str = ""

    @property
    def is_taken(self) -> bool:
        return self.line is not None or self.how == "new"

    @property
    def has_amounts(self) -> bool:
        return any(amount is not None for amount in self.row.amounts)

    @property
    def chosen(self) -> str:
        """What the page's choice says."""
        if self.line:
            return self.line.key
        return f"new:{self.statement}" if self.how == "new" else ""

    @property
    def lkbr(self) -> str:
        """The item of the law's layout that a new row gets: as its role has it, or else its side; a guess like them."""
        if self.role:
            return LKBR_OF_ROLE[LineRole(self.role)].value
        if self.statement == StatementKind.BALANCE:
            return ""
        return _LKBR_OF_SIDE[self.row.side].value if self.row.side in _LKBR_OF_SIDE else ""

    @property
    def lkbr_label(self) -> str:
        """Its name, for those who are to confirm it."""
        return LkbrLine(self.lkbr).label if self.lkbr else ""

    @property
    def holds_amounts(self) -> bool:
        """Whether its amounts are stored; those of sums are kept as printed, and headings have none."""
        return self.line.holds_amounts if self.line else self.kind in {LineKind.LINE, LineKind.MEMO}


@dataclass(frozen=True)
class Plan:
    """The table as it is to be taken in; `replaced` are the statements whose unused rows give way to its rows."""

    table: Table
    columns: tuple[PlannedColumn, ...]
    rows: tuple[PlannedRow, ...]
    may_replace: bool = False
    replaced: frozenset[str] = frozenset()
    leaving: tuple[StatementLine, ...] = ()

    @property
    def left_out(self) -> list[PlannedRow]:
        """Rows with amounts that are not taken in."""
        return [each for each in self.rows if not each.is_taken and each.has_amounts]

    @property
    def made(self) -> list[PlannedRow]:
        return [each for each in self.rows if each.how == "new"]

    @property
    def doubled(self) -> list[str]:
        """Rows that stand for the same line as another."""
        keys = [each.line.key for each in self.rows if each.line]
        return [each.row.label for each in self.rows if each.line and keys.count(each.line.key) > 1]
