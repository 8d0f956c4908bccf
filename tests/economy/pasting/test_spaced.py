"""A table out of a PDF, in which single spaces part words, thousands and columns alike."""

import pytest

from economy.pasting.grid import grid_of
from economy.pasting.table import Table, read_table
from tests.economy.pasting.test_table import FIFTHS, NV, SKN, kronor, row, told

YEAR = 2026


def flat(text: str) -> str:
    return "\n".join(" ".join(cell.strip() for cell in cells if cell.strip()) for cells in grid_of(text))


def figures(table: Table) -> list[tuple[object, ...]]:
    return [(each.label, each.amounts, each.is_sum) for each in table.rows]


@pytest.mark.parametrize("text", [FIFTHS, NV, SKN], ids=["fifths", "nv", "skn"])
def test_what_the_heads_and_sums_tell_is_read_as_with_columns(text):
    table = read_table(flat(text), year=YEAR)
    assert figures(table) == figures(read_table(text, year=YEAR))
    assert table.errors == ()


PLAN = """Budget 2026 och plan 2027–2028 (tkr)
Not Budget Budget Plan Plan
2025 2026 2027 2028
Bidrag från förbundets medlemmar 1 12 600 12 800 12 800 13 000
Övriga intäkter 120 0 0 0
Summa intäkter 12 720 12 800 12 800 13 000
Individinriktade insatser 2 -9 100 -9 400 -9 400 -9 500
Kostnader för struktur-
inriktade insatser 3 -1 200 -1 250 -1 250 -1 250
Administration 4 -2 350 -2 400 -2 450 -2 500
Summa kostnader -12 650 -13 050 -13 100 -13 250
Årets resultat 70 -250 -300 -250
Sida 7 av 12
"""


def test_heads_on_two_lines_leave_the_column_of_notes():
    table = read_table(PLAN, year=YEAR)
    assert [(each.year, each.kind) for each in table.columns] == [
        (2025, "budget"), (2026, "budget"), (2027, "plan"), (2028, "plan")
    ]  # fmt: skip
    assert kronor(table, "Övriga intäkter") == [120_000, 0, 0, 0]
    assert kronor(table, "Kostnader för strukturinriktade insatser") == [
        -1_200_000, -1_250_000, -1_250_000, -1_250_000
    ]  # fmt: skip
    assert [row(table, label).note for label in ("Övriga intäkter", "Administration")] == [None, 4]
    assert (table.errors, told(table)) == ((), [])


SUMMED = """Belopp i kr Budget 2025 Budget 2026
Bidrag från staten 250 500 260 500
Bidrag från regionen 125 250 130 250
Bidrag från kommunen 125 250 130 250
Summa 501 000 521 000
Kansli 125 500 130 500
Projekt 1 100 500 130 500
Projekt 2 100 500 130 500
Räntor 600
Summa kostnader 327 100 391 500
Resultat 173 900 129 500
"""


def test_the_sums_tell_where_an_amount_ends_and_which_column_is_empty():
    table = read_table(SUMMED, year=YEAR)
    assert kronor(table, "Projekt 2") == [-100_500, -130_500]
    assert kronor(table, "Räntor") == [-600, None]
    assert (table.errors, told(table)) == ((), [])


def test_what_neither_head_nor_sum_tells_is_refused_with_both_readings():
    text = "Belopp i kr Budget 2025 Budget 2026\nBidrag 250 500 260 500\nKansli 125 500 130 500\n"
    [error] = read_table(text, year=YEAR).errors
    assert error.where == "Bidrag"
    assert "som 250 500 | 260 500 och som 250 | 500 260 500" in error.what


def test_more_amounts_than_heads_are_refused():
    text = "Budget 2026 tkr\nMedlemsbidrag 425 425 5 100\nKansli -100 -100 -1 200\n"
    assert [each.where for each in read_table(text, year=YEAR).errors] == ["Medlemsbidrag 425 425"]


@pytest.mark.parametrize(
    ("line", "amount"), [("Bidrag 5 100 000 kr", 5_100_000), ("Bidrag 2 rum 5 100 000", 5_100_000), ("Bidrag 2024 5 100 000", 5_100_000)]
)  # fmt: skip
def test_one_column_needs_no_sums(line, amount):
    table = read_table(f"Budget 2026\n{line}\nKansli -100 000\n", year=YEAR)
    assert (table.rows[0].amounts, table.errors) == ((amount,), ())


SCANNED = """(tkr) Budget 2022 Prognos 2022 Budget 2023
Medel fran 7 046 7 046 7030
huvudminnen
Ovriga intikter 200 202 100
administration
Individinriktade insatser -3 113 -2 953 -3 028
-Samordningsteam A -1523 -1513 -1528
-Samordningsteam B -1590 - 1440 -1500
Strukturinriktade - 543 - 515 - 784
insatser
-Lansgemensamma aktiviteter - 250 - 250 -325
(inkl kostnader for processen mot
lansforbund)
- Samverkansmedel -. 293 -265 -459
SUMMA KOSTNADER -3 656 -3 468 -3812
SUMMA INTAKTER 7 246 7 248 7130
RESULTAT 3 590 3 780 3318
"""


def test_a_scanned_table_without_its_dots_is_read():
    table = read_table(SCANNED, year=YEAR)
    assert kronor(table, "Samverkansmedel") == [-293_000, -265_000, -459_000]
    assert (
        row(table, "Lansgemensamma aktiviteter (inkl kostnader for processen mot lansforbund)").role
        == "structural"
    )
    assert (table.agreeing, table.errors, told(table)) == (15, (), [])


def test_what_a_scanner_could_not_read_is_refused():
    text = "Tkr Budget 2025 Budget 2026\nBidrag 500 600\nUtsikten 2.0 119 0 ]\nResultat 500 600\n"
    assert [each.where for each in read_table(text, year=YEAR).errors] == ["Utsikten 2.0 119 0 ]"]
