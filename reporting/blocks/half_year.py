"""The half-year's accounts: statements and notes by the same layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from economy.models import FigureSet
from economy.queries.books import Book
from economy.queries.interim import Asked, interim_balance, interim_columns, interim_income, missing_columns
from economy.queries.statements import (
    Statement,
    balance_columns,
    balance_sheet,
    half_year_columns,
    income_statement,
)
from economy.states import StatementKind
from finsam.swedish import dates
from reporting.blocks.notes import note_tables, with_notes_there_are
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of, interim_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the period's income statement, balance sheet and notes; nothing where no part of the year is closed.

    A delårsrapport has the columns that the law asks for; as an appendix to the årsredovisning the period stands
    beside its own budget and last year.
    """
    book, outcome = book_of(report), interim_of(report)
    if book is None or outcome is None:
        return {"grids": [], "tables": []}
    made = (_by_law if report.is_interim else _as_appendix)(report, book, outcome)
    return made | {"period": dates.date_range(outcome.starts_on, outcome.ends_on)}


def _by_law(report: Report, book: Book, outcome: FigureSet) -> dict[str, Any]:
    books, year = books_of(report), book.fiscal_year
    columns = interim_columns(year, books=books, ends_on=outcome.ends_on)
    balance = interim_balance(year, books=books, ends_on=outcome.ends_on)
    remark = _remark([*columns, *(Asked(each.label, each.figure_set) for each in balance.columns)])
    income = replace(
        _grid(report, interim_income(year, books=books, ends_on=outcome.ends_on), _income_caption(outcome)),
        remark=remark,
    )
    held = [each.figure_set for each in columns if each.figure_set]
    ends = [each.figure_set for each in balance.columns if each.figure_set]
    tables = [
        *note_tables(report, held, only=StatementKind.INCOME),
        *note_tables(report, ends, only=StatementKind.BALANCE),
    ]
    found = [income, _grid(report, balance, _balance_caption(outcome))]
    return {"grids": [with_notes_there_are(grid, tables) for grid in found], "tables": tables}


def _remark(columns: Sequence[Asked]) -> str:
    names = missing_columns(columns)
    if not names:
        return ""
    told = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
    return f"Belopp saknas för {told}. Lagen (2018:597) om kommunal bokföring och redovisning, 13 kap. 3 §, kräver dem."


def _as_appendix(report: Report, book: Book, outcome: FigureSet) -> dict[str, Any]:
    books, year = books_of(report), book.fiscal_year
    columns = half_year_columns(year, books=books, ends_on=outcome.ends_on)
    income = income_statement(year, columns, books=books)
    balance = balance_sheet(year, columns, books=books)
    found = [
        _grid(report, income, _income_caption(outcome)),
        _grid(report, balance, _balance_caption(outcome)),
    ]
    compared = any(not each.is_outcome or not each.is_whole_year for each in columns[1:])
    tables = note_tables(report, columns if compared else balance_columns(columns))
    for table in tables[1:]:  # a balance has no budget
        _only_outcomes(table, columns)
    return {"grids": [with_notes_there_are(grid, tables) for grid in found if grid.heads], "tables": tables}


def _grid(report: Report, statement: Statement, caption: str) -> grids.Grid:
    return grids.of_statement(statement, report.unit, caption=caption, has_notes=True)


def _income_caption(outcome: FigureSet) -> str:
    return f"Resultaträkning {dates.date_range(outcome.starts_on, outcome.ends_on)}"


def _balance_caption(outcome: FigureSet) -> str:
    return f"Balansräkning per den {dates.long_date(outcome.ends_on)}"


def _only_outcomes(table: dict[str, Any], columns: list[Any]) -> None:
    kept = [place for place, each in enumerate(columns) if each.is_outcome]
    if len(table["heads"]) != len(columns):
        return
    table["heads"] = tuple(table["heads"][place] for place in kept)
    for note in table["notes"]:
        note["total"] = tuple(note["total"][place] for place in kept) if note["total"] else ()
        note["groups"] = [
            (label, [grids.GridRow(row.label, tuple(row.cells[place] for place in kept)) for row in rows])
            for label, rows in note["groups"]
        ]


BLOCK = register(
    Block(
        "half_year",
        "Delårsredovisning",
        "print/blocks/half_year.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        topics=frozenset({"economy.part_of_year"}),
    )
)
