"""A pasted table: looked at first, saved whole, undone again, and the sums that do not add up are named."""

from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.adoption import adopt
from economy.actions.figures import add_column
from economy.actions.years import open_year
from economy.forms.figures import fingerprint
from economy.models import Figure, Pasting
from economy.outlines import STARTER
from economy.queries import statements
from economy.queries.books import open_books
from economy.queries.paste import plan_paste, read_for
from economy.queries.snapshot import snapshot_of_year
from economy.states import FigureKind
from finsam.models import PrintedFigure
from finsam.registries.checks import Kind, findings
from tests.cast import client_of
from tests.economy.plan import add_columns, as_excel, build_layout, read_case

URL = "figure_paste"
HEAD = "\tUtfall 2021\n"


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
    if any(name.startswith(("row-", "col-", "role-")) or name == "outline" for name in data):
        data["read"] = fingerprint(data["text"])
        data.setdefault("was-outline", data.get("outline", ""))
    return client_of(person or cast.chief).post(url, {"unit": "kr", "document": "", **data})


def plan_of(cast, year, text, **options):
    book = open_books(cast.association, [year.year]).by_year[year.year]
    return plan_paste(read_for(book, HEAD + text, unit=options.pop("unit", "kr"), **options), book)


def row_of(cast, year, text, **options):
    [row] = plan_of(cast, year, text, **options).rows
    return row


def test_a_row_is_known_by_its_name_whatever_its_case(cast, year):
    row = row_of(cast, year, "ARVODEN\t−99 646")
    assert (row.line.key, row.how, row.row.amounts) == ("arvoden", "exact", (-99646,))


def test_a_row_that_nearly_has_the_name_is_a_guess(cast, year):
    row = row_of(cast, year, "Övriga kostnaderna\t−1")
    assert (row.line.key, row.how) == ("ovriga_kostnader", "alike")


def test_a_row_that_differs_in_a_number_is_another(cast, year):
    rows = plan_of(cast, year, "Arvoden 1\t−1\nArvoden 2\t−1").rows
    assert [row.how for row in rows] == ["new", "new"]


def test_a_row_that_is_not_known_is_to_become_a_new_one(cast, year):
    plan = plan_of(cast, year, "Arvoden\t−1\nFlygresor\t−5")
    assert [(each.row.label, each.statement) for each in plan.made] == [("Flygresor", "income")]


def test_the_result_of_both_statements_is_told_apart_by_its_order(cast, year):
    rows = plan_of(cast, year, "Årets resultat\t5\nKassa och bank\t1\nÅrets resultat\t5").rows
    assert [row.line.key for row in rows] == ["resultat", "kassa_bank", "arets_resultat"]


@pytest.mark.parametrize("blank", ["", "-", "–"])
def test_an_empty_cell_is_not_known(cast, year, blank):
    plan = plan_of(cast, year, f"Arvoden\t{blank}\nInsatser\t−1")
    assert plan.rows[0].row.amounts == (None,)


def test_thousands_are_read_as_kronor(cast, year):
    assert row_of(cast, year, "Arvoden\t−99,6", unit="tkr").row.amounts == (-99600,)


def test_a_unit_in_the_cell_wins_over_the_chosen_one(cast, year):
    rows = plan_of(cast, year, "Bidrag från medlemmarna\t5,034 mkr\nArvoden\t−99 646 kr", unit="tkr").rows
    assert [row.row.amounts for row in rows] == [(5034000,), (-99646,)]


def test_what_may_be_two_amounts_is_refused_with_both(cast, year, column):
    answer = post(cast, text=HEAD + "Arvoden\t−5 034 000", unit="tkr", save="1")
    assert "−5 034 000 kr eller −5 034 000 tkr" in answer.content.decode()
    assert not Figure.objects.exists()


def test_a_table_without_unit_that_does_not_fit_the_year_is_refused_with_both(cast, year, column):
    answer = post(cast, text=HEAD + "Bidrag från medlemmarna\t7 046\nArvoden\t−100", unit="", save="1")
    assert "7 046 kr eller 7 046 tkr" in answer.content.decode().replace("\u00a0", " ")
    assert not Figure.objects.exists()


def test_a_table_with_spaces_for_tabs_is_read_too(cast, year):
    plan = plan_of(cast, year, "")
    text = "Rad       Utfall 2021   Budget 2021\nArvoden   −99 646       −100 000"
    book = open_books(cast.association, [2021]).by_year[2021]
    plan = plan_paste(read_for(book, text, unit="kr"), book)
    assert plan.rows[0].row.amounts == (-99646, -100000)


# ---- Columns


def test_columns_go_by_year_and_kind_and_those_that_lack_are_made(cast, year, column):
    text = "\tBudget 2021\tUtfall 2020\t2021 Utfall\nArvoden\t−1\t−2\t−3"
    post(cast, text=text, save="1")
    kept = list(Figure.objects.order_by("figure_set__position").values_list("figure_set__label", "amount"))
    assert kept == [("Utfall 2021", -3), ("Budget 2021", -1), ("Utfall 2020", -2)]


