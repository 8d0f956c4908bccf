"""Equity over three years as it is planned and as it would be, for what is typed and for what is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from economy.models import Scenario
from economy.queries.books import Books
from economy.queries.calculator import largest_remainder
from economy.queries.equity_ahead import YEARS, EquityYear, equity_ahead
from finsam.models import Association
from insatser.queries.what_if_chart import CourseChart, draw_courses

ZERO = Decimal(0)
CALLED = {"without": "Planerat", "proposed": "Tänk om"}


@dataclass(frozen=True)
class Supposed:
    """What is supposed: kronor by year from the members, and so many insatser of an amount a year from a month on."""

    contributions: Mapping[int, Decimal]
    insatser: int = 0
    amount: Decimal = ZERO
    start_month: int = 1

    def costs(self, first_year: int) -> dict[int, Decimal]:
        """Give what the insatser cost each year, minus: in the first only from their month on."""
        whole, months = self.amount * self.insatser, 13 - self.start_month
        part = largest_remainder(whole, [Decimal(months), Decimal(12 - months)], Decimal("0.01"))[0]
        return {year: -(part if year == first_year else whole) for year in years_from(first_year)}


def years_from(first_year: int) -> range:
    """Give the years that are looked at."""
    return range(first_year, first_year + YEARS)


def supposed_of(row: Scenario) -> Supposed:
    """Read what was kept."""
    amounts = {int(year): Decimal(amount) for year, amount in row.contributions.items()}
    return Supposed(amounts, row.insatser, row.amount, row.start_month)


def equity_if(
    association: Association, first_year: int, supposed: Supposed, books: Books
) -> tuple[EquityYear, ...]:
    """Give equity year by year if it were so."""
    return equity_ahead(
        association, first_year, changes=supposed.costs(first_year), contributions=supposed.contributions, books=books
    )  # fmt: skip


def scenario_chart(planned: Sequence[EquityYear], supposed: Sequence[EquityYear]) -> CourseChart | None:
    """Draw both, with the limit of what is supposed; None where equity is not known."""
    first = planned[0]
    return draw_courses(
        first.opening, first.year - 1, tuple(each.year for each in planned),
        {"without": tuple(each.closing for each in planned), "proposed": tuple(each.closing for each in supposed)},
        tuple(each.limit for each in supposed), percent=supposed[0].limit_percent, called=CALLED,
    )  # fmt: skip
