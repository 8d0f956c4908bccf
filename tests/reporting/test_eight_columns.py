"""A budget of eight columns is entered and printed without a change of code."""

import re
import subprocess

import pytest

from reporting.documents.excel import tables_of
from reporting.documents.registered import print_draft
from reporting.models import Report
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.pdf.test_reports import missing, text_of

COLUMNS = [
    ("outcome", "Utfall 2022", 2022), ("budget", "Budget 2023", 2023), ("forecast", "Prognos 2023", 2023),
    ("budget", "Budget 2024", 0), ("plan", "Plan 2025", 2025), ("plan", "Plan 2026", 2026), ("plan", "Plan 2027", 2027),
]  # fmt: skip
TABLE = {
    "Bidrag från medlemmarna": (10412, 11200, 11200, 12640, 12700, 12800, 12900),
    "Övriga intäkter": (118, 97, 103, 86, 85, 84, 83),
    "Insatser": (-8123, -9204, -8871, -10745, -10310, -10402, -10503),
    "Förbundschef och kansli": (-1411, -1502, -1498, -1563, -1604, -1645, -1686),
    "Arvoden": (-141, -152, -147, -163, -164, -165, -166),
    "Övriga kostnader": (-231, -242, -238, -253, -254, -255, -256),
}
RESULTS = (624, 197, 549, 2, 453, 417, 372)
CHANGES = {"Bidrag från medlemmarna": 1440, "Insatser": -1541, "Arvoden": -11, "Årets resultat": -195}


@pytest.fixture
def plan(cast: Cast) -> Report:
    """The plan of 2024 in thousands, typed by its pages alone."""
    desk = Desk(cast)
    desk.open_year(2024, unit="tkr")
    for kind, label, of in COLUMNS:
        desk.add_column(2024, kind, label, of=of)
    heads = "\t".join(["", *(label for _, label, _ in COLUMNS)])
    rows = [
        "\t".join([label, *(f"{value:,}".replace(",", " ") for value in row)]) for label, row in TABLE.items()
    ]
    desk.paste(2024, "\n".join([heads, *rows]), unit="tkr")
    pk = desk.begin_report("verksamhetsplan", 2024, unit="tkr")
    report = Report.objects.of(cast.association).get(pk=pk)
    section = report.sections.get(key="budget")
    names = [
        f"2024/{key}"
        for key in section.report.association.fiscal_years.get().figure_sets.values_list("key", flat=True)
    ]
    desk.post("section_columns", section.pk, columns=[*names, "change/kr"])
    return report


def header_cells(pdf: bytes, tmp_path) -> list[str]:
    """The texts of the file's header cells."""
    path = tmp_path / "plan.pdf"
    path.write_bytes(pdf)
    told = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, check=True).stdout.decode()
    return [
        " ".join(re.findall(r'"(.*?)"', cell)).replace("\u00a0", " ")
        for cell in re.split(r"\n\s*(?=T[HDR]\b)", told)
        if cell.lstrip().startswith("TH")
    ]


def test_the_plan_prints_eight_columns_with_every_figure(plan, tmp_path):
    pdf = print_draft(plan)
    amounts = {abs(value) for row in TABLE.values() for value in row} | {abs(each) for each in RESULTS}
    assert missing(amounts | {abs(each) for each in CHANGES.values()}, text_of(pdf)) == []
    cells = [" ".join(cell.split()) for cell in header_cells(pdf, tmp_path)]
    wanted = [*(label for _, label, _ in COLUMNS), "Förändring", *TABLE]
    assert [label for label in wanted if label not in cells] == []


def test_the_change_is_counted_from_the_budgets(plan):
    grid = next(grid for _, grid in tables_of(plan) if grid.caption == "Budget 2024")
    assert grid.heads[-1] == "Förändring"
    found = {row.label: row.cells[-1].value for row in grid.rows if row.cells}
    assert {label: found[label] for label in CHANGES} == {
        label: value * 1000 for label, value in CHANGES.items()
    }


def test_many_columns_lie_on_their_side(plan):
    grid = next(grid for _, grid in tables_of(plan) if grid.caption == "Budget 2024")
    assert grid.is_landscape
