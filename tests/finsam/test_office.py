"""What LibreOffice may do with a Word or Excel file that someone has handed in: show it, and nothing else."""

from __future__ import annotations

import io
import os
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar
from xml.etree import ElementTree as ET

import pypdfium2
import pytest
from openpyxl import Workbook

from finsam.pdf import office

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PICTURE = f"""<w:p><w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing"><wp:extent cx="990000" cy="990000"/>
<wp:docPr id="1" name="b"/><a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">
<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr id="0" name="b"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:link="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>
</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"""


def word_file(body: str, *, linked: str = "") -> bytes:
    """A Word file of some paragraphs; `linked` is where a picture lies."""
    picture = (
        f'<Relationship Id="rId9" Type="{OFFICE}/image" Target="{linked}" TargetMode="External"/>'
        if linked
        else ""
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{picture}</Relationships>',
        "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{OFFICE}"><w:body>{body}</w:body></w:document>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def words_in(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)


class Asked(BaseHTTPRequestHandler):
    """Notes what is fetched."""

    fetched: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.fetched.append(self.path)
        self.send_error(404)

    do_OPTIONS = do_HEAD = do_GET  # noqa: N815  names of http.server

    def log_message(self, *facts: object) -> None:
        """Say nothing."""


@pytest.fixture
def listener() -> Iterator[str]:
    """An address of this machine that notes who asks."""
    Asked.fetched.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Asked)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def needs_libreoffice() -> None:
    if office.program() is None:
        pytest.skip("LibreOffice is not installed.")


@pytest.mark.slow
def test_a_word_file_has_nothing_fetched(listener):
    needs_libreoffice()
    made = office.as_pdf(word_file(said("Bilden nedan") + PICTURE, linked=f"{listener}/spion.png"), "docx")
    assert made is not None
    assert ("Bilden nedan" in words_in(made), Asked.fetched) == (True, [])


@pytest.mark.slow
def test_an_excel_file_is_shown_without_its_hidden_sheet_and_has_nothing_fetched(listener):
    needs_libreoffice()
    book = Workbook()
    book.active["A1"], book.active["A2"] = "Bidrag", f'=WEBSERVICE("{listener}/spion")'
    hidden = book.create_sheet("Löner")
    hidden["A1"], hidden.sheet_state = "Dolt", "hidden"
    out = io.BytesIO()
    book.save(out)
    made = office.as_pdf(out.getvalue(), "xlsx")
    if made is None:
        pytest.skip("LibreOffice is installed without Calc.")
    assert ("Bidrag" in words_in(made), "Dolt" in words_in(made), Asked.fetched) == (True, False, [])


def test_libreoffice_gets_settings_by_which_it_fetches_and_runs_nothing(tmp_path: Path, monkeypatch):
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\ncp profil/user/registrymodifications.xcu {tmp_path}/settings.xml\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    office.as_pdf(b"PK", "docx")
    told = ET.fromstring((tmp_path / "settings.xml").read_bytes())
    name = "{http://openoffice.org/2001/registry}name"
    kept = {prop.get(name): prop.findtext("value") for prop in told.iter("prop")}
    assert (kept["BlockUntrustedRefererLinks"], kept["DisableMacrosExecution"]) == ("true", "true")
    assert (kept["ooInetHTTPProxyName"], kept["ooInetHTTPProxyPort"]) == (
        "127.0.0.1",
        "1",
    )  # nobody listens there
