"""What is computed of a year and never typed: result, equity, shares, and the five-year table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import EquityLimit, FigureSet, FiscalYear
from economy.queries.books import Book, Books, open_books
from economy.queries.notes import division_of
from economy.states import INCOME_ROLES, INSATS_ROLES, LineRole, StatementKind
from finsam.models import Association
from finsam.swedish.money import share
from finsam.web.asked_once import asked_once

FIVE = 5
HISTORICAL = {
    "income": "Verksamhetens intäkter",
    "costs": "Verksamhetens kostnader",
    "result": "Årets resultat",
    "contributions": "Medlemsbidrag",
    "equity": "Eget kapital",
    "equity_ratio": "Soliditet, procent",
    "employees": "Antal anställda",
}


@dataclass(frozen=True)
class Ratios:
    """The key figures of one column. Amounts in kronor, shares in percent (21, not 0.21), None where not known.

    `costs`, `insatser` and `administration` are positive; `equity_share` is of the year's contributions and
    `administration_share` of the column's own; `individual_share` is of what the insatser cost, and None while
    any of that is undivided; `is_division_reported` says that the insatser's own reports tell it.
    """

    year: int
    income: Decimal | None = None
    costs: Decimal | None = None
    result: Decimal | None = None
    contributions: Decimal | None = None
    insatser: Decimal | None = None
    administration: Decimal | None = None
    administration_share: Decimal | None = None
    equity: Decimal | None = None
    assets: Decimal | None = None
    liquid: Decimal | None = None
    equity_ratio: Decimal | None = None
    equity_share: Decimal | None = None
    individual: Decimal | None = None
    structural: Decimal | None = None
    undivided: Decimal | None = None
    individual_share: Decimal | None = None
    structural_share: Decimal | None = None
    is_division_reported: bool = False
    employees: Decimal | None = None
    source: str = ""


@dataclass(frozen=True)
class YearRow:
    """A row of the table over years: `kind` is amount (kronor), percent or count; one value a year."""

    key: str
    label: str
    kind: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class FiveYears:
    """The years, the latest first, the rows, and where each year's figures come from ("" for the books)."""

    years: tuple[int, ...]
    rows: tuple[YearRow, ...]
    sources: tuple[str, ...]


def key_ratios(
    fiscal_year: FiscalYear, figure_set: FigureSet | None = None, *, books: Books | None = None
) -> Ratios:
    """Give the key figures of a column of the year; without a column those of the whole year's outcome."""
    books = books or open_books(fiscal_year.association, [fiscal_year.year])
    book = books.by_year[fiscal_year.year]
    figure_set = figure_set or book.outcome
    if figure_set is None:
        return _remembered(books, fiscal_year.year)
    return _counted(books, book, figure_set)


def ratios_of(books: Books, figure_set: FigureSet) -> Ratios:
    """Give the key figures of a column that is among the books."""
    return _counted(books, books.book_of(figure_set), figure_set)


def _counted(books: Books, book: Book, figure_set: FigureSet) -> Ratios:
    amounts, lines = book.amounts(figure_set), book.lines
    contributions = rules.of_roles(lines, amounts, {LineRole.CONTRIBUTION})
    whole = _contributions_of_the_year(book, figure_set, contributions)
    administration = _positive(rules.of_roles(lines, amounts, {LineRole.ADMINISTRATION}))
    insatser = _positive(rules.of_roles(lines, amounts, INSATS_ROLES))
    position = rules.position_of(lines, amounts) if figure_set.is_outcome else None
    division = division_of(book, figure_set)
    employees = books.historical.get((book.year, "employees"))
    return Ratios(
        year=book.year,
        income=rules.of_roles(lines, amounts, INCOME_ROLES),
        costs=_positive(_operating_costs(book, figure_set)),
        result=rules.result_of(lines, amounts),
        contributions=contributions,
        insatser=insatser,
        administration=administration,
        administration_share=_share(administration, contributions),
        equity=position.equity if position else None,
        assets=position.assets if position else None,
        liquid=position.liquid if position else None,
        equity_ratio=share(position.equity, position.assets) if position else None,
        equity_share=_share(position.equity if position else None, whole),
        individual=division.individual,
        structural=division.structural,
        undivided=division.undivided,
        individual_share=division.individual_share,
        structural_share=division.structural_share,
        is_division_reported=division.is_reported,
        employees=employees.value if employees else None,
    )


