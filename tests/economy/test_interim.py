"""The delårsrapport's columns: what the law asks for, and what is missing of it."""

import datetime as dt
from decimal import Decimal

from economy.actions.figures import add_column, save_figures
from economy.actions.years import open_year
from economy.models import FigureSet, FiscalYear
from economy.outlines import STARTER
from economy.queries.books import open_books
from economy.queries.interim import interim_balance, interim_columns, interim_income, missing_columns
from economy.queries.tables import interim_outcome
from economy.states import FigureKind
from tests.cast import Cast
from tests.economy.figures import load_demo_figures


def add(
    cast: Cast, year: FiscalYear, key: str, starts_on: dt.date, ends_on: dt.date, amount: int
) -> FigureSet:
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label=f"Utfall {key}", key=key, starts_on=starts_on,
        ends_on=ends_on, by=cast.chief,
    )  # fmt: skip
    return save_figures(figure_set=column, amounts={"bidrag": Decimal(amount)}, by=cast.chief)


def test_the_law_asks_for_four_columns_and_a_missing_one_is_named(cast):
    year = load_demo_figures(cast)
    columns = interim_columns(year)
    assert [each.label for each in columns] == [
        "Utfall jan–jun 2021", "Samma period 2020", "Prognos 2021", "Budget 2021",
    ]  # fmt: skip
    assert missing_columns(columns) == ["samma period 2020"]


def test_what_is_missing_is_not_known_on_any_row(cast):
    year = load_demo_figures(cast)
    rows = {row.key: row.values for row in interim_income(year).rows if row.values}
    assert rows["insatser"] == (-1770608, None, -4000000, -3993000)
    assert rows["resultat"] == (239620, None, 0, 0)


def test_the_balance_stands_beside_last_years_end(cast):
    balance = interim_balance(load_demo_figures(cast))
    assert [column.label for column in balance.columns] == ["2021-06-30", "2020-12-31"]
    row = next(row for row in balance.rows if row.key == "kassa_bank")
    assert row.values == (2770433, 1822531)


def test_the_same_period_is_found_by_its_months(cast):
    before = open_year(association=cast.association, year=2020, layout=STARTER, by=cast.chief)
    year = open_year(association=cast.association, year=2021, copy_from=before, by=cast.chief)
    add(cast, before, "utfall-0831", dt.date(2020, 1, 1), dt.date(2020, 8, 31), 5)
    add(cast, before, "utfall-0630", dt.date(2020, 1, 1), dt.date(2020, 6, 30), 4)
    add(cast, year, "utfall-0630", dt.date(2021, 1, 1), dt.date(2021, 6, 30), 6)
    assert next(row.values for row in interim_income(year).rows if row.key == "bidrag")[:2] == (6, 4)


def test_a_column_without_a_figure_is_missing(cast):
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    add(cast, year, "utfall-0630", dt.date(2021, 1, 1), dt.date(2021, 6, 30), 6)
    add_column(fiscal_year=year, kind=FigureKind.FORECAST, label="Prognosen", key="prognos", by=cast.chief)
    assert missing_columns(interim_columns(year)) == ["samma period 2020", "prognos 2021", "budget 2021"]


def test_the_part_that_the_law_asks_for_goes_before_a_longer_one(cast):
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    for month, day in ((3, 31), (8, 31), (10, 31)):
        add(cast, year, f"utfall-{month}", dt.date(2021, 1, 1), dt.date(2021, month, day), 1)
    outcome = interim_outcome(open_books(cast.association).by_year[2021])
    assert outcome
    assert outcome.ends_on == dt.date(2021, 8, 31)


def test_a_first_year_has_no_last_year_to_be_compared_with(cast):
    year = open_year(
        association=cast.association, year=2021, starts_on=dt.date(2021, 4, 1), layout=STARTER, by=cast.chief
    )
    add(cast, year, "utfall-0831", dt.date(2021, 4, 1), dt.date(2021, 8, 31), 6)
    assert [each.label for each in interim_columns(year)][1:] == ["Prognos 2021", "Budget 2021"]
    assert len(interim_balance(year).columns) == 1


def test_a_year_with_nothing_closed_has_no_columns(cast):
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    assert interim_columns(year) == []
    assert interim_balance(year).columns == ()
