"""Small sound files of each kind, and ways of spoiling them as disks, mails and other programs do."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import openpyxl
import pikepdf
from hypothesis import strategies as st

SIE = """#FLAGGA 0
#FORMAT PC8
#SIETYP 4
#FNAMN "Samordningsförbundet Exempel"
#ORGNR 222000-0125
#RAR 0 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 3500 "Bidrag"
#IB 0 1930 1000.00
#UB 0 1930 1500.00
#RES 0 3500 -500.00
#VER A 1 20230115 "Bidrag" 20230116
{
   #TRANS 1930 {} 500.00 20230115 "Insättning"
   #TRANS 3500 {} -500.00
}
""".encode("cp437")
CSV = "Konto;Benämning;Ingående balans;Utgående balans\r\n1930;Bank;1 000,00;1 500,00\r\n3500;Bidrag;0,00;-500,00\r\n".encode(
    "cp1252"
)
DOCUMENT = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>Hej</w:t></w:r></w:p></w:body></w:document>"
TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/word/document.xml' ContentType='application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'/></Types>"


@cache
def xlsx() -> bytes:
    """An Excel file with balances."""
    book = openpyxl.Workbook()
    for row in (
        ("Konto", "Benämning", "IB", "UB"),
        ("1930", "Bank", 1000, 1500),
        ("3500", "Bidrag", 0, "=B2-500"),
    ):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@cache
def docx() -> bytes:
    """A Word file with a word in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", DOCUMENT)
    return out.getvalue()


@cache
def pdf() -> bytes:
    """A PDF of two pages."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(595, 842))
        made.add_blank_page(page_size=(842, 595))
        made.save(out)
    return out.getvalue()


@st.composite
def spoiled(draw: st.DrawFn, whole: bytes) -> bytes:
    """Bytes of a sound file in which some are changed, taken away, doubled or put in, or that ends too early."""
    data = bytearray(whole)
    for _ in range(draw(st.integers(0, 8))):
        place = draw(st.integers(0, max(len(data) - 1, 0)))
        long = draw(st.integers(1, 40))
        match draw(st.sampled_from(("change", "take", "double", "put", "end"))):
            case "change":
                data[place : place + long] = draw(st.binary(min_size=long, max_size=long))
            case "take":
                del data[place : place + long]
            case "double":
                data[place:place] = data[place : place + long]
            case "put":
                data[place:place] = draw(st.text(max_size=20)).encode("utf-8", "surrogatepass")
            case "end":
                del data[place:]
    return bytes(data)