def test_a_made_column_has_the_days_of_its_year(cast, year):
    post(cast, text="\tUtfall 2020\tUtfall jan–juni 2021\nArvoden\t−1\t−2", save="1")
    days = [(each.label, each.period.replace("\u00a0", " ")) for each in year.figure_sets.all()]
    assert days == [
        ("Utfall 2020", "1 januari–31 december 2020"), ("Utfall jan–juni 2021", "1 januari–30 juni 2021"),
    ]  # fmt: skip


def test_a_head_that_says_neither_year_nor_kind_is_refused(cast, year, column):
    answer = post(cast, text="\tBelopp\nArvoden\t1", save="1")
    assert "Rubriken säger inte" in answer.content.decode()
    assert not Figure.objects.exists()


def test_an_adopted_column_is_not_written_in(cast, year):
    budget = add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2021", key="budget", by=cast.chief
    )
    adopt(figure_set=budget, on=year.starts_on, reference="§ 1", by=cast.chief)
    page = post(cast, text="\tBudget 2021\tUtfall 2021\nArvoden\t−1\t−2").content.decode()
    assert "är fastställd och ändras inte" in page


def test_a_column_may_be_left_out_or_sent_elsewhere(cast, year, column):
    post(
        cast,
        text="\tUtfall 2021\tPrognos 2021\nArvoden\t−1\t−2",
        save="1",
        **{"col-0": "", "col-1": str(column.pk)},
    )
    assert list(Figure.objects.values_list("figure_set__label", "amount")) == [("Utfall 2021", -2)]


# ---- Saving


def test_nothing_is_saved_by_looking(cast, column):
    answer = post(cast, text=HEAD + "Arvoden\t−99 646\nFlygresor\t−5")
    assert answer.status_code == 200
    assert not Figure.objects.exists()
    assert not Pasting.objects.exists()


def test_a_name_on_two_lines_in_excel_is_one_row(cast, year, column):
    post(
        cast,
        text=HEAD + '"Bidrag från\nmedlemmarna"\t1 234,50\r\n"Övriga ""kostnader"""\t-\u202f2 000 kr\r\n',
        save="1",
    )
    kept = dict(column.figures.values_list("line__key", "amount"))
    assert kept == {"bidrag": Decimal("1234.50"), "ovriga_kostnader": -2000}


def test_what_was_pasted_is_saved(cast, year, column):
    post(cast, text=HEAD + "Bidrag från medlemmarna\t5 034 000\nArvoden\t−99 646", save="1")
    own = statements.income_statement(year)
    assert (own.value("bidrag"), own.value("arvoden"), own.value("resultat")) == (5034000, -99646, 4934354)


def test_costs_without_minus_are_turned_unless_one_says_no(cast, year, column):
    text = (
        HEAD
        + "Bidrag från medlemmarna\t100\nInsatser\t70\nArvoden\t20\nSumma kostnader\t90\nÅrets resultat\t10"
    )
    assert "utan minus" in post(cast, text=text).content.decode()
    post(cast, text=text, save="1")
    assert statements.income_statement(year).value("resultat") == 10
    post(cast, text=text, save="1", read=fingerprint(text))
    assert statements.income_statement(year).value("resultat") == 190


def test_a_row_may_be_given_its_line_by_hand(cast, year, column):
    post(cast, text=HEAD + "Flygresor\t−5", save="1", **{"row-0": "ovriga_kostnader"})
    assert statements.income_statement(year).value("ovriga_kostnader") == -5


def test_a_new_row_lands_where_it_stood_and_in_the_sum_of_its_neighbour(cast, year, column):
    post(
        cast,
        text=HEAD + "Bidrag från medlemmarna\t100\nArvoden\t−20\n- Flygresor\t−5\nÖvriga kostnader\t−1",
        save="1",
    )
    own = statements.income_statement(year)
    labels = [row.label for row in own.rows]
    assert labels[labels.index("Arvoden") + 1] == "Flygresor"
    assert (own.value("summa_kostnader"), own.value("resultat")) == (-26, 74)


def test_a_row_left_out_is_told_and_all_that_lack_are_made_in_one_click(cast, year, column):
    text = HEAD + "Arvoden\t−20\nFlygresor\t−5"
    page = post(cast, text=text, **{"row-1": ""}).content.decode()
    assert "läses inte in:</strong> Flygresor" in page
    page = post(cast, text=text, **{"row-1": "", "create-all": "1"}).content.decode()
    assert "läses inte in:</strong>" not in page


