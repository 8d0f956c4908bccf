"""What an uploaded file says, as far as letters can be had out of it, to be looked through for words.

Only whether words stand there is asked, never how: spaces, line breaks and capitals are left out on both sides.
"""

from __future__ import annotations

import html
import io
import re
import time
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from finsam.pdf.opening import is_pdf, open_for_binding

MOST_SECONDS = 5.0
MOST_LETTERS = 4_000_000
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(r"[\s\-\u2010\u2011\u00ad\u200b-\u200f\u2060\ufeff]+")
_CODE = rb"<([0-9A-Fa-f\s]*)>\s*"
_PAIR = re.compile(_CODE * 2)
_RANGE = re.compile(_CODE * 2 + rb"(?:" + _CODE + rb"|(\[[^\]]*\]))")
_BLOCKS = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end", re.DOTALL)
_WIDEST_RANGE = 65536


@dataclass
class Said:
    """The letters of a file, and whether they are all that it shows: a scanned page has none."""

    letters: str = ""
    is_whole: bool = True

    def says(self, words: str) -> bool:
        """Whether the words stand there, however they are spaced, hyphenated or capitalised."""
        return bool(words.strip()) and bare(words) in self.letters


def bare(text: str) -> str:
    """Give a text as it is compared: composed, in small letters, without spaces and hyphenation."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", text)).casefold()


def said_inside(content: bytes) -> Said:
    """Read a PDF, Word or Excel file for its letters; a picture and what is too large or broken is not whole."""
    if is_pdf(content):
        return _of_pdf(content)
    if content[:4] == b"PK\x03\x04":
        return _of_office(content)
    return Said(is_whole=False)


def _of_office(content: bytes) -> Said:
    """Every part is read: also headers, comments, deleted text and the properties, which a reader may come upon."""
    parts: list[str] = []
    left, is_whole = MOST_LETTERS * 4, True
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for part in archive.infolist():
                if not part.filename.endswith(".xml"):
                    is_whole = (
                        is_whole and "/media/" not in part.filename and "/embeddings/" not in part.filename
                    )
                    continue
                with archive.open(part) as file:
                    read = file.read(left + 1)
                left -= len(read)
                if left < 0:
                    return Said(bare("".join(parts)), is_whole=False)
                parts.append(html.unescape(_TAG.sub("", read.decode("utf-8", "ignore"))))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, zlib.error, EOFError):
        is_whole = False
    return Said(bare("".join(parts)), is_whole)


def _of_pdf(content: bytes) -> Said:
    import pikepdf  # slow to import

    reading = _Reading(until=time.monotonic() + MOST_SECONDS)
    try:
        with open_for_binding(content) as pdf:
            for page in pdf.pages:
                before = len(reading.parts)
                reading.stream(page, page.obj.get("/Resources"), depth=0)
                reading.is_whole &= len(reading.parts) > before  # a page without a letter is a picture
            said = bare("".join(reading.parts) + "".join(_properties(pdf)))
    except _TooMuchError:
        return Said(bare("".join(reading.parts)), is_whole=False)
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Said(bare("".join(reading.parts)), is_whole=False)
    return Said(said, reading.is_whole)


def _properties(pdf: Any) -> Iterator[str]:
    for value in dict(pdf.docinfo).values():
        yield str(value)


class _TooMuchError(Exception):
    """The file has more in it than is looked through while someone waits."""


@dataclass
class _Reading:
    """The letters found so far, and what is known of the fonts."""

    until: float
    parts: list[str] = field(default_factory=list)
    is_whole: bool = True
    count: int = 0
    fonts: dict[Any, _Font] = field(default_factory=dict)

    def stream(self, of: Any, resources: Any, *, depth: int) -> None:
        """Read a page or a form drawn on it, in the order of its drawing."""
        import pikepdf

        if depth > 8:
            raise _TooMuchError
        font: _Font | None = None
        for step in pikepdf.parse_content_stream(of):
            operands, operator = step.operands, step.operator
            if time.monotonic() > self.until:
                raise _TooMuchError
            name = str(operator)
            if name == "Tf" and resources is not None:
                font = self._font(resources.get("/Font", {}).get(str(operands[0])))
            elif name in {"Tj", "'", '"'}:
                self._show(font, [operands[-1]])
            elif name == "TJ":
                self._show(font, list(operands[0]))
            elif name == "Do" and resources is not None:
                self._drawn(resources.get("/XObject", {}).get(str(operands[0])), resources, depth)

    def _drawn(self, what: Any, resources: Any, depth: int) -> None:
        if what is None:
            return
        if what.get("/Subtype") == "/Form":
            self.stream(what, what.get("/Resources", resources), depth=depth + 1)
        elif (
            what.get("/Width", 0) * what.get("/Height", 0) > 200 * 200
        ):  # larger than a mark: words may stand in it
            self.is_whole = False

    def _show(self, font: _Font | None, pieces: list[Any]) -> None:
        for piece in pieces:
            if isinstance(piece, int | float) or not hasattr(piece, "__bytes__") or font is None:
                continue
            text, is_known = font.read(bytes(piece))
            self.is_whole &= is_known
            self.count += len(text)
            if self.count > MOST_LETTERS:
                raise _TooMuchError
            self.parts.append(text)

    def _font(self, font: Any) -> _Font | None:
        if font is None:
            return None
        key = font.objgen if font.is_indirect else id(font)
        if key not in self.fonts:
            self.fonts[key] = _Font.of(font)
        return self.fonts[key]


@dataclass
class _Font:
    """How the codes of a font are read: by its own table to letters, else by its encoding."""

    width: int
    table: dict[int, str]
    fallback: str  # an encoding of Python's, or "" when nothing tells

    @classmethod
    def of(cls, font: Any) -> _Font:
        """Read what the font says of its letters."""
        is_composite = font.get("/Subtype") == "/Type0"
        table: dict[int, str] = {}
        width = 2 if is_composite else 1
        if "/ToUnicode" in font:
            table, width = _to_unicode(font.ToUnicode.read_bytes(), width)
        encoding = font.get("/Encoding")
        base = encoding
        if encoding is not None and hasattr(encoding, "keys"):
            base = encoding.get("/BaseEncoding")
            table = _differences(encoding.get("/Differences", [])) | table
        named = "mac_roman" if base == "/MacRomanEncoding" else "cp1252"
        return cls(width, table, "" if is_composite else named)

    def read(self, codes: bytes) -> tuple[str, bool]:
        """Give the letters, and whether every code is known."""
        found, is_known = [], True
        for at in range(0, len(codes), self.width):
            piece = codes[at : at + self.width]
            letter = self.table.get(int.from_bytes(piece, "big"))
            if letter is None and self.fallback:
                letter = piece.decode(self.fallback, "ignore")
            is_known &= letter is not None
            found.append(letter or "")
        return "".join(found), is_known


def _differences(rows: Any) -> dict[int, str]:
    from fontTools.agl import toUnicode  # only where a PDF is read

    table, code = {}, 0
    for row in rows:
        if isinstance(row, int):
            code = row
        else:
            table[code] = toUnicode(str(row).removeprefix("/"))
            code += 1
    return table


def _to_unicode(said: bytes, width: int) -> tuple[dict[int, str], int]:
    """Read a font's table from codes to letters."""
    table: dict[int, str] = {}
    for kind, body in _BLOCKS.findall(said):
        if kind == b"bfchar":
            table |= {_number(code): _letters(letter) for code, letter in _PAIR.findall(body)}
        elif kind == b"codespacerange":
            width = max([1, *(len(_hex(first)) for first, _ in _PAIR.findall(body))])
        else:
            for row in _RANGE.findall(body):
                table |= _range(*row)
    return table, width


def _range(first: bytes, last: bytes, begins: bytes, several: bytes) -> dict[int, str]:
    low, high = _number(first), _number(last)
    if several:
        return {low + at: _letters(each) for at, each in enumerate(re.findall(rb"<([^>]*)>", several))}
    letters = _letters(begins)
    if not letters or not 0 <= high - low < _WIDEST_RANGE:
        return {}
    return {
        low + at: letters[:-1] + chr(min(ord(letters[-1]) + at, 0x10FFFF)) for at in range(high - low + 1)
    }


def _hex(said: bytes) -> bytes:
    digits = b"".join(said.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _number(said: bytes) -> int:
    return int.from_bytes(_hex(said), "big")


def _letters(said: bytes) -> str:
    return _hex(said).decode("utf-16-be", "ignore")
