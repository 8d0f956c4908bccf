"""What a received file is by its bytes, and whether that is what its name says."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

import puremagic
from django.conf import settings

from finsam.errors import DomainError

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES = "[Content_Types].xml"
_MOST_SAID = 1_000_000  # bytes of what an office file says of its parts
MOST_POINTS = 40_000_000  # of a picture; unpacked it takes three bytes a point, and more while it is turned
_MOST_UNPACKED = 400 * 1024 * 1024  # a Word file that unpacks to more is a trap, not a handling


@dataclass(frozen=True)
class FileKind:
    """A kind of file that is taken in: what people call it, its type and its endings."""

    label: str
    content_type: str
    endings: tuple[str, ...]
    is_shown_inline: bool


KINDS = (
    FileKind("PDF", "application/pdf", (".pdf",), is_shown_inline=True),
    FileKind("Word", _WORD, (".docx",), is_shown_inline=False),
    FileKind("Excel", _EXCEL, (".xlsx",), is_shown_inline=False),
    FileKind("Bild", "image/png", (".png",), is_shown_inline=True),
    FileKind("Bild", "image/jpeg", (".jpg", ".jpeg"), is_shown_inline=True),
)
_BY_TYPE = {kind.content_type: kind for kind in KINDS}
ACCEPTED = ",".join(ending for kind in KINDS for ending in kind.endings)
TAKEN = "Det går att lämna in PDF, Word (docx), Excel (xlsx) och bilder (png, jpg)."


def refuse_too_large(name: str, size: int) -> None:
    """Raise DomainError for a file of more bytes than MAX_UPLOAD_BYTES, before anyone reads it."""
    if size > settings.MAX_UPLOAD_BYTES:
        most = settings.MAX_UPLOAD_BYTES // (1024 * 1024)
        found = f"{size / (1024 * 1024):.0f}"
        raise DomainError(
            f"{name} är {found} MB, och en fil får vara högst {most} MB. Dela upp den eller spara den mindre."
        )


def recognise(name: str, content: bytes) -> FileKind:
    """Give what the file is by its content. Raises DomainError, a sentence, for what cannot be taken in.

    That is: too large, empty, of another kind, of another kind than its name says, locked or broken.
    """
    refuse_too_large(name, len(content))
    if not content:
        raise DomainError(f"{name} är tom. Välj filen igen.")
    named = next((kind for kind in KINDS if PurePath(name).suffix.lower() in kind.endings), None)
    if named is None:
        raise DomainError(f"{name} är av ett slag som inte tas emot. {TAKEN}")
    found = _by_content(content)
    if found is None and _is_locked_office(content):
        raise DomainError(f"{name} är låst med lösenord. Ta bort lösenordet och lämna in filen igen.")
    if found != named:
        what = f"en fil av slaget {found.label}" if found else "något annat"
        raise DomainError(
            f"{name} är inte den {named.label}-fil som namnet säger, utan {what}. "
            "Öppna filen, spara den på nytt och lämna in den igen."
        )
    _CHECKS.get(named.content_type, _sound)(name, content)
    return named


def _by_content(content: bytes) -> FileKind | None:
    if content[:4] == b"PK\x03\x04":
        return _office_kind(content)
    if b"%PDF-" in content[:1024]:  # a mark of encoding, or what a mail gateway put there, may stand before
        return _BY_TYPE["application/pdf"]
    try:
        return _BY_TYPE.get(puremagic.from_string(content[:4096], mime=True))
    except (puremagic.PureError, ValueError):
        return None


# what zipfile raises for archives that are cut or changed: places before their beginning, lengths past their end
_BROKEN_ZIP = (
    zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, ValueError, OSError, EOFError, struct.error
)  # fmt: skip


def _office_kind(content: bytes) -> FileKind | None:
    """Look into the zip: Word and Excel differ by their main part alone."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            types = _types_of(archive)
            if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
                return None
    except _BROKEN_ZIP:
        return None
    if not types or any(name.endswith("vbaProject.bin") for name in names):
        return None
    for kind, usual in ((_WORD, "word/document.xml"), (_EXCEL, "xl/workbook.xml")):
        if f"{kind}.main+xml" in types or usual in names:
            return _BY_TYPE[kind]
    return None


def _types_of(archive: zipfile.ZipFile) -> str:
    """Give what the file says of its parts; Word Online calls its main part document2.xml, and only this tells what it is."""
    try:
        said = archive.getinfo(_TYPES)
    except KeyError:
        return ""
    return archive.read(said).decode("utf-8", "ignore") if said.file_size <= _MOST_SAID else ""


def _is_locked_office(content: bytes) -> bool:
    """A Word or Excel file with a password is an OLE container around the encrypted one."""
    return content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" and b"E\0n\0c\0r\0y\0p\0t" in content


def _check_pdf(name: str, content: bytes) -> None:
    import pikepdf  # slow to import

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            count = len(pdf.pages)
    except pikepdf.PasswordError:
        raise DomainError(
            f"{name} är låst med lösenord. Spara en kopia utan lösenord och lämna in den."
        ) from None
    except pikepdf.PdfError:
        count = 0
    if not count:
        raise DomainError(f"{name} är skadad och går inte att öppna. Skapa PDF:en på nytt och lämna in den.")


def _check_picture(name: str, content: bytes) -> None:
    from PIL import Image, UnidentifiedImageError  # only where there is a picture

    try:
        with Image.open(io.BytesIO(content)) as image:
            if image.width * image.height > MOST_POINTS:
                raise DomainError(
                    f"{name} har {image.width} × {image.height} bildpunkter. Högst 40 miljoner tas emot. "
                    "Spara en mindre kopia av bilden och lämna in den."
                )
            image.load()
        if _is_cut(content):  # where documents are typeset too, Pillow has been told to fill in what lacks
            raise OSError
    except Image.DecompressionBombError:
        raise DomainError(
            f"{name} har fler än 40 miljoner bildpunkter, och fler tas inte emot. Spara en mindre kopia av bilden och lämna in den."
        ) from None
    except (UnidentifiedImageError, OSError):
        raise DomainError(f"{name} är skadad och går inte att öppna. Spara bilden på nytt.") from None


def _is_cut(content: bytes) -> bool:
    """Whether the picture ends before its end: a PNG has a last part, a JPEG a mark after its last lines."""
    if content.startswith(b"\x89PNG"):
        return b"IEND" not in content
    return content.rfind(b"\xff\xd9") < content.rfind(b"\xff\xda")


def _sound(name: str, content: bytes) -> None:
    """Nothing more is asked of a Word or Excel file that opened as what it is."""


_CHECKS = {"application/pdf": _check_pdf, "image/png": _check_picture, "image/jpeg": _check_picture}
