"""What the revisors' audit of the accounts has cost."""

from __future__ import annotations

from decimal import Decimal

from economy import rules
from economy.queries.statements import annual_columns, balance_columns
from economy.states import LkbrLine
from reporting.models import Report
from reporting.queries.sources import book_of, books_of


def audit_costs(report: Report) -> dict[str, Decimal | None]:
    """Give the cost of the year and of the year before, as positive kronor, by their columns; None where not known."""
    book, books = book_of(report), books_of(report)
    if book is None or book.outcome is None:
        return {}
    columns = balance_columns(annual_columns(book.fiscal_year, books=books))
    found = {
        each.label: rules.of_lkbr(books.book_of(each).lines, books.amounts(each), LkbrLine.AUDIT)
        for each in columns
    }
    return {label: None if cost is None else abs(cost) for label, cost in found.items()}
