"""Budgets as other förbund print them: accounts, months, counts, letters for years, and rows without names."""

import pytest

from economy.pasting.table import read_table
from tests.economy.pasting.test_table import kronor, parts, row, told

YEAR = 2026


def test_names_beside_the_numbers_of_accounts_are_the_labels():
    text = """Konto;Benämning;Budget 2026;Kommentar
3011;Bidrag FK;2 550 000,00;
3012;Bidrag region;1 275 000,00;indexeras
3013;Bidrag kommun;1 275 000,00;
4010;Köpta insatser;-4 000 000,00;två team
7010;Löner;-1 050 000,00;
;Resultat;50 000,00;
"""
    table = read_table(text, year=YEAR)
    assert [each.label for each in table.rows] == [
        "3011 Bidrag FK", "3012 Bidrag region", "3013 Bidrag kommun", "4010 Köpta insatser", "7010 Löner", "Resultat"
    ]  # fmt: skip
    assert [each.role for each in table.rows] == [
        *["contribution"] * 3,
        "insatser",
        "administration",
        "years_result",
    ]
    assert (row(table, "Resultat").is_sum, table.errors, told(table)) == (True, (), [])


def test_a_column_of_words_is_left_out_and_told():
    table = read_table(
        "Tkr\tAnsvarig\tBudget 2026\nMedlemsbidrag\tStyrelsen\t500\nKansli\tChefen\t-400", year=YEAR
    )
    assert [each.head for each in table.columns] == ["Budget 2026"]
    assert told(table) == ["Kolumnen Ansvarig: Kolumnen är text och läses inte in."]


@pytest.mark.parametrize(
    "head", ["Antal deltagare", "Antal deltagare 2026", "Andel av budget", "% av budget", "Årsarbetare 2026"]
)
def test_a_count_or_a_share_is_no_kronor(head):
    table = read_table(
        f"Insats\t{head}\tBudget 2026\nTeam A\t45\t1 600\nTeam B\t30\t1 500\nSumma\t75\t3 100", year=YEAR
    )
    assert [each.head for each in table.columns] == ["Budget 2026"]
    assert (kronor(table, "Team A"), table.errors) == ([-1_600], ())


@pytest.mark.parametrize(
    ("head", "said"),
    [("B-26", (2026, "budget")), ("B 2025", (2025, "budget")), ("U-24", (2024, "outcome")), ("Utfall i fjol", (2025, "outcome")),
     ("Utfall föreg.", (2025, "outcome")), ("2024", (2024, "outcome"))],
)  # fmt: skip
def test_a_head_in_letters_or_words_says_its_year(head, said):
    table = read_table(f"Tkr\t{head}\nMedlemsbidrag\t500\nKansli\t-400", year=YEAR)
    assert [(each.year, each.kind) for each in table.columns] == [said]
    assert table.errors == ()


@pytest.mark.parametrize(
    "head", ["P-25", "Förslag 2026", "Ansökt 2025", "Budget nästa år", "Plan kommande år"]
)
def test_what_a_head_leaves_open_is_refused_and_never_an_outcome(head):
    table = read_table(f"Tkr\t{head}\nMedlemsbidrag\t500\nKansli\t-400", year=YEAR)
    assert [each.where for each in table.errors] == [f"Kolumnen {head}"]


def test_months_are_no_years_and_their_total_is():
    heads = "Jan\tFeb\tMars\tTotalt"
    table = read_table(
        f"Budget 2026\t{heads}\nMedlemsbidrag\t100\t100\t100\t300\nKansli\t-50\t-60\t-70\t-180", year=YEAR
    )
    assert [(each.year, each.kind) for each in table.columns] == [*[(None, None)] * 3, (2026, "budget")]
    assert told(table) == ["Kolumnerna Jan–Mars: Månaderna läses inte in, bara hela året."]


def test_columns_of_the_members_are_not_the_year_three_times():
    table = read_table(
        "Budget 2026, tkr\tFK\tRegion\tTotalt\nBidrag\t50\t25\t75\nKansli\t-5\t-5\t-10", year=YEAR
    )
    assert [each.where for each in table.errors] == ["Kolumnen FK", "Kolumnen Region"]


def test_years_that_are_rows_are_refused_with_what_to_do():
    table = read_table("År\tIntäkter\tKostnader\n2025\t500\t-400\n2026\t510\t-420", year=YEAR)
    assert [each.what for each in table.errors] == [
        "Åren står som rader. Vänd tabellen, så att varje år är en kolumn, och klistra in den igen."
    ]


