"""What happens to the money if an ansökan is granted: the budget line, equity at each year's end, and another start."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economy.actions.figures import add_column, save_figures
from economy.actions.limits import set_equity_limit
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.states import FigureKind
from insatser.actions.grants import grant_money
from insatser.queries.what_if import what_if, years_ahead
from insatser.rules import moved
from tests.cast import Cast
from tests.insatser.applications import received, written
from tests.insatser.reports import make_insats

YEARS = (2022, 2023, 2024)


def kr(*amounts: int) -> tuple[Decimal, ...]:
    return tuple(Decimal(amount) for amount in amounts)


def make_books(cast: Cast, *, is_closed: bool = True) -> None:
    """2021 closed with 500 000 in equity; a budget for 2022 and a plan for 2023; nothing for 2024."""
    if is_closed:
        last = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
        outcome = add_column(
            fiscal_year=last, kind=FigureKind.OUTCOME, label="Utfall", key="utfall", by=cast.chief
        )
        save_figures(
            figure_set=outcome,
            amounts={"balanserat": Decimal(500_000), "kassa_bank": Decimal(500_000)},
            by=cast.chief,
        )
    year = open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)
    for label, key, of, insatser in (
        ("Budget 2022", "budget", 2022, 900_000),
        ("Plan 2023", "plan", 2023, 800_000),
    ):
        column = add_column(
            fiscal_year=year, kind=FigureKind.BUDGET if of == 2022 else FigureKind.PLAN, label=label, key=key,
            starts_on=dt.date(of, 1, 1), ends_on=dt.date(of, 12, 31), by=cast.chief,
        )  # fmt: skip
        save_figures(
            figure_set=column,
            amounts={
                "bidrag": Decimal(1_000_000),
                "insatser": Decimal(-insatser),
                "personal": Decimal(-200_000),
            },
            by=cast.chief,
        )
    set_equity_limit(association=cast.association, from_year=2020, percent=Decimal(20), by=cast.chief)


def told(cast: Cast, proposed: dict[int, int], *, asked: dict[int, int] | None = None, **facts):
    found = what_if(
        cast.association, years=YEARS, asked={y: Decimal(a) for y, a in (asked or proposed).items()},
        proposed={y: Decimal(a) for y, a in proposed.items()}, **facts,
    )  # fmt: skip
    return found, {each.key: each.amounts for each in found.courses}


def test_what_fits_in_the_budget_line_leaves_equity_as_planned(cast):
    make_books(cast)
    found, ways = told(cast, {2022: 300_000})
    assert ways["without"] == ways["proposed"] == kr(400_000, 400_000, 400_000)
    assert [each.left for each in found.lines] == [Decimal(600_000), Decimal(800_000), None]
    assert "Förslaget ryms i raden, så eget kapital blir som planerat." in found.notes


def test_what_is_more_than_the_line_is_taken_from_equity_and_said(cast):
    make_books(cast)
    found, ways = told(cast, {2022: 950_000})
    assert ways["proposed"] == kr(350_000, 350_000, 350_000)
    assert any(
        "50\xa0000\xa0kr mer än det som är kvar av budgetraden 2022" in said for said in found.findings
    )


def test_what_is_taken_from_equity_lies_beside_the_line(cast):
    make_books(cast)
    found, ways = told(cast, {2022: 450_000}, is_beyond=True)
    assert ways["proposed"] == kr(-50_000, -50_000, -50_000)
    assert any("tar eget kapital slut under 2022" in said for said in found.findings)


def test_what_is_granted_already_takes_of_the_line_first(cast):
    make_books(cast)
    insats = make_insats(cast)
    before = sum(grant.amount for grant in insats.grants.filter(year=2022))
    grant_money(insats=insats, year=2022, amount=Decimal(700_000), source="§ 9", by=cast.chief)
    found, ways = told(cast, {2022: 300_000})
    assert found.lines[0].left == Decimal(-100_000) - before
    assert ways["proposed"][0] == Decimal(300_000) - before


def test_a_year_without_plan_takes_its_plan_from_the_year_before_and_says_so(cast):
    make_books(cast)
    found, _ = told(cast, {})
    assert "Bidrag, insatser och andra kostnader antas 2024 vara som 2023." in found.notes
    assert any("ingen budget eller plan för 2024" in said for said in found.notes)


def test_without_books_nothing_is_made_up(cast):
    found, ways = told(cast, {2022: 100_000})
    assert set(ways["proposed"]) == {None}
    assert (found.chart, found.findings) == (None, ())


def test_equity_that_nobody_knows_is_not_followed(cast):
    make_books(cast, is_closed=False)
    found, ways = told(cast, {2022: 100_000})
    assert ways["proposed"] == (None, None, None)
    assert found.lines[0].left == Decimal(800_000)


def test_the_drawing_says_in_words_what_it_shows(cast):
    make_books(cast)
    found, _ = told(cast, {2022: 450_000}, is_beyond=True)
    assert found.chart.told == (
        "Vid slutet av 2024, i kronor: utan 400\xa0000, förslaget −50\xa0000. Högst 200\xa0000 kronor."
    )
    assert [year for _, year in found.chart.years] == [2021, 2022, 2023, 2024]


def test_other_applications_that_wait_are_shown_by_their_latest_version_and_the_own_is_not(cast):
    own, _, _ = received(cast), received(cast), written(cast)
    found, _ = told(cast, {}, but=own)
    assert [each.others for each in found.lines] == [Decimal("188000.50"), Decimal(0), Decimal(0)]


def test_this_year_and_the_two_next_are_shown_and_on_to_the_last_asked_for():
    assert years_ahead(2022, [2023]) == (2022, 2023, 2024)
    assert years_ahead(2022, [2023, 2026]) == (2022, 2023, 2024, 2025, 2026)


@pytest.mark.parametrize(
    ("to", "years"),
    [
        (dt.date(2022, 8, 1), {2022: 200_000, 2023: 420_000}),
        (dt.date(2022, 10, 1), {2022: 120_000, 2023: 420_000}),
        (dt.date(2023, 1, 1), {2022: 0, 2023: 420_000}),
        (dt.date(2023, 7, 1), {2022: 0, 2023: 210_000}),
    ],
)
def test_a_later_start_goes_by_the_months(to, years):
    asked = {2022: Decimal(200_000), 2023: Decimal(420_000)}
    assert {y: moved(a, y, was=dt.date(2022, 8, 1), to=to) for y, a in asked.items()} == years


months = st.dates(dt.date(2021, 1, 1), dt.date(2025, 12, 31)).map(lambda day: day.replace(day=1))


@given(amount=st.integers(0, 10**9), year=st.integers(2021, 2025), was=months, to=months)
def test_a_later_start_never_costs_more_and_the_same_start_changes_nothing(amount, year, was, to):
    money = Decimal(amount)
    assert moved(money, year, was=was, to=was) == money
    if to >= was:
        assert 0 <= moved(money, year, was=was, to=to) <= money
    if was.year <= year < to.year:
        assert moved(money, year, was=was, to=to) == 0
