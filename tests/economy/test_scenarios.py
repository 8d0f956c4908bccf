"""A "tänk om" follows equity over three years beside the plan, is kept under a name, and changes no budget."""

from decimal import Decimal

import pytest

from economy.actions.figures import add_column, save_figures
from economy.actions.scenarios import keep_scenario
from economy.models import Figure, Scenario
from economy.queries.books import open_books
from economy.queries.equity_ahead import equity_ahead
from economy.queries.scenarios import Supposed, equity_if, scenario_chart, supposed_of
from economy.states import FigureKind
from finsam.errors import DomainError
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.economy.ledgers import opened_year


@pytest.fixture
def year(cast: Cast):
    """2022 with a budget in balance after 2021 with an equity of a million."""
    before, opened = opened_year(cast, 2021), opened_year(cast, 2022)
    told = add_column(fiscal_year=before, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief)  # fmt: skip
    save_figures(figure_set=told, amounts={"bidrag": Decimal(5_000_000), "balanserat": Decimal(1_000_000), "insatser": Decimal(-5_000_000)}, by=cast.chief)  # fmt: skip
    budget = add_column(fiscal_year=opened, kind=FigureKind.BUDGET, label="Budget 2022", key="budget", by=cast.chief)  # fmt: skip
    save_figures(figure_set=budget, amounts={"bidrag": Decimal(5_000_000), "insatser": Decimal(-5_000_000)}, by=cast.chief)  # fmt: skip
    return opened


def differences(cast: Cast, supposed: Supposed) -> list[Decimal]:
    books = open_books(cast.association)
    planned = equity_ahead(cast.association, 2022, books=books)
    found = equity_if(cast.association, 2022, supposed, books)
    return [a.closing - b.closing for a, b in zip(found, planned, strict=True)]


def test_insatser_cost_from_their_month_on_and_then_whole_years(cast, year):
    assert differences(cast, Supposed({}, 2, Decimal(300_000), 9)) == [-200_000, -800_000, -1_400_000]


def test_what_the_members_pay_more_stays_in_the_equity(cast, year):
    more = {2022: Decimal(5_100_000), 2023: Decimal(5_100_000), 2024: Decimal(5_100_000)}
    assert differences(cast, Supposed(more))[0] == 100_000


def test_it_is_drawn_beside_the_plan_with_labels_that_do_not_lie_on_each_other(cast, year):
    books = open_books(cast.association)
    planned = equity_ahead(cast.association, 2022, books=books)
    chart = scenario_chart(planned, equity_if(cast.association, 2022, Supposed({}, 1, Decimal(1_000)), books))
    assert [line.label for line in chart.lines] == ["Planerat", "Tänk om"]
    heights = [Decimal(line.label_y) for line in chart.lines]
    assert abs(heights[0] - heights[1]) >= 14


def test_what_is_kept_is_read_back_and_a_name_is_taken_once(cast, year):
    supposed = Supposed({2022: Decimal("5100000.50")}, 3, Decimal(100), 4)
    row = keep_scenario(association=cast.association, first_year=2022, name="Fler", supposed=supposed, by=cast.chief)  # fmt: skip
    row.refresh_from_db()
    assert supposed_of(row) == supposed
    with pytest.raises(DomainError, match="Det finns redan"):
        keep_scenario(association=cast.association, first_year=2022, name=" Fler", supposed=supposed, by=cast.chief)  # fmt: skip


def test_the_page_reckons_without_a_name_keeps_with_one_and_leaves_the_budget(cast, year):
    desk, before = Desk(cast), sorted(Figure.objects.values_list("pk", "amount"))
    given = {"insatser": 1, "amount": "250 000", "start_month": 1}
    page = desk.client.post(f"/{cast.association.slug}/ekonomi/2022/tank-om/", given)
    assert (page.status_code, "<svg" in page.content.decode(), Scenario.objects.count()) == (200, True, 0)
    desk.post("scenario_list", 2022, name="En till", **given)
    assert "En till" in desk.get("scenario_list", 2022)
    desk.post("scenario_remove", Scenario.objects.get().pk)
    assert (Scenario.objects.count(), sorted(Figure.objects.values_list("pk", "amount"))) == (0, before)
