"""The file before it is read: its size, checksum, line ends and character set, and what is no SIE file at all."""

import codecs
import hashlib
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from economy.sie.encoding import Encoding, EncodingProbe

MAX_BYTES = 64 * 1024 * 1024  # some 800 000 rows; a förbund's year is less than a hundredth of it
CHUNK = 1024 * 1024
_CONTROLS = bytes(set(range(32)) - {9, 10, 13, 26}) + b"\x7f"

Source = Path | str | bytes | BinaryIO

_EXCEL = "Filen är en Excel-fil och inte en SIE-fil. Importera den som Excel i stället."
_PICTURE = "Filen är en bild och inte en SIE-fil."
_MAGIC = (
    (b"%PDF", "Filen är en PDF och inte en SIE-fil. Be bokföraren exportera som SIE typ 4."),
    (b"\xd0\xcf\x11\xe0", _EXCEL),
    (b"\x1f\x8b", "Filen är packad (gzip). Packa upp den och importera SIE-filen i den."),
    (b"7z\xbc\xaf", "Filen är packad (7z). Packa upp den och importera SIE-filen i den."),
    (b"Rar!", "Filen är packad (rar). Packa upp den och importera SIE-filen i den."),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", "Filen är ett textdokument (RTF) och inte en SIE-fil."),
)


@dataclass(frozen=True, slots=True)
class Probe:
    """What one pass over the bytes tells: `refusal` is a Swedish sentence when the file cannot be read."""

    size: int
    sha256: str
    encoding: Encoding
    eol: str
    refusal: str = ""
    controls: int = 0  # signs that no text has
    mark: int = 0  # bytes to pass by: UTF-8's mark before a file that is something else


@contextmanager
def opened_source(source: Source) -> Iterator[BinaryIO]:
    """A stream that can be read twice; what was given open is left open, at its end."""
    if isinstance(source, bytes):
        yield io.BytesIO(source)
    elif isinstance(source, (str, Path)):
        with Path(source).open("rb") as stream:
            yield stream
    elif source.seekable():
        yield source
    else:
        with tempfile.SpooledTemporaryFile(max_size=CHUNK) as copy:
            for chunk in _chunks(source):
                copy.write(chunk)
            yield cast(BinaryIO, copy)


def probe_stream(stream: BinaryIO, chosen: str | None = None) -> Probe:
    """Read the whole stream once, keeping only counts, and wind it back.

    `chosen` is a character set that a person has said. Nothing past MAX_BYTES is looked at.
    """
    stream.seek(0)
    digest, encoding, head = hashlib.sha256(), EncodingProbe(), b""
    size = controls = longest = crlf = lf = cr = 0
    since_line_end = 0
    for chunk in _chunks(stream):
        head = head or chunk[:4096]
        size += len(chunk)
        digest.update(chunk)
        encoding.feed(chunk)
        controls += len(chunk) - len(chunk.translate(None, _CONTROLS))
        crlf, lf, cr = crlf + chunk.count(b"\r\n"), lf + chunk.count(b"\n"), cr + chunk.count(b"\r")
        last = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
        since_line_end = len(chunk) - last if last >= 0 else since_line_end + len(chunk)
        longest = max(longest, since_line_end)
    stream.seek(0)
    found = encoding.result(chosen)
    refusal = _refusal(head, size, longest) or _rubbish(head, controls, size, found)
    is_marked = head.startswith(codecs.BOM_UTF8) and found.name != "utf-8"
    shown = 0 if found.name.startswith("utf-16") else controls
    return Probe(size, digest.hexdigest(), found, _eol(crlf, lf, cr), refusal, shown, 3 * is_marked)


def _chunks(stream: BinaryIO) -> Iterator[bytes]:
    size = 0
    while size <= MAX_BYTES and (chunk := stream.read(CHUNK)):
        size += len(chunk)
        yield chunk


def _refusal(head: bytes, size: int, longest: int) -> str:
    """Why a file that starts so, and is so large, is not read."""
    if size > MAX_BYTES:
        return (
            f"Filen är större än {MAX_BYTES // 1024 // 1024} MB och läses inte. "
            "Be om ett räkenskapsår i varje fil."
        )
    if not head.strip(b" \t\r\n\x00\x1a\xef\xbb\xbf"):
        return "Filen är tom." if not size else "Filen innehåller ingen text."
    if head.startswith(b"PK\x03\x04"):
        is_excel = b"[Content_Types].xml" in head or b"xl/" in head
        return _EXCEL if is_excel else "Filen är packad (zip). Packa upp den och importera SIE-filen."
    for magic, sentence in _MAGIC:
        if head.startswith(magic):
            return sentence
    return _markup(head) or ("Filen har ingen radindelning." if longest > 2 * CHUNK else "")


def _markup(head: bytes) -> str:
    start = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if not start.startswith(b"<"):
        return ""
    if b"sie.se" in start or b"<sie" in start:
        return "Filen är en SIE 5-fil (XML). Be bokföraren exportera som SIE typ 4 i stället."
    if start.startswith((b"<!doctype html", b"<html")):
        return "Filen är en webbsida och inte en SIE-fil."
    return "Filen är XML och inte en SIE-fil av typ 1-4."


def _rubbish(head: bytes, controls: int, size: int, encoding: Encoding) -> str:
    if not encoding.name.startswith("utf-16") and controls > size / 100:
        return "Filen innehåller inte text och är ingen SIE-fil."
    text = head.decode(encoding.name, errors="replace").lstrip("\ufeff")
    if not any(line.lstrip(" \t").startswith("#") for line in text.splitlines()):
        return "Filen är ingen SIE-fil: den börjar inte med någon post, som #FLAGGA."
    return ""


def _eol(crlf: int, lf: int, cr: int) -> str:
    """The line end that most lines have; `lf` and `cr` count those within CRLF too."""
    counts = {"CRLF": crlf, "LF": lf - crlf, "CR": cr - crlf}
    return max(counts, key=lambda name: counts[name]) if any(counts.values()) else ""
