"""A plan's budget of five years as plans print it: a total, the result carried from year to year, and the appendix."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse

from economy.actions.figures import add_column, keep_historical, save_figures
from economy.actions.layout import add_line
from economy.actions.years import open_year
from economy.states import FigureKind, LineKind, LineRole, StatementKind, Unit
from reporting.actions.reports import begin_report, change_report
from reporting.documents.report import build_section
from reporting.models import Report
from reporting.states import ReportKind
from tests.cast import Cast, client_of
from tests.insatser.reports import granted, make_insats, make_report, submitted, write_costs

YEARS = (2014, 2015, 2016, 2017, 2018)
KINDS = (FigureKind.OUTCOME, FigureKind.FORECAST, FigureKind.BUDGET, FigureKind.PLAN, FigureKind.PLAN)
INCOME = {
    "Försäkringskassan": (2976, 3052, 3066, 3066, 3066), "Kommun ett": (1450, 1450, 1453, 1453, 1453),
    "Kommun två": (76, 76, 80, 80, 80), "Landstinget": (1526, 1526, 1533, 1533, 1533),
    "Projektmedel": (0, 403, 0, 0, 0), "Övriga intäkter": (111, 96, 98, 98, 98),
}  # fmt: skip
WORK = {"Beslutad verksamhet": (6095, 3866, 4705, 3890, 3720), "Ny verksamhet": (0, 0, 1704, 862, 308)}
NEAR = {
    "Extern kartläggning": (0, 20, 60, 60, 60), "Extern utvärdering": (0, 40, 100, 100, 100),
    "Information": (0, 140, 280, 220, 220),
}  # fmt: skip
OFFICE = {
    "Arvoden till styrelsen": (142, 280, 280, 205, 211), "Arvoden till revisorer": (28, 49, 50, 31, 32),
    "Ekonomisk administration": (191, 169, 191, 237, 244), "Tjänstemän": (1006, 1081, 870, 1070, 1120),
    "Resor och utbildning": (160, 140, 175, 185, 195), "Övrig administration": (102, 110, 90, 35, 40),
}  # fmt: skip
FINANCE = {"Finansiella intäkter": (18, 0, 20, 20, 20)}
COSTS = ((WORK, LineRole.INSATSER), (NEAR, LineRole.ADMINISTRATION), (OFFICE, LineRole.ADMINISTRATION))


@pytest.fixture
def plan(cast: Cast) -> Report:
    """A plan of 2016 whose book holds five columns in thousands, and equity from before."""
    year = open_year(association=cast.association, year=2016, unit=Unit.TKR, by=cast.chief)

    def add(label: str, kind: str = LineKind.LINE, **fields: object) -> str:
        return add_line(
            fiscal_year=year, statement=StatementKind.INCOME, label=label, kind=kind, by=cast.chief, **fields
        ).key

    keys = {
        name: add(name, role=LineRole.CONTRIBUTION if place < 4 else LineRole.OTHER_INCOME)
        for place, name in enumerate(INCOME)
    }
    income = add("Summa intäkter", LineKind.SUM, covers=list(keys.values()))
    sums = []
    for place, (rows, role) in enumerate(COSTS):
        own = {name: add(name, role=role) for name in rows}
        keys |= own
        sums.append(add(f"Summa kostnader {place + 1}", LineKind.SUM, covers=list(own.values())))
    costs = add("Summa kostnader", LineKind.SUM, covers=sums)
    keys |= {name: add(name, role=LineRole.OTHER_INCOME) for name in FINANCE}
    add(
        "Resultat efter finansiella poster",
        LineKind.SUM,
        covers=[income, costs, *(keys[name] for name in FINANCE)],
        role=LineRole.YEARS_RESULT,
    )
    signs = {keys[name]: 1 for name in (*INCOME, *FINANCE)}
    rows = INCOME | WORK | NEAR | OFFICE | FINANCE
    for place, (of, kind) in enumerate(zip(YEARS, KINDS, strict=True)):
        column = add_column(
            fiscal_year=year, kind=kind, label=f"{kind.label} {of}", key=f"k{of}", by=cast.chief,
            starts_on=dt.date(of, 1, 1), ends_on=dt.date(of, 12, 31),
        )  # fmt: skip
        amounts = {
            keys[name]: Decimal(values[place]) * 1000 * signs.get(keys[name], -1)
            for name, values in rows.items()
        }
        save_figures(figure_set=column, amounts=amounts, by=cast.chief)
    keep_historical(
        association=cast.association,
        year=2013,
        values={"equity": Decimal(3_759_000)},
        source="Årsredovisning 2013",
        by=cast.chief,
    )
    report = begin_report(
        association=cast.association,
        kind=ReportKind.PLAN,
        year=2016,
        by=cast.chief,
        outline="verksamhetsplan-styrkort",
    )
    return change_report(report=report, by=cast.chief, unit="tkr")


def table_of(report: Report, block: str) -> dict[str, list[str]]:
    """A section's table as text: label and cells of each row."""
    section = report.sections.get(block=block)
    printed = build_section(Report.objects.get(pk=report.pk), section)
    found = {}
    for row in re.findall(r"<tr[^>]*>(.*?)</tr>", printed.html, re.DOTALL):
        cells = [
            re.sub(r"<[^>]+>|\s|\u00a0", "", cell)
            for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)
        ]
        found[cells[0]] = cells[1:]
    return found