NAMELESS = """\tBudget 2025\tBudget 2026
Försäkringskassan\t2 000\t2 100
Regionen\t1 000\t1 050
Kommunen\t1 000\t1 050
\t4 000\t4 200
Kansli\t900\t950
Styrelse\t100\t150
\t1 000\t1 100
Insatser\t3 000\t3 100
\t4 000\t4 200
"""


def test_a_row_without_a_name_is_the_sum_of_those_above():
    table = read_table(NAMELESS, year=YEAR)
    assert [(each.label, each.parts) for each in table.rows if each.is_sum] == [
        ("Summa", (0, 1, 2)), ("Summa", (4, 5)), ("Summa", (6, 7))
    ]  # fmt: skip
    assert (kronor(table, "Kansli"), table.errors, told(table)) == ([-900, -950], (), [])


def test_a_row_without_a_name_that_is_no_sum_is_refused():
    table = read_table(NAMELESS.replace("\t1 000\t1 100", "\t1 000\t1 101"), year=YEAR)
    assert [each.where for each in table.errors] == ["Raden efter Styrelse", "Raden efter Insatser"]


def test_a_surplus_of_earlier_years_is_shared_out_with_the_income():
    text = """tkr\tBudget 2026
Medlemsbidrag 2026\t5 000
Överskott från tidigare år\t600
Totalt att fördela\t5 600
Administration\t900
Insats A\t4 500
Ej fördelat\t200
Totalt fördelat\t5 600
"""
    table = read_table(text, year=YEAR)
    assert parts(table, "Totalt att fördela") == ["Medlemsbidrag 2026", "Överskott från tidigare år"]
    assert parts(table, "Totalt fördelat") == ["Administration", "Insats A", "Ej fördelat"]
    assert (kronor(table, "Insats A"), told(table)) == ([-4_500_000], [])


def test_a_total_of_the_same_rows_twice_is_told():
    text = "tkr\tBudget 2026\nKansli\t900\nInsatser\t100\nSumma kostnader\t1 000\nLokaler\t50"
    assert told(read_table(text, year=YEAR)) == [
        "Lokaler: Raden ingår inte i någon summa, och inte i resultatet."
    ]


def test_a_net_cost_without_minus_is_what_the_costs_are_more_than_the_income():
    text = """Tkr\tBudget 2026
Verksamhetens intäkter\t5 100
Medlemsavgifter\t5 000
Övriga intäkter\t100
Verksamhetens kostnader\t5 200
Personal\t1 400
Köpt verksamhet\t3 800
Verksamhetens nettokostnad\t100
Finansiella intäkter\t20
Årets resultat\t-80
"""
    table = read_table(text, year=YEAR)
    assert [kronor(table, each) for each in ("Verksamhetens nettokostnad", "Årets resultat")] == [
        [-100_000],
        [-80_000],
    ]
    assert parts(table, "Verksamhetens kostnader") == ["Personal", "Köpt verksamhet"]
    assert told(table) == []


def test_sums_may_stand_above_their_rows_with_the_word_for_it():
    text = "tkr\tBudget 2026\nSumma intäkter\t510\nMedlemsbidrag\t500\nGåva\t10\nSumma kostnader\t520\nKansli\t100\nInsatser\t420"
    table = read_table(text, year=YEAR)
    assert parts(table, "Summa intäkter") == ["Medlemsbidrag", "Gåva"]
    assert (kronor(table, "Insatser"), told(table)) == ([-420_000], [])


def test_what_alone_lacks_the_minus_of_the_costs_is_income():
    text = (
        "tkr\tBudget 2026\nMedlemsbidrag\t510\nProjektmedel\t200\nKansli\t-100\nInsatser\t-420\nResultat\t190"
    )
    assert row(read_table(text, year=YEAR), "Projektmedel").role == "other_income"


def test_kommuner_by_their_bare_names_are_known_where_they_are_members():
    text = "tkr\tBudget 2026\nIntäkter\t\nFörsäkringskassan\t60\nAvesta\t30\nGåvan\t10\nSumma intäkter\t100"
    assert row(read_table(text, year=YEAR), "Avesta").role == "other_income"
    table = read_table(text, year=YEAR, members={"avesta"})
    assert [each.role for each in table.rows[1:4]] == ["contribution", "contribution", "other_income"]


