"""A real budget of five years and its appendix, typed and pasted through the pages: every sum tied, and its own errors named.

The amounts are those of the plan in the folder shared beside the project, which is read to see that they are.
"""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from economy.models import FigureSet, StatementLine
from insatser.models import Insats
from reporting.documents.report import build_section
from reporting.models import Report
from reporting.queries.reports import typed_in
from tests.pages import in_one_line
from tests.reporting.test_budget_of_five_years import FINANCE, NEAR, OFFICE, WORK, YEARS, table_of
from tests.reporting.test_budget_of_five_years import INCOME as PRINTED_INCOME
from tests.reporting.test_seeds_through_pages import SHARED, Office, founded, seed

NAMES = (
    "Försäkringskassan",
    "Exempels kommun",
    "Grannes kommun",
    "Exempellands läns landsting",
    "Projektmedel",
    "Övriga intäkter",
)
INCOME = dict(zip(NAMES, PRINTED_INCOME.values(), strict=True))
HEADS = ("Utfall 2014", "Prognos 2015", "Budget 2016", "Plan 2017", "Plan 2018", "Totalt 2014–2018")
# One insats a row. Of two rows the scan has lost an amount, which is what the printed sums leave: 700 of 2014, and 90 of 2015.
APPENDIX = (
    (1223, 2407, 2600, 2600, 2800), (350, 0, 0, 0, 0), (45, 0, 0, 0, 0), (1481, 0, 0, 0, 0), (119, 0, 0, 0, 0), (750, 0, 0, 0, 0),
    (165, 0, 0, 0, 0), (580, 0, 0, 0, 0), (700, 0, 0, 0, 0), (189, 239, 0, 0, 0), (1, 0, 0, 0, 0), (166, 0, 0, 0, 0),
    (0, 90, 0, 0, 0), (326, 0, 0, 0, 0), (0, 360, 610, 640, 670), (0, 150, 50, 0, 0), (0, 180, 230, 0, 0), (0, 250, 155, 0, 0),
    (0, 0, 400, 400, 0), (0, 0, 200, 200, 200), (0, 0, 50, 50, 50), (0, 0, 190, 0, 0), (0, 190, 220, 0, 0),
)  # fmt: skip
LAST = f"Insats {len(APPENDIX)}"  # printed as 140 and 220, together 410
DECIDED, NEW, WHOLE = (
    (6095, 3866, 4705, 3890, 3720), (0, 0, 1704, 1200, 1000), (6095, 3866, 6409, 5090, 4720),
)  # fmt: skip


def rows_of(rows: dict[str, tuple[int, ...]]) -> list[tuple[str, list[int]]]:
    return [(name, [*values, sum(values)]) for name, values in rows.items()]


def summed(name: str, *groups: dict[str, tuple[int, ...]]) -> tuple[str, list[int]]:
    columns = zip(*(values for group in groups for values in group.values()), strict=True)
    values = [sum(column) for column in columns]
    return name, [*values, sum(values)]


def printed_table() -> str:
    """The table as the plan prints it, costs without minus."""
    income, costs = summed("Summa intäkter", INCOME), summed("Summa kostnader", WORK, NEAR, OFFICE)
    before = [a - b for a, b in zip(income[1], costs[1], strict=True)]
    after = [a + b for a, b in zip(before, summed("", FINANCE)[1], strict=True)]
    lines = [
        ("Intäkter", []), *rows_of(INCOME), income, ("Kostnader", []),
        ("Verksamhetskostnader", []), *rows_of(WORK), summed("Summa verksamhetskostnader", WORK),
        ("Verksamhetsnära kostnader", []), *rows_of(NEAR), summed("Summa verksamhetsnära kostnader", NEAR),
        ("Administrativa kostnader", []), *rows_of(OFFICE), summed("Summa administrativa kostnader", OFFICE),
        costs, ("Resultat före finansiella poster", before), *rows_of(FINANCE), ("Resultat efter finansiella poster", after),
    ]  # fmt: skip
    return "\n".join("\t".join([name, *map(str, values)]) for name, values in [("Tkr", HEADS), *lines])


def printed_appendix() -> str:
    """The appendix as a text has it, with what it says wrong."""
    rows = [(f"Insats {place}", [*values, sum(values)]) for place, values in enumerate(APPENDIX, start=1)]
    rows[-1] = (LAST, [0, 140, 220, 0, 0, 410])
    rows += [
        ("S:a verksamhetskostnader", [*DECIDED, sum(DECIDED)]), ("Ny verksamhet", [*NEW, sum(NEW)]),
        ("S:a totala verksamhetskostnader", [*WHOLE, sum(WHOLE)]),
    ]  # fmt: skip
    cells = [
        "".join(f"<td><p>{cell}</p></td>" for cell in [name, *values])
        for name, values in [("Tkr", HEADS), *rows]
    ]
    return f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>"


@pytest.fixture
def office(db: None, settings) -> Office:
    """A förbund of 2015 with two kommuner, the table pasted and its roles set."""
    town = founded(settings, "2015-01-02")
    settings.FINSAM_TODAY = "2015-11-01"
    office = Office(town)
    office.post("member_add", kind="kommun", name="Kommun två", abbreviation="KT", seats=0, position=9)
    office.open_year(2016, layout="empty", unit="tkr")
    page = office.client.post(
        reverse("figure_paste", args=["exempel", 2016]),
        {"text": printed_table(), "unit": "", "document": "Planen"},
    )
    assert "42 tryckta summor stämmer med raderna." in in_one_line(page.content.decode())
    assert "stämmer inte" not in page.content.decode()
    office.paste(2016, printed_table(), unit="", document="Planen")
    for line in StatementLine.objects.filter(label__in=NEAR):
        facts = {"label": line.label, "kind": line.kind, "level": line.level, "sign": line.sign, "role": "administration", "lkbr": line.lkbr,
                 "covers": line.covers}  # fmt: skip
        office.post("line_edit", line.pk, **facts)
    return office


