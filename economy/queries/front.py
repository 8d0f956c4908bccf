"""The money on the front page: the latest whole year in four rows, and equity with its limit."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from economy import rules
from economy.models import FigureSet
from economy.queries.books import Book, Books, fiscal_years_of, open_books
from economy.queries.equity import EquityChart, equity_chart
from economy.queries.overview import Bar
from economy.queries.ratios import FIVE
from economy.states import INCOME_ROLES, INSATS_ROLES, LineRole
from finsam.models import Association
from finsam.swedish import money


@dataclass(frozen=True)
class MoneyRow:
    """One row: kronor, costs with minus, the difference plus where it is better than budget."""

    label: str
    outcome: Decimal
    budget: Decimal | None
    difference: Decimal | None
    bar: Bar | None
    is_income: bool = False


@dataclass(frozen=True)
class MoneyPanel:
    """Everything that the front page shows of the money."""

    title: str
    said: str
    rows: tuple[MoneyRow, ...]
    result: MoneyRow
    remark: str
    chart: EquityChart | None
    url: str


def money_panel(association: Association, today: dt.date) -> MoneyPanel | None:
    """Give the latest year that has ended by the day and has a whole year's outcome; None where there is none."""
    ended = (each for each in fiscal_years_of(association) if each.ends_on <= today)
    year = next((each.year for each in ended if each.has_outcome), None)  # type: ignore[attr-defined]
    if year is None:
        return None
    books = open_books(association, range(year - FIVE + 1, year + 1))
    book = books.by_year[year]
    return _panel(books, book, book.outcome) if book.outcome else None


def _panel(books: Books, book: Book, outcome: FigureSet) -> MoneyPanel:
    income = rules.of_roles(book.lines, book.amounts(outcome), INCOME_ROLES) or Decimal(0)
    contributions = _row(book, outcome, "Medlemsbidrag", {LineRole.CONTRIBUTION}, income, is_income=True)
    insatser = _row(book, outcome, "Insatser", INSATS_ROLES, income)
    administration = _row(book, outcome, "Ledning, samordning, kansli", {LineRole.ADMINISTRATION}, income)
    rows = [contributions, insatser, administration]
    budget = rules.result_of(book.lines, book.amounts(book.budget)) if book.budget else None
    result = rules.result_of(book.lines, book.amounts(outcome)) or Decimal(0)
    difference = None if budget is None else result - budget
    return MoneyPanel(
        title=f"Ekonomin {book.fiscal_year.period}",
        said=_said(outcome),
        rows=tuple(row for row in rows if row.outcome or row.budget),
        result=MoneyRow("Årets resultat", result, budget, difference, None),
        remark=_remark(insatser),
        chart=equity_chart(book.fiscal_year.association, book.year, books=books),
        url=book.fiscal_year.get_absolute_url(),
    )


def _said(outcome: FigureSet) -> str:
    if not outcome.is_adopted:
        return "Årets bokslut, inte fastställt än."
    return f"Årets bokslut, fastställt {outcome.adopted_by.split(',')[0]}.".replace(" .", ".")


def _row(
    book: Book, outcome: FigureSet, label: str, roles: frozenset[LineRole] | set[LineRole], whole: Decimal,
    *, is_income: bool = False,
) -> MoneyRow:  # fmt: skip
    got = rules.of_roles(book.lines, book.amounts(outcome), roles) or Decimal(0)
    planned = rules.of_roles(book.lines, book.amounts(book.budget), roles) if book.budget else None
    difference = None if planned is None else got - planned
    return MoneyRow(label, got, planned, difference, _bar(got, planned, whole), is_income)


def _bar(got: Decimal, planned: Decimal | None, whole: Decimal) -> Bar | None:
    if not whole:
        return None

    def reach(amount: Decimal) -> str:
        return f"{min(abs(amount) * 100 / whole, Decimal(100)):.1f}%"

    return Bar(reach(got), reach(planned) if planned is not None else "")


def _remark(row: MoneyRow) -> str:
    if not row.difference:
        return ""
    side = "mindre" if row.difference > 0 else "mer"
    return f"Insatserna kostade {money.kr(abs(row.difference))}{money.NO_BREAK}kr {side} än budgeterat."
