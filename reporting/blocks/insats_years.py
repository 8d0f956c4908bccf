"""The appendix of a plan's budget: the insatser by year, new ones still to come, and the sum as the table has it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Sum

from economy.queries.books import Books
from economy.queries.reported import reported_by_insats
from economy.queries.statements import income_statement
from economy.states import FigureKind, LineRole
from finsam.swedish.words import join_och
from insatser.models import Grant, Insats
from reporting.figures import grids
from reporting.models import Report, Section
from reporting.queries.sources import books_of, column_of
from reporting.registries.blocks import Block, register
from reporting.states import ReportKind, Unit

BEFORE, AFTER = 2, 2  # years that are shown beside the plan's own
_ROLES = frozenset({LineRole.INSATSER, LineRole.INDIVIDUAL, LineRole.STRUCTURAL})
_PAST = (FigureKind.OUTCOME, FigureKind.FORECAST, FigureKind.BUDGET)


def build(report: Report, section: Section) -> dict[str, Any]:
    """Give each insats by year with a sum, what the budget has besides (Ny verksamhet), and the whole.

    A year before the plan's own is what the insats's årsrapport says that it cost, or else what it was granted, which is
    said; the other years are what is granted. Where that is more than the budget table has, both figures are said.
    """
    years = range(report.year - BEFORE, report.year + AFTER + 1)
    insatser, told = _by_insats(report, years)
    if not insatser:
        return {"grid": None}
    books = books_of(report)
    sums = {year: sum((row.get(year, Decimal(0)) for row in insatser.values()), Decimal(0)) for year in years}
    table = {year: _in_table(books, report, year) for year in years}
    new = {year: max((table[year] or sums[year]) - sums[year], Decimal(0)) for year in years}

    def row(label: str, values: dict[int, Decimal], kind: str = "") -> grids.GridRow:
        amounts = [values.get(year, Decimal(0)) for year in years]
        return grids.GridRow(label, grids.amounts([*amounts, sum(amounts, Decimal(0))], report.unit), kind)

    rows = [row(name, values) for name, values in insatser.items()]
    rows.append(row("S:a verksamhetskostnader", sums, "summa"))
    rows.append(row("Ny verksamhet", new))
    rows.append(
        row("S:a totala verksamhetskostnader", {year: sums[year] + new[year] for year in years}, "total")
    )
    return {
        "grid": grids.Grid(
            f"Insatser {years[0]}–{years[-1]}", (*map(str, years), "Totalt"), tuple(rows),
            grids.UNIT_WORDS[Unit(report.unit)], current=BEFORE, first="Insats", remark=" ".join(filter(None, (told, _differences(sums, table, report.unit)))),
        )
    }  # fmt: skip


def _by_insats(report: Report, years: range) -> tuple[dict[str, dict[int, Decimal]], str]:
    """Give the amounts by the insats's name and year, and the sentence that says which years are outcome."""
    amounts: dict[int, dict[int, Decimal]] = {}
    for each in (
        Grant.objects.current()
        .filter(insats__association=report.association, year__in=years)
        .values("insats", "year")
        .annotate(whole=Sum("amount"))
    ):
        amounts.setdefault(each["insats"], {})[each["year"]] = each["whole"]
    past = range(years[0], report.year)
    spent = reported_by_insats(report.association, past)
    silent = {year for row in amounts.values() for year in row if year < report.year} - spent.keys()
    partly = {year for year in spent for pk, row in amounts.items() if year in row and pk not in spent[year]}
    for year, costs in spent.items():
        for pk, cost in costs.items():
            amounts.setdefault(pk, {})[year] = cost
    insatser = Insats.objects.filter(pk__in=amounts).order_by("kind", "name", "pk")
    return {each.name: amounts[each.pk] for each in insatser}, _told(
        sorted(spent), sorted(partly), sorted(silent)
    )


def _told(outcomes: list[int], partly: list[int], silent: list[int]) -> str:
    """Say which of the past years are what insatser cost, and which are what they were granted."""
    whole = [year for year in outcomes if year not in partly]
    said = (
        (whole, "utfall enligt årsrapporterna"),
        (partly, "utfall där en årsrapport har kommit in, annars beviljat"),
        (silent if outcomes else [], "beviljat"),
    )
    parts = [f"{join_och(map(str, years))} är {what}" for years, what in said if years]
    return f"{'; '.join(parts)}." if parts else ""


def _in_table(books: Books, report: Report, year: int) -> Decimal | None:
    """Give the cost of insatser in a year as the budget table has it, in kronor; None where the year has no column."""
    kinds = _PAST if year < report.year else (FigureKind.BUDGET, FigureKind.PLAN)
    column = next(
        filter(None, (column_of(books, kind=kind, year=year, plan_year=report.year) for kind in kinds)), None
    )
    if column is None:
        return None
    book = books.book_of(column)
    lines = {line.key: line for line in book.lines if line.role in _ROLES}
    statement = income_statement(book.fiscal_year, [book.as_proposed(column)], books=books)
    costs = [
        -row.values[0] * lines[row.key].sign
        for row in statement.rows
        if row.kind == "line" and row.key in lines and row.values[0]
    ]
    return sum(costs, Decimal(0))


def _differences(sums: dict[int, Decimal], table: dict[int, Decimal | None], unit: str) -> str:
    told = [
        f"{year} är {grids.amount(sums[year], unit).text} i bilagan och {grids.amount(inside, unit).text} i budgeten"
        for year, inside in table.items()
        if inside is not None and sums[year] > inside
    ]
    return f"Bilagan och budgeten skiljer sig: {join_och(told)}." if told else ""


BLOCK = register(
    Block(
        "insats_years",
        "Insatser år för år",
        "print/blocks/insats_years.html",
        build,
        frozenset({ReportKind.PLAN}),
        picture="app/blocks/insats_years.svg",
        told="Bilagan till budgeten: varje insats år för år, ny verksamhet och summor, jämförda med budgeten.",
    )
)
