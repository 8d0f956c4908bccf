"""The empty deck: 16:9, the house's typefaces, the förbund's colours, and a place for title, text and number."""

from __future__ import annotations

import copy
import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from finsam.pdf.look import Look

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, TOP, ACROSS, DOWN = Inches(0.7), Inches(1.4), Inches(11.93), Inches(5.45)
TITLE, TEXT, TITLE_ONLY = 0, 1, 5  # the layouts of python-pptx's own template
SERIF, SANS = "Source Serif 4", "Source Sans 3"
_NUMBER = "sldNum"
_TONES = (1, 0.43, 0.82, 0.64, 0.26, 0.12)  # the theme's six accents, as shares of the förbund's on white


def begin(look: Look, title: str) -> Any:
    """Give a deck without slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDTH, HEIGHT
    _theme(deck, look)
    _places(deck)
    _drop_layouts(deck)
    about = deck.core_properties
    about.title, about.author, about.language = title, look.name, "sv-SE"
    return deck


def add(deck: Any, layout: int, heading: str) -> Any:
    """Add a slide with its heading in the title's place and its number in its own."""
    slide = deck.slides.add_slide(deck.finsam_layouts[layout])
    slide.shapes.title.text = heading
    for paragraph in slide.shapes.title.text_frame.paragraphs:
        swedish(paragraph)
    _number(slide)
    return slide


def swedish(paragraph: Any) -> None:
    """Let what is written be read and spelled as Swedish."""
    for run in paragraph.runs:
        run.font.language_id = MSO_LANGUAGE_ID.SWEDISH


def colour(hexadecimal: str) -> RGBColor:
    """Give `#rrggbb` as PowerPoint's own."""
    return RGBColor.from_string(hexadecimal.lstrip("#").upper())


def _theme(deck: Any, look: Look) -> None:
    part = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = part.blob.decode()
    for kind, family in (("major", SERIF), ("minor", SANS)):
        xml = re.sub(rf'(<a:{kind}Font>\s*<a:latin typeface=")[^"]*', rf"\g<1>{family}", xml)
    for number, share in enumerate(_TONES, start=1):
        tone = look.tone(share).lstrip("#").upper()
        xml = re.sub(
            rf"(<a:accent{number}>).*?(</a:accent{number}>)", rf'\g<1><a:srgbClr val="{tone}"/>\g<2>', xml, flags=re.DOTALL
        )  # fmt: skip
    part._blob = xml.encode()


def _places(deck: Any) -> None:
    """Set the master's and the layouts' places for 16:9, to the left and in the house's sizes."""
    for sheet in (deck.slide_master, *deck.slide_layouts):
        for shape in sheet.placeholders:
            _place(shape, is_first=sheet is deck.slide_layouts[TITLE])


def _place(shape: Any, *, is_first: bool) -> None:
    kind = shape.placeholder_format.type.name
    if kind in {"TITLE", "CENTER_TITLE"}:
        _box(shape, LEFT, Inches(2.3 if is_first else 0.4), ACROSS, Inches(1.7 if is_first else 0.95))
        _letters(shape, Pt(44 if is_first else 28), MSO_ANCHOR.BOTTOM if is_first else MSO_ANCHOR.MIDDLE)
    elif kind == "SUBTITLE":
        _box(shape, LEFT, Inches(4.15), ACROSS, Inches(1))
        _letters(shape, Pt(20), MSO_ANCHOR.TOP)
    elif kind == "SLIDE_NUMBER":
        _box(shape, Emu(WIDTH - Inches(1.7)), Inches(6.95), Inches(1), Inches(0.35))
    elif kind == "FOOTER":
        _box(shape, LEFT, Inches(6.95), Inches(8), Inches(0.35))
    elif kind == "DATE":
        _box(shape, Emu(WIDTH - Inches(4)), Inches(6.95), Inches(2), Inches(0.35))
    else:
        _box(shape, LEFT, TOP, ACROSS, DOWN)


def _box(shape: Any, left: int, top: int, width: int, height: int) -> None:
    shape.left, shape.top, shape.width, shape.height = left, top, width, height


def _letters(shape: Any, size: int, anchor: Any) -> None:
    """Set a title's place to the left, in a size that its slides inherit."""
    frame = shape.text_frame
    frame.vertical_anchor, frame.margin_left = anchor, 0
    style = frame._txBody.find(qn("a:lstStyle"))
    for old in list(style):
        style.remove(old)
    level = style.makeelement(qn("a:lvl1pPr"), {"algn": "l", "marL": "0", "indent": "0"})
    level.append(level.makeelement(qn("a:buNone"), {}))
    level.append(level.makeelement(qn("a:defRPr"), {"sz": str(int(size / Pt(1) * 100)), "b": "0"}))
    style.append(level)


def _drop_layouts(deck: Any) -> None:
    """Keep the three layouts that are used; the others would be left in 4:3."""
    layouts = list(deck.slide_layouts)
    deck.finsam_layouts = {place: layouts[place] for place in (TITLE, TEXT, TITLE_ONLY)}
    names = {TITLE: "Titel", TEXT: "Rubrik och text", TITLE_ONLY: "Rubrik"}
    for place, layout in enumerate(layouts):
        if place in names:
            layout.name = names[place]
        else:
            deck.slide_layouts.remove(layout)


def _number(slide: Any) -> None:
    """Put the layout's number on the slide, which a new slide lacks."""
    for shape in slide.slide_layout.placeholders:
        if shape.element.ph.get("type") == _NUMBER:
            slide.shapes._spTree.append(copy.deepcopy(shape.element))
