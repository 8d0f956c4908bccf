"""Tables of figures as data: one shape that print, page and Excel all show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.queries.statements import Statement
from finsam.swedish import money
from reporting.states import Unit

UNKNOWN = "–"
UNIT_WORDS = {Unit.KR: "Kronor", Unit.TKR: "Tusental kronor"}
_KINDS = {"heading": "grupp", "sum": "summa", "result": "total", "line": ""}
FIVE, MANY = 5, 7  # columns of amounts from which they are set narrower, and on a landscape page
# Reckoned in mm, as the stylesheet sets them: the page's width, a column of amounts by the table's class, and a letter of a name.
_WIDTHS = {"": 26.0, "fem-kol": 22.5, "fem-kol tkr-kol": 17.5, "manga-kol": 21.0}
_UPRIGHT, _LANDSCAPE, _LETTER, _NOTES = 162.0, 249.0, 1.75, 11.0
_LINES, _LANDSCAPE_LINES = 38, 22  # that a page takes below a heading


@dataclass(frozen=True)
class Cell:
    """A value and how it prints; None is not known."""

    value: Decimal | str | None
    text: str


@dataclass(frozen=True)
class GridRow:
    """A row; `kind` is "", grupp, summa or total, as the stylesheet calls them."""

    label: str
    cells: tuple[Cell, ...] = ()
    kind: str = ""
    note: int | None = None
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """A table with its caption, its heads and its rows; `current` is the column that is tinted, -1 for none."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[GridRow, ...]
    unit: str = ""
    current: int = 0
    has_notes: bool = False
    first: str = ""  # the head of the first column
    remark: str = ""

    @property
    def width(self) -> str:
        """The stylesheet's class for as many columns."""
        if len(self.heads) >= MANY:
            return "manga-kol"
        if len(self.heads) < FIVE:
            return ""
        return "fem-kol tkr-kol" if self.unit == UNIT_WORDS[Unit.TKR] else "fem-kol"

    @property
    def is_landscape(self) -> bool:
        """Whether the columns are too many for an upright page."""
        return len(self.heads) >= MANY

    @property
    def is_long(self) -> bool:
        """Whether it may be higher than a page, so that it must be parted; else it is kept together."""
        whole = _LANDSCAPE if self.is_landscape else _UPRIGHT
        amounts = _WIDTHS[self.width] * len(self.heads) + (_NOTES if self.has_notes else 0)
        letters = max(8, int((whole - amounts) / _LETTER))
        lines = sum(-(-len(row.label) // letters) + (row.kind == "grupp") for row in self.rows)
        return lines > (_LANDSCAPE_LINES if self.is_landscape else _LINES)

    @property
    def bodies(self) -> list[list[GridRow]]:
        """The rows in the groups that are not parted by a page: a heading opens one, a sum closes one."""
        found: list[list[GridRow]] = [[]]
        for row in self.rows:
            if found[-1] and (
                row.kind == "grupp" or (found[-1][-1].kind in {"summa", "total"} and row.kind != "summa")
            ):
                found.append([])
            found[-1].append(row)
        return [body for body in found if body]


def amount(value: Decimal | None, unit: str, *, ore: bool = False) -> Cell:
    """A cell with an amount in kronor, shown in the report's unit."""
    if value is None:
        return Cell(None, UNKNOWN)
    return Cell(value, money.tkr(value) if unit == Unit.TKR else money.kr(value, ore=ore))


def percent(value: Decimal | None, decimals: int = 1) -> Cell:
    """A cell with a share, 21 for 21 %."""
    return Cell(value, UNKNOWN if value is None else money.percent(value, decimals))


def number(value: Decimal | int | None, decimals: int = 0) -> Cell:
    """A cell with a plain number."""
    exact = None if value is None else Decimal(value)
    return Cell(exact, UNKNOWN if exact is None else money.number(exact, decimals))


def words(text: str) -> Cell:
    """A cell with words."""
    return Cell(text, text)


def amounts(values: Iterable[Decimal | None], unit: str, *, ore: bool = False) -> tuple[Cell, ...]:
    """Cells with amounts in kronor."""
    return tuple(amount(value, unit, ore=ore) for value in values)


def has_ore(values: Iterable[Decimal | None]) -> bool:
    """Whether any amount has öre: then every figure of the table shows them."""
    return any(value is not None and value != value.to_integral_value() for value in values)


def of_statement(statement: Statement, unit: str, *, caption: str = "", has_notes: bool = False) -> Grid:
    """Give one of the economy's statements as a table."""
    rows = tuple(
        GridRow(row.label, amounts(row.values, unit), _KINDS[row.kind], row.note, row.level)
        for row in statement.rows
    )
    return Grid(
        caption=caption or statement.title,
        heads=tuple(column.label for column in statement.columns),
        rows=_trimmed(rows),
        unit=UNIT_WORDS[Unit(unit)],
        current=next((place for place, each in enumerate(statement.columns) if each.is_current), -1),
        has_notes=has_notes and any(row.note for row in statement.rows),
    )


def _trimmed(rows: Sequence[GridRow]) -> tuple[GridRow, ...]:
    """Leave out headings with nothing below them."""
    kept = []
    for place, row in enumerate(rows):
        following = rows[place + 1] if place + 1 < len(rows) else None
        if row.kind == "grupp" and (
            following is None or (following.kind == "grupp" and following.level <= row.level)
        ):
            continue
        kept.append(row)
    return tuple(kept)