def test_a_printed_income_statement_with_marks_notes_and_nameless_sums():
    text = """<b>RESULTATRÄKNING</b>
SEK
\t<u>Not</u>\tResultat 2021-01-01 t o m 2021-12-31\tBudget 2021-01-01 t o m 2021-12-31\tResultat 2020
<u>Rörelsens kostnader</u>
Bidrag beviljade projekt\t2\t-3 731 398\t-3 993 000\t-3 542 014
Arvoden\t3\t-99 646\t-100 000\t-116 998
\t\t<b>-3 831 044</b>\t<b>-4 093 000</b>\t<b>-3 659 012</b>
"""
    table = read_table(text, year=YEAR)
    assert [(each.year, each.kind) for each in table.columns] == [
        (2021, "outcome"),
        (2021, "budget"),
        (2020, "outcome"),
    ]
    assert [(each.label, each.is_sum, each.note) for each in table.rows[1:]] == [
        ("Bidrag beviljade projekt", False, 2), ("Arvoden", False, 3), ("Summa", True, None)
    ]  # fmt: skip
    assert (table.errors, told(table)) == ((), [])


def test_a_column_of_short_numbers_without_a_head_is_that_of_the_notes():
    text = "SEK\t\t2021-12-31\nTILLGÅNGAR\t\t\nFordringar\t9\t13 982\nKassa och bank\t7\t776 647\nSUMMA TILLGÅNGAR\t\t790 629"
    table = read_table(text, year=YEAR)
    assert [each.note for each in table.rows] == [None, 9, 7, None]
    assert (len(table.columns), table.errors) == (1, ())


@pytest.mark.parametrize(
    "head", ["Avv. prognos-budget", "Budgetavvikelse", "Avvikelse prognos 2026", "Ökning/minskning", "Kvar av budget", "Diff utfall"]
)  # fmt: skip
def test_a_difference_is_no_forecast_whatever_it_is_between(head):
    table = read_table(
        f"Tkr\tBudget 2026\t{head}\nMedlemsbidrag\t500\t10\nKansli\t-400\t20\nResultat\t100\t30", year=YEAR
    )
    assert [(each.year, each.kind, each.is_difference) for each in table.columns] == [
        (2026, "budget", False), (None, None, True)
    ]  # fmt: skip
    assert (table.errors, told(table)) == ((), [])


def test_the_years_deficit_is_a_result():
    text = "tkr\tBudget 2026\nIntäkter\t5 100\nAvgår kostnader\t\nKansli\t1 050\nInsatser\t4 100\nÅrets underskott\t50"
    table = read_table(text, year=YEAR)
    assert [kronor(table, each) for each in ("Kansli", "Årets underskott")] == [[-1_050_000], [-50_000]]
    assert told(table) == []


def test_what_is_taken_from_equity_is_income_whatever_it_is_called():
    text = "tkr\tBudget 2026\nMedlemsbidrag\t510\nDisponerat ur eget kapital\t10\nKansli\t520\nResultat\t0"
    table = read_table(text, year=YEAR)
    assert (row(table, "Disponerat ur eget kapital").role, table.agreeing) == ("other_income", 1)


def test_members_with_bullets_alike_are_not_each_others_parts():
    text = "Tkr\tBudget 2026\nMedlemsbidrag\n - Staten\t50\n - Region\t25\n - Kommuner\t25\nSumma\t100"
    assert parts(read_table(text, year=YEAR), "Summa") == ["Staten", "Region", "Kommuner"]


def test_last_years_result_among_the_rows_is_told_to_stand_outside():
    text = (
        "tkr\tBudget 2026\nResultat föregående år\t300\nMedlemsbidrag\t510\nKansli\t-520\nÅrets resultat\t-10"
    )
    assert told(read_table(text, year=YEAR)) == [
        "Resultat föregående år: Raden ingår inte i någon summa, och inte i resultatet."
    ]


@pytest.mark.parametrize(("cell", "amount"), [("./. 1 000", -1_000_000), ("±0", 0), ("+1 000", 1_000_000)])
def test_an_amount_is_read_with_old_signs(cell, amount):
    assert kronor(
        read_table(f"Tkr\tBudget 2026\nÖverfört\t{cell}\nMedlemsbidrag\t5", year=YEAR), "Överfört"
    ) == [amount]
