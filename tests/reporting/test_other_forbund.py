"""Other förbund's years, typed and pasted on the pages alone and printed: no change of code for any of them."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.urls import reverse

from finsam.models import Member
from finsam.registries.checks import findings
from reporting.documents.excel import tables_of
from reporting.documents.registered import print_draft
from reporting.documents.report import build_report
from reporting.figures.grids import Grid
from reporting.models import Report
from tests.cast import Cast
from tests.economy.desk import Desk
from tests.pdf.test_reports import missing, text_of

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
PAGES = (
    "economy_year",
    "economy_statements",
    "figure_grid",
    "figure_checks",
    "note_list",
    "contribution_list",
    "layout",
)

# A förbund that writes costs without minus, calls everything by other names, and keeps the two kinds of insatser apart.
INCOME = [
    ("Rörelsens intäkter", {"kind": "heading", "level": 0}),
    ("Medlemsintäkter", {"role": "contribution", "lkbr": "verksamhetens_intakter"}),
    ("ESF-medel", {"role": "other_income", "lkbr": "verksamhetens_intakter"}),
    ("Summa rörelsens intäkter", {"kind": "sum", "covers": ["medlemsintakter", "esf_medel"]}),
    ("Rörelsens kostnader", {"kind": "heading", "level": 0}),
    ("Individinsatser", {"role": "individual", "lkbr": "verksamhetens_kostnader", "sign": -1}),
    ("Strukturinsatser", {"role": "structural", "lkbr": "verksamhetens_kostnader", "sign": -1}),
    ("Personal", {"role": "administration", "lkbr": "verksamhetens_kostnader", "sign": -1}),
    ("Avskrivningar", {"role": "depreciation", "lkbr": "avskrivningar", "sign": -1}),
    ("Summa rörelsens kostnader", {"kind": "sum", "sign": -1, "covers": ["individinsatser", "strukturinsatser", "personal", "avskrivningar"]}),
    ("Finansnetto", {"role": "financial_cost", "lkbr": "finansiella_kostnader"}),
    ("RESULTAT", {"kind": "sum", "role": "years_result", "covers": ["summa_rorelsens_intakter", "summa_rorelsens_kostnader", "finansnetto"]}),
]  # fmt: skip
BALANCE = [
    ("Inventarier", {"role": "fixed_asset", "lkbr": "maskiner_inventarier"}),
    ("Kundfordringar", {"role": "receivable", "lkbr": "fordringar"}),
    ("Likvida medel", {"role": "cash", "lkbr": "kassa_bank"}),
    ("SUMMA TILLGÅNGAR", {"kind": "sum", "covers": ["inventarier", "kundfordringar", "likvida_medel"]}),
    ("Ingående eget kapital", {"role": "opening_equity", "lkbr": "eget_kapital_borjan"}),
    ("Årets resultat", {"role": "years_result", "lkbr": "arets_resultat"}),
    ("Lån av medlem", {"role": "long_debt", "lkbr": "langfristiga_skulder"}),
    ("Leverantörsskulder", {"role": "short_debt", "lkbr": "kortfristiga_skulder"}),
    ("SUMMA SKULDER OCH EGET KAPITAL", {"kind": "sum", "covers": ["ingaende_eget_kapital", "arets_resultat", "lan_av_medlem", "leverantorsskulder"]}),
]  # fmt: skip
FIRST_YEAR = """
\tUtfall 2021\tBudget 2021\tUtfall apr–aug 2021
Medlemsintäkter\t3 000\t3 000\t1 500
ESF-medel\t250,5\t0\t100
Individinsatser\t2 400\t1 900\t1 100
Strukturinsatser\t700\t500\t300
Personal\t650\t600\t400
Avskrivningar\t20\t20\t10
Finansnetto\t−3\t0\t−1
RESULTAT\t−522,5\t−20\t−211
Inventarier\t180\t\t190
Kundfordringar\t40\t\t10
Likvida medel\t157,5\t\t589
SUMMA TILLGÅNGAR\t377,5\t\t789
Ingående eget kapital\t0\t\t0
Årets resultat\t−522,5\t\t−211
Lån av medlem\t500\t\t500
Leverantörsskulder\t400\t\t500
SUMMA SKULDER OCH EGET KAPITAL\t377,5\t\t789
"""


def printed(cast: Cast, pk: int) -> str:
    return text_of(print_draft(Report.objects.of(cast.association).get(pk=pk)))


def tables(cast: Cast, pk: int) -> dict[str, Grid]:
    return {
        grid.caption.replace("\u00a0", " "): grid
        for _, grid in tables_of(Report.objects.of(cast.association).get(pk=pk))
    }


def cells(grid: Grid, label: str) -> list[str]:
    return [cell.text.replace("\u00a0", " ") for row in grid.rows if row.label == label for cell in row.cells]


@pytest.fixture
def young(cast: Cast) -> Desk:
    """A förbund's first year, April to December, in thousands, with a deficit larger than nothing."""
    desk = Desk(cast)
    desk.open_year(2021, layout="empty", unit="tkr", starts_on="2021-04-01", ends_on="2021-12-31")
    for statement, rows in (("income", INCOME), ("balance", BALANCE)):
        for label, facts in rows:
            desk.add_line(2021, statement, label, **facts)
    desk.add_column(2021, "outcome", "Utfall 2021")
    desk.add_column(2021, "budget", "Budget 2021")
    desk.add_column(2021, "outcome", "Utfall apr–aug 2021", starts_on="2021-04-01", ends_on="2021-08-31")
    desk.paste(2021, FIRST_YEAR.strip("\n"), unit="tkr")
    return desk


