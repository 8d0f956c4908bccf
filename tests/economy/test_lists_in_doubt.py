"""Lists that do not say what a figure is: refused, or taken with a word of how they were read."""

import io
import zipfile

import pytest

from economy.imports.reading_figures import Figures, read_figures
from tests.economy.test_other_lists import sheet

BALANCED = [[1930, "Bank", 1000, 1200], [2010, "Eget kapital", -1000, -1200]]


def read(*rows: list[object], year: int = 2022, kind: str = "") -> Figures:
    return read_figures(sheet(*rows), name="lista.xlsx", year=year, kind=kind)


def closings(found: Figures) -> list[tuple[str, int]]:
    return [(each.number, int(each.closing)) for each in found.accounts]


def test_months_by_number_are_not_the_year():
    head, rows = ["Konto", "Namn", "202201", "202202"], [[3510, "Bidrag", -1, -2], [4510, "Insats", 1, 2]]
    assert closings(read([*head, "Summa"], *([*row, row[2] + row[3]] for row in rows))) == [
        ("3510", -3),
        ("4510", 3),
    ]
    refused = read(head, *rows)
    assert (refused.is_accepted, "månad för månad" in refused.errors[0].what) == (False, True)


def test_an_amount_whose_side_stands_in_a_column_of_its_own_is_refused():
    found = read(
        ["Konto", "Namn", "Saldo", "D/K"], [1930, "Bank", 100, "D"], [2010, "Eget kapital", 100, "K"]
    )
    assert (found.is_accepted, "D/K" in found.errors[0].what) == (False, True)


def test_an_account_that_begins_with_nought_is_refused_and_its_opening_not_lost():
    found = read(
        ["Konto", "Namn", "IB", "UB"], ["01930", "Bank", 100, 120], ["02010", "Eget kapital", -100, -120]
    )
    assert (found.is_accepted, len(found.errors)) == (False, 2)


def test_an_opening_that_the_list_lacks_is_told():
    found = read(["Konto", "Namn", "UB"], *([row[0], row[1], row[3]] for row in BALANCED))
    assert [each.what for each in found.warnings] == [
        "Listan har ingen kolumn med ingående balans. Kontona öppnar med 0."
    ]


@pytest.mark.parametrize(
    ("title", "head", "is_told"),
    [
        ("Saldobalans 2022-01-01 - 2022-08-31", "UB", True), ("Saldobalans 202201-202212", "UB", False),
        ("Saldobalans", "UB 202208", True), ("Utskriven 2022-08-31", "UB", False),
    ],
)  # fmt: skip
def test_balances_of_a_part_of_the_year_are_told(title, head, is_told):
    found = read([title], ["Konto", "Namn", "IB", head], *BALANCED)
    assert [each.what.startswith("Listan säger") for each in found.warnings] == [True] * is_told


def test_a_budget_with_its_sums_above_knows_a_members_half():
    rows = [("Intäkter", 5100), ("FK", 2550), ("Region", 1275), ("Kommuner", 1275), ("Kostnader", 5000), ("Insatser", 4000), ("Kansli", 1000), ("Resultat", 100)]  # fmt: skip
    found = read(["tkr", "Budget 2022"], *map(list, rows))
    assert [each.label for each in found.rows if each.is_sum] == ["Intäkter", "Kostnader", "Resultat"]


def test_a_title_says_that_a_list_is_a_budget():
    found = read(["Budget 2022 (tkr)"], ["Post", "Belopp"], ["Medlemsbidrag", 5000], ["Insatser", "-5 000*"])
    assert [(each.label, int(each.amount)) for each in found.rows] == [
        ("Medlemsbidrag", 5_000_000), ("Insatser", -5_000_000),
    ]  # fmt: skip


def test_a_file_saved_as_strict_is_read():
    stream = io.BytesIO()
    usual = zipfile.ZipFile(io.BytesIO(sheet(["Konto", "Namn", "IB", "UB"], *BALANCED)))
    with zipfile.ZipFile(stream, "w") as strict:
        for part in usual.namelist():
            text = usual.read(part)
            text = text.replace(
                b"schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"purl.oclc.org/ooxml/spreadsheetml/main",
            )
            text = text.replace(
                b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"purl.oclc.org/ooxml/officeDocument/relationships",
            )
            strict.writestr(part, text)
    found = read_figures(stream.getvalue(), name="lista.xlsx", year=2022)
    assert closings(found) == [("1930", 1200), ("2010", -1200)]
