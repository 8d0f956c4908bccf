"""A budget whose costs go over its incomes: the deficit, and what it does to equity over three years."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from economy.queries.books import Books
from economy.queries.statements import Ratios, key_ratios
from economy.states import FigureKind
from finsam.swedish import money
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import books_of, column_of
from reporting.queries.underbalance import NAME
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

YEARS = 3  # 11 kap. 6 § kommunallagen: the budget's year is the first of the plan's three


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give equity at the beginning and end of the budget's year and the two after it, with the share of the contributions.

    The beginning is last year's end as it is known, or as its forecast or budget has it.
    """
    planned = [(report.year + step, _planned(report, report.year + step)) for step in range(YEARS)]
    if planned[0][1] is None or planned[0][1].result is None:
        return {"grid": None, "sentence": ""}
    known = [(year, each) for year, each in planned if each and each.result is not None]
    openings, closings, equity = [], [], _opening(report)
    for _, each in known:
        openings.append(equity)
        equity = None if equity is None or each.result is None else equity + each.result
        closings.append(equity)
    shares = [_share(end, each) for end, (_, each) in zip(closings, known, strict=True)]
    rows = (
        grids.GridRow("Eget kapital vid årets början", grids.amounts(openings, report.unit)),
        grids.GridRow("Budgeterat resultat", grids.amounts([each.result for _, each in known], report.unit)),
        grids.GridRow("Eget kapital vid årets slut", grids.amounts(closings, report.unit), "summa"),
        grids.GridRow("Av medlemsbidragen", tuple(grids.percent(share) for share in shares)),
    )
    grid = grids.Grid(
        "Budgetens följd för eget kapital", tuple(str(year) for year, _ in known), rows,
        grids.UNIT_WORDS[Unit(report.unit)], current=0,
    )  # fmt: skip
    return {"grid": grid, "sentence": _sentence(report, known[0][1], openings[0], closings)}


def _sentence(report: Report, first: Ratios, opening: Decimal | None, closings: list[Decimal | None]) -> str:
    """Say the deficit and where equity goes, in kronor."""
    result = first.result
    if result is None or result >= 0:
        return ""
    said = f"Budgeten för {report.year} har ett underskott på {money.kr(-result)} kronor."
    if opening is None or closings[0] is None:
        return said
    last = report.year + len(closings) - 1
    said += f" Eget kapital går från {money.kr(opening)} till {money.kr(closings[0])} kronor"
    if len(closings) > 1 and closings[-1] is not None:
        said += f", och är {money.kr(closings[-1])} kronor i slutet av {last}"
    return f"{said}."


def _planned(report: Report, year: int) -> Ratios | None:
    return _ratios(books_of(report), report, year, FigureKind.BUDGET, FigureKind.PLAN)


def _ratios(books: Books, report: Report, year: int, *kinds: str) -> Ratios | None:
    for kind in kinds:
        if found := column_of(books, kind=kind, year=year, plan_year=report.year):
            proposed = books.book_of(found).as_proposed(found)
            return key_ratios(proposed.fiscal_year, proposed, books=books)
    return None


def _opening(report: Report) -> Decimal | None:
    """Give equity as the budget's year begins."""
    books, last = books_of(report), report.year - 1
    known = _ratios(books, report, last, FigureKind.OUTCOME)
    if known and known.equity is not None:
        return known.equity
    if kept := books.historical.get((last, "equity")):
        return kept.value
    before = books.get(last - 1)
    start = key_ratios(before.fiscal_year, books=books).equity if before else None
    if start is None and (kept := books.historical.get((last - 1, "equity"))):
        start = kept.value
    expected = _ratios(books, report, last, FigureKind.FORECAST, FigureKind.BUDGET)
    if start is None or expected is None or expected.result is None:
        return None
    return start + expected.result


def _share(equity: Decimal | None, year: Ratios) -> Decimal | None:
    if equity is None or not year.contributions:
        return None
    return money.share(equity, year.contributions)


BLOCK = register(
    Block(
        NAME,
        "Underskott och eget kapital i tre år",
        "print/blocks/underbalance.html",
        build,
        frozenset({ReportKind.PLAN}),
    )
)
