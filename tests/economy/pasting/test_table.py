"""A printed table is read as its heads, labels and sums say; the figures are worked out by hand."""

import io
import json
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from economy.pasting.table import Table, read_table

YEAR = 2026

SKN = """Tkr\t2014 Utfall\t2015 Prognos\t2016 Budget\t2014-2016 Totalt
Intäkter
- Försäkringskassan\t2976\t3052\t3066\t9094
- Skellefteå kommun\t1450\t1450\t1453\t4353
- Improve\t\t403\t0\t403
Summa intäkter\t4 426\t4905\t4519\t13 850
- Beslutad verksamhet\t6 095\t3866\t4 705\t14 666
Ny verksamhet\t0\t0\t1704\t1704
Summa verksamhetskostnader\t6 095\t3 866\t6 409\t16 370
- Arvoden till styrelsen\t142\t280\t280\t702
- Övrigt adm\t102\t110\t90\t302
Summa kansli/adm kostnader\t244\t390\t370\t1 004
Summa kostnader\t6339\t4256\t6 779\t17 374
Resultat före finansiella poster\t-1 913\t649\t-2260\t-3524
Finansiella intäkter\t18\t0\t20\t38
Resultat efter finansiella poster\t-1 895\t649\t-2240\t-3486
Resultat inkl. överf. fr. föreg. år\t2192\t2 841\t601\t
"""

NV = """(tkr)\tBudget 2022\tPrognos 2022
Medel från huvudmännen\t7 046\t7 046
Övriga intäkter administration\t200\t202
Individinriktade insatser\t-3 113\t-2 953
-Samordningsteam FNS\t-1523\t-1513
-Samordningsteam Sala\t-1590\t- 1440
Strukturinriktade insatser\t- 543\t- 547
-Utvecklingsdagar\t0\t-15
- Processtöd samverkan\t-431\t-437
- Samverkansmedel ofördelat\t-. 82\t-110
Kansli\t-1 000\t-1 000
SUMMA KOSTNADER\t-4 656\t-4 500
SUMMA INTÄKTER\t7 246\t7 248
RESULTAT\t2 590\t2 748
"""


def told(table: Table) -> list[str]:
    return [f"{each.where}: {each.what}".replace("\u00a0", " ") for each in table.warnings]


def row(table: Table, label: str):
    return next(each for each in table.rows if each.label == label)


def kronor(table: Table, label: str) -> list[int | None]:
    return [None if amount is None else int(amount) for amount in row(table, label).amounts]


def parts(table: Table, label: str) -> list[str]:
    place = table.rows.index(row(table, label))
    return [each.label for each in table.rows if each.parent == place]


def test_the_heads_say_year_and_kind_and_a_total_is_neither():
    columns = read_table(SKN, year=YEAR).columns
    assert [(each.year, each.kind) for each in columns] == [
        (2014, "outcome"), (2015, "forecast"), (2016, "budget"), (None, None),
    ]  # fmt: skip


def test_costs_without_minus_are_seen_from_the_sums():
    table = read_table(SKN, year=YEAR)
    assert kronor(table, "Arvoden till styrelsen") == [-142_000, -280_000, -280_000, -702_000]
    assert kronor(table, "Summa kostnader") == [-6_339_000, -4_256_000, -6_779_000, -17_374_000]
    assert kronor(table, "Resultat efter finansiella poster")[2] == -2_240_000
    assert (table.errors, told(table)) == ((), [])


def test_with_and_without_minus_are_read_alike():
    printed = read_table(NV, year=YEAR)
    unsigned = read_table(NV.replace("\t-. ", "\t").replace("\t- ", "\t").replace("\t-", "\t"), year=YEAR)
    assert [each.amounts for each in unsigned.rows] == [each.amounts for each in printed.rows]


def test_an_empty_cell_is_not_known_and_a_zero_is_nothing():
    assert kronor(read_table(SKN, year=YEAR), "Improve") == [None, 403_000, 0, 403_000]


def test_a_sum_may_stand_above_its_rows():
    table = read_table(NV, year=YEAR)
    assert parts(table, "Individinriktade insatser") == ["Samordningsteam FNS", "Samordningsteam Sala"]
    assert parts(table, "RESULTAT") == ["SUMMA KOSTNADER", "SUMMA INTÄKTER"]
    assert parts(table, "SUMMA INTÄKTER") == ["Medel från huvudmännen", "Övriga intäkter administration"]


