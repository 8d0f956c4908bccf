"""Whole printed tables of several förbund into an empty one: looked at, saved, and checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from economy.models import FiscalYear, StatementLine
from economy.queries.books import open_books
from finsam.registries.checks import findings
from tests.cast import Cast
from tests.economy.desk import Desk

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "inputs" / "economy"
pytestmark = pytest.mark.skipif(
    not FOLDER.exists(), reason="the folder shared/inputs with real tables does not lie beside the project"
)
LAYOUTS = pytest.mark.parametrize("layout", ["starter", "empty"])


def pasted(cast: Cast, name: str, year: int, *, layout: str, unit: str = "tkr") -> FiscalYear:
    """Paste the table as a whole in a year without amounts and save it as it is shown."""
    desk = Desk(cast)
    opened = desk.open_year(year, layout=layout, unit=unit)
    desk.paste(year, (FOLDER / name).read_text(encoding="utf-8"), unit="", document="Budgeten")
    return opened


def columns(year: FiscalYear) -> list[str]:
    return list(year.figure_sets.order_by("position").values_list("label", flat=True))


def labels(year: FiscalYear, statement: str = "income") -> list[str]:
    return list(year.lines.filter(statement=statement).values_list("label", flat=True))


def amounts(cast: Cast, year: FiscalYear, label: str) -> dict[str, int]:
    book = open_books(cast.association, [year.year]).by_year[year.year]
    key = next(line.key for line in book.lines if line.label == label and line.statement == "income")
    found = {each.label: book.amounts(each)[key] for each in book.sets}
    return {name: None if amount is None else int(amount / 1000) for name, amount in found.items()}


def told(cast: Cast, year: int) -> list[tuple[str, str, str]]:
    return [
        tuple(part.replace("\u00a0", " ") for part in (row.what, row.here, row.there))
        for row in findings(cast.association, year)
    ]


@LAYOUTS
@pytest.mark.parametrize("name", ["skn-2016.tsv", "skn-2016-minus.tsv"])
def test_five_years_go_to_their_own_columns_with_and_without_minus(cast, name, layout):
    year = pasted(cast, name, 2016, layout=layout)
    assert columns(year) == ["Utfall 2014", "Prognos 2015", "Budget 2016", "Plan 2017", "Plan 2018"]
    assert amounts(cast, year, "Resultat efter finansiella poster") == {
        "Utfall 2014": -1567, "Prognos 2015": 708, "Budget 2016": -2255, "Plan 2017": -645, "Plan 2018": 0,
    }  # fmt: skip
    assert amounts(cast, year, "Resultat inkl. överf. fr. föreg. år")["Budget 2016"] == 645
    assert labels(year)[-3:] == [
        "Finansiella intäkter", "Resultat efter finansiella poster", "Resultat inkl. överf. fr. föreg. år",
    ]  # fmt: skip
    assert told(cast, 2016) == []


@LAYOUTS
def test_a_budget_beside_its_forecast_stands_as_printed(cast, layout):
    year = pasted(cast, "nv-budget.tsv", 2022, layout=layout)
    assert columns(year) == ["Budget 2022", "Prognos 2022"]
    lines = [line.split("\t")[0] for line in (FOLDER / "nv-budget.tsv").read_text("utf-8").splitlines()[1:]]
    assert labels(year) == [label.lstrip("- ") for label in lines]
    assert amounts(cast, year, "Samverkansmedel ofördelat") == {"Budget 2022": -82, "Prognos 2022": -110}
    assert sorted(told(cast, 2022)) == sorted([
        ("Individinriktade insatser, prognos 2022", "−5 362 tkr", "−5 361 tkr"),
        ("Strukturinriktade insatser, budget 2022", "−943 tkr", "−908 tkr"),
        ("Strukturinriktade insatser, prognos 2022", "−845 tkr", "−955 tkr"),
        ("SUMMA KOSTNADER, budget 2022", "−7 720 tkr", "−6 464 tkr"),
        ("SUMMA KOSTNADER, prognos 2022", "−7 495 tkr", "−6 207 tkr"),
    ])  # fmt: skip


@LAYOUTS
def test_a_budget_whose_cost_sum_lacks_administration_is_told_where_it_arises(cast, layout):
    pasted(cast, "nv-budget2023.tsv", 2023, layout=layout)
    assert sorted(told(cast, 2023)) == sorted([
        ("Strukturinriktade insatser, budget 2023", "−1 109 tkr", "−1 084 tkr"),
        ("SUMMA KOSTNADER, budget 2023", "−7 878 tkr", "−6 657 tkr"),
    ])  # fmt: skip


@LAYOUTS
@pytest.mark.parametrize(
    ("name", "year"), [("nv-budget.tsv", 2022), ("skn-2016.tsv", 2016), ("hoglandet-2023.tsv", 2023)]
)
def test_every_row_has_its_sum_its_item_of_the_law_and_its_level(cast, name, year, layout):
    opened = pasted(cast, name, year, layout=layout, unit="kr" if "hog" in name else "tkr")
    covered = {key for line in opened.lines.all() for key in line.covers}
    outside = [line.label for line in opened.lines.filter(kind="line") if line.key not in covered]
    assert [label for label in outside if label != "Kassa och bank"] == []
    assert not StatementLine.objects.filter(fiscal_year=opened, kind="line", lkbr="").exists()


@LAYOUTS
def test_a_result_that_is_not_what_the_rows_give_is_named_once(cast, layout):
    pasted(cast, "hoglandet-2023.tsv", 2023, layout=layout, unit="kr")
    assert told(cast, 2023) == [("Årets resultat, utfall 2023", "308 086", "423 889")]
