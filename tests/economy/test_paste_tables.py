"""Every table that the program prints of a year can be copied and pasted into nothing, and gives the same figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from economy.actions.figures import add_column, save_contributions, save_figures
from economy.actions.pasting import take_in
from economy.actions.years import open_year
from economy.models import FiscalYear
from economy.outlines import STARTER
from economy.pasting.table import read_table
from economy.queries import statements
from economy.queries.books import open_books
from economy.queries.paste import plan_paste, read_for
from economy.queries.tables import Statement
from tests.cast import Cast
from tests.economy.test_paste_round import as_copied, as_printed

pytestmark = pytest.mark.django_db

COSTS = ["insatser", "personal", "arvoden", "ovriga_kostnader"]
BALANCE = ["fordringar", "kassa_bank", "balanserat", "kortfristiga_skulder"]
EIGHT = [
    ("outcome", 2019), ("outcome", 2020), ("outcome", 2021), ("budget", 2021), ("forecast", 2021), ("plan", 2022),
    ("plan", 2023), ("plan", 2024),
]  # fmt: skip
WORDS = {"outcome": "Utfall", "budget": "Budget", "forecast": "Prognos", "plan": "Plan"}
TABLES = {
    "the income statement in eight columns": (statements.income_statement, EIGHT),
    "the plan in four": (statements.income_statement, [("budget", 2021), *EIGHT[5:]]),
    "the balance sheet": (statements.balance_sheet, [("outcome", 2021)]),
    "the law's income statement": (statements.lkbr_income, [("outcome", 2021), ("budget", 2021)]),
    "the law's balance sheet": (statements.lkbr_balance, [("outcome", 2021)]),
    "the balance requirement": (statements.balance_requirement, [("outcome", 2021)]),
    "the contributions": (statements.contributions, [("outcome", 2021), ("budget", 2021)]),
}
KRONOR = st.integers(100, 9_999).map(lambda kronor: Decimal(kronor) * 1000)


def build(cast: Cast, unit: str, heads: list[tuple[str, int]], drawn: list[list[Decimal]]) -> FiscalYear:
    """Open 2021 by the shipped layout with a column for each head; the costs are printed with minus."""
    year = open_year(association=cast.association, year=2021, unit=unit, layout=STARTER, by=cast.chief)
    for (kind, of_year), amounts in zip(heads, drawn, strict=True):
        column = add_column(
            fiscal_year=year, kind=kind, label=f"{WORDS[kind]} {of_year}", key=f"{kind}-{of_year}",
            starts_on=dt.date(of_year, 1, 1), ends_on=dt.date(of_year, 12, 31), by=cast.chief,
        )  # fmt: skip
        given_ = {"bidrag": amounts[0], "ovriga_intakter": amounts[1]}
        given_ |= {key: -amount for key, amount in zip(COSTS, amounts[2:6], strict=True)}
        if kind == "outcome":
            given_ |= dict(zip(BALANCE, amounts[6:10], strict=True))
        save_figures(figure_set=column, amounts=given_, by=cast.chief)
        members = (cast.fk, cast.region, cast.kommun)
        save_contributions(
            figure_set=column, amounts=dict(zip(members, amounts[6:9], strict=True)), by=cast.chief
        )
    return year


def remove(year: FiscalYear) -> None:
    year.figure_sets.all().delete()
    year.delete()


def pasted(
    cast: Cast, text: str, unit: str, *, of: int = 2021
) -> list[tuple[str, tuple[Decimal | None, ...]]]:
    """Paste into a year with nothing in it and give every row that it became, as printed."""
    year = open_year(association=cast.association, year=of, unit=unit, by=cast.chief)
    book = open_books(cast.association, [of]).by_year[of]
    plan = plan_paste(read_for(book, text), book)
    assert (plan.table.errors, plan.table.warnings, plan.left_out) == ((), (), [])
    take_in(plan=plan, fiscal_year=year, document="Tabellen", by=cast.chief)
    book = open_books(cast.association, [of]).by_year[of]
    amounts = [book.amounts(each) for each in year.figure_sets.order_by("position")]
    found = [
        (
            line.label,
            () if line.kind == "heading" else tuple(_times(a.get(line.key), line.sign) for a in amounts),
        )
        for line in book.lines
    ]
    remove(year)
    return found


def _times(amount: Decimal | None, sign: int) -> Decimal | None:
    return None if amount is None else amount * sign


@pytest.mark.parametrize("name", TABLES)
@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), write=st.sampled_from([as_copied, as_printed]), unit=st.sampled_from(["kr", "tkr"]))
def test_a_printed_table_is_pasted_into_nothing_and_gives_the_same(cast, name, data, write, unit):
    make, heads = TABLES[name]
    drawn = data.draw(
        st.lists(
            st.lists(KRONOR, min_size=10, max_size=10, unique=True), min_size=len(heads), max_size=len(heads)
        )
    )
    assume(not any(_has_chance_sums(amounts) for amounts in drawn))
    year = build(cast, unit, heads, drawn)
    statement: Statement = make(year, list(year.figure_sets.order_by("position")))
    text = write(statement, unit)
    printed = [(row.label, row.values) for row in statement.rows]
    remove(year)
    assert pasted(cast, text, unit) == printed


def _has_chance_sums(amounts: list[Decimal]) -> bool:
    spans = {sum(amounts[a:b]) for a in range(len(amounts)) for b in range(a + 2, len(amounts) + 1)}
    return bool(spans & set(amounts))


@pytest.mark.parametrize("unit", ["kr", "tkr"])
@pytest.mark.parametrize("write", [as_copied, as_printed])
def test_a_cash_flow_is_read_with_the_figures_it_was_printed_with(cast, unit, write):
    """It is computed from the statements: nothing of it is stored, but it reads as it is printed."""
    for of_year, more in ((2020, 0), (2021, 7000)):
        year = open_year(association=cast.association, year=of_year, unit=unit, layout=STARTER, by=cast.chief)
        column = add_column(
            fiscal_year=year, kind="outcome", label=f"Utfall {of_year}", key="utfall", by=cast.chief
        )
        amounts = {
            "bidrag": 900_000,
            "insatser": -800_000 - more,
            "fordringar": 31_000 + more,
            "kassa_bank": 552_000,
        }
        amounts |= {"balanserat": 430_000 + 14 * more, "kortfristiga_skulder": 53_000 + more}
        save_figures(figure_set=column, amounts={k: Decimal(v) for k, v in amounts.items()}, by=cast.chief)
    statement = statements.cash_flow(year)
    printed = [(row.label, row.values) for row in statement.rows if row.values]
    assert printed
    table = read_table(write(statement, unit), year=2021)
    assert [(row.label, row.amounts) for row in table.rows if not row.is_heading] == printed
    assert table.errors == ()