def test_a_sum_that_does_not_add_up_is_told_with_both_figures_and_at_its_cause_alone():
    assert told(read_table(NV, year=YEAR)) == [
        "Strukturinriktade insatser, Budget 2022: Summan står som −543 tkr men raderna ger −513 tkr.",
        "Strukturinriktade insatser, Prognos 2022: Summan står som −547 tkr men raderna ger −562 tkr.",
    ]


def test_the_rows_of_a_group_get_its_role():
    table = read_table(NV, year=YEAR)
    assert row(table, "Samordningsteam Sala").role == "individual"
    assert row(table, "Utvecklingsdagar").role == "structural"
    assert [row(table, label).role for label in ("Medel från huvudmännen", "Kansli")] == [
        "contribution", "administration",
    ]  # fmt: skip


def test_a_label_that_begins_as_a_sum_is_none_unless_it_adds_up():
    text = (
        "\tUtfall 2022\nMedlemsbidrag\t900\nSammanträdeskostnader\t-100\nSamverkan\t-200\n"
        "Resultatuppföljning\t-50\nTotalförsvar\t-50\nTotala kostnader\t-400\nÅrets resultat\t500\n"
    )
    table = read_table(text, year=YEAR)
    assert [each.label for each in table.rows if each.is_sum] == ["Totala kostnader", "Årets resultat"]
    assert told(table) == []


def test_balanced_income_is_not_the_sum_of_the_costs_below_it():
    table = read_table(
        "\tBudget 2025\nMedlemsbidrag\t7000\nInsatser\t5000\nKansli\t2000\nResultat\t0\n", year=YEAR
    )
    assert [each.is_sum for each in table.rows] == [False, False, False, True]
    assert kronor(table, "Insatser") == [-5000]


def test_a_result_that_differs_is_told_once_and_equity_follows_what_is_printed():
    text = (
        "Rad\tUtfall 2023\nBidrag från medlemmarna\t8 036 000\nÖvriga intäkter\t133 803\n"
        "Summa intäkter\t8 169 803\nInsatser\t-7 745 914\nSumma kostnader\t-7 745 914\nÅrets resultat\t308 086\n"
        "Eget kapital vid årets början\t1 331 385\nEget kapital vid årets slut\t1 639 471\nKassa och bank\t1 639 471\n"
    )
    table = read_table(text, year=YEAR)
    assert told(table) == [
        "Årets resultat, Utfall 2023: Summan står som 308 086 kr men raderna ger 423 889 kr."
    ]
    assert row(table, "Kassa och bank").role == "cash"


def test_heads_on_two_rows_and_a_column_of_shares():
    text = "\tUtfall 2022\t\tBudget 2023\n\tkr\t%\tkr\nMedlemsbidrag\t5.034.000\t100\t5 034 000:-\nSumma\t5 034 000\t100\t5 034 000 kr.\n"
    table = read_table(text, year=YEAR)
    assert [(each.year, each.kind) for each in table.columns] == [(2022, "outcome"), (2023, "budget")]
    assert kronor(table, "Medlemsbidrag") == [5_034_000, 5_034_000]


@pytest.mark.parametrize(
    ("cell", "amount"), [("5 034 000 kronor", 5_034_000), ("5.034 mkr", 5_034_000), ("5 034", 5_034_000)]
)
def test_a_unit_in_the_cell_wins_over_that_of_the_head(cell, amount):
    table = read_table(f"Tkr\tBudget 2025\nMedlemsbidrag\t{cell}\n", year=YEAR)
    assert (table.rows[0].amounts, table.errors) == ((Decimal(amount),), ())


@pytest.mark.parametrize("cell", ["5 034 000", "5.034", "5,034"])
def test_what_may_be_two_amounts_is_refused(cell):
    table = read_table(f"Tkr\tBudget 2025\nMedlemsbidrag\t{cell}\n", year=YEAR)
    [error] = table.errors
    assert (table.rows[0].amounts, error.where) == ((None,), "Medlemsbidrag, Budget 2025")


