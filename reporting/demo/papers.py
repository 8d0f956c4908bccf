"""Small made-up handlingar: a PDF, a Word and an Excel file, made anew each time the demo is loaded."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import PurePath
from types import SimpleNamespace
from xml.sax.saxutils import escape

from openpyxl import Workbook

from board.documents.assemble import look_of
from finsam import pdf
from finsam.models import Association
from reporting.demo.plan import Paper

_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
    'officeDocument" Target="word/document.xml"/></Relationships>'
)
_DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
)


def make(paper: Paper, *, association: Association, dated: dt.date) -> bytes:
    """Make the file that the paper's name asks for (.pdf, .docx or .xlsx)."""
    ending = PurePath(paper.name).suffix
    if ending == ".docx":
        return _word(paper)
    if ending == ".xlsx":
        return _excel(paper)
    return _pdf(paper, association=association, dated=dated)


def _pdf(paper: Paper, *, association: Association, dated: dt.date) -> bytes:
    document = SimpleNamespace(
        title=paper.title,
        heading=paper.title,
        subtitle="Underlag till styrelsen",
        dated=dated,
        lines=paper.lines,
    )
    return pdf.render("print/demo_paper.html", {"document": document}, look=look_of(association))


def _word(paper: Paper) -> bytes:
    lines = "".join(
        f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in (paper.title, *paper.lines)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _CONTENT_TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _DOCUMENT.format(lines))
    return file.getvalue()


def _excel(paper: Paper) -> bytes:
    """Each line is a row, its cells parted by a bar; whole numbers become numbers."""
    book = Workbook()
    sheet = book.active
    sheet.title = paper.title[:31]
    for line in paper.lines:
        sheet.append([int(cell) if cell.lstrip("-").isdigit() else cell for cell in line.split("|")])
    sheet.column_dimensions["A"].width = 36
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
