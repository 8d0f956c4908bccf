"""The statements as tables, for pages, documents and Excel: everything in kronor, as the förbund prints it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, FiscalYear, StatementLine
from economy.queries.books import Book, Books
from economy.queries.flow import cash_flow, flow_of
from economy.queries.lkbr import lkbr_balance, lkbr_income
from economy.queries.notes import NoteLine, NoteTable, notes
from economy.queries.ratios import FiveYears, Ratios, five_years, key_ratios
from economy.queries.requirement import balance_requirement
from economy.queries.tables import (
    Column,
    Row,
    Statement,
    annual_columns,
    balance_columns,
    books_for,
    column_heads,
    half_year_columns,
)
from economy.states import LKBR_BESIDE, LineKind, LineRole, LkbrLine, StatementKind
from finsam.models import Member

__all__ = [
    "Column", "FiveYears", "NoteLine", "NoteTable", "Ratios", "Row", "Statement", "annual_columns",
    "balance_columns", "balance_requirement", "balance_sheet", "cash_flow", "contributions", "five_years", "flow_of",
    "half_year_columns", "income_statement", "key_ratios", "lkbr_balance", "lkbr_income", "notes",
]  # fmt: skip


# ---- The förbund's own layout


def income_statement(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the income statement by the year's own layout; without columns those of the årsredovisning.

    Values are as printed: costs are minus unless the line's sign turns them. Sums and the result are computed.
    """
    books = books or books_for(fiscal_year, columns or ())
    columns = annual_columns(fiscal_year, books=books) if columns is None else columns
    return _own(fiscal_year, StatementKind.INCOME, columns, books, column_heads(columns))


def balance_sheet(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the balance sheet by the year's own layout, plus on both sides; columns that are no outcome are left out."""
    books = books or books_for(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    return _own(fiscal_year, StatementKind.BALANCE, chosen, books, column_heads(chosen, as_days=True))


def _own(
    fiscal_year: FiscalYear, statement: StatementKind, columns: Sequence[FigureSet], books: Books,
    heads: tuple[Column, ...],
) -> Statement:  # fmt: skip
    book = books.by_year[fiscal_year.year]
    amounts = [books.amounts(each) for each in columns]
    rows = [
        Row(
            kind=_kind(line),
            label=line.label,
            note=line.note,
            values=()
            if line.kind == LineKind.HEADING
            else tuple(_printed(a.get(line.key), line) for a in amounts),
            level=line.level,
            key=line.key,
        )
        for line in _merged(book, books, columns, statement)
        if _is_printed(line, amounts)
    ]
    return Statement(statement.label, heads, tuple(rows))


def _is_printed(line: StatementLine, amounts: Sequence[Mapping[str, Decimal | None]]) -> bool:
    """The cost of the audit stands in a note of its own; what the law tells beside the sums, where it is known."""
    if line.kind != LineKind.MEMO or line.lkbr not in LKBR_BESIDE:
        return True
    return line.lkbr != LkbrLine.AUDIT and any(each.get(line.key) is not None for each in amounts)


def _kind(line: StatementLine) -> str:
    # The last sum of the income statement is its result, which is set between stronger rules.
    if line.is_sum and line.role == LineRole.YEARS_RESULT:
        return "result"
    return LineKind.LINE.value if line.kind == LineKind.MEMO else line.kind


def _printed(amount: Decimal | None, line: StatementLine) -> Decimal | None:
    return None if amount is None else amount * line.sign


def _merged(
    book: Book, books: Books, columns: Sequence[FigureSet], statement: StatementKind
) -> list[StatementLine]:
    """The year's lines, and before the sum they belong to, lines that only another column's year has with an amount."""
    lines = book.of(statement)
    for figure_set in columns:
        other = books.book_of(figure_set)
        amounts = other.amounts(figure_set)
        for line in other.of(statement):
            known = {each.key for each in lines}
            if line.is_line and line.key not in known and amounts.get(line.key):
                lines.insert(_place(lines, line, other), line)
    return lines


def _place(lines: list[StatementLine], line: StatementLine, other: Book) -> int:
    sums = {
        each.key for each in other.lines if each.is_sum and line.key in rules.leaves(other.lines, each.key)
    }
    return next((place for place, each in enumerate(lines) if each.key in sums), len(lines))


# ---- Contributions


def contributions(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give what each member pays, one row a member with the sum last; key is the member's pk; kronor."""
    books = books or books_for(fiscal_year, columns or ())
    columns = annual_columns(fiscal_year, books=books) if columns is None else columns
    paid = [books.book_of(each).contributions.get(each.pk, {}) for each in columns]
    members: dict[int, Member] = {member.pk: member for column in paid for member in column}
    ordered = sorted(members.values(), key=lambda member: (member.position, member.pk))
    rows = [
        Row("line", each.name, None, tuple(column.get(each) for column in paid), 0, str(each.pk))
        for each in ordered
    ]
    rows.append(Row("result", "Summa", None, tuple(rules.add(column.values()) for column in paid), 0, "sum"))
    return Statement("Medlemsbidrag", column_heads(columns), tuple(rows) if ordered else ())
