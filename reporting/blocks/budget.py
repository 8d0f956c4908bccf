"""The budget as the plan prints it: any number of columns of the year's own, last year's and the years ahead."""

from __future__ import annotations

from typing import Any

from economy.models import FigureSet
from economy.queries.books import Books
from economy.queries.statements import income_statement
from economy.states import FigureKind
from reporting import grids
from reporting.blocks import Block, register
from reporting.blocks.sources import book_of, books_of, column_of
from reporting.models import Report, Section
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the income statement with the columns named in the section's options, or those that the plan is wont to show."""
    book = book_of(report)
    if book is None:
        return {"grid": None}
    columns = chosen_columns(report, section)
    if not columns:
        return {"grid": None}
    statement = income_statement(book.fiscal_year, columns, books=books_of(report))
    grid = grids.of_statement(statement, report.unit, caption=f"Budget {report.year}")
    current = next((place for place, each in enumerate(columns) if each == book.budget), -1)
    grid = grids.Grid(grid.caption, tuple(_head(each) for each in columns), grid.rows, grid.unit, current)
    result = (
        statement.rows[-1].values[current]
        if statement.rows and current >= 0 and statement.rows[-1].values
        else None
    )
    return {"grid": grid, "is_deficit": result is not None and result < 0}


def chosen_columns(report: Report, section: Section) -> list[FigureSet]:
    """Give the columns: options {"columns": ["2022/budget", ...]} by year and the column's key, else the wonted ones."""
    books = books_of(report)
    wanted = section.options.get("columns") if section.options else None
    if wanted:
        named = {
            f"{each.fiscal_year.year}/{each.key}": each
            for book in books.by_year.values()
            for each in book.sets
        }
        return [named[name] for name in wanted if name in named]
    return _wonted(books, report.year)


def _wonted(books: Books, year: int) -> list[FigureSet]:
    """Last year's budget and forecast (outcome where there is no forecast), the year's budget, and the plan years.

    A year whose book holds columns of other years shows its own columns in their order.
    """
    own = books.get(year)
    if own and any(each.ends_on < own.fiscal_year.starts_on for each in own.sets):
        return list(own.sets)

    def column(kind: str, of: int) -> FigureSet | None:
        return column_of(books, kind=kind, year=of, plan_year=year)

    before = column(FigureKind.FORECAST, year - 1) or column(FigureKind.OUTCOME, year - 1)
    plans = [each for each in own.sets if each.kind == FigureKind.PLAN] if own else []
    ahead = [column(FigureKind.PLAN, year + step) for step in (1, 2)]
    columns = [column(FigureKind.BUDGET, year - 1), before, column(FigureKind.BUDGET, year), *plans, *ahead]
    return [each for each in dict.fromkeys(columns) if each]


def _head(figure_set: FigureSet) -> str:
    return figure_set.label


BLOCK = register(Block("budget", "Budget", "print/blocks/budget.html", build, frozenset({ReportKind.PLAN})))
