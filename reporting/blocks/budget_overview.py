"""Budgeted incomes, costs, result and equity, one row a year."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy.queries.books import Book, Books
from economy.queries.statements import key_ratios
from economy.states import FigureKind
from reporting import grids
from reporting.blocks import Block, register
from reporting.blocks.sources import books_of
from reporting.models import Report, Section
from reporting.states import ReportKind, Unit

HEADS = (
    "Budgeterade intäkter",
    "Budgeterade kostnader",
    "Budgeterat resultat",
    "Prognos, resultat",
    "Eget kapital 31 dec (prognos)",
)


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give last year and the plan's year; equity goes on from what is known by forecast, or else by budget."""
    books, rows = books_of(report), []
    equity = _opening(books, report.year - 1)
    for year in (report.year - 1, report.year, report.year + 1, report.year + 2):
        book = books.get(year)
        if book is None:
            continue
        budget = key_ratios(book.fiscal_year, book.budget, books=books) if book.budget else None
        expected = _expected(books, book)
        change = expected if expected is not None else budget.result if budget else None
        equity = None if equity is None or change is None else equity + change
        if budget:
            costs = None if budget.costs is None else -budget.costs
            values = (budget.income, costs, budget.result, expected, equity)
            rows.append(grids.GridRow(str(year), grids.amounts(values, report.unit)))
    if not rows:
        return {"grid": None}
    return {
        "grid": grids.Grid(
            "Budgetöversikt", HEADS, tuple(rows), grids.UNIT_WORDS[Unit(report.unit)], current=-1, first="År"
        )
    }


def _expected(books: Books, book: Book) -> Decimal | None:
    """Give the year's result as its outcome or its forecast has it; None where neither is there."""
    figure_set = book.outcome or book.find(FigureKind.FORECAST)
    return key_ratios(book.fiscal_year, figure_set, books=books).result if figure_set else None


def _opening(books: Books, year: int) -> Decimal | None:
    """Give equity at the end of the year before `year`, from its books or as a historical figure."""
    before = books.get(year - 1)
    found = key_ratios(before.fiscal_year, books=books).equity if before else None
    kept = books.historical.get((year - 1, "equity"))
    return found if found is not None else kept.value if kept else None


BLOCK = register(
    Block(
        "budget_overview",
        "Budgetöversikt",
        "print/blocks/budget_overview.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
