"""The cash flow, derived from two balance sheets."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from economy import rules
from economy.models import FigureSet, FiscalYear
from economy.queries.books import Books
from economy.queries.tables import Row, Statement, annual_columns, balance_columns, books_for, column_heads
from economy.states import LineRole


def cash_flow(
    fiscal_year: FiscalYear, columns: Sequence[FigureSet] | None = None, *, books: Books | None = None
) -> Statement:
    """Give the cash flow by the indirect method for each outcome that has an opening balance; kronor.

    Without such a column the statement has no columns and no rows. Money out is minus.
    """
    books = books or books_for(fiscal_year, columns or ())
    chosen = balance_columns(annual_columns(fiscal_year, books=books) if columns is None else columns)
    found = [(each, flow_of(books, each)) for each in chosen]
    flows = [(each, flow) for each, flow in found if flow]
    is_year = len(flows) == 1 and flows[0][0].is_whole_year
    columns_shown = column_heads([each for each, _ in flows])
    return Statement(
        "Kassaflödesanalys", columns_shown, tuple(_flow_rows([flow for _, flow in flows], is_year=is_year))
    )


def flow_of(books: Books, figure_set: FigureSet) -> rules.CashFlow | None:
    """Give an outcome's cash flow; None where the balance at either end is not known.

    A first year that begins within a calendar year begins with nothing: the förbund was not there before.
    """
    if not (figure_set.is_outcome and figure_set.is_within_year):
        return None
    book = books.book_of(figure_set)
    closing = rules.position_of(book.lines, book.amounts(figure_set))
    opening = _opening_position(books, figure_set)
    if closing is None or opening is None:
        return None
    depreciation = rules.of_roles(book.lines, book.amounts(figure_set), {LineRole.DEPRECIATION})
    return rules.cash_flow(depreciation=depreciation or rules.ZERO, opening=opening, closing=closing)


def _opening_position(books: Books, figure_set: FigureSet) -> rules.Position | None:
    closed = books.opening_of(figure_set)
    if closed:
        return rules.position_of(books.book_of(closed).lines, books.amounts(closed))
    return rules.NOTHING if books.is_first(books.book_of(figure_set)) else None


def _flow_rows(flows: Sequence[rules.CashFlow], *, is_year: bool) -> list[Row]:
    if not flows:
        return []

    def row(kind: str, label: str, key: str, level: int = 0) -> Row:
        return Row(kind, label, None, tuple(getattr(each, key) for each in flows), level, key)

    receivables = _moved("fordringar", [each.receivables for each in flows], grew=-1)
    debts = _moved("skulder", [each.short_debt for each in flows], grew=1)
    rows = [
        Row("heading", "Den löpande verksamheten", None, (), 0, "operating_heading"),
        row("line", "Årets resultat", "result", 1),
        row("line", "Justering för avskrivningar", "depreciation", 1),
        row("line", "Förändring av avsättningar", "provisions", 1),
        row("line", receivables, "receivables", 1),
        row("line", debts, "short_debt", 1),
        row("sum", "Kassaflöde från den löpande verksamheten", "operating"),
        row("line", "Investeringsverksamheten", "investments"),
        row("line", "Finansieringsverksamheten", "financing"),
        row("sum", "Årets kassaflöde" if is_year else "Periodens kassaflöde", "total"),
        row("line", "Likvida medel vid periodens början", "opening"),
        row("result", "Likvida medel vid periodens slut", "closing"),
    ]
    optional = {"depreciation", "provisions"}
    return [each for each in rows if each.key not in optional or any(each.values)]


def _moved(what: str, amounts: Sequence[Decimal], *, grew: int) -> str:
    if all(amount * grew > 0 for amount in amounts):
        return f"Ökning av kortfristiga {what}"
    if all(amount * grew < 0 for amount in amounts):
        return f"Minskning av kortfristiga {what}"
    return f"Förändring av kortfristiga {what}"
