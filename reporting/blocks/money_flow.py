"""Where the money comes from and where it goes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from board.documents.assemble import look_of
from economy.queries.books import Book
from economy.queries.statements import Ratios, contributions, key_ratios
from finsam.swedish import money
from finsam.swedish.local_words import word
from reporting.figures import charts, grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give the year's contributions by member and its costs by purpose, with a chart; kronor."""
    book = book_of(report)
    if book is None or book.outcome is None:
        return {"grid": None}
    ratios = key_ratios(book.fiscal_year, books=books_of(report))
    incoming, outgoing = _incoming(report, book, ratios), _outgoing(ratios)
    if not incoming and not outgoing:
        return {"grid": None}
    rows = [grids.GridRow("Varifrån pengarna kommer", (), "grupp"), *_rows(incoming, report.unit)]
    rows += [grids.GridRow("Vart de går", (), "grupp"), *_rows(outgoing, report.unit)]
    grid = grids.Grid("Pengarnas väg", (str(report.year),), tuple(rows), grids.UNIT_WORDS[Unit(report.unit)])
    return {"grid": grid, "chart": _chart(report, incoming, outgoing)}


def _incoming(report: Report, book: Book, ratios: Ratios) -> list[tuple[str, Decimal]]:
    assert book.outcome
    statement = contributions(book.fiscal_year, [book.outcome], books=books_of(report))
    found = [(row.label, row.values[0]) for row in statement.rows if row.kind == "line" and row.values[0]]
    if not found and ratios.contributions:
        found = [("Bidrag från medlemmarna", ratios.contributions)]
    told = sum((value for _, value in found if value), Decimal(0))
    if ratios.income is not None and ratios.income - told > 0:
        found.append(("Övriga intäkter", ratios.income - told))
    return [(label, value) for label, value in found if value is not None]


def _outgoing(ratios: Ratios) -> list[tuple[str, Decimal]]:
    is_divided = ratios.individual is not None and not ratios.undivided
    parts = [
        (word("individual", "{!} insatser", form="many"), ratios.individual if is_divided else None),
        (word("structural", "{!} insatser", form="many"), ratios.structural if is_divided else None),
        ("Insatser", None if is_divided else ratios.insatser),
        ("Ledning, samordning och administration", ratios.administration),
    ]
    found = [(label, value) for label, value in parts if value]
    rest = (ratios.costs or Decimal(0)) - sum((value for _, value in found), Decimal(0))
    if rest > 0:
        found.append(("Övriga kostnader", rest))
    if ratios.result and ratios.result > 0:
        found.append(("Kvar till eget kapital", ratios.result))
    return found


def _rows(parts: list[tuple[str, Decimal]], unit: str) -> list[grids.GridRow]:
    total = sum((value for _, value in parts), Decimal(0))
    rows = [grids.GridRow(label, grids.amounts([value], unit)) for label, value in parts]
    return [*rows, grids.GridRow("Summa", grids.amounts([total], unit), "summa")]


def _chart(
    report: Report, incoming: list[tuple[str, Decimal]], outgoing: list[tuple[str, Decimal]]
) -> charts.Chart:
    values = [
        {"del": part, "vad": label, "belopp": float(value), "text": money.tkr(value)}
        for part, rows in (("In", incoming), ("Ut", outgoing))
        for label, value in rows
    ]
    told = "; ".join(f"{row['vad']} {row['text']} tusen kronor" for row in values)
    return charts.draw(
        "money_flow",
        values,
        title=f"Pengarnas väg {report.year}",
        told=f"Liggande staplar. {told}.",
        look=look_of(report.association),
    )


BLOCK = register(
    Block(
        "money_flow",
        "Pengarnas väg, diagram",
        "print/blocks/money_flow.html",
        build,
        frozenset({ReportKind.ANNUAL}),
    )
)
