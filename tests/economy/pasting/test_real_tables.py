"""The förbunds' own printed tables, when they lie beside the project; the figures are worked out by hand."""

from pathlib import Path

import pytest

from economy.pasting.table import Table, read_table

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "inputs" / "economy"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the folder shared/inputs with real tables does not lie beside the project"
)


def read(name: str) -> Table:
    return read_table((FOLDER / name).read_text(encoding="utf-8"), year=2026)


def told(table: Table) -> list[tuple[str, str]]:
    return [(each.where, each.what.replace("\u00a0", " ")) for each in table.warnings]


def tkr(table: Table, label: str) -> list[int | None]:
    found = next(row for row in table.rows if row.label == label)
    return [None if amount is None else int(amount / 1000) for amount in found.amounts]


@pytest.mark.parametrize("name", ["skn-2016.tsv", "skn-2016-minus.tsv"])
def test_five_years_with_and_without_minus(name):
    table = read(name)
    assert [(each.year, each.kind) for each in table.columns] == [
        (2014, "outcome"), (2015, "forecast"), (2016, "budget"), (2017, "plan"), (2018, "plan"), (None, None),
    ]  # fmt: skip
    assert tkr(table, "Resultat efter finansiella poster") == [-1567, 708, -2255, -645, 0, -3759]
    assert tkr(table, "Summa kostnader") == [-7724, -5895, -8505, -6895, -6250, -35269]
    assert tkr(table, "Arvoden till revisorer") == [-28, -49, -50, -31, -32, -190]
    assert tkr(table, "Improve") == [None, 403, 0, 0, 0, 403]
    assert (table.errors, told(table)) == ((), [])


def test_a_budget_beside_its_forecast_with_its_own_errors():
    table = read("nv-budget.tsv")
    assert [(each.year, each.kind) for each in table.columns] == [(2022, "budget"), (2022, "forecast")]
    assert tkr(table, "Samverkansmedel ofördelat") == [-82, -110]
    assert told(table) == [
        ("Individinriktade insatser, Prognos 2022", "Summan står som −5 362 tkr men raderna ger −5 361 tkr."),
        ("Strukturinriktade insatser, Budget 2022", "Summan står som −943 tkr men raderna ger −908 tkr."),
        ("Strukturinriktade insatser, Prognos 2022", "Summan står som −845 tkr men raderna ger −955 tkr."),
        ("SUMMA KOSTNADER, Budget 2022", "Summan står som −7 720 tkr men raderna ger −6 464 tkr."),
        ("SUMMA KOSTNADER, Prognos 2022", "Summan står som −7 495 tkr men raderna ger −6 207 tkr."),
    ]


def test_a_budget_whose_administration_is_missing():
    assert told(read("nv-budget2023.tsv")) == [
        ("Strukturinriktade insatser, Budget 2023", "Summan står som −1 109 tkr men raderna ger −1 084 tkr."),
        ("SUMMA KOSTNADER, Budget 2023", "Summan står som −7 878 tkr men raderna ger −6 657 tkr."),
    ]


def test_a_result_that_is_the_deviation_from_the_budget():
    assert told(read("hoglandet-2023.tsv")) == [
        ("Årets resultat, Utfall 2023", "Summan står som 308 086 kr men raderna ger 423 889 kr.")
    ]
