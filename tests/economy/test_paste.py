"""Rows from Excel: looked at first, saved whole, and the sums that do not add up are named."""

from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.figures import add_column
from economy.actions.years import open_year
from economy.layouts import STARTER
from economy.models import Figure
from economy.queries import statements
from economy.queries.pasted import read_pasted
from economy.states import FigureKind
from finsam.checks import Kind, findings
from finsam.models import PrintedFigure
from tests.cast import client_of
from tests.economy.plan import add_columns, as_excel, build_layout, read_case

URL = "figure_paste"


@pytest.fixture
def year(cast):
    return open_year(association=cast.association, year=2021, layout=STARTER, by=cast.chief)


@pytest.fixture
def column(cast, year):
    return add_column(
        fiscal_year=year, kind=FigureKind.OUTCOME, label="Utfall 2021", key="utfall", by=cast.chief
    )


def post(cast, year=2021, person=None, **data):
    url = reverse(URL, args=[cast.association.slug, year])
    return client_of(person or cast.chief).post(url, {"unit": "kr", "document": "", **data})


def read(year, text, **options):
    return read_pasted(
        text, list(year.lines.order_by("-statement", "position")), unit=options.pop("unit", "kr"), **options
    )


def test_a_row_is_known_by_its_name_whatever_its_case(year):
    [row] = read(year, "ARVODEN\t−99 646").rows
    assert (row.line.key, row.how, row.cells[0].amount) == ("arvoden", "exact", -99646)


def test_a_row_that_nearly_has_the_name_is_a_guess(year):
    [row] = read(year, "Övriga kostnaderna\t1").rows
    assert (row.line.key, row.how) == ("ovriga_kostnader", "alike")


def test_a_row_that_is_not_known_is_told(year):
    pasted = read(year, "Flygresor\t−5")
    assert [row.label for row in pasted.unknown] == ["Flygresor"]


def test_a_first_row_without_amounts_is_the_columns_heads(year):
    pasted = read(year, "Konto\t2021\t2020\nArvoden\t1\t2")
    assert (pasted.heads, len(pasted.rows)) == (("2021", "2020"), 1)


def test_the_result_of_both_statements_is_told_apart_by_its_order(year):
    rows = read(year, "Årets resultat\t5\nKassa och bank\t1\nÅrets resultat\t5").rows
    assert [row.line.key for row in rows] == ["resultat", "kassa_bank", "arets_resultat"]


def test_heads_over_an_empty_first_cell_stand_over_their_own_columns(cast, column):
    shown = post(cast, text="\tBudget 2021\tUtfall 2021\nArvoden\t1\t2").content.decode()
    assert shown.index("Budget 2021<br>") < shown.index("Utfall 2021<br>")


@pytest.mark.parametrize("blank", ["", "-", "–"])
def test_an_empty_cell_is_not_known(year, blank):
    [row] = read(year, f"Arvoden\t{blank}\t1").rows
    assert row.cells[0].amount is None


def test_thousands_are_read_as_kronor(year):
    [row] = read(year, "Arvoden\t−99,6", unit="tkr").rows
    assert row.cells[0].amount == -99600


def test_what_is_no_amount_is_said(year):
    [row] = read(year, "Arvoden\tcirka 3\t1").rows
    assert "är inget belopp" in row.cells[0].fault


def test_a_table_with_spaces_for_tabs_is_read_too(year):
    [row] = read(year, "Arvoden   −99 646   −100 000").rows
    assert [cell.amount for cell in row.cells] == [-99646, -100000]


def test_nothing_is_saved_by_looking(cast, column):
    answer = post(cast, text="Arvoden\t−99 646")
    assert answer.status_code == 200
    assert not Figure.objects.exists()


def test_a_name_in_both_statements_is_taken_where_the_row_above_stands(cast, year, column):
    post(cast, text="Kassa och bank\t7\nÅrets resultat\t3", save="1")
    kept = dict(column.figures.values_list("line__key", "amount"))
    assert kept == {"kassa_bank": 7, "arets_resultat": 3}


def test_a_name_on_two_lines_in_excel_is_one_row(cast, year, column):
    post(
        cast,
        text='"Bidrag från\nmedlemmarna"\t(1 234,50)\r\n"Övriga ""kostnader"""\t-\u202f2 000 kr\r\n',
        save="1",
    )
    kept = dict(column.figures.values_list("line__key", "amount"))
    assert kept == {"bidrag": Decimal("-1234.50"), "ovriga_kostnader": -2000}


