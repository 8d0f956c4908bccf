"""Every table of a report, and every list, as Excel."""

from decimal import Decimal
from io import BytesIO

from django.urls import reverse
from openpyxl import load_workbook

from reporting.documents.excel import report_workbook
from reporting.models import Report
from tests.cast import client_of
from tests.reporting.figures import load_year
from tests.tools.standing import ready

loaded, copied, cast, annual = ready(load_year)


def sheets(annual: Report):
    return load_workbook(BytesIO(report_workbook(Report.objects.of(annual.association).get(pk=annual.pk))))


def row(sheet, label: str) -> list:
    return next([cell.value for cell in line[1:]] for line in sheet.iter_rows() if line[0].value == label)


def test_every_table_has_a_sheet_of_its_own(annual):
    names = sheets(annual).sheetnames
    assert [name for name in names if name.startswith(("1.1 ", "2 ", "3 ", "4 "))] == [
        "1.1 Fem år i sammandrag", "2 Räkenskapsåret 2021", "3 Ställningen vid årets slut", "4 Resultaträkning enligt LKBR",
        "4 Balansräkning enligt LKBR",
    ]  # fmt: skip
    assert len(names) == len(set(names))


def test_amounts_are_amounts(annual):
    sheet = sheets(annual)["2 Räkenskapsåret 2021"]
    assert row(sheet, "Bidrag beviljade projekt") == [2, -3731398, -3993000, -3542014]
    cell = next(line[2] for line in sheet.iter_rows() if line[0].value == "Årets resultat")
    assert (cell.number_format, cell.font.bold) == ("# ##0", True)


def test_shares_keep_their_decimals(annual):
    sheet = sheets(annual)["1.1 Fem år i sammandrag"]
    cell = next(line[1] for line in sheet.iter_rows() if line[0].value == "Soliditet")
    assert cell.number_format == '0.0" %"'
    assert Decimal(str(cell.value)).quantize(Decimal("0.1")) == Decimal("96.6")


def test_lists_come_as_excel(cast, annual):
    for name, args in (
        ("report_list_excel", []),
        ("goal_list_excel", [2021]),
        ("indicator_list_excel", [2021]),
        ("report_excel", [annual.pk]),
    ):
        answer = client_of(cast.chief).get(reverse(name, args=[cast.association.slug, *args]))
        assert load_workbook(BytesIO(answer.content)).worksheets[0].max_row > 1
