"""A unit is read however it is written: thousands taken for kronor would be wrong without a word."""

import pytest

from economy.imports.reading_figures import read_figures
from economy.pasting.table import read_table
from economy.pasting.units import unit_in

WRITTEN = [
    ("Belopp i tusentals kronor", "tkr"), ("tusen kr", "tkr"), ("Tusental", "tkr"), ("T kr", "tkr"), ("KSEK", "tkr"),
    ("tSEK", "tkr"), ("Tusen SEK", "tkr"), ("000 kr", "tkr"), ("Belopp i 1 000 kr", "tkr"), ("Budget 2025 (000 kr)", "tkr"),
    ("kkr", "tkr"), ("Budget 2025 (tkr)", "tkr"), ("MSEK", "mkr"), ("mn kr", "mkr"), ("Miljoner kronor", "mkr"),
    ("miljoner", "mkr"), ("mnkr", "mkr"), ("SEK", "kr"), ("Belopp i kronor", "kr"), ("Kr", "kr"),
    ("Arvoden 1 000 kr", "kr"), ("Bidrag 500 000 kr", "kr"), ("Projekt Tusen steg", ""), ("Miljonprogrammet", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "unit"), WRITTEN)
def test_a_text_names_its_unit(text, unit):
    assert unit_in(text) == unit


@pytest.mark.parametrize("unit", ["Belopp i tusentals kronor", "KSEK", "000 kr"])
def test_a_table_and_a_file_have_the_same_thousands(unit):
    text = f"{unit}\tBudget 2025\nMedlemsbidrag\t5 100\nInsatser\t-5 000\nResultat\t100\n"
    table = read_table(text, year=2025)
    found = read_figures(text.encode(), name="budget.tsv", year=2025, kind="budget")
    wanted = [5_100_000, -5_000_000, 100_000]
    assert [[int(row.amounts[0] or 0) for row in table.rows], [int(row.amount) for row in found.rows]] == [
        wanted,
        wanted,
    ]


def test_a_list_parted_by_commas_is_a_table():
    table = read_table(
        "Post,Budget 2025,Plan 2026\nMedlemsbidrag,5000000,5100000\nInsatser,-5000000,-5100000\n", year=2025
    )
    assert [(row.label, *map(int, row.amounts)) for row in table.rows] == [
        ("Medlemsbidrag", 5_000_000, 5_100_000), ("Insatser", -5_000_000, -5_100_000),
    ]  # fmt: skip