def test_columns_that_spaces_part_are_placed_by_where_they_stand():
    text = (
        "                      2024      2024      2025\n                    Budget   Prognos    Budget\n"
        "Medlemsavgifter      5 000     5 000     5 100\nRäntor                            12\n"
        "Personal            -1 000      -900    -1 200\nInsatser            -4 000    -4 112    -3 900\n"
        "Summa                    0         0         0\n"
    )
    table = read_table(text, year=YEAR)
    assert kronor(table, "Räntor") == [None, 12, None]
    assert (table.errors, told(table)) == ((), [])


def test_a_head_without_year_is_of_the_given_year_and_one_without_kind_is_refused():
    table = read_table("Rad;Budget;Något\nMedlemsbidrag;100;200\n", year=YEAR)
    assert (table.columns[0].year, table.columns[0].kind) == (YEAR, "budget")
    assert [each.where for each in table.errors] == ["Kolumnen Något"]


def test_a_varav_row_goes_into_no_sum():
    table = read_table(
        "\tUtfall 2025\nKansli\t-900\nvarav lön\t-700\nInsatser\t-100\nSumma kostnader\t-1000\n", year=YEAR
    )
    assert (parts(table, "Summa kostnader"), told(table)) == (["Kansli", "Insatser"], [])


def test_what_is_no_table_is_refused():
    assert [each.where for each in read_table("Bara ord", year=YEAR).errors] == ["Tabellen"]


def test_the_command_prints_the_table_as_json(tmp_path):
    path = tmp_path / "budget.tsv"
    path.write_text(SKN, encoding="utf-8")
    out = io.StringIO()
    call_command("read_table", str(path), "--year", "2016", "--format", "json", stdout=out)
    answer = json.loads(out.getvalue())
    assert answer["columns"][2] == {"head": "2016 Budget", "year": 2016, "kind": "budget"}
    assert answer["rows"][3] == {
        "label": "Improve", "role": "other_income", "is_sum": False, "amounts": [None, "403000", "0", "403000"],
    }  # fmt: skip
    assert (answer["errors"], answer["warnings"]) == ([], [])


def test_the_command_says_that_a_file_is_missing(tmp_path):
    with pytest.raises(CommandError, match="går inte att öppna"):
        call_command("read_table", str(tmp_path / "saknas.tsv"), "--year", "2016")


# ---- Rows that are sums by chance


def test_a_row_that_happens_to_be_what_its_neighbours_give_is_a_row_where_the_total_says_so():
    table = read_table(
        "\tBudget 2024\nArvoden\t-100\nResor\t-200\nLokaler\t-300\nSumma kostnader\t-600", year=2024
    )
    assert [row.label for row in table.rows if row.is_sum] == ["Summa kostnader"]
    assert (table.errors, table.warnings) == ((), ())


def test_a_row_above_others_that_the_total_counts_once_is_their_sum():
    table = read_table(
        "\tBudget 2024\nKansliet\t-300\nArvoden\t-100\nResor\t-200\nLokaler\t-50\nSumma kostnader\t-350",
        year=2024,
    )
    assert [row.label for row in table.rows if row.is_sum] == ["Kansliet", "Summa kostnader"]
    assert table.warnings == ()


def test_what_no_total_tells_is_marked_with_both_readings():
    text = "\tBudget 2024\nKansliet\t-300\nArvoden\t-100\nResor\t-200"
    table = read_table(text, year=2024)
    [doubt] = table.warnings
    assert doubt.where == "Kansliet, Budget 2024"
    assert "lika med Arvoden + Resor" in doubt.what
    assert "egen rad" in doubt.what
    assert [row.is_doubtful for row in table.rows] == [True, False, False]
    as_row = read_table(text, year=2024, meant={0: "row"})
    assert not any(row.is_sum for row in as_row.rows)
    as_sum = read_table(text, year=2024, meant={0: "sum"})
    assert (as_sum.rows[0].is_sum, as_sum.warnings) == (True, ())


def test_two_columns_do_not_agree_by_chance():
    table = read_table(
        "\tBudget 2024\tPlan 2025\nKansliet\t-300\t-310\nArvoden\t-100\t-105\nResor\t-200\t-205", year=2024
    )
    assert table.rows[0].is_sum
    assert table.warnings == ()


