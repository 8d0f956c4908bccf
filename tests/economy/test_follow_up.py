"""The year as it goes: budget by month, outcome to the last closed month, and forecasts that are all kept."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from economy.actions.figures import add_column, remove_column, save_figures
from economy.actions.forecasting import Wanted, keep_forecast, make_forecast
from economy.actions.month_budgets import copy_budget, set_deviation_limit, spread_lines, spread_own
from economy.actions.years import open_year
from economy.models import FigureSet, Forecast
from economy.outlines import STARTER
from economy.queries.books import open_books
from economy.queries.follow_up import follow_up
from economy.queries.forecasts import forecasts_of, rest_of_year, steps_of
from economy.queries.month_budget import month_budget, spread
from economy.states import FigureKind, ForecastWay, SpreadWay, StatementKind
from finsam import clock
from finsam.errors import DomainError
from tests.cast import client_of
from tests.economy.desk import Desk
from tests.economy.figures import load_demo_figures
from tests.economy.ledgers import opened_year, stored
from tests.economy.quarter import BUDGET, OUTCOME, load_quarter
from tests.insatser.reports import granted, make_insats
from tests.pages import in_one_line

MARCH = dt.date(2022, 3, 31)


def row(shown, key):
    return next(each for each in shown.rows if each.key == key)


def at(day):
    return clock.standing_at(dt.datetime.combine(day, dt.time(12), dt.UTC))


# ---- The last closed month


def test_the_demos_quarter_is_the_books_to_the_krona(cast):
    shown = follow_up(load_quarter(cast))
    assert (shown.until, shown.period) == (MARCH, "Januari–mars")
    assert {key: row(shown, key).outcome for key in OUTCOME} == OUTCOME
    assert (shown.result.outcome, shown.result.budget) == (181_318, -155_500)
    assert (shown.equity, shown.opening) == (1_239_625, 1_058_307)


def test_a_month_before_the_last_is_shown_as_it_was(cast):
    year = load_quarter(cast)
    january = follow_up(year, dt.date(2022, 1, 31))
    assert (january.is_latest, len(january.periods)) == (False, 3)
    assert row(january, "forbundschef").budget == -62_500
    assert row(january, "forbundschef").forecast is None


def test_a_typed_outcome_closes_the_month_that_it_ends_with(cast):
    year = load_demo_figures(cast)
    june = follow_up(year, dt.date(2021, 6, 30))
    assert june.periods == (dt.date(2021, 6, 30), dt.date(2021, 12, 31))
    assert row(june, "insatser").budget == -1_996_518  # as it was typed for the half-year
    assert june.result.forecast == 0


def test_a_year_without_any_outcome_has_no_closed_month(cast):
    year = open_year(association=cast.association, year=2022, layout=STARTER, by=cast.chief)
    assert follow_up(year) is None


def test_twelve_closed_months_leave_nothing_to_forecast(cast):
    opened_year(cast)
    stored(cast)
    year = cast.association.fiscal_years.get(year=2021)
    shown = follow_up(year)
    assert shown.until == dt.date(2021, 12, 31)
    assert shown.result.forecast == shown.result.outcome


def test_a_line_is_marked_when_it_passes_both_the_percent_and_the_kronor(cast):
    year = load_quarter(cast)
    assert [each.key for each in follow_up(year).marked] == ["insatser", "resor", "nns"]
    set_deviation_limit(
        association=cast.association, percent=Decimal(5), kronor=Decimal(50_000), by=cast.chief
    )
    assert [each.key for each in follow_up(year).marked] == ["insatser"]


# ---- The budget by month


@given(
    total=st.decimals(-(10**9), 10**9, places=2),
    weights=st.lists(st.decimals(-1000, 1000, places=2), min_size=1, max_size=12),
)
def test_the_months_are_always_the_whole_budget(total, weights):
    assert sum(spread(total, weights)) == total


def test_a_quarter_falls_on_its_last_month(cast):
    year = load_quarter(cast)
    spread_lines(fiscal_year=year, ways={"kansli": SpreadWay.QUARTERS}, by=cast.chief)
    book = open_books(cast.association, [2022]).by_year[2022]
    months = next(each.months for each in month_budget(book) if each.line.key == "kansli")
    assert months[:4] == (0, 0, -25_000, 0)


def test_own_months_are_the_years_budget_or_both_sums_are_said(cast):
    year = load_quarter(cast)
    line = year.lines.get(key="nns")
    with pytest.raises(DomainError, match="Månaderna blir −10.000 kronor och årets budget är −11.000"):
        spread_own(line=line, months=[Decimal(-10_000)] + [Decimal(0)] * 11, by=cast.chief)
    spread_own(line=line, months=[Decimal(-11_000)] + [Decimal(0)] * 11, by=cast.chief)
    shown = follow_up(year)
    assert (row(shown, "nns").budget, row(shown, "nns").deviation) == (-11_000, 732)
    assert shown.result.budget == -163_750


def test_a_budget_follows_the_months_of_last_years_books(cast):
    opened_year(cast)
    stored(cast)
    before = cast.association.fiscal_years.get(year=2021)
    year = open_year(association=cast.association, year=2022, copy_from=before, by=cast.chief)
    column = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2022", key="budget", by=cast.chief
    )
    save_figures(figure_set=column, amounts={"insatser": Decimal(-1_200_000)}, by=cast.chief)
    spread_lines(fiscal_year=year, ways={"insatser": SpreadWay.LAST_YEAR}, by=cast.chief)
    months = next(
        each.months
        for each in month_budget(open_books(cast.association).by_year[2022])
        if each.line.key == "insatser"
    )
    assert sum(months) == -1_200_000
    assert len(set(months)) > 1


def test_last_year_without_months_is_refused_with_what_to_do(cast):
    year = load_quarter(cast)
    with pytest.raises(DomainError, match="Bokföringen för 2021 är inte inläst med månader"):
        spread_lines(fiscal_year=year, ways={"kansli": SpreadWay.LAST_YEAR}, by=cast.chief)


def test_last_years_budget_is_copied_by_percent_and_rounded(cast):
    year = open_year(
        association=cast.association, year=2022, copy_from=load_demo_figures(cast), by=cast.chief
    )
    column = copy_budget(
        fiscal_year=year, incomes=Decimal(0), costs=Decimal(2), to=Decimal(1000), by=cast.chief
    )
    amounts = {each.line.key: each.amount for each in column.figures.select_related("line")}
    assert (amounts["bidrag"], amounts["forbundschef"]) == (5_034_000, -750_000)  # 735 000 and two percent
    with pytest.raises(DomainError, match="2022 har redan en budget"):
        copy_budget(fiscal_year=year, incomes=Decimal(0), costs=Decimal(0), by=cast.chief)


def test_a_new_years_empty_pages_lead_to_a_copy_of_last_years_budget_and_back_to_it(cast):
    open_year(association=cast.association, year=2022, copy_from=load_demo_figures(cast), by=cast.chief)
    client, slug = client_of(cast.chief), cast.association.slug
    copy = reverse("budget_copy", args=[slug, 2022])
    empty = [reverse(name, args=[slug, 2022]) for name in ("economy_year", "figure_grid", "layout")]
    for page in empty:
        assert "Kopiera budgeten för 2021" in in_one_line(client.get(page).content.decode()), page
    client.post(copy, {"incomes": "0", "costs": "2", "to": "1000"})
    for page in empty:
        assert copy not in client.get(page).content.decode(), page
    economy = in_one_line(client.get(reverse("economy", args=[slug])).content.decode())
    assert f'href="{empty[0]}">Budget 2022</a>' in economy.replace(" >", ">")


def test_without_a_budget_to_copy_none_is_offered(cast):
    open_year(association=cast.association, year=2022, copy_from=None, by=cast.chief)
    page = client_of(cast.chief).get(reverse("figure_grid", args=[cast.association.slug, 2022]))
    assert "Kopiera budgeten" not in page.content.decode()


# ---- The forecast


@pytest.mark.parametrize(
    ("outcome", "until", "whole", "expected"),
    [
        (-30, -25, -100, -105),
        (None, -25, -100, -100),
        (-30, None, None, -30),
        (None, None, None, None),
        (0, 0, -100, -100),
    ],
)
def test_a_forecast_is_the_outcome_and_what_is_left_of_the_budget(outcome, until, whole, expected):
    given_amounts = [None if each is None else Decimal(each) for each in (outcome, until, whole)]
    assert rest_of_year(*given_amounts) == expected


def test_a_forecast_is_proposed_until_somebody_makes_it(cast):
    shown = follow_up(load_quarter(cast))
    assert shown.kept is None
    assert (
        shown.result.forecast
        == BUDGET["bidrag"] + sum(v for k, v in BUDGET.items() if k != "bidrag") + 181_318 + 155_500
    )


def test_an_own_figure_is_kept_with_who_and_why(cast):
    year = load_quarter(cast)
    wanted = {"insatser": Wanted(ForecastWay.OWN, Decimal(-4_240_000), "Rådgivningen börjar i augusti.")}
    make_forecast(fiscal_year=year, until=MARCH, wanted=wanted, by=cast.chief)
    insatser = row(follow_up(year), "insatser")
    assert (insatser.forecast, insatser.way, insatser.reason) == (
        -4_240_000,
        "own",
        "Rådgivningen börjar i augusti.",
    )
    assert insatser.told.written_by == cast.chief
    assert not insatser.needs_reason


def test_what_is_granted_can_be_the_forecast(cast):
    year = load_quarter(cast)
    granted(cast, make_insats(cast), 900_000, 2022)
    make_forecast(
        fiscal_year=year, until=MARCH, wanted={"insatser": Wanted(ForecastWay.GRANTS)}, by=cast.chief
    )
    assert row(follow_up(year), "insatser").forecast == -900_000
    with pytest.raises(DomainError, match="Resor, logi: inget är beviljat"):
        make_forecast(
            fiscal_year=year, until=MARCH, wanted={"resor": Wanted(ForecastWay.GRANTS)}, by=cast.chief
        )


def test_each_days_forecast_is_kept_and_one_sees_how_it_moved(cast):
    year = load_quarter(cast)
    for day, amount in ((dt.date(2022, 4, 4), -4_400_000), (dt.date(2022, 4, 11), -4_300_000)):
        with at(day):
            make_forecast(
                fiscal_year=year,
                until=MARCH,
                wanted={"insatser": Wanted(ForecastWay.OWN, Decimal(amount))},
                by=cast.chief,
            )
    with at(dt.date(2022, 4, 11)):
        make_forecast(
            fiscal_year=year,
            until=MARCH,
            wanted={"insatser": Wanted(ForecastWay.OWN, Decimal(-4_200_000))},
            by=cast.officer,
        )
    kept = forecasts_of(year)
    assert [each.amounts["insatser"] for each in kept] == [-4_400_000, -4_200_000]
    book = open_books(cast.association).by_year[2022]
    steps = steps_of(book, kept, book.of(StatementKind.INCOME))
    assert [step.who for step in steps] == ["Budgeten", cast.chief.name, cast.officer.name]
    assert (steps[2].line, steps[2].line_change, steps[2].change) == (
        "Bidrag beviljade projekt",
        200_000,
        200_000,
    )


def test_a_forecast_that_was_shown_is_not_written_over_even_the_same_day(cast):
    year = load_quarter(cast)
    first = make_forecast(fiscal_year=year, until=MARCH, wanted={}, by=cast.chief)
    keep_forecast(forecast=first, by=cast.chief)
    second = make_forecast(fiscal_year=year, until=MARCH, wanted={}, by=cast.chief)
    assert first.pk != second.pk
    assert FigureSet.objects.filter(key="prognos", fiscal_year=year).count() == 2


def test_the_newest_forecast_is_the_years_in_every_statement(cast):
    year = load_quarter(cast)
    made = make_forecast(fiscal_year=year, until=MARCH, wanted={}, by=cast.chief)
    book = open_books(cast.association).by_year[2022]
    assert book.find(FigureKind.FORECAST) == made.figure_set


def test_a_kept_forecast_is_changed_and_removed_nowhere_else(cast):
    made = make_forecast(fiscal_year=load_quarter(cast), until=MARCH, wanted={}, by=cast.chief)
    with pytest.raises(DomainError, match="sparad med sina skäl"):
        save_figures(figure_set=made.figure_set, amounts={"resor": Decimal(1)}, by=cast.chief)
    with pytest.raises(DomainError, match="sparad med sina skäl"):
        remove_column(figure_set=made.figure_set, by=cast.chief)
    assert Forecast.objects.get() == made


def test_2021_moved_from_nothing_at_half_year_to_367_609(cast):
    load_demo_figures(cast)
    book = open_books(cast.association).by_year[2021]
    assert [step.result for step in steps_of(book, [], ())] == [0, 0, 367_609]


# ---- On the page


def typed(desk, **changed):
    """What the page's form holds, with what is changed."""
    shown = follow_up(desk.association.fiscal_years.get(year=2022))
    return {f"w-{each.key}": each.way for each in shown.rows if each.kind == "line"} | changed


