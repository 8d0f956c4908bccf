"""Reports on paper: every amount of the real year, both archive formats, and no figure that is broken."""

import json
import re
import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from reporting.actions.reports import begin_report
from reporting.documents.registered import print_draft
from reporting.models import Report
from reporting.states import ReportKind
from tests.cast import make_cast
from tests.reporting.figures import annual, load_year  # noqa: F401  the year 2021
from tests.tools.verapdf import findings

pytestmark = pytest.mark.pdf

CASE = Path(__file__).resolve().parents[2] / "../shared/cases/ornskoldsvik-2021.json"
# What the original itself has wrong: the half-year's sum and result by a krona, and its note on the bank.
WRONG = {2277379, 239621, 2219655}


def plain(text: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", text).replace("\u2212", "-")


def text_of(pdf: bytes) -> str:
    """The words of a PDF as they lie on the page: columns stand two spaces apart or more."""
    read = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return plain(read.stdout.decode())


def amounts_of(found: object) -> set[int]:
    """Every whole amount of a case, however deep."""
    if isinstance(found, dict):
        return {amount for value in found.values() for amount in amounts_of(value)}
    if isinstance(found, list):
        return {amount for value in found for amount in amounts_of(value)}
    return {abs(found)} if isinstance(found, int) and not isinstance(found, bool) else set()


def grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", " ")


def missing(amounts: set[int], text: str) -> list[int]:
    """Those that do not stand in the text as a number of their own."""
    alone = r"(?<!\d)(?<!\d )(?<![,.]){}(?![\d,]| \d{{3}}(?!\d))"
    return sorted(amount for amount in amounts if not re.search(alone.format(grouped(amount)), text))


@pytest.mark.skipif(not CASE.exists(), reason="the folder shared is not beside the project")
def test_every_amount_of_the_year_is_in_the_printed_report(annual, tmp_path):
    case = json.loads(CASE.read_text())
    target = tmp_path / "arsredovisning.pdf"
    call_command(
        "print_document", "exempel", "arsredovisning", "2021", "--output", str(target), stdout=StringIO()
    )
    names = ("income_statement", "balance_sheet", "note_8", "note_9", "key_ratios_2021", "half_year_2021")
    amounts = {amount for name in names for amount in amounts_of(case[name])} | amounts_of(
        [
            case["five_years"][row]
            for row in ("Verksamhetens intäkter", "Verksamhetens kostnader", "Årets resultat")
        ]
    )
    assert missing(amounts - WRONG, text_of(target.read_bytes())) == []


@pytest.mark.parametrize("kind", list(ReportKind))
def test_a_report_of_the_kind_is_an_archive_file_and_accessible(annual, tmp_path, kind):
    report = (
        annual
        if kind == ReportKind.ANNUAL
        else begin_report(association=annual.association, kind=kind, year=2021, by=annual.made_by)
    )
    target = tmp_path / f"{kind}.pdf"
    target.write_bytes(print_draft(Report.objects.of(annual.association).get(pk=report.pk)))
    assert findings(target)[target.name] == []


def test_an_empty_report_prints(db, tmp_path):
    cast = make_cast("tomt")
    report = begin_report(association=cast.association, kind=ReportKind.ANNUAL, year=2021, by=cast.chief)
    target = tmp_path / "tom.pdf"
    target.write_bytes(print_draft(Report.objects.of(cast.association).get(pk=report.pk)))
    assert findings(target)[target.name] == []


def test_no_figure_is_broken_between_lines(annual):
    text = text_of(print_draft(Report.objects.of(annual.association).get(pk=annual.pk)))
    assert missing({5034000, 4666391, 1058307, 1166628}, text) == []


def test_contents_name_the_pages(annual):
    pages = text_of(print_draft(Report.objects.of(annual.association).get(pk=annual.pk))).split("\f")
    page = int(re.search(r"3 +Balansräkning +(\d+)", pages[1])[1])
    assert re.search(r"3 +Balansräkning", pages[page - 1])


def test_a_year_that_is_loaded_by_itself(db):
    cast = make_cast("annat")
    report = load_year(cast)
    assert [str(each) for each in Report.objects.filter(association=cast.association)] == [report.title]