def test_the_states_half_is_no_sum_of_the_region_and_the_kommun():
    """By 5 § the shares are half, a quarter and a quarter: one is what the others add up to in every year."""
    text = """\tBudget 2024\tPlan 2025
INTÄKTER\t5 120\t5 200
Staten\t2 560\t2 600
Region Norr\t1 280\t1 300
Åmåla kommun\t1 280\t1 300
KOSTNADER\t–5 350\t–5 200
Grön rehab\t–5 000\t–4 900
Kansli\t–350\t–300
RESULTAT\t–230\t0
"""
    table = read_table(text, year=2024)
    assert [row.label for row in table.rows if row.is_sum] == ["INTÄKTER", "KOSTNADER", "RESULTAT"]
    assert parts(table, "INTÄKTER") == ["Staten", "Region Norr", "Åmåla kommun"]
    assert (row(table, "Staten").role, table.warnings) == ("contribution", ())


def test_members_under_the_state_are_its_parts():
    text = (
        "\tBudget 2024\nStaten\t200\n- Försäkringskassan\t120\n- Arbetsförmedlingen\t80\nSumma intäkter\t200"
    )
    assert parts(read_table(text, year=2024), "Staten") == ["Försäkringskassan", "Arbetsförmedlingen"]


@pytest.mark.parametrize("cell", ["1 200*", "1 200 1)", "1 200²", "1 200 **"])
def test_a_footnotes_mark_is_no_part_of_an_amount_or_a_name(cell):
    text = f"Tkr\tBudget 2024\nMedlemsbidrag 1)\t{cell}\nKansli (del 2)\t-200\nResultat\t1 000\n1) Beslutat i oktober."
    table = read_table(text, year=2024)
    assert [each.label for each in table.rows] == ["Medlemsbidrag", "Kansli (del 2)", "Resultat"]
    assert kronor(table, "Medlemsbidrag") == [1_200_000]
    assert (table.errors, table.warnings) == ((), ())


def test_a_mark_that_stands_against_the_digits_is_refused():
    table = read_table("Tkr\tBudget 2024\nMedlemsbidrag\t4 2001)\nResultat\t4 200", year=2024)
    assert [each.where for each in table.errors] == ["Medlemsbidrag, Budget 2024"]


def test_income_with_minus_and_costs_without_are_the_books_signs_and_are_turned():
    text = """Tkr\tUtfall 2022\tBudget 2023
Medlemsbidrag\t-4 212\t-4 350
Insatser\t3 231\t3 500
Kansli\t880\t940
Summa kostnader\t4 111\t4 440
Årets resultat\t-101\t90
"""
    table = read_table(text, year=2023)
    assert kronor(table, "Medlemsbidrag") == [4_212_000, 4_350_000]
    assert kronor(table, "Summa kostnader") == [-4_111_000, -4_440_000]
    assert kronor(table, "Årets resultat") == [101_000, -90_000]
    assert told(table) == [
        "Tabellen: Intäkterna står med minus och kostnaderna utan, som i bokföringen. Alla tecken är vända."
    ]


def test_a_difference_has_signs_of_its_own_and_no_sums():
    text = """Driftredovisning 2023, tkr\tBudget\tUtfall\tAvvikelse
Medlemsbidrag\t2 000\t2 000\t0
Insatser\t1 500\t1 380\t120
Kansli\t480\t495\t-15
Summa kostnader\t1 980\t1 875\t105
Resultat\t20\t125\t105
"""
    table = read_table(text, year=2023)
    assert kronor(table, "Kansli") == [-480_000, -495_000, -15_000]
    assert kronor(table, "Resultat") == [20_000, 125_000, 105_000]
    assert table.warnings == ()


def test_beside_a_coming_year_the_year_itself_is_unclear_too():
    text = "Tkr\t2022\t2023\t2024\t2025\nMedlemsbidrag\t1\t2\t3\t4\nInsatser\t-1\t-2\t-3\t-4"
    table = read_table(text, year=2024)
    assert [each.kind for each in table.columns] == ["outcome", "outcome", None, None]
    assert [each.where for each in table.errors] == ["Kolumnen 2024", "Kolumnen 2025"]


