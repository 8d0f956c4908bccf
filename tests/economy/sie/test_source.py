"""What is no SIE file at all: one Swedish sentence."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from economy.sie import source
from economy.sie.reader import read
from tests.economy.sie.samples import TEXT, YEAR

PDF = "Filen är en PDF och inte en SIE-fil. Be bokföraren exportera som SIE typ 4."
SIE_5 = "Filen är en SIE 5-fil (XML). Be bokföraren exportera som SIE typ 4 i stället."
EXCEL = "Filen är en Excel-fil och inte en SIE-fil. Importera den som Excel i stället."
NO_TEXT = "Filen innehåller inte text och är ingen SIE-fil."
NOT_SIE = "Filen är ingen SIE-fil: den börjar inte med någon post, som #FLAGGA."


def _workbook() -> bytes:
    stream = io.BytesIO()
    Workbook().save(stream)
    return stream.getvalue()


def _archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("bok.se", TEXT)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Filen är tom."),
        (b" \r\n\r\n", "Filen innehåller ingen text."),
        (b"%PDF-1.7\n%\xe2\xe3\n#FLAGGA", PDF),
        (_workbook(), EXCEL),
        (b"\xd0\xcf\x11\xe0" + bytes(600), EXCEL),
        (_archive(), "Filen är packad (zip). Packa upp den och importera SIE-filen."),
        (b'<?xml version="1.0"?><SieFile xmlns="http://www.sie.se/sie5">', SIE_5),
        ('\ufeff<Sie xmlns="http://www.sie.se/sie5"/>'.encode(), SIE_5),
        ('<?xml version="1.0"?><Sie xmlns="http://www.sie.se/sie5"/>'.encode("utf-16"), SIE_5),
        (b"<?xml version='1.0'?><Invoice>easier</Invoice>", "Filen är XML och inte en SIE-fil av typ 1-4."),
        (b"<!DOCTYPE html><html>easier", "Filen är en webbsida och inte en SIE-fil."),
        (bytes(range(256)) * 40, NO_TEXT),
        ("Konto;Belopp\n1930;5,00\n".encode("latin-1"), NOT_SIE),
    ],
)
def test_what_is_no_sie_file_is_refused_with_a_sentence(data: bytes, sentence: str) -> None:
    assert [finding.message for finding in read(data).findings] == [sentence]


def test_a_file_past_the_limit_is_refused_without_being_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 1024 * 1024)
    assert [f.message for f in read(TEXT.encode("cp437") * 600).findings] == [
        "Filen är större än 1 MB och läses inte. Be om ett räkenskapsår i varje fil."
    ]


def test_a_file_without_line_ends_is_refused() -> None:
    assert [f.message for f in read(b"#FLAGGA " + b"0" * 3_000_000).findings] == [
        "Filen har ingen radindelning."
    ]


def test_a_path_bytes_and_a_stream_that_cannot_be_wound_back_read_the_same() -> None:
    class Pipe(io.RawIOBase):
        def __init__(self, data: bytes) -> None:
            self.rest = io.BytesIO(data)

        def read(self, size: int = -1) -> bytes:
            return self.rest.read(size)

        def seekable(self) -> bool:
            return False

    read_files = [
        read(YEAR),
        read(YEAR.read_bytes(), name=YEAR.name),
        read(Pipe(YEAR.read_bytes()), name=YEAR.name),
    ]
    assert read_files[0] == read_files[1] == read_files[2]


def test_an_uploaded_file_reads_as_the_file_itself() -> None:
    assert read(SimpleUploadedFile(YEAR.name, YEAR.read_bytes())) == read(YEAR)


def test_an_open_stream_stays_open() -> None:
    with YEAR.open("rb") as stream:
        read(stream)
        assert not stream.closed


@pytest.mark.parametrize("eol", ["\n", "\r\n", "\r"])
def test_line_ends_do_not_matter(eol: str) -> None:
    file = read(TEXT.replace("\n", eol).encode("cp437"))
    assert (file.vouchers, file.eol) == (
        read(YEAR).vouchers,
        {"\n": "LF", "\r\n": "CRLF", "\r": "CR"}[eol],
    )