@pytest.mark.skipif(
    not SHARED.exists(), reason="the folder shared with real documents does not lie beside the project"
)
def test_the_amounts_are_those_of_the_plan() -> None:
    said = re.sub(r"\D", "", "".join(seed("004").splitlines(keepends=True)[766:892]))
    whole = [*INCOME.values(), *WORK.values(), *NEAR.values(), *OFFICE.values()]
    wanted = ["".join(map(str, values)) for values in whole if all(values)]
    assert [each for each in wanted if each not in said] == ["11196989898"]  # the scan reads a 98 as 08
    assert len(wanted) > 10


def test_every_sum_of_the_table_is_tied_and_the_result_is_carried(office: Office) -> None:
    office.post("historical_figures", year=2013, equity="3759000", source="Årsredovisning 2013")
    report = Report.objects.get(
        pk=office.begin_report("verksamhetsplan", 2016, outline="verksamhetsplan-styrkort", unit="tkr")
    )
    columns = [
        f"2016/{row.key}" for row in FigureSet.objects.filter(fiscal_year__year=2016).order_by("starts_on")
    ]
    office.post(
        "section_columns", report.sections.get(block="budget").pk, columns=[*columns, "total", "carry"]
    )
    rows = {
        label: [cell.replace("−", "-") for cell in cells]
        for label, cells in table_of(report, "budget").items()
    }
    for name, values in (
        summed("Summaintäkter", INCOME), summed("Summaverksamhetskostnader", WORK), summed("Summaverksamhetsnärakostnader", NEAR),
        summed("Summaadministrativakostnader", OFFICE), summed("Summakostnader", WORK, NEAR, OFFICE),
    ):  # fmt: skip
        sign = "" if name == "Summaintäkter" else "-"
        assert rows[name] == [f"{sign}{value}" if value else "0" for value in values], name
    assert rows["Resultatefterfinansiellaposter"] == ["-1567", "708", "-2255", "-645", "0", "-3759"]
    assert rows["Resultatinkl.överföringfrånföregåendeår"] == ["2192", "2900", "645", "0", "0", "–"]


def test_what_the_state_paid_in_2014_is_held_against_what_the_others_paid(office: Office) -> None:
    members = {row.name: row.pk for row in office.association.members.all()}
    for column in FigureSet.objects.filter(fiscal_year__year=2016):
        at = YEARS.index(column.starts_on.year)
        paid = dict(
            zip(
                ("Försäkringskassan", "Exempels kommun", "Kommun två", "Region Exempelland"),
                INCOME.values(),
                strict=False,
            )
        )
        url = f"{reverse('contribution_list', args=['exempel', 2016])}?kolumn={column.key}"
        office.client.post(url, {f"m{members[name]}": values[at] for name, values in paid.items()})
    told = in_one_line(office.get("contribution_list", 2016))
    assert re.findall(r"<h3>(.*?)</h3>", told) == ["Statens bidrag, utfall 2014"]
    assert re.search(r"2 976.{0,400}3 052", told)


def test_the_appendix_s_own_errors_are_named_and_no_other(office: Office) -> None:
    owner = office.association.members.get(name="Kommun två").pk
    for place, values in enumerate(APPENDIX, start=1):
        office.post(
            "insats_add", name=f"Insats {place}", kind="individ", unit="AME", starts_on="2014-01-01", goals="", report_kind="arsrapport",
            key=f"i{place}", owner=owner,
        )  # fmt: skip
        insats = Insats.objects.get(key=f"i{place}")
        for year, amount in zip(YEARS, values, strict=True):
            if amount:
                office.post(
                    "grant_add", insats.pk, amount=f"{amount}000", year=year, source="§ 45, 2014-11-27"
                )
    report = Report.objects.get(
        pk=office.begin_report("verksamhetsplan", 2016, outline="verksamhetsplan-styrkort", unit="tkr")
    )
    rows = table_of(report, "insats_years")
    assert rows["S:averksamhetskostnader"] == [*map(str, DECIDED), str(sum(DECIDED))]
    assert rows["Nyverksamhet"] == ["0", "0", "1704", "862", "308", "2874"]
    assert rows["S:atotalaverksamhetskostnader"] == ["6095", "3866", "6409", "4752", "4028", "25150"]
    section = report.sections.get(block="insats_years")
    assert "skiljer sig" not in build_section(report, section).html

    office.post(
        "section_save",
        section.pk,
        text=printed_appendix(),
        text_format="html",
        base_version=section.text.version,
    )
    written = (
        Report.objects.get(pk=report.pk)
        .sections.select_related("text", "report__association")
        .get(pk=section.pk)
    )
    told = [each.what.replace("\u00a0", " ") for each in typed_in(written, {})]
    assert sorted(told) == sorted([
        f"Totalt 2014–2018 för {LAST} är 410, men kolumnerna ger 360",
        f"{LAST} 2015 är 140, men i avsnittets egen tabell 190",
        "S:a verksamhetskostnader är 3866, men raderna ger 3 816",  # the fifty that the row lacks
        "Ny verksamhet 2017 är 1200, men i avsnittets egen tabell 862",
        "Ny verksamhet 2018 är 1000, men i avsnittets egen tabell 308",
    ])  # fmt: skip