def test_two_columns_of_one_budget_are_told():
    text = "Tkr\tBudget 2024 (beslutad)\tBudget 2024 (reviderad)\nMedlemsbidrag\t1 200\t1 250\nInsatser\t-900\t-980"
    assert told(read_table(text, year=2024)) == [
        "Kolumnen Budget 2024 (reviderad): Kolumnen är budget 2024, och det är Budget 2024 (beslutad) också. Läs in den ena."
    ]


def test_amounts_that_stand_as_one_are_refused():
    text = "                  Budget 2023  Budget 2024\nMedlemsbidrag     4 200 350\nInsatser          -3 100 300"
    assert [each.where for each in read_table(text, year=2024).errors] == ["Rubrikerna"]


def test_a_column_without_amounts_is_told():
    text = "\tBudget 2023\tBudget 2024\nMedlemsbidrag\t4 200 350\t\nInsatser\t-3 100 300\t"
    assert told(read_table(text, year=2024)) == [
        "Kolumnen Budget 2024: Kolumnen har inga belopp. Se efter att de inte står i en annan."
    ]


def test_a_label_over_two_lines_is_whole_and_a_page_number_is_no_row():
    text = """Tkr                                Budget 2024   Plan 2025
Medlemsbidrag                            4 000       4 000
Kostnader för individ-
inriktade insatser                      -3 000      -3 100
                                                        3(12)
Kostnader för
administration                            -600        -600
Årets resultat                             400         300
"""
    table = read_table(text, year=2024)
    assert [each.label for each in table.rows] == [
        "Medlemsbidrag", "Kostnader för individinriktade insatser", "Kostnader för administration", "Årets resultat",
    ]  # fmt: skip


def test_equity_that_stands_among_the_rows_is_neither_income_nor_counted_twice():
    text = """Tkr\tBudget 2024\tPlan 2025
Ingående balans\t1 200\t1 100
Medlemsbidrag\t4 000\t4 000
Summa att disponera\t5 200\t5 100
Insatser\t-4 000\t-4 000
Kansli\t-100\t-100
Summa kostnader\t-4 100\t-4 100
Utgående balans\t1 100\t1 000
"""
    table = read_table(text, year=2024)
    assert row(table, "Ingående balans").role == "opening_equity"
    assert [each.label for each in table.rows if not each.is_counted] == [
        "Summa att disponera",
        "Utgående balans",
    ]
    assert told(table) == [
        "Summa att disponera: Raden heter summa, men inga rader i tabellen ger den. Den räknas inte med."
    ]


def test_net_costs_are_income_and_costs_together():
    text = """Resultaträkning (kr)\tNot\t2023-01-01–2023-12-31
Verksamhetens intäkter\t1\t5 034 000
Verksamhetens kostnader\t2\t-4 950 321
Verksamhetens nettokostnader\t\t83 679
Finansiella intäkter\t3\t12 000
Årets resultat\t\t95 679
"""
    table = read_table(text, year=2023)
    assert parts(table, "Verksamhetens nettokostnader") == [
        "Verksamhetens intäkter",
        "Verksamhetens kostnader",
    ]
    assert parts(table, "Årets resultat") == ["Verksamhetens nettokostnader", "Finansiella intäkter"]


def test_a_row_that_no_sum_adds_is_told():
    text = "\tBudget 2024\nGåva\t70\nMedlemsbidrag\t100\nBidrag\t20\nSumma intäkter\t120\nInsatser\t-40\nÅrets resultat\t80"
    assert "Gåva: Raden ingår inte i någon summa, och inte i resultatet." in told(read_table(text, year=2024))


FIFTHS = """Tkr\tUtfall 2024\tBudget 2025
Bidrag FK\t2 000\t3 000
Bidrag kommuner\t1 000\t1 500
Bidrag region\t1 000\t1 500
Summa intäkter\t4 000\t6 000
Insatser\t-3 000\t-5 000
Kansli\t-500\t-1 000
S:a kostnader\t-3 500\t-6 000
Resultat\t500\t0
"""


def test_one_members_half_is_no_sum_of_the_others_quarters():
    table = read_table(FIFTHS, year=2025)
    assert [each.label for each in table.rows if each.is_sum] == [
        "Summa intäkter",
        "S:a kostnader",
        "Resultat",
    ]
    assert {row(table, label).role for label in ("Bidrag FK", "Bidrag kommuner", "Bidrag region")} == {
        "contribution"
    }
    assert told(table) == []


