"""Equity over the years against its limit."""

from __future__ import annotations

from typing import Any

from board.documents.assemble import look_of
from economy.queries.ratios import equity_limit, ratios_over_years
from finsam.swedish import money
from reporting.figures import charts, grids
from reporting.models import Report, Section
from reporting.queries.sources import book_of, books_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

YEARS = 5


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give equity in kronor and as share of the contributions for five years, with a chart and the limit in percent."""
    if book_of(report) is None:
        return {"grid": None}
    years = range(report.year - YEARS + 1, report.year + 1)
    found = [
        each
        for each in ratios_over_years(report.association, list(years), books=books_of(report))
        if each.equity is not None
    ]
    if not found:
        return {"grid": None}
    limit = equity_limit(report.association, report.year, found[-1].contributions)
    rows = tuple(
        grids.GridRow(
            str(each.year), (grids.amount(each.equity, report.unit), grids.percent(each.equity_share))
        )
        for each in found
    )
    grid = grids.Grid(
        "Eget kapital",
        ("Vid årets slut", "Av bidragen"),
        rows,
        grids.UNIT_WORDS[Unit(report.unit)],
        current=-1,
        first="År",
    )
    values = [
        {
            "ar": str(each.year),
            "andel": float(each.equity_share),
            "text": money.percent(each.equity_share),
            "nu": each.year == report.year,
        }
        for each in found
        if each.equity_share is not None
    ]
    told = ", ".join(f"{row['text']} {row['ar']}" for row in values)
    if limit is not None:
        told += f". En streckad linje visar riktvärdet {money.percent(limit, 0)}"
    chart = charts.draw(
        "equity", values, title="Eget kapital i procent av medlemsbidragen", told=f"Staplar: {told}.",
        limit=None if limit is None else {"v": float(limit), "t": f"Riktvärde {money.number(limit)} procent"}, look=look_of(report.association),
    )  # fmt: skip
    return {"grid": grid, "chart": chart, "limit": limit}


BLOCK = register(
    Block(
        "equity",
        "Eget kapital med riktvärde, diagram",
        "print/blocks/equity.html",
        build,
        frozenset({ReportKind.ANNUAL, ReportKind.PLAN}),
        topics=frozenset({"economy.ratio"}),
    )
)