def _operating_costs(book: Book, figure_set: FigureSet) -> Decimal | None:
    """Everything in the income statement but incomes and financial items."""
    other = INCOME_ROLES | {
        LineRole.FINANCIAL_INCOME, LineRole.FINANCIAL_COST, LineRole.EXTRAORDINARY, LineRole.CAPITAL_GAIN,
    }  # fmt: skip
    amounts = book.amounts(figure_set)
    return rules.add(
        amounts.get(line.key)
        for line in book.lines
        if line.statement == StatementKind.INCOME and line.is_line and line.role not in other
    )


def _contributions_of_the_year(book: Book, figure_set: FigureSet, own: Decimal | None) -> Decimal | None:
    """Equity during the year is measured against the whole year's contributions: outcome, or else budget."""
    if figure_set.is_whole_year:
        return own
    whole = book.budget or book.outcome
    return rules.of_roles(book.lines, book.amounts(whole), {LineRole.CONTRIBUTION}) if whole else None


def _positive(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else (-amount or Decimal(0))


def _share(part: Decimal | None, whole: Decimal | None) -> Decimal | None:
    return None if part is None or whole is None else share(part, whole)


def _remembered(books: Books, year: int) -> Ratios:
    """The year as its historical figures tell it."""
    kept = {key: books.historical[year, key] for key in HISTORICAL if (year, key) in books.historical}
    value = {key: row.value for key, row in kept.items()}
    contributions = value.get("contributions")
    return Ratios(
        year=year,
        income=value.get("income"),
        costs=value.get("costs"),
        result=value.get("result"),
        contributions=contributions,
        equity=value.get("equity"),
        equity_ratio=value.get("equity_ratio"),
        equity_share=_share(value.get("equity"), contributions),
        employees=value.get("employees"),
        source="; ".join(dict.fromkeys(row.source for row in kept.values())),
    )


def ratios_over_years(
    association: Association, years: Sequence[int], *, books: Books | None = None
) -> list[Ratios]:
    """Give each year's key figures: from the books where there is an outcome, else as HistoricalFigure has them."""
    books = books or open_books(association, years)
    found = []
    for year in years:
        book = books.get(year)
        outcome = book.outcome if book else None
        if book and outcome and book.stored.get(outcome.pk):
            found.append(_counted(books, book, outcome))
        else:
            found.append(_remembered(books, year))
    return found


def five_years(fiscal_year: FiscalYear, *, count: int = FIVE, books: Books | None = None) -> FiveYears:
    """Give the table over the year and those before it, the latest first.

    Rows: income, costs (positive), result, equity_ratio (percent), equity, equity_share (percent), employees.
    """
    years = tuple(range(fiscal_year.year, fiscal_year.year - count, -1))
    found = ratios_over_years(fiscal_year.association, years, books=books)
    wanted = [
        ("income", "Verksamhetens intäkter", "amount"),
        ("costs", "Verksamhetens kostnader", "amount"),
        ("result", "Årets resultat", "amount"),
        ("equity_ratio", "Soliditet", "percent"),
        ("equity", "Eget kapital", "amount"),
        ("equity_share", "Eget kapital av medlemsbidragen", "percent"),
        ("employees", "Antal anställda", "count"),
    ]
    rows = tuple(
        YearRow(key, label, kind, tuple(getattr(each, key) for each in found)) for key, label, kind in wanted
    )
    return FiveYears(years, rows, tuple(each.source for each in found))


@asked_once
def _limits(association: Association) -> list[EquityLimit]:
    """Give the limits of every year, the latest first: a few."""
    return list(EquityLimit.objects.filter(association=association))


def equity_limit(association: Association, year: int, contributions: Decimal | None) -> Decimal | None:
    """Give the highest share of the contributions that equity should be, in percent; None where none is set."""
    limits = [limit for limit in _limits(association) if limit.from_year <= year]
    for limit in limits:
        is_newest = limit.from_year == limits[0].from_year
        fits = limit.up_to is None or (contributions is not None and contributions <= limit.up_to)
        if is_newest and fits:
            return limit.percent
    return None
