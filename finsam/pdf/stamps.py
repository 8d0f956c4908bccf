"""Writes on every page of a pack what it belongs to: drawn directly, for a page typeset only for its stamp costs five milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from finsam.pdf.letters import MISSING, legible_text
from finsam.pdf.look import PRINT_DIR, Look, parse_colour

FONT = PRINT_DIR / "fonts" / "finsam-stamp-400-normal.ttf"  # one file with all the letters that print has
FONT_NAME = "/Stampel"
POINTS, MARGIN = 7.5, 15
LONGEST = 70  # letters of a part's title
SYMBOLIC = 4  # font descriptor flag: more letters than Latin; PDF 32000-1, table 123


@dataclass(frozen=True)
class _Face:
    """Our typeface: the glyph of each letter, and the width of each glyph in thousandths."""

    glyphs: dict[str, int]
    widths: list[int]
    facts: dict[str, Any]

    def glyphs_of(self, text: str) -> list[int]:
        """Give the glyphs of a text; what is no letter of ours becomes a question mark."""
        return [self.glyphs.get(letter, self.glyphs[MISSING]) for letter in legible_text(text)]


def stamp_pages(pack: Any, titles: Sequence[str], look: Look) -> None:
    """Write each page's title, its number and the number of pages in its upper right corner, whichever way it is turned."""
    from pikepdf import Name

    face = _face()
    shown = [
        (_label(title), f"{number} av {len(pack.pages)}") for number, title in enumerate(titles, start=1)
    ]
    font = _font(pack, face, "".join(text for pair in shown for text in pair))
    for page, (label, place) in zip(pack.pages, shown, strict=True):
        page.add_resource(font, Name.Font, Name(FONT_NAME))
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(_drawing(page, label, place, look, face))


def _label(title: str) -> str:
    return (title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…") + "   "


def _drawing(page: Any, label: str, place: str, look: Look, face: _Face) -> bytes:
    grey, accent = (
        "0.333 g",
        "{:.3f} {:.3f} {:.3f} rg".format(*(part / 255 for part in parse_colour(look.print_accent))),
    )
    words = [face.glyphs_of(text) for text in (label, place)]
    width = sum(face.widths[glyph] for word in words for glyph in word) * POINTS / 1000
    shown, placed = (b"<" + "".join(f"{glyph:04x}" for glyph in word).encode() + b"> Tj" for word in words)
    frame = f"Q q {_matrix(page, width)} cm BT {FONT_NAME} {POINTS} Tf {grey} ".encode()
    return frame + shown + f" {accent} ".encode() + placed + b" ET Q\n"


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


@cache
def _face() -> _Face:
    from fontTools.ttLib import TTFont  # slow to import

    face = TTFont(FONT)
    scale = 1000 / face["head"].unitsPerEm
    order = face.getGlyphOrder()
    head, rise = face["head"], face["hhea"]
    facts = {
        "FontBBox": [round(each * scale) for each in (head.xMin, head.yMin, head.xMax, head.yMax)],
        "ItalicAngle": 0,
        "Ascent": round(rise.ascent * scale),
        "Descent": round(rise.descent * scale),
        "CapHeight": round(face["OS/2"].sCapHeight * scale),
        "StemV": 80,
    }
    glyphs = {chr(code): face.getGlyphID(name) for code, name in face.getBestCmap().items()}
    return _Face(glyphs, [round(face["hmtx"][name][0] * scale) for name in order], facts)


def _font(pack: Any, face: _Face, text: str) -> Any:
    """Put our typeface into the pack once, with the widths of the letters that are used and what each of them says."""
    from pikepdf import Array, Dictionary, Name, String

    used = {face.glyphs[letter]: letter for letter in legible_text(text) + MISSING if letter in face.glyphs}
    data, name = FONT.read_bytes(), Name("/FinsamStampel")
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=name, Flags=SYMBOLIC, **face.facts)
    descriptor.FontFile2 = pack.make_stream(data, Length1=len(data))
    widths = [part for glyph in sorted(used) for part in (glyph, Array([face.widths[glyph]]))]
    letters = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType2,
        BaseFont=name,
        CIDSystemInfo=Dictionary(Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0),
        CIDToGIDMap=Name.Identity,
        W=Array(widths),
        FontDescriptor=pack.make_indirect(descriptor),
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=name,
        Encoding=Name("/Identity-H"),
        DescendantFonts=Array([pack.make_indirect(letters)]),
        ToUnicode=pack.make_stream(_said(used)),
    )
    return pack.make_indirect(font)


def _said(used: dict[int, str]) -> bytes:
    """Give what each glyph says to who copies it or searches for it."""
    rows = [f"<{glyph:04x}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in sorted(used.items())]
    parts = [rows[start : start + 100] for start in range(0, len(rows), 100)]  # the most that a part may hold
    mapped = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n{mapped}\n"
        "endcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode()
