"""What the members pay: against the income line, and half, a quarter and a quarter."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from economy.actions.figures import add_column, save_contributions, save_figures
from economy.actions.limits import set_shares
from economy.actions.years import open_year
from economy.forms.fields import AmountField
from economy.models import ContributionShares, FiscalYear
from economy.outlines import STARTER
from economy.queries.contributions import names_of
from economy.states import FigureKind
from finsam.registries.checks import findings
from tests.cast import client_of
from tests.economy.desk import Desk


@pytest.fixture
def column(cast):
    year = open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)
    return add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2021", key="budget", by=cast.chief
    )


def pay(cast, column, state, region, kommun, line=None):
    amounts = {cast.fk: state, cast.region: region, cast.kommun: kommun}
    save_contributions(figure_set=column, amounts=amounts, by=cast.chief)
    income = state + region + kommun if line is None else line
    save_figures(figure_set=column, amounts={"bidrag": income}, by=cast.chief)
    return [
        tuple(text.replace("\u00a0", " ") for text in (row.what, row.here, row.there))
        for row in findings(cast.association, 2021)
    ]


def test_half_and_two_quarters_that_are_the_income_line_have_nothing_to_tell(cast, column):
    assert pay(cast, column, 3_400_000, 1_700_000, 1_700_000) == []


def test_a_sum_that_is_not_the_income_line_is_named(cast, column):
    found = pay(cast, column, 3_400_000, 1_700_000, 1_700_000, line=7_030_000)
    assert found == [("Medlemsbidrag, budget 2021", "6 800 000", "7 030 000")]


@pytest.mark.parametrize(
    ("paid", "told"),
    [
        ((2_976_000, 1_526_000, 1_526_000), ("Statens bidrag, budget 2021", "2 976 000", "3 052 000")),
        ((3_400_000, 1_600_000, 1_700_000), ("Regionens bidrag, budget 2021", "1 600 000", "1 700 000")),
        ((3_400_000, 1_700_000, 1_800_000), ("Kommunernas bidrag, budget 2021", "1 800 000", "1 700 000")),
    ],
)
def test_the_one_who_does_not_pay_its_share_is_named_and_no_other(cast, column, paid, told):
    assert pay(cast, column, *paid) == [told]


def test_whole_thousands_may_be_rounded(cast, column):
    assert pay(cast, column, 3_401_000, 1_700_000, 1_700_000) == []


def test_what_an_agreement_says_holds_and_is_cited(cast, column):
    desk = Desk(cast)
    desk.post(
        "contribution_shares",
        from_year="2020",
        state="40",
        region="30",
        kommuner="30",
        source="Avtal 2020, 4 §",
    )
    assert pay(cast, column, 4_000_000, 3_000_000, 3_000_000) == []
    assert "Andelar enligt Avtal 2020, 4 §" in desk.get("contribution_list", 2021)
    desk.post("contribution_shares_remove", ContributionShares.objects.get().pk)
    assert len(findings(cast.association, 2021)) == 1


def test_shares_that_are_not_a_whole_are_refused(cast):
    url = reverse("contribution_shares", args=[cast.association.slug])
    given = {"from_year": "2020", "state": "40", "region": "30", "kommuner": "20", "source": "Avtal"}
    assert "tillsammans vara 100 procent" in client_of(cast.chief).post(url, given).content.decode()


def test_what_does_not_agree_stands_on_the_members_page(cast, column):
    pay(cast, column, 3_400_000, 1_700_000, 1_700_000, line=7_030_000)
    assert "7 030 000" in Desk(cast).get("contribution_list", 2021)


def test_an_agreement_holds_from_its_year(cast, column):
    whole = {"state": 40, "region": 30, "kommuner": 30}
    set_shares(association=cast.association, from_year=2022, source="Avtal", by=cast.chief, **whole)
    assert pay(cast, column, 3_400_000, 1_700_000, 1_700_000) == []


# ---- A year without outcome


def test_a_year_with_a_budget_alone_shows_it(cast, column):
    save_figures(figure_set=column, amounts={"bidrag": 1_000_000, "insatser": -900_000}, by=cast.chief)
    page = Desk(cast).get("economy_year", 2021)
    assert "Budget 2021" in page
    assert "−900 000" in page


def test_a_year_opened_by_mistake_goes_away(cast):
    desk = Desk(cast)
    desk.open_year(2031)
    assert "Ta bort räkenskapsåret" in desk.get("economy_year", 2031)
    desk.post("fiscal_year_remove", 2031)
    assert not FiscalYear.objects.exists()


def test_a_year_in_which_something_stands_stays(cast, column):
    url = reverse("fiscal_year_remove", args=[cast.association.slug, 2021])
    page = client_of(cast.chief).post(url, follow=True).content.decode()
    assert "har kolumner eller bokföring" in page
    assert FiscalYear.objects.exists()


# ---- Amounts with a unit, typed in a year of thousands


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("5 034", 5_034_000), ("5 034 000 kronor", 5_034_000), ("5 034 000 kr.", 5_034_000), ("5 034 000:-", 5_034_000),
        ("5.034 mkr", 5_034_000), ("5 034 tkr", 5_034_000), ("−943,5", -943_500),
    ],
)  # fmt: skip
def test_a_typed_unit_wins_over_the_years(typed, stored):
    assert AmountField(unit="tkr").clean(typed) == stored


@pytest.mark.parametrize("typed", ["5 034 000", "5.034", "5,034", "250 000"])
def test_what_may_be_of_either_unit_is_refused(typed):
    with pytest.raises(ValidationError, match=r"kan vara|två sätt"):
        AmountField(unit="tkr").clean(typed)


def test_what_the_members_pay_in_rows_of_their_own_is_offered_and_not_written_once_more(cast, column):
    paste = reverse("figure_paste", args=[cast.association.slug, 2021])
    text = (
        f"kr\tBudget 2021\nIntäkter\t\n{cast.fk.name}\t3 400 000\n{cast.region.name}\t1 700 000\n"
        f"{cast.kommun.name.removesuffix(' kommun')}\t1 700 000\nGåva\t5\nSumma intäkter\t6 800 005\n"
    )
    client = client_of(cast.chief)
    client.post(paste, {"text": text, "save": "1"})
    address = reverse("contribution_list", args=[cast.association.slug, 2021]) + "?kolumn=budget"
    page = client.get(address)
    assert "hämtade ur resultaträkningens rader" in page.content.decode()
    offered = {field.label: field.initial for field in page.context["form"].fields.values() if field.initial}
    assert offered == {cast.fk.name: 3_400_000, cast.region.name: 1_700_000, cast.kommun.name: 1_700_000}
    assert not column.contributions.exists()


@pytest.mark.parametrize(
    ("name", "printed"),
    [("Säters kommun", "säter"), ("Falu kommun", "falun"), ("Region Dalarna", "dalarna"), ("Örebro kommun", "örebro"),
     ("Göteborgs stad", "göteborg"), ("Försäkringskassan", "fk")],
)  # fmt: skip
def test_a_member_goes_by_its_shorter_names(name, printed):
    assert printed in names_of(name, "FK")