def test_what_was_pasted_is_saved(cast, year, column):
    post(cast, text="Bidrag från medlemmarna\t5 034 000\nArvoden\t−99 646", save="1")
    own = statements.income_statement(year)
    assert (own.value("bidrag"), own.value("arvoden"), own.value("resultat")) == (5034000, -99646, 4934354)


def test_a_row_may_be_given_its_line_by_hand(cast, year, column):
    post(cast, text="Flygresor\t−5", save="1", **{"row-0": "ovriga_kostnader"})
    assert statements.income_statement(year).value("ovriga_kostnader") == -5


def test_a_row_that_is_not_known_may_become_a_new_one(cast, year, column):
    post(cast, text="- Flygresor\t−5", save="1", **{"row-0": "new:income"})
    own = statements.income_statement(year)
    assert [(row.label, row.values) for row in own.rows][-1] == ("Flygresor", (-5,))


def test_a_new_row_is_not_made_when_something_else_is_refused(cast, year, column):
    post(cast, text="Flygresor\t−5\nArvoden\tcirka 3", save="1", **{"row-0": "new:income"})
    assert not year.lines.filter(key="flygresor").exists()


def test_two_rows_for_one_line_are_refused_and_the_text_stays(cast, column):
    answer = post(cast, text="Arvoden\t1\nArvoden\t2", save="1")
    assert "står för samma rad" in answer.content.decode()
    assert "Arvoden\t2" in answer.content.decode()
    assert not Figure.objects.exists()


def test_an_unreadable_amount_saves_nothing_at_all(cast, column):
    post(cast, text="Arvoden\t1\nInsatser\tcirka 3", save="1")
    assert not Figure.objects.exists()


def test_sums_in_excel_are_kept_as_printed_and_not_saved_twice(cast, year, column):
    post(cast, text="Bidrag från medlemmarna\t10\nSumma intäkter\t12", document="Excel från byrån", save="1")
    assert PrintedFigure.objects.get().value == "12"
    assert [row.key for row in findings(cast.association, 2021)] == ["economy.sum.2021.utfall.summa_intakter"]


def test_the_neighbour_pastes_nothing_here(cast, column):
    assert post(cast, person=cast.outsider, text="Arvoden\t1", save="1").status_code == 404


def test_a_ledamot_pastes_nothing(cast, column):
    assert post(cast, person=cast.chair, text="Arvoden\t1", save="1").status_code == 403


def test_a_year_that_is_not_there_is_not_found(cast):
    assert post(cast, year=1999, text="Arvoden\t1").status_code == 404


# ---- A whole plan in thousands


@pytest.fixture
def plan(cast):
    case = read_case()
    year = build_layout(cast, case)
    add_columns(cast, year)
    post(cast, year=2023, text=as_excel(case), unit="tkr", document="Verksamhetsplan 2023", save="1")
    return year


def test_the_plan_has_every_amount_of_the_case(cast, plan):
    case = read_case()
    own = statements.income_statement(plan, list(plan.figure_sets.all()))
    shown = {row.label: [int(value / 1000) for value in row.values] for row in own.rows}
    for group in ("income", "individ", "struktur"):
        rows = {name: values for name, values in case[group].items() if not name.startswith("total")}
        assert {name: shown[name] for name in rows} == rows


def test_the_plans_sums_that_do_not_add_up_are_named_and_no_others(cast, plan):
    found = findings(cast.association, 2023)
    assert sorted((row.what, row.here, row.there, row.kind) for row in found) == sorted([
        ("Individinriktade insatser, prognos 2022", "−5\u00a0362\u00a0tkr", "−5\u00a0361\u00a0tkr", Kind.ROUNDING),
        ("Strukturinriktade insatser, budget 2022", "−943\u00a0tkr", "−908\u00a0tkr", Kind.REAL),
        ("Strukturinriktade insatser, prognos 2022", "−845\u00a0tkr", "−955\u00a0tkr", Kind.REAL),
        ("Strukturinriktade insatser, budget 2023", "−1\u00a0109\u00a0tkr", "−1\u00a0084\u00a0tkr", Kind.REAL),
    ])  # fmt: skip


def test_the_preview_of_the_plan_names_them_before_anything_is_saved(cast):
    case = read_case()
    add_columns(cast, build_layout(cast, case))
    page = post(cast, year=2023, text=as_excel(case), unit="tkr").content.decode()
    assert "Strukturinriktade insatser, Budget 2023: i Excel −1\u00a0109, raderna ger" in page
    assert not Figure.objects.exists()
