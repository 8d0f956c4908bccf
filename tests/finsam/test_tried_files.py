"""The files that others have tried on the program are read as what they hold, each by its name here."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest

from economy.imports.reading_figures import read_figures
from finsam.files.kinds import recognise
from finsam.pdf import Part, merge_pack, office
from finsam.texts.cleaning import clean_text
from tests.finsam.test_pdf import FRONT, LOOK

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT.parent / "shared" / "inputs"
SIE = ("brutet-ar.se", "fel-forbund.se", "nv2022-aldre.se", "nv2022-med-fjolaret.se", "nv2022-preliminar.se", "nv2022-slutlig.se", "nv2023-aug.se", "nv2023.se")  # fmt: skip
SHOWN = {  # in a reading pack: the words that the file's first page must have there
    "Åtgärdsöversikt.pdf": "",
    "ansokan-formular-utan-utseende.pdf": "SOKT BELOPP 455000",
    "bom-fore-pdf.pdf": "",
    "genomskinlig.png": "",
    "tjansteskrivelse-word-online.docx": "Tjänsteskrivelse",
}
ELSEWHERE = {
    "texter.txt": "tests/texts/awkward.py, tests/finsam/test_text_in.py and the tests of amounts, names and search"
}


def given(name: str) -> bytes:
    """The file; a Mac has written some names with letters in parts."""
    paths = [path for path in INPUTS.rglob("*") if clean_text(path.relative_to(INPUTS).as_posix()) == name]
    if not paths:
        pytest.skip("The folder shared/inputs does not lie beside the project.")
    return paths[0].read_bytes()


@pytest.mark.parametrize("name", SIE)
def test_the_books_of_a_tried_file_close_as_its_own_rows_say(name):
    content = given(f"economy/{name}")
    told = re.findall(rb"^#(UB|RES)\s+0\s+(\d+)\s+(-?[\d.]+)", content, re.MULTILINE)
    wanted = {number.decode(): Decimal(amount.decode()) for _, number, amount in told}
    found = read_figures(content, name=name, year=2022 if "2022" in name else 2023)
    assert found.errors == ()
    assert {each.number: each.closing for each in found.accounts if each.closing} == {
        number: amount for number, amount in wanted.items() if amount
    }
    assert sum(each.closing for each in found.accounts) == 0


@pytest.mark.parametrize(("name", "words"), SHOWN.items())
def test_a_tried_file_is_taken_in_and_shown_in_a_pack(name, words):
    content = given(name)
    recognise(name, content)
    with pypdfium2.PdfDocument(merge_pack([Part("Bilaga", content, name)], front=FRONT, look=LOOK)) as pack:
        shown = " ".join(pack[number].get_textpage().get_text_bounded() for number in range(1, len(pack)))
        assert len(pack) >= 2
    is_named_alone = name.endswith("docx") and office.program() is None
    assert ("är en Word-fil" if is_named_alone else words) in shown


def test_every_file_that_others_have_tried_has_its_test():
    given("texter.txt")
    tests = "".join(path.read_text() for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__))
    names = [clean_text(path.name) for path in INPUTS.rglob("*") if path.is_file()]
    known = {*SIE, *SHOWN, *ELSEWHERE}
    assert [name for name in names if name not in known and name not in tests] == []
