"""What comes into a pack from outside: forms keep what was filled in, nothing acts, Office files are shown where they can be."""

from __future__ import annotations

import io
import os
import time
import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pikepdf import Array, Dictionary, Name, String

from finsam.errors import DomainError
from finsam.files.kinds import recognise
from finsam.pdf import Part, merge_pack, office
from tests.finsam.test_pdf import FRONT, LOOK, page
from tests.fuzz import files


def saved(pdf: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def filled_form(value: str) -> bytes:
    """A form whose value is stored but drawn nowhere, as some programs leave it."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    helvetica = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    )
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("belopp"), V=String(value), F=4,
            DA=String("/Helv 12 Tf 0 g"), Rect=Array([50, 700, 400, 730]), P=pdf.pages[0].obj,
        )
    )  # fmt: skip
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = pdf.make_indirect(
        Dictionary(
            Fields=Array([field]), NeedAppearances=True, DA=String("/Helv 12 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=helvetica)),
        )
    )  # fmt: skip
    return saved(pdf)


def acting() -> bytes:
    """A PDF that runs scripts and starts programs when it is opened, when a page is shown and when a link is followed."""
    pdf = pikepdf.open(io.BytesIO(page("<h1>Ett</h1>")))
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    web = Dictionary(S=Name.URI, URI=String("https://example.se/"), Next=launch)
    pdf.Root.OpenAction = script
    pdf.Root.AA = Dictionary(WC=script)
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), script])))
    sheet = pdf.pages[0].obj
    sheet.AA = Dictionary(O=script)
    link = {"Type": Name.Annot, "Subtype": Name.Link, "Rect": Array([0, 0, 9, 9])}
    sheet.Annots = Array([
        Dictionary(**link, A=launch), Dictionary(**link, A=script), Dictionary(**link, A=web, AA=Dictionary(E=script)),
    ])  # fmt: skip
    return saved(pdf)


def bound(data: bytes, name: str = "fil.pdf") -> bytes:
    return merge_pack([Part("Bilaga", data, name)], front=FRONT, look=LOOK)


def text_of(pack: bytes, number: int = 1) -> str:
    return " ".join(pypdfium2.PdfDocument(pack)[number].get_textpage().get_text_bounded().split())


def test_a_filled_form_keeps_its_values_though_they_are_drawn_nowhere():
    assert "Sökt belopp 455 000" in text_of(bound(filled_form("Sökt belopp 455 000")))


def test_nothing_in_a_pack_can_act():
    with pikepdf.open(io.BytesIO(bound(acting()))) as pack:
        kinds = {
            str(each.S)
            for each in pack.objects
            if (isinstance(each, Dictionary) and "/JS" in each)
            or (isinstance(each, Dictionary) and str(each.get("/S", "")) in {"/Launch", "/JavaScript"})
        }
        links = [
            str(note.A.URI)
            for sheet in pack.pages
            for note in sheet.obj.get("/Annots", [])
            if "/URI" in note.get("/A", {})
        ]
        assert (kinds, [key for key in ("/OpenAction", "/AA", "/Names") if key in pack.Root]) == (set(), [])
    assert links == ["https://example.se/"]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"Content-Type: application/pdf\r\n\r\n", b"\n\n"])
def test_a_pdf_with_something_before_its_head_is_taken_and_bound(before):
    data = before + page("<h1>Bilagans rubrik</h1>")
    assert recognise("bilaga.pdf", data).label == "PDF"
    assert "Bilagans rubrik" in text_of(bound(data))


def office_file(main: str, kind: str) -> bytes:
    out = io.BytesIO()
    types = f'<Types><Override PartName="/{main}" ContentType="{kind}.main+xml"/></Types>'
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr(main, "<x/>")
    return out.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.mark.parametrize(
    ("name", "main", "kind", "label"),
    [
        ("a.docx", "word/document2.xml", WORD, "Word"),
        ("a.docx", "word/document.xml", WORD, "Word"),
        ("a.xlsx", "xl/workbook22.xml", EXCEL, "Excel"),
    ],
)
def test_an_office_file_is_what_it_says_whatever_its_parts_are_called(name, main, kind, label):
    assert recognise(name, office_file(main, kind)).label == label


@pytest.fixture
def libreoffice(tmp_path: Path, monkeypatch):
    """Put a program of our own where LibreOffice would be."""

    def install(script: str) -> None:
        made = tmp_path / "soffice"
        made.write_text(f"#!/bin/sh\n{script}\n")
        made.chmod(0o755)
        monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    return install


def test_an_office_file_is_shown_where_libreoffice_is_installed(libreoffice, tmp_path):
    (tmp_path / "made.pdf").write_bytes(page("<h1>Ur Word</h1>"))
    libreoffice(f'for last; do :; done; cp {tmp_path}/made.pdf "${{last%.docx}}.pdf"')
    assert "Ur Word" in text_of(bound(office_file("word/document.xml", WORD), "brev.docx"))


@pytest.mark.parametrize("script", ["exit 1", "exit 0"])
def test_an_office_file_that_libreoffice_cannot_show_gets_a_sheet(libreoffice, script):
    libreoffice(script)
    assert "”brev.docx” är en Word-fil" in text_of(bound(office_file("word/document.xml", WORD), "brev.docx"))


def test_libreoffice_is_ended_with_all_it_started_when_it_takes_too_long(libreoffice, tmp_path):
    libreoffice(f"(sleep 4; touch {tmp_path}/alive) & sleep 60")
    began = time.monotonic()
    assert office.as_pdf(b"PK", "docx", seconds=1) is None
    assert time.monotonic() - began < 20
    time.sleep(5)
    assert not (tmp_path / "alive").exists()


def test_a_word_file_that_has_lost_bytes_is_refused_with_a_sentence() -> None:
    whole = files.docx()
    with pytest.raises(DomainError):
        recognise("brev.docx", whole[:4] + whole[35:])