def test_the_office_writes_a_figure_and_why_and_finds_it_again(cast):
    load_quarter(cast)
    desk = Desk(cast)
    given_fields = typed(
        desk, **{"f-resor": "-30 000", "was-f-resor": "−34 820", "r-resor": "Färre resor i höst."}
    )
    desk.post("follow_up_year", 2022, **given_fields)
    page = desk.get("follow_up_year", 2022)
    assert "−30 000" in page
    assert "Färre resor i höst." in page
    assert f"{cast.chief.name}, " in page


def test_what_cannot_be_read_stays_in_its_field_with_what_to_do(cast):
    load_quarter(cast)
    desk = Desk(cast)
    answer = desk.client.post(
        f"/{cast.association.slug}/ekonomi/2022/uppfoljning/",
        typed(desk, **{"f-resor": "trettio", "r-resor": "För att."}),
    )
    assert answer.status_code == 200
    assert "trettio" in answer.content.decode()
    assert "För att." in answer.content.decode()
    assert not Forecast.objects.exists()


def test_a_reader_sees_the_month_and_writes_nothing(cast):
    load_quarter(cast)
    url = f"/{cast.association.slug}/ekonomi/2022/uppfoljning/"
    page = client_of(cast.chair).get(url).content.decode()
    assert "181\u00a0318" in page
    assert "Spara prognosen" not in page
    client_of(cast.chair).post(url, {})
    assert not Forecast.objects.exists()
