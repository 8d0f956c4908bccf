"""What lag (2018:597) asks of an årsredovisning and a delårsrapport, in a förbund of one's own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from economy.actions.adoption import adopt
from economy.models import StatementLine
from economy.queries.requirement import balance_requirement
from economy.queries.statements import lkbr_balance
from economy.queries.tables import interim_ends
from economy.states import LkbrLine
from reporting.documents.report import build_report
from reporting.models import Report
from reporting.queries.lawful import lawful_parts
from tests.economy.desk import Desk

BALANCE_BY_LAW = [
    "Tillgångar",
    "A. Anläggningstillgångar",
    "I. Immateriella anläggningstillgångar",
    "II. Materiella anläggningstillgångar",
    "1. Mark, byggnader och tekniska anläggningar",
    "2. Maskiner och inventarier",
    "3. Övriga materiella anläggningstillgångar",
    "III. Finansiella anläggningstillgångar",
    "B. Bidrag till infrastruktur",
    "C. Omsättningstillgångar",
    "I. Förråd m.m.",
    "II. Fordringar",
    "III. Kortfristiga placeringar",
    "IV. Kassa och bank",
    "Summa tillgångar",
    "Eget kapital, avsättningar och skulder",
    "A. Eget kapital",
    "I. Eget kapital vid årets början",
    "varav resultatreserv",
    "II. Årets resultat",
    "III. Eget kapital vid årets slut",
    "varav resultatreserv",
    "B. Avsättningar",
    "I. Avsättningar för pensioner och liknande förpliktelser",
    "II. Andra avsättningar",
    "C. Skulder",
    "I. Långfristiga skulder",
    "II. Kortfristiga skulder",
    "Summa eget kapital, avsättningar och skulder",
    "Panter och ansvarsförbindelser",
    "1. Panter och därmed jämförliga säkerheter",
    "2. Ansvarsförbindelser",
    "a) Pensionsförpliktelser som inte har upptagits bland skulderna eller avsättningarna",
    "b) Övriga ansvarsförbindelser",
]


@pytest.fixture
def desk(cast):
    return Desk(cast)


def year_with(desk: Desk, year: int, **rows: str):
    """Open a year with an outcome; the rows are named by their keys."""
    opened = desk.open_year(year)
    column = desk.add_column(year, "outcome", f"Utfall {year}")
    labels = dict(StatementLine.objects.filter(fiscal_year=opened).values_list("key", "label"))
    lines = "\n".join(f"{labels[key]}\t{amount}" for key, amount in rows.items())
    desk.paste(year, f"\tUtfall {year}\n{lines}")
    return opened, column


def sections_of(desk: Desk, kind: str, year: int):
    report = Report.objects.of(desk.association).get(pk=desk.begin_report(kind, year))
    return report, {each.heading: each for each in build_report(report).sections}


# ---- 6 kap. 2 §


def test_the_laws_balance_sheet_has_every_item_in_order_with_its_numeral(desk):
    opened, _ = year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    assert [row.label for row in lkbr_balance(opened).rows] == BALANCE_BY_LAW


def test_before_2024_the_reserve_is_told_only_where_there_is_one(desk):
    opened, _ = year_with(desk, 2023, bidrag="900", insatser="-800", kassa_bank="100")
    assert not [row for row in lkbr_balance(opened).rows if row.label.startswith("varav")]


def test_pledges_are_typed_and_printed_below_the_sums(desk):
    opened, column = year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    page = desk.get("figure_grid", 2024)
    assert f"c{column.pk}-panter" in page
    desk.post(
        "figure_grid",
        2024,
        **{f"c{column.pk}-panter": "250", f"c{column.pk}-ovriga_ansvarsforbindelser": "50"},
    )
    law = lkbr_balance(opened)
    assert (law.value("panter"), law.value("commitments"), law.value("assets")) == (250, 50, 100)
    _, printed = sections_of(desk, "arsredovisning", 2024)
    html = printed["Räkningarna enligt lagens uppställning"].html
    assert "1. Panter och därmed jämförliga säkerheter" in html
    assert ">250<" in html


def test_a_row_that_sums_count_cannot_be_a_pledge(desk):
    desk.open_year(2024)
    line = StatementLine.objects.get(fiscal_year__year=2024, key="kassa_bank")
    facts = {"label": line.label, "level": 1, "sign": 1, "role": "cash", "lkbr": LkbrLine.PLEDGES}
    answer = refused(desk, "line_edit", line.pk, **facts)
    assert "Den posten ingår inte i någon summa." in answer


def refused(desk: Desk, name: str, *args: object, **data: object) -> str:
    return desk.client.post(reverse(name, args=[desk.association.slug, *args]), data).content.decode()


# ---- 9 kap.


def test_the_report_says_which_notes_the_law_asks_for(desk, cast):
    year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    report, printed = sections_of(desk, "arsredovisning", 2024)
    told = [sentence for sentence, _ in lawful_parts(report, list(report.sections.select_related("text")))]
    assert told == [
        "Principerna för värdering av tillgångar, avsättningar och skulder saknas (9 kap. 4 §).",
        "Kostnaden för räkenskapsrevisionen saknas (9 kap. 13 §).",
    ]
    assert "Kostnaden för räkenskapsrevision är inte inskriven." in printed["Räkenskapsrevision"].html
    page = desk.get("report_detail", report.pk)
    assert "Kostnaden för räkenskapsrevisionen saknas (9 kap. 13 §)." in page


def test_the_cost_of_the_audit_is_typed_once_and_is_no_part_of_the_result(desk):
    opened, column = year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    desk.post("figure_grid", 2024, **{f"c{column.pk}-rakenskapsrevision": "-45"})
    report, printed = sections_of(desk, "arsredovisning", 2024)
    assert ">45<" in printed["Räkenskapsrevision"].html
    assert balance_requirement(opened).value("result") == 100
    told = [sentence for sentence, _ in lawful_parts(report, list(report.sections.select_related("text")))]
    assert not [sentence for sentence in told if "revision" in sentence]


# ---- 10 kap. 1 §


def test_the_driftredovisning_says_when_no_budget_is_adopted(desk):
    year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    _, printed = sections_of(desk, "arsredovisning", 2024)
    assert "Ingen budget är fastställd för året." in printed["Drift- och investeringsredovisning"].html


def test_the_driftredovisning_says_that_the_budget_it_shows_is_not_adopted(desk):
    year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    budget = desk.add_column(2024, "budget", "Budget 2024")
    desk.paste(2024, "\tBudget 2024\nBidrag från medlemmarna\t900\nInsatser\t-900")
    _, printed = sections_of(desk, "arsredovisning", 2024)
    assert "Budgeten är inte fastställd." in printed["Drift- och investeringsredovisning"].html
    adopt(figure_set=budget, on=dt.date(2021, 11, 20), reference="§ 40", by=None)
    report = Report.objects.of(desk.association).get(year=2024)
    [shown] = [each for each in build_report(report).sections if each.heading.startswith("Drift- och")]
    assert "inte fastställd" not in shown.html


# ---- 11 kap. 10 och 11 §§


def test_a_deficit_is_carried_on_until_it_is_regulated(desk):
    year_with(desk, 2022, bidrag="900", insatser="-1000", kassa_bank="100")
    year_with(desk, 2023, bidrag="900", insatser="-870", kassa_bank="100")
    opened, _ = year_with(desk, 2024, bidrag="900", insatser="-850", kassa_bank="100")
    found = balance_requirement(opened)
    carried = {key: [found.value(key, place) for place in (0, 1)] for key in ("begun", "regulated", "left")}
    assert carried == {"begun": [-70, -100], "regulated": [50, 30], "left": [-20, -70]}
    _, printed = sections_of(desk, "arsredovisning", 2024)
    assert "återstår att reglera" in printed["Balanskravsresultat"].html


def test_what_the_board_decides_not_to_regulate_is_told_with_its_source(desk):
    year_with(desk, 2023, bidrag="900", insatser="-1000", kassa_bank="100")
    desk.post("historical_figures", year=2023, source="§ 12, 2024-03-20", deficit_waived="60")
    opened, _ = year_with(desk, 2024, bidrag="900", insatser="-900", kassa_bank="100")
    found = balance_requirement(opened)
    assert [found.value("left", place) for place in (0, 1)] == [-40, -40]
    assert found.value("waived", 1) == 60


# ---- 13 kap. 1 §


def test_a_delarsrapport_may_end_from_june_to_august():
    days = interim_ends(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert days == [dt.date(2024, 6, 30), dt.date(2024, 7, 31), dt.date(2024, 8, 31)]
    assert interim_ends(dt.date(2024, 9, 1), dt.date(2024, 12, 31)) == [dt.date(2024, 10, 31)]


def part(desk: Desk, year: int, ends_on: str, label: str, result: int) -> None:
    desk.add_column(year, "outcome", label, starts_on=f"{year}-01-01", ends_on=ends_on)
    desk.paste(
        year, f"\t{label}\nBidrag från medlemmarna\t900\nInsatser\t{result - 900}\nKassa och bank\t100"
    )


def test_the_whole_delarsrapport_is_at_the_forbunds_own_day(desk):
    desk.open_year(2023)
    part(desk, 2023, "2023-08-31", "Utfall jan–aug 2023", 40)
    year_with(desk, 2024, bidrag="900", insatser="-800", kassa_bank="100")
    part(desk, 2024, "2024-06-30", "Utfall jan–jun 2024", 70)
    part(desk, 2024, "2024-08-31", "Utfall jan–aug 2024", 30)
    report, _ = sections_of(desk, "delarsrapport", 2024)
    assert report.period == (dt.date(2024, 1, 1), dt.date(2024, 8, 31))
    document = build_report(report)
    assert document.period_text.replace("\u00a0", " ") == "1 januari–31 augusti 2024"
    text = "".join(each.html for each in document.sections).replace("\u00a0", " ")
    assert "Resultaträkning 1 januari–31 augusti 2024" in text
    assert "Balansräkning per den 31 augusti 2024" in text
    assert "jan–jun" not in text
    desk.post(
        "report_edit", report.pk, title="Delårsrapport 2024", unit="kr", board_on="", ends_on="2024-06-30"
    )
    moved = build_report(Report.objects.of(desk.association).get(pk=report.pk))
    text = "".join(each.html for each in moved.sections).replace("\u00a0", " ")
    assert "Resultaträkning 1 januari–30 juni 2024" in text
    assert "31 augusti" not in text


def test_the_delarsrapports_balance_requirement_never_sets_a_year_beside_a_part(desk):
    year_with(desk, 2023, bidrag="900", insatser="-500", kassa_bank="100")
    desk.open_year(2024)
    part(desk, 2024, "2024-08-31", "Utfall jan–aug 2024", 30)
    _, printed = sections_of(desk, "delarsrapport", 2024)
    html = printed["Måluppfyllelse och balanskrav"].html
    assert "Utfall jan–aug 2024" in html
    assert "Utfall 2023" not in html
    page = desk.get("economy_statements", 2024, kolumner="halvar")
    shown = page[page.index("Balanskravsutredning") :]
    assert "Utfall 2023" not in shown[: shown.index("</table>")]


# ---- 11 kap. 5 § kommunallagen


def test_an_underbalanced_budget_is_printed_with_a_mark(desk):
    desk.open_year(2024)
    desk.add_column(2024, "budget", "Budget 2024")
    desk.paste(2024, "\tBudget 2024\nBidrag från medlemmarna\t900\nInsatser\t-1 512")
    report = Report.objects.of(desk.association).get(
        pk=desk.begin_report("verksamhetsplan", 2024, outline="verksamhetsplan")
    )
    text = "".join(each.html for each in build_report(report).sections)
    assert "Underbalanserad (kronor): Budget 2024 med 612." in text


def test_a_new_forbunds_first_year_begins_with_the_limit_of_equity_and_its_source(desk):
    desk.open_year(2024)
    desk.open_year(2025, layout="2024")
    [limit] = desk.association.equity_limits.all()
    assert (limit.from_year, limit.percent) == (2024, 20)
    assert "Nationella rådet" in limit.source
