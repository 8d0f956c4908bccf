"""One result wherever it stands: what parts the places is named once, by the row that does it."""

import pytest

from economy.actions.figures import add_column, save_figures
from economy.actions.layout import add_line, change_line
from economy.actions.years import open_year
from economy.outlines import STARTER
from economy.queries import statements
from economy.states import FigureKind
from finsam.registries.checks import findings
from tests.economy.desk import Desk

WHOLE = {
    "bidrag": 1000, "insatser": -700, "arvoden": -100, "fordringar": 50, "kassa_bank": 350, "balanserat": 150,
    "kortfristiga_skulder": 50,
}  # fmt: skip


@pytest.fixture
def year(cast):
    return open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)


@pytest.fixture
def column(cast, year):
    return add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )


def write(cast, column, **amounts):
    save_figures(figure_set=column, amounts=amounts, by=cast.chief)


def told(cast, year=2021):
    return [(row.what, row.here, row.there) for row in findings(cast.association, year)]


def test_a_whole_year_has_nothing_to_tell(cast, year, column):
    write(cast, column, **WHOLE)
    assert told(cast) == []


def test_the_balance_sheets_result_is_computed(cast, year, column):
    write(cast, column, **WHOLE)
    assert statements.balance_sheet(year).value("arets_resultat") == 200
    assert statements.balance_sheet(year).value("summa_ek_skulder") == 400


def test_a_row_outside_every_sum_is_named_once_though_it_is_so_in_two_columns(cast, year, column):
    budget = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2021", key="budget", by=cast.chief
    )
    add_line(fiscal_year=year, statement="income", label="Flygresor", role="administration", by=cast.chief)
    write(cast, column, **WHOLE | {"flygresor": -60, "kassa_bank": 290})
    write(cast, budget, bidrag=100, flygresor=-7)
    assert told(cast) == [("Flygresor ingår inte i Årets resultat", "200", "140")]


def test_a_rows_item_follows_from_what_it_is(cast, year, column):
    line = add_line(fiscal_year=year, statement="income", label="Resor", role="administration", by=cast.chief)
    total = year.lines.get(key="summa_kostnader")
    change_line(line=total, covers=[*total.covers, line.key], by=cast.chief)
    write(cast, column, **WHOLE | {"resor": -60, "kassa_bank": 290})
    assert statements.lkbr_income(year).value("result") == 140
    assert told(cast) == []


def test_a_row_that_nobody_knows_what_it_is_is_named_once(cast, year, column):
    line = add_line(fiscal_year=year, statement="income", label="Diverse", by=cast.chief)
    total = year.lines.get(key="summa_kostnader")
    change_line(line=total, covers=[*total.covers, line.key], by=cast.chief)
    write(cast, column, **WHOLE | {"diverse": -60, "kassa_bank": 290})
    assert told(cast) == [("Diverse har ingen post i lagens resultaträkning", "200", "140")]


def test_a_balance_row_that_nobody_knows_what_it_is_is_named(cast, year, column):
    add_line(fiscal_year=year, statement="balance", label="Depositioner", by=cast.chief)
    write(cast, column, **WHOLE | {"depositioner": 9})
    assert told(cast) == [("Depositioner har ingen post i lagens balansräkning", "9", "0")]


def test_an_old_typed_result_that_differs_is_named_once_and_can_be_emptied(cast, year, column):
    write(cast, column, **WHOLE | {"arets_resultat": 210})
    assert told(cast) == [("Årets resultat, utfall 2021", "210", "200")]
    desk = Desk(cast)
    name = f"c{column.pk}-arets_resultat"
    assert f'name="{name}"' in desk.get("figure_grid", 2021)
    desk.client.post(f"/{cast.association.slug}/ekonomi/2021/belopp/", {name: "", f"was-{name}": "210"})
    assert told(cast) == []
    assert f'name="{name}"' not in desk.get("figure_grid", 2021)


def test_a_wrong_income_row_beside_a_right_typed_result_gives_one_finding(cast, year, column):
    write(cast, column, **WHOLE | {"insatser": -690, "arets_resultat": 200})
    assert told(cast) == [("Årets resultat, utfall 2021", "200", "210")]


def test_a_wrong_asset_gives_one_finding_though_the_flow_follows(cast, year, column):
    before = open_year(association=cast.association, year=2020, layout=STARTER, by=cast.chief)
    closed = add_column(
        fiscal_year=before, kind=FigureKind.OUTCOME, label="Utfall 2020", key="utfall", by=cast.chief
    )
    write(cast, closed, bidrag=150, kassa_bank=150, balanserat=0)
    write(cast, column, **WHOLE | {"kassa_bank": 351})
    assert told(cast) == [("Balansräkningen, 2021-12-31", "401", "400")]


def test_last_years_wrong_result_is_not_named_again_this_year(cast, year, column):
    before = open_year(association=cast.association, year=2020, layout=STARTER, by=cast.chief)
    closed = add_column(
        fiscal_year=before, kind=FigureKind.OUTCOME, label="Utfall 2020", key="utfall", by=cast.chief
    )
    write(cast, closed, bidrag=149, kassa_bank=150, balanserat=0, arets_resultat=150)
    write(cast, column, **WHOLE)
    assert told(cast) == []
    assert told(cast, 2020) == [("Årets resultat, utfall 2020", "150", "149")]


def test_a_sum_is_named_by_the_name_it_has_on_a_page(cast):
    year = open_year(association=cast.association, year=2021, by=cast.chief)
    for label, role in (("Pengar", "cash"), ("Skulder", "short_debt")):
        add_line(fiscal_year=year, statement="balance", label=label, role=role, by=cast.chief)
    column = add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )
    write(cast, column, pengar=5, skulder=4)
    [found] = findings(cast.association, 2021)
    assert (found.here_place, found.there_place) == (
        "Summa tillgångar i lagens uppställning",
        "Summa eget kapital, avsättningar och skulder i lagens uppställning",
    )
