"""The budget as the plan prints it: any number of columns of the year's own, last year's and the years ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from economy import rules
from economy.models import FigureSet
from economy.queries.books import Book, Books
from economy.queries.statements import Statement, income_statement
from economy.states import PLANNED, FigureKind
from finsam.swedish.money import share
from finsam.swedish.words import join_och
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of, column_of, opening_equity
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

CHANGES = {
    "change/kr": ("Förändring", "Förändring i kronor, årets budget mot förra årets"),
    "change/percent": ("Förändring, procent", "Förändring i procent, årets budget mot förra årets"),
}

EXTRAS = {
    "total": ("Totalt", "Totalt, summan av kolumnerna"),
    "carry": (
        "Resultat inkl. överföring från föregående år",
        "Resultat inkl. överföring från föregående år, en rad",
    ),
}


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the income statement with the columns named in the section's options, or those that the plan is wont to show.

    A plan shows a budget's revision before the board has fixed it.

    Options {"columns": [..., "change/kr", "change/percent"]} add how the year's budget differs from last year's, "total" a
    column with the sum of them all, and "carry" a row with the result on top of what is left from the years before.
    """
    book = book_of(report)
    if book is None:
        return {"grid": None}
    columns = [books_of(report).book_of(each).as_proposed(each) for each in chosen_columns(report, section)]
    budget = book.as_proposed(book.budget) if book.budget else None
    if not columns:
        return {"grid": None}
    wanted = [name for name in CHANGES if name in (section.options or {}).get("columns", [])]
    pair = _compared(report, book) if wanted else []
    statement = income_statement(
        book.fiscal_year, list(dict.fromkeys([*columns, *pair])), books=books_of(report)
    )
    grid = grids.of_statement(_first(statement, len(columns)), report.unit, caption=f"Budget {report.year}")
    current = next((place for place, each in enumerate(columns) if each == budget), -1)
    short = _short(books_of(report), columns, report.unit)
    grid = replace(grid, current=current, remark=" ".join(filter(None, (_fixed(budget), short))))
    grid = _with_changes(grid, statement, pair, wanted, report.unit) if pair else grid
    extras = (section.options or {}).get("columns", [])
    if "carry" in extras:
        grid = _with_carry(grid, report, columns)
    return {"grid": _with_total(grid, columns, report.unit) if "total" in extras else grid}


def _first(statement: Statement, count: int) -> Statement:
    rows = tuple(replace(row, values=row.values[:count]) for row in statement.rows)
    return replace(statement, columns=statement.columns[:count], rows=rows)


def _fixed(budget: FigureSet | None) -> str:
    if budget is None or budget.paragraph_id is None:
        return ""
    return f"{budget} är fastställd genom {budget.adopted_by}."


def _short(books: Books, columns: Sequence[FigureSet], unit: str) -> str:
    """Mark each budget and plan whose costs go over its incomes (11 kap. 5 § kommunallagen, 21 § lag 2003:1210)."""
    results = [
        (each, rules.result_of(books.book_of(each).lines, books.amounts(each)))
        for each in columns
        if each.kind in PLANNED
    ]
    short = [
        f"{each} med {grids.amount(-result, unit).text}"
        for each, result in results
        if result is not None and result < 0
    ]
    return f"Underbalanserad ({grids.UNIT_WORDS[Unit(unit)].lower()}): {join_och(short)}." if short else ""


def _compared(report: Report, book: Book) -> list[FigureSet]:
    """The year's budget and last year's; nothing where one of them is missing."""
    before = column_of(books_of(report), kind=FigureKind.BUDGET, year=report.year - 1, plan_year=report.year)
    return [book.as_proposed(book.budget), before] if book.budget and before else []


def _with_changes(
    grid: grids.Grid, statement: Statement, pair: Sequence[FigureSet], wanted: Sequence[str], unit: str
) -> grids.Grid:
    """Add a column for each change: the grid's rows with cells are the statement's rows with values, in order."""
    heads = [column.figure_set for column in statement.columns]
    now, before = (heads.index(each) for each in pair)
    valued = iter([row.values for row in statement.rows if row.values])
    rows = []
    for row in grid.rows:
        if row.cells:
            values = next(valued)
            cells = (_change(name, values[now], values[before], unit) for name in wanted)
            row = replace(row, cells=(*row.cells, *cells))
        rows.append(row)
    return replace(grid, heads=(*grid.heads, *(CHANGES[name][0] for name in wanted)), rows=tuple(rows))


def _change(name: str, now: Decimal | None, before: Decimal | None, unit: str) -> grids.Cell:
    if now is None or before is None:
        return grids.amount(None, unit)
    if name == "change/kr":
        return grids.amount(now - before, unit)
    return grids.percent(share(now - before, abs(before)))


def _with_total(grid: grids.Grid, columns: Sequence[FigureSet], unit: str) -> grids.Grid:
    """Add a column with the sum of each row's columns; what is carried from year to year has no sum."""
    years = sorted({each.ends_on.year for each in columns})
    head = f"Totalt {years[0]}–{years[-1]}" if len(years) > 1 else "Totalt"
    rows = []
    for row in grid.rows:
        if row.cells:
            values = [cell.value for cell in row.cells[: len(columns)] if isinstance(cell.value, Decimal)]
            is_summed = bool(values) and row.label != EXTRAS["carry"][0]
            row = replace(
                row, cells=(*row.cells, grids.amount(sum(values, Decimal(0)) if is_summed else None, unit))
            )
        rows.append(row)
    return replace(grid, heads=(*grid.heads, head), rows=tuple(rows))


def _with_carry(grid: grids.Grid, report: Report, columns: Sequence[FigureSet]) -> grids.Grid:
    """Add a row with each column's result on top of what the columns before it, or the books, have left."""
    books = books_of(report)
    left: dict[int, Decimal | None] = {}  # at each year's end, by the last of its columns
    carried: dict[int, Decimal | None] = {}
    for each in sorted(columns, key=lambda column: column.ends_on):
        year = each.ends_on.year
        opening = left[year - 1] if year - 1 in left else opening_equity(books, year)
        result = rules.result_of(books.book_of(each).lines, books.amounts(each))
        carried[each.pk] = None if opening is None or result is None else opening + result
        left[year] = carried[each.pk]
    cells = grids.amounts([carried[each.pk] for each in columns], report.unit)
    more = [grids.amount(None, report.unit)] * (len(grid.heads) - len(columns))
    return replace(grid, rows=(*grid.rows, grids.GridRow(EXTRAS["carry"][0], (*cells, *more), "total")))


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
        chosen = [named[name] for name in wanted if name in named]
        return chosen or _wonted(books, report.year)
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


BLOCK = register(Block("budget", "Budget", "print/blocks/budget.html", build, frozenset({ReportKind.PLAN})))
