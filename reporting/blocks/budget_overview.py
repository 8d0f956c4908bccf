"""Budgeted incomes, costs, result and equity, one row a year."""

from __future__ import annotations

from typing import Any

from economy.queries.books import Books
from economy.queries.statements import Ratios, key_ratios
from economy.states import FigureKind
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import books_of, column_of, opening_equity
from reporting.registries.blocks import Block, register
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
    equity = opening_equity(books, report.year - 1)
    for year in range(report.year - 1, report.year + 3):
        budget = _ratios(books, report, year, FigureKind.BUDGET, FigureKind.PLAN)
        expected = _ratios(books, report, year, FigureKind.OUTCOME, FigureKind.FORECAST)
        change = expected.result if expected else budget.result if budget else None
        equity = None if equity is None or change is None else equity + change
        if budget:
            costs = None if budget.costs is None else -budget.costs
            values = (budget.income, costs, budget.result, expected.result if expected else None, equity)
            rows.append(grids.GridRow(str(year), grids.amounts(values, report.unit)))
    if not rows:
        return {"grid": None}
    return {
        "grid": grids.Grid(
            "Budgetöversikt", HEADS, tuple(rows), grids.UNIT_WORDS[Unit(report.unit)], current=-1, first="År"
        )
    }


def _ratios(books: Books, report: Report, year: int, *kinds: str) -> Ratios | None:
    """Give the year's figures by the first of the kinds that it has a column of."""
    for kind in kinds:
        found = column_of(books, kind=kind, year=year, plan_year=report.year)
        if found:
            proposed = books.book_of(found).as_proposed(found)
            return key_ratios(proposed.fiscal_year, proposed, books=books)
    return None


BLOCK = register(
    Block(
        "budget_overview",
        "Budgetöversikt",
        "print/blocks/budget_overview.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