def test_a_row_is_no_sum_by_chance_in_two_columns_where_the_sums_say_otherwise():
    table = read_table(FIFTHS.replace("Bidrag FK", "Bidraget ett"), year=2025)
    assert (row(table, "Bidraget ett").is_sum, told(table)) == (False, [])


def test_rows_under_income_with_an_amount_are_income_whatever_they_are_called():
    text = """Tkr\tBudget 2025
Intäkter\t5 100
Gåvan\t3 100
Stiftelsen\t2 000
Kostnader\t5 000
Insatser\t3 800
Kansli\t1 200
Resultat\t100
"""
    table = read_table(text, year=2025)
    assert [kronor(table, label) for label in ("Gåvan", "Stiftelsen", "Insatser", "Resultat")] == [
        [3_100_000], [2_000_000], [-3_800_000], [100_000]
    ]  # fmt: skip
    assert [each.label for each in table.rows if each.is_sum] == ["Intäkter", "Kostnader", "Resultat"]


@pytest.mark.parametrize("word", ["Differens", "Netto", "Skillnad", "Överskott", "Över-/underskott"])
def test_a_result_by_another_name_keeps_its_sign(word):
    table = read_table(f"Kr\tBudget 2025\nIntäkter\t300\nKostnader\t290\n{word}\t10\n", year=2025)
    assert (row(table, word).is_sum, kronor(table, word), told(table)) == (True, [10], [])


def test_a_result_that_is_not_what_the_rows_give_is_told():
    table = read_table("Kr\tBudget 2025\nIntäkter\t500\nKostnader\t520\nUnderskott\t30\n", year=2025)
    assert [each.where for each in table.warnings] == ["Underskott"]


@pytest.mark.parametrize("amount", ["20", "-20"])
def test_a_deficit_is_minus_with_and_without_its_sign(amount):
    text = f"Kr\tBudget 2025\nIntäkter\t500\nKostnader\t520\nUnderskott\t{amount}\n"
    table = read_table(text, year=2025)
    assert (row(table, "Underskott").is_sum, kronor(table, "Underskott"), told(table)) == (True, [-20], [])


def test_a_total_whose_word_stands_last_is_a_sum_and_never_counted_as_a_row():
    text = "Tkr\tBudget 2025\nGåva\t30\nBidrag\t20\nIntäkter totalt\t50\nLön\t30\nHyra\t11\nKostnader totalt\t40\nNetto\t10\n"
    table = read_table(text, year=2025)
    assert [each.label for each in table.rows if each.is_sum] == [
        "Intäkter totalt",
        "Kostnader totalt",
        "Netto",
    ]
    assert told(table) == ["Kostnader totalt, Budget 2025: Summan står som −40 tkr men raderna ger −41 tkr."]


def test_equity_that_is_used_is_income_of_the_budget():
    text = """Tkr\tBudget 2025
Medlemsbidrag\t5 000
Ianspråktagande av eget kapital\t300
Summa intäkter\t5 300
Insatser\t-5 300
Resultat\t0
"""
    table = read_table(text, year=2025)
    assert parts(table, "Summa intäkter") == ["Medlemsbidrag", "Ianspråktagande av eget kapital"]
    assert told(table) == []


@pytest.mark.parametrize("cell", ["5'200'000", "5’200’000", "**5 200 000**", "5.200.000", "5 200 000 kr 1)"])
def test_an_amount_is_read_as_others_write_it(cell):
    assert kronor(read_table(f"SEK\tBudget 2025\nMedlemsbidrag\t{cell}\n", year=2025), "Medlemsbidrag") == [
        5_200_000
    ]


def test_a_sum_without_the_minus_of_its_rows_is_refused():
    text = (
        "Tkr\tBudget 2025\nIntäkter\t500\nInsatser\t-400\nKansli\t-90\nSumma kostnader\t490\nResultat\t10\n"
    )
    assert [each.where for each in read_table(text, year=2025).errors] == ["Summa kostnader"]
    assert read_table(text.replace("\t490", "\t-490"), year=2025).errors == ()
