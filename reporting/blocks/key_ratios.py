"""The year's key figures."""

from __future__ import annotations

from typing import Any

from economy.queries.division import division_told
from economy.queries.ratios import Ratios, ratios_over_years
from finsam.swedish.local_words import word
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give result, equity and administration beside last year's; what is not known is left out."""
    if book_of(report) is None:
        return {"grid": None}
    years = [report.year, report.year - 1]
    found = ratios_over_years(report.association, years, books=books_of(report))
    rows = [row for row in _rows(found, report.unit) if any(cell.value is not None for cell in row.cells)]
    heads = tuple(str(year) for year in years)
    book = book_of(report)
    remark = division_told(books_of(report), book.outcome) if book and book.outcome else ""
    grid = grids.Grid(
        "Ekonomisk ställning", heads, tuple(rows), grids.UNIT_WORDS[Unit(report.unit)], remark=remark
    )
    return {"grid": grid if rows else None}


def _rows(found: list[Ratios], unit: str) -> list[grids.GridRow]:
    def amount(label: str, name: str, kind: str = "") -> grids.GridRow:
        return grids.GridRow(label, grids.amounts([getattr(each, name) for each in found], unit), kind)

    def share(label: str, name: str) -> grids.GridRow:
        return grids.GridRow(label, tuple(grids.percent(getattr(each, name)) for each in found))

    return [
        amount("Bidrag från medlemmarna", "contributions"),
        amount("Bidrag till insatser", "insatser"),
        share(word("individual", "{!} av bidragen till insatser", form="neuter"), "individual_share"),
        share(word("structural", "{!} av bidragen till insatser", form="neuter"), "structural_share"),
        amount("Ledning, samordning och administration", "administration"),
        share("Ledning, samordning och administration av medlemsbidragen", "administration_share"),
        amount("Årets resultat", "result", "summa"),
        amount("Eget kapital vid årets slut", "equity"),
        share("Eget kapital av medlemsbidragen", "equity_share"),
        share("Soliditet", "equity_ratio"),
    ]


BLOCK = register(
    Block(
        "key_ratios",
        "Nyckeltal",
        "print/blocks/key_ratios.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.HALF_YEAR}),
        topics=frozenset({"economy.ratio"}),
    )
)
