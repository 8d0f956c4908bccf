"""The half-year in short: result, budget and forecast."""

from __future__ import annotations

from typing import Any

from economy.queries.books import Book
from economy.queries.statements import half_year_columns, key_ratios
from economy.states import FigureKind
from reporting import grids
from reporting.blocks import Block, register
from reporting.blocks.sources import book_of, books_of
from reporting.models import Report, Section
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give income, costs and result of the period, its budget, the year's forecast and the year's budget."""
    book = book_of(report)
    if book is None:
        return {"grid": None}
    columns = _columns(report, book)
    if not columns:
        return {"grid": None}
    books = books_of(report)
    found = [key_ratios(each.fiscal_year, each, books=books) for each in columns]
    names = (
        ("Intäkter", "income", ""),
        ("Kostnader", "costs", ""),
        ("Resultat", "result", "summa"),
        ("Eget kapital", "equity", ""),
    )
    rows = tuple(
        grids.GridRow(label, grids.amounts([getattr(each, name) for each in found], report.unit), kind)
        for label, name, kind in names
    )
    heads = tuple(each.label for each in columns)
    return {"grid": grids.Grid("Utfall och prognos", heads, rows, grids.UNIT_WORDS[Unit(report.unit)])}


def _columns(report: Report, book: Book) -> list[Any]:
    own = half_year_columns(book.fiscal_year, books=books_of(report))[:2]
    whole = [book.find(FigureKind.FORECAST), book.budget]
    return [*own, *(each for each in whole if each and each not in own)]


BLOCK = register(
    Block(
        "half_year_summary",
        "Utfall och prognos i korthet",
        "print/blocks/half_year_summary.html",
        build,
        frozenset({ReportKind.HALF_YEAR}),
    )
)
