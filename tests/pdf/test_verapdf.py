"""The validator passes what is sound and finds what is planted."""

from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML

from tests.tools.verapdf import findings, headless_tables

pytestmark = pytest.mark.pdf

PAGE = "<html lang='sv'><head><title>Protokoll</title></head><body><h1>Protokoll</h1>{body}</body></html>"
TABLE = "<table><tr><{cell}>År</{cell}><{cell}>Kronor</{cell}></tr><tr><td>2021</td><td>5 034 000</td></tr></table>"


def printed(folder: Path, *, body: str = "<p>Ordföranden öppnar.</p>", variant: str = "pdf/a-3a") -> Path:
    """Print a small page and give its path."""
    path = folder / f"{variant.replace('/', '-')}.pdf"
    HTML(string=PAGE.format(body=body)).write_pdf(path, pdf_variant=variant, pdf_tags=True)
    return path


def flavours_of(path: Path) -> set[str]:
    """The standards that a file breaks."""
    return {finding.flavour for finding in findings(path)[path.name]}


def test_a_sound_archive_file_breaks_nothing_but_the_mark_of_accessibility(tmp_path):
    assert [finding.rule for finding in findings(printed(tmp_path))["pdf-a-3a.pdf"]] == ["5-1"]


def test_an_accessible_file_that_is_no_archive_file_is_found(tmp_path):
    assert flavours_of(printed(tmp_path, variant="pdf/ua-1")) == {"3a"}


def test_a_file_without_language_or_title_is_found(tmp_path):
    path = printed(tmp_path, variant="pdf/ua-1")
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        del pdf.Root.Lang
        pdf.save(path)
    assert "ua1" in flavours_of(path)


def test_a_file_that_is_no_pdf_is_unreadable(tmp_path):
    path = tmp_path / "brev.pdf"
    path.write_text("Hej")
    assert {finding.rule for finding in findings(path)["brev.pdf"]} == {"unreadable-0"}


@pytest.mark.parametrize(("cell", "expected"), [("th", []), ("td", ["table-without-header"])])
def test_a_table_without_header_cells_is_found(tmp_path, cell, expected):
    path = printed(tmp_path, body=TABLE.format(cell=cell))
    assert [finding.rule for finding in headless_tables(path)] == expected
