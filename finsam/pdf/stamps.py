"""Writes on every page of a pack what it belongs to: drawn directly, for a page typeset only for its stamp costs five milliseconds."""

import io
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import Any

from finsam.pdf.letters import legible
from finsam.pdf.look import PRINT_DIR, Look, parse_colour

FONT = PRINT_DIR / "fonts" / "source-sans-3-latin-400-normal.ttf"
FONT_NAME = "/Stampel"
POINTS, MARGIN = 7.5, 15
LONGEST = 70  # letters of a part's title
NONSYMBOLIC = 32  # font descriptor flag: ordinary letters; PDF 32000-1, table 123
ENCODING = "cp1252"  # what PDF calls WinAnsiEncoding
_PLAIN = {
    "Ł": "L",
    "ł": "l",
    "Đ": "D",
    "đ": "d",
    "ħ": "h",
    "ı": "i",
    "−": "–",
}  # letters with a stroke, which is no accent


def stamp_pages(pack: Any, titles: Sequence[str], look: Look) -> None:
    """Write each page's title, its number and the number of pages in its upper right corner, whichever way it is turned."""
    from pikepdf import Name

    font, widths = _font(pack)
    for number, (page, title) in enumerate(zip(pack.pages, titles, strict=True), start=1):
        label = (title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…") + "   "
        place = f"{number} av {len(pack.pages)}"
        page.add_resource(font, Name.Font, Name(FONT_NAME))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(_drawing(page, label, place, look, widths))


def _drawing(page: Any, label: str, place: str, look: Look, widths: Sequence[int]) -> bytes:
    grey, accent = (
        "0.333 g",
        "{:.3f} {:.3f} {:.3f} rg".format(*(part / 255 for part in parse_colour(look.print_accent))),
    )
    words = [b"".join(map(_byte, legible(text))) for text in (label, place)]
    width = sum(widths[byte] for word in words for byte in word) * POINTS / 1000
    shown, placed = (b"<" + word.hex().encode() + b"> Tj" for word in words)
    frame = f"Q q {_matrix(page, width)} cm BT {FONT_NAME} {POINTS} Tf {grey} ".encode()
    return frame + shown + f" {accent} ".encode() + placed + b" ET Q\n"


@cache
def _byte(letter: str) -> bytes:
    """Give a letter as the stamp's encoding has it: without an accent that is not there, or as a question mark."""
    for known in (letter, unicodedata.normalize("NFKD", letter)[0], _PLAIN.get(letter, "?")):
        try:
            return known.encode(ENCODING)
        except UnicodeEncodeError:
            continue
    return b"?"


def _matrix(page: Any, width: float) -> str:
    """Give the matrix that puts a line of that width upright in the reader's upper right corner."""
    left, bottom, right, top = (float(value) for value in page.cropbox)
    down = MARGIN + POINTS
    turns = {
        0: (1, 0, 0, 1, right - MARGIN - width, top - down),
        90: (0, 1, -1, 0, left + down, top - MARGIN - width),
        180: (-1, 0, 0, -1, left + MARGIN + width, bottom + down),
        270: (0, -1, 1, 0, right - down, bottom + MARGIN + width),
    }
    return " ".join(f"{value:.2f}" for value in turns[int(page.obj.get("/Rotate", 0)) % 360])


def _font(pack: Any) -> tuple[Any, list[int]]:
    """Put our typeface into the pack once; give it and the width of each of its 256 letters in thousandths."""
    from fontTools.ttLib import TTFont
    from pikepdf import Array, Dictionary, Name

    data = FONT.read_bytes()
    face = TTFont(io.BytesIO(data))
    letters, advances, scale = face.getBestCmap(), face["hmtx"], 1000 / face["head"].unitsPerEm
    glyphs = [letters.get(ord(bytes([code]).decode(ENCODING, "replace")), ".notdef") for code in range(256)]
    widths = [round(advances[glyph][0] * scale) for glyph in glyphs]
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/SourceSans3-Regular"),
        Flags=NONSYMBOLIC,
        FontBBox=Array(
            [
                round(face["head"].xMin * scale),
                round(face["head"].yMin * scale),
                round(face["head"].xMax * scale),
                round(face["head"].yMax * scale),
            ]
        ),
        ItalicAngle=0,
        Ascent=round(face["hhea"].ascent * scale),
        Descent=round(face["hhea"].descent * scale),
        CapHeight=round(face["OS/2"].sCapHeight * scale),
        StemV=80,
        FontFile2=pack.make_stream(data, Length1=len(data)),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name("/SourceSans3-Regular"),
        FirstChar=0,
        LastChar=255,
        Widths=Array(widths),
        Encoding=Name.WinAnsiEncoding,
        FontDescriptor=pack.make_indirect(descriptor),
    )
    return pack.make_indirect(font), widths