# ---- A short first year, another layout, thousands, costs without minus, negative equity


def test_every_page_of_the_first_year_stands(cast, young):
    for name in PAGES:
        young.get(name, 2021)
    young.get("economy_statements", 2021, vy="lkbr")
    young.get("economy_year", 2021, period="utfall-0831")


def test_nothing_contradicts_itself_in_the_first_year(cast, young):
    assert findings(cast.association, 2021) == []


def test_the_first_year_is_printed_with_its_amounts(cast, young):
    text = printed(cast, young.begin_report("arsredovisning", 2021, unit="tkr"))
    assert missing({3000, 251, 2400, 700, 650, 523, 180, 158, 500, 400, 378}, text) == []
    assert "1 april–31 december 2021" in text


def test_a_line_points_to_no_note_that_is_not_printed(cast, young):
    line = cast.association.fiscal_years.get().lines.get(key="personal")
    young.post(
        "line_edit", line.pk, label="Personal", level=1, sign=-1, role="administration", lkbr="", note=3
    )
    grid = tables(cast, young.begin_report("arsredovisning", 2021, unit="tkr"))[
        "Räkenskapsåret 1 april–31 december 2021"
    ]
    assert (grid.has_notes, {row.note for row in grid.rows}) == (False, {None})


def test_the_first_years_flow_begins_with_nothing_and_ties_to_the_bank(cast, young):
    flow = tables(cast, young.begin_report("arsredovisning", 2021, unit="tkr"))["Indirekt metod"]
    assert cells(flow, "Likvida medel vid periodens början")[:1] == ["0"]
    assert cells(flow, "Likvida medel vid periodens slut")[:1] == ["158"]


def test_more_than_budget_is_worse_though_costs_are_printed_without_minus(cast, young):
    grid = tables(cast, young.begin_report("arsredovisning", 2021, unit="tkr"))["Utfall mot budget"]
    assert cells(grid, "Individinsatser") == ["2 400", "1 900", "−500"]
    assert cells(grid, "Summa rörelsens kostnader") == ["3 770", "3 020", "−750"]
    assert cells(grid, "RESULTAT") == ["−523", "−20", "−503"]


def test_costs_without_minus_are_in_the_chart_and_the_shares(cast, young):
    report = Report.objects.of(cast.association).get(
        pk=young.begin_report("arsredovisning", 2021, unit="tkr")
    )
    section = next(each for each in build_report(report).sections if each.heading.startswith("Drift"))
    assert "Individinsatser, utfall 2\u00a0400" in section.html
    plan = young.begin_report("verksamhetsplan", 2021, outline="verksamhetsplan-omraden", unit="tkr")
    assert cells(tables(cast, plan)["Budgetens fördelning 2021"], "Individinriktade insatser") == [
        "1 900",
        "62,9 %",
    ]


def test_equity_below_nothing_is_told_as_it_is(cast, young):
    grid = tables(cast, young.begin_report("arsredovisning", 2021, unit="tkr"))["Eget kapital"]
    assert cells(grid, "2021") == ["−523", "−17,4 %"]


def test_the_first_delarsrapport_is_compared_with_no_earlier_year(cast, young):
    found = tables(cast, young.begin_report("delarsrapport", 2021, unit="tkr"))
    assert found["Resultaträkning 1 april–31 augusti 2021"].heads == (
        "Utfall apr–aug 2021", "Prognos 2021", "Budget 2021",
    )  # fmt: skip


