"""Equity over three years: from forecast, budget and plan, with what a decision would add, against the limit."""

from decimal import Decimal

import pytest

from economy.actions.figures import add_column, keep_historical, save_figures
from economy.actions.limits import set_equity_limit
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.queries.equity_ahead import equity_ahead
from economy.states import FigureKind
from tests.economy.figures import load_demo_figures


@pytest.fixture
def year(cast):
    keep_historical(
        association=cast.association,
        year=2021,
        values={"equity": Decimal(1_000_000)},
        source="Bokslut",
        by=cast.chief,
    )
    set_equity_limit(association=cast.association, from_year=2017, percent=Decimal(20), by=cast.chief)
    return open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)


def plan(cast, year, kind, of, result, *, key):
    days = {"starts_on": year.starts_on.replace(year=of), "ends_on": year.ends_on.replace(year=of)}
    column = add_column(fiscal_year=year, kind=kind, label=key.capitalize(), key=key, by=cast.chief, **days)
    amounts = {"bidrag": Decimal(5_000_000), "insatser": Decimal(result - 5_000_000)}
    lines = {line.role: line.key for line in year.lines.all() if line.role}
    named = {
        lines["contribution"]: amounts["bidrag"],
        lines.get("insatser") or lines["individual"]: amounts["insatser"],
    }
    save_figures(figure_set=column, amounts=named, by=cast.chief)
    return column


def closings(cast, **given):
    return [each.closing for each in equity_ahead(cast.association, 2022, **given)]


def test_each_year_begins_where_the_one_before_it_ends(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, -600_000, key="budget")
    plan(cast, year, FigureKind.PLAN, 2023, -100_000, key="plan-2023")
    plan(cast, year, FigureKind.PLAN, 2024, 50_000, key="plan-2024")
    found = equity_ahead(cast.association, 2022)
    assert [each.closing for each in found] == [400_000, 300_000, 350_000]
    assert [each.share for each in found] == [8, 6, 7]
    assert [each.basis for each in found] == ["Budget", "Plan-2023", "Plan-2024"]


def test_a_forecast_goes_before_the_budget(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, -600_000, key="budget")
    plan(cast, year, FigureKind.FORECAST, 2022, -200_000, key="prognos")
    assert closings(cast)[0] == 800_000


def test_what_is_granted_is_taken_from_the_year_it_costs_and_follows_on(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, -600_000, key="budget")
    plan(cast, year, FigureKind.PLAN, 2023, 0, key="plan-2023")
    grants = {2022: Decimal(-300_000), 2023: Decimal(-200_000)}
    found = equity_ahead(cast.association, 2022, changes=grants)
    assert [each.closing for each in found] == [100_000, -100_000, -100_000]
    assert [each.is_spent for each in found] == [False, True, True]


def test_other_contributions_change_the_result_the_share_and_the_limit(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, 0, key="budget")
    found = equity_ahead(cast.association, 2022, contributions={2022: Decimal(4_000_000)})
    assert (found[0].closing, found[0].contributions, found[0].limit) == (0, 4_000_000, 800_000)
    assert found[1].contributions == 4_000_000


def test_a_year_that_nobody_has_planned_is_taken_to_be_in_balance_and_says_so(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, -600_000, key="budget")
    assert [each.is_assumed for each in equity_ahead(cast.association, 2022)] == [False, True, True]
    assert closings(cast) == [400_000, 400_000, 400_000]


def test_equity_above_its_limit_is_told_in_kronor(cast, year):
    plan(cast, year, FigureKind.BUDGET, 2022, 500_000, key="budget")
    first = equity_ahead(cast.association, 2022)[0]
    assert (first.is_over, first.above_limit) == (True, 500_000)


def test_without_any_books_nothing_is_known_and_nothing_is_made_up(cast):
    assert closings(cast) == [None, None, None]


def test_the_demos_2022_begins_where_2021_ended(cast):
    load_demo_figures(cast)
    first = equity_ahead(cast.association, 2022)[0]
    assert (first.opening, first.is_assumed) == (1_058_307, True)