def test_the_five_years_have_a_total_and_the_result_is_carried_from_year_to_year(cast, plan):
    section = plan.sections.get(block="budget")
    url = reverse("section_columns", args=[cast.association.slug, section.pk])
    columns = [f"2016/k{year}" for year in YEARS]
    assert client_of(cast.chief).post(url, {"columns": [*columns, "total", "carry"]}).status_code == 302
    rows = table_of(plan, "budget")
    assert rows[""][-1] == "Totalt2014–2018"
    assert rows["Försäkringskassan"] == ["2976", "3052", "3066", "3066", "3066", "15226"]
    assert rows["Summaintäkter"] == ["6139", "6603", "6230", "6230", "6230", "31432"]
    assert [cell.replace("−", "-") for cell in rows["Summakostnader"]] == [
        "-7724",
        "-5895",
        "-8505",
        "-6895",
        "-6250",
        "-35269",
    ]
    assert [cell.replace("−", "-") for cell in rows["Resultatefterfinansiellaposter"]] == [
        "-1567",
        "708",
        "-2255",
        "-645",
        "0",
        "-3759",
    ]
    assert rows["Resultatinkl.överföringfrånföregåendeår"] == ["2192", "2900", "645", "0", "0", "–"]


def test_the_appendix_sums_what_is_granted_and_tells_what_is_new_as_the_table_has_it(cast, plan):
    one = make_insats(cast, name="Arbetsmarknadstorget")
    for year, amount in ((2014, 1_223_000), (2016, 2_600_000), (2017, 4_800_000)):
        granted(cast, one, amount, year)
    rows = table_of(plan, "insats_years")
    assert rows["Arbetsmarknadstorget"] == ["1223", "0", "2600", "4800", "0", "8623"]
    assert rows["Nyverksamhet"] == ["4872", "3866", "3809", "0", "4028", "16575"]
    assert rows["S:atotalaverksamhetskostnader"] == ["6095", "3866", "6409", "4800", "4028", "25198"]
    printed = build_section(plan, plan.sections.get(block="insats_years")).html.replace("\u00a0", " ")
    assert "Bilagan och budgeten skiljer sig: 2017 är 4 800 i bilagan och 4 752 i budgeten." in printed


def test_the_appendix_has_what_an_insats_cost_in_the_years_whose_report_has_come_in_and_says_so(cast, plan):
    one = make_insats(cast, name="Vidare Vy")
    two = make_insats(cast, key="torget", name="Arbetsmarknadstorget")
    granted(cast, two, 1_223_000, 2014)
    granted(cast, two, 2_407_000, 2015)
    report = make_report(cast, one, year=2014)
    write_costs(cast, report, budget="455 000", outcome="400 000")
    assert table_of(plan, "insats_years")["VidareVy"] == ["455", "0", "0", "0", "0", "455"]
    submitted(cast, report)
    rows = table_of(plan, "insats_years")
    assert (rows["VidareVy"][0], rows["Arbetsmarknadstorget"][:2]) == ("400", ["1223", "2407"])
    assert rows["S:averksamhetskostnader"][:2] == ["1623", "2407"]
    printed = build_section(plan, plan.sections.get(block="insats_years")).html
    assert "2014 är utfall där en årsrapport har kommit in, annars beviljat; 2015 är beviljat." in printed