def test_rows_within_a_line_that_holds_their_amount_are_not_counted_twice(cast, year, column):
    post(cast, text=HEAD + "Bidrag från medlemmarna\t100\nInsatser\t−90", save="1")
    text = HEAD + "Bidrag från medlemmarna\t100\nInsatser\t−90\n- Norr\t−50\n- Söder\t−40\nÅrets resultat\t10"
    assert "Norr (ingår i raden insatser)" in post(cast, text=text).content.decode()
    post(cast, text=text, save="1")
    assert statements.income_statement(year).value("resultat") == 10


def test_a_varav_row_is_kept_beside_the_sums(cast, year, column):
    post(cast, text=HEAD + "Bidrag från medlemmarna\t100\nInsatser\t−90\nvarav processtöd\t−40", save="1")
    own = statements.income_statement(year)
    assert (own.value("varav_processtod"), own.value("resultat")) == (-40, 10)


def test_a_new_row_is_not_made_when_something_else_is_refused(cast, year, column):
    post(cast, text=HEAD + "Flygresor\t−5\nArvoden\tcirka 3", save="1")
    assert not year.lines.filter(key="flygresor").exists()


def test_two_rows_for_one_line_are_refused_and_the_text_stays(cast, column):
    answer = post(cast, text=HEAD + "Arvoden\t1\nResor\t2", save="1", **{"row-1": "arvoden"})
    assert "står för samma rad" in answer.content.decode()
    assert "Resor\t2" in answer.content.decode()
    assert not Figure.objects.exists()


def test_an_unreadable_amount_saves_nothing_at_all(cast, column):
    answer = post(cast, text=HEAD + "Arvoden\t1\nInsatser\tcirka 3", save="1")
    assert "är inget belopp" in answer.content.decode()
    assert not Figure.objects.exists()


def test_choices_made_on_another_text_are_not_used(cast, year, column):
    post(cast, text=HEAD + "Arvoden\t−1", save="1", **{"row-0": "insatser", "read": "0123456789abcdef"})
    post(cast, text=HEAD + "Arvoden\t−2", save="1")
    assert statements.income_statement(year).value("arvoden") == -2


def test_sums_are_kept_as_printed_and_not_saved_twice(cast, year, column):
    post(
        cast,
        text=HEAD + "Bidrag från medlemmarna\t10\nSumma intäkter\t12",
        document="Excel från byrån",
        save="1",
    )
    assert PrintedFigure.objects.get().value == "12 kr"
    assert [row.key for row in findings(cast.association, 2021)] == ["economy.sum.2021.utfall.summa_intakter"]


def test_the_neighbour_pastes_nothing_here(cast, column):
    assert post(cast, person=cast.outsider, text="Arvoden\t1", save="1").status_code == 404


def test_a_ledamot_pastes_nothing(cast, column):
    assert post(cast, person=cast.chair, text="Arvoden\t1", save="1").status_code == 403


def test_a_year_that_is_not_there_is_not_found(cast):
    assert post(cast, year=1999, text="Arvoden\t1").status_code == 404


# ---- Undoing


def undo(cast, pasting):
    url = reverse("paste_undo", args=[cast.association.slug, pasting.pk])
    return client_of(cast.chief).post(url, follow=True).content.decode()


BUDGET = "tkr\tBudget 2021\tPlan 2022\nAnslag\t100\t110\nÅtgärder norr\t−60\t−70\nÅtgärder söder\t−30\t−30\nResultat\t10\t10"


def test_what_was_pasted_is_undone_to_the_last_row(cast, year, column):
    before = snapshot_of_year(year)
    post(cast, text=BUDGET, document="Budget 2021", save="1")
    assert [line.label for line in year.lines.filter(statement="income")] == [
        "Anslag", "Åtgärder norr", "Åtgärder söder", "Resultat",
    ]  # fmt: skip
    assert "är ångrad" in undo(cast, Pasting.objects.get())
    assert snapshot_of_year(year) == before


def test_undoing_puts_back_amounts_that_were_written_over(cast, year, column):
    post(cast, text=HEAD + "Arvoden\t−1", document="Ett", save="1")
    before = snapshot_of_year(year)
    post(cast, text=HEAD + "Arvoden\t−2\nFlygresor\t−3", document="Ett", save="1")
    undo(cast, Pasting.objects.first())
    assert snapshot_of_year(year) == before


def test_undoing_stops_where_something_was_changed_since(cast, year, column):
    post(cast, text=HEAD + "Arvoden\t−1", save="1")
    column.figures.update(amount=-7)
    assert "har ändrats efter inklistringen" in undo(cast, Pasting.objects.get())
    assert column.figures.get().amount == -7


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
    page = post(cast, year=2023, text=as_excel(case), unit="tkr").content.decode().replace("\u00a0", " ")
    assert (
        "Strukturinriktade insatser, Budget 2023:</strong> Summan står som −1 109 tkr men raderna ger −1 084 tkr."
        in page
    )
    assert not Figure.objects.exists()
