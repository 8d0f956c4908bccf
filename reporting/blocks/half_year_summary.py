"""The half-year in short: result, budget and forecast."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy import rules
from economy.models import FigureSet
from economy.queries.books import Book
from economy.queries.statements import key_ratios
from economy.states import FigureKind, LineRole
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of, interim_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give income, costs, result and equity of the period, its budget, the year's forecast and the year's budget.

    Equity at the year's end by forecast and budget is what the year began with and their result.
    """
    book = book_of(report)
    columns = _columns(report, book) if book else []
    if book is None or not columns:
        return {"grid": None}
    books = books_of(report)
    found = [key_ratios(each.fiscal_year, each, books=books) for each in columns]
    begun = _begun_with(book, columns[0])
    equity = [
        each.equity or (_added(begun, each.result) if column.is_whole_year else None)
        for each, column in zip(found, columns, strict=True)
    ]
    rows = (
        *(
            grids.GridRow(label, grids.amounts([getattr(each, name) for each in found], report.unit), kind)
            for label, name, kind in (
                ("Intäkter", "income", ""), ("Kostnader", "costs", ""), ("Resultat", "result", "summa"),
            )
        ),
        grids.GridRow("Eget kapital vid periodens slut", grids.amounts(equity, report.unit)),
    )  # fmt: skip
    heads = tuple(each.label for each in columns)
    return {"grid": grids.Grid("Utfall och prognos", heads, rows, grids.UNIT_WORDS[Unit(report.unit)])}


def _begun_with(book: Book, outcome: FigureSet) -> Decimal | None:
    return rules.of_roles(book.lines, book.amounts(outcome), {LineRole.OPENING_EQUITY})


def _added(begun: Decimal | None, result: Decimal | None) -> Decimal | None:
    return None if begun is None or result is None else begun + result


def _columns(report: Report, book: Book) -> list[FigureSet]:
    outcome = interim_of(report)
    if outcome is None:
        return []
    budget = book.find(FigureKind.BUDGET, ends_on=outcome.ends_on)
    asked = [outcome, budget, book.find(FigureKind.FORECAST), book.budget]
    return list(dict.fromkeys(each for each in asked if each))


BLOCK = register(
    Block(
        "half_year_summary",
        "Utfall och prognos i korthet",
        "print/blocks/half_year_summary.html",
        build,
        frozenset({ReportKind.HALF_YEAR}),
    )
)