def test_the_second_year_takes_over_layout_and_equity(cast, young):
    young.open_year(2022, layout="2021", unit="tkr")
    young.add_column(2022, "outcome", "Utfall 2022")
    young.paste(
        2022,
        "\tUtfall 2022\nMedlemsintäkter\t4 000\nIndividinsatser\t3 000\nPersonal\t600\nAvskrivningar\t20\n"
        "Inventarier\t160\nLikvida medel\t597,5\nIngående eget kapital\t−522,5\nÅrets resultat\t380\n"
        "Lån av medlem\t500\nLeverantörsskulder\t400",
        unit="tkr",
    )
    assert findings(cast.association, 2022) == []
    found = tables(cast, young.begin_report("arsredovisning", 2022, unit="tkr"))
    assert cells(found["Räkenskapsåret 2022"], "RESULTAT") == ["380", "−523"]
    assert cells(found["Indirekt metod"], "Likvida medel vid periodens slut") == ["598", "158"]


# ---- A long first year, a year with nothing in it, members of one kind


def test_a_long_first_year_is_entered_and_printed(cast):
    desk = Desk(cast)
    desk.open_year(2022, starts_on="2021-10-01", ends_on="2022-12-31")
    desk.add_column(2022, "outcome", "Utfall 2021–2022")
    desk.paste(
        2022,
        "\tUtfall 2021–2022\nBidrag från medlemmarna\t6 000 000\nInsatser\t−5 100 000,25\n"
        "Kassa och bank\t899 999,75\nÅrets resultat\t899 999,75",
    )
    assert findings(cast.association, 2022) == []
    found = tables(cast, desk.begin_report("arsredovisning", 2022))
    [income] = [
        grid for caption, grid in found.items() if caption.startswith("Räkenskapsåret 1 oktober 2021")
    ]
    assert cells(income, "Årets resultat") == ["900 000"]
    assert cells(found["Indirekt metod"], "Likvida medel vid periodens början") == ["0"]


def test_a_year_with_nothing_in_it_stands(cast):
    desk = Desk(cast)
    desk.open_year(2022, layout="empty")
    desk.add_column(2022, "outcome", "Utfall 2022")
    for name in PAGES:
        desk.get(name, 2022)
    for kind in ("arsredovisning", "delarsrapport", "verksamhetsplan"):
        report = Report.objects.of(cast.association).get(pk=desk.begin_report(kind, 2022))
        assert build_report(report).title == f"{kind} 2022"


def test_a_forbund_without_a_kommun_writes_its_contributions(cast):
    Member.objects.filter(association=cast.association, kind="kommun").update(to_on=dt.date(2020, 12, 31))
    desk = Desk(cast)
    desk.open_year(2022)
    column = desk.add_column(2022, "outcome", "Utfall 2022")
    page = reverse("contribution_list", args=[cast.association.slug, 2022]) + "?kolumn=utfall"
    answer = desk.client.post(page, {f"m{cast.region.pk}": "2 000 000", f"m{cast.fk.pk}": "2 000 000"})
    assert answer.status_code == 302
    assert set(column.contributions.values_list("member__kind", "amount")) == {
        ("region", 2_000_000), ("fk", 2_000_000),
    }  # fmt: skip


# ---- The cases of others


def test_the_forbund_that_share_their_staff_enter_budget_and_outcome(cast):
    """Three förbund of one presentation: sums alone, one of them with a fourth share of its own."""
    path = CASES / "jonkoping-2023.json"
    if not path.exists():
        pytest.skip("Mappen shared ligger inte bredvid projektet.")
    desk = Desk(cast)
    for place, case in enumerate(json.loads(path.read_text(encoding="utf-8"))["forbund"]):
        year = 2023 + place  # one association stands for three: a year each
        desk.open_year(year, layout="empty")
        for label, role in (("Bidrag", "contribution"), ("Kostnader", "individual")):
            desk.add_line(year, "income", label, role=role)
        desk.add_column(year, "budget", f"Budget {year}")
        desk.add_column(year, "outcome", f"Utfall {year}")
        income = case.get("medlemsbidrag_2023", case["budget_2023"])
        desk.paste(
            year,
            f"\tBudget {year}\tUtfall {year}\nBidrag\t{income}\t{case.get('intakter_2023', income)}\n"
            f"Kostnader\t-{case['budget_2023']}\t-{case['utfall_2023']}",
        )
        found = tables(cast, desk.begin_report("arsredovisning", year))[f"Räkenskapsåret {year}"]
        assert [row.cells[0].value for row in found.rows if row.label == "Kostnader"] == [
            -Decimal(str(case["utfall_2023"]))
        ]
