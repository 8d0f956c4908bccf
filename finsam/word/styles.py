"""The house's look as Word styles: Rubrik 1–3, lists, captions and one table, in the förbund's accent."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from finsam.pdf.look import Look
from finsam.word.parts import add_field, count_when_opened, set_language, word_element

FONT = "Calibri"  # a typeface that those who write in Word have
REMARK, LABEL, DECISION = "Anmärkning", "Etikett", "Beslut"
TABLE, TABLE_TEXT, TABLE_AMOUNT = "Tabell finsam", "Tabelltext", "Tabellbelopp"
TEXT_WIDTH = Mm(160)
_HEADINGS = {"Title": 26, "Heading 1": 17, "Heading 2": 13.5, "Heading 3": 11.5, "Heading 4": 11}


def begin(look: Look, title: str) -> Document:
    """Give an empty document with the house's styles, its page, its language and what it is about."""
    document = docx.Document()
    accent = RGBColor.from_string(look.print_accent.lstrip("#").upper())
    _text(document)
    for name, size in _HEADINGS.items():
        _heading(document, name, size, accent)
    _own(document, accent)
    _contents(document)
    _table(document, look)
    _page(document, look, title)
    set_language(document)
    count_when_opened(document)
    facts = document.core_properties
    facts.title, facts.author, facts.language = title, look.name, "sv-SE"
    facts.comments, facts.last_modified_by = "", look.name
    return document


def _text(document: Document) -> None:
    for name in ("Normal", "List Bullet", "List Number"):
        style = document.styles[name]
        _letter(style, 11)
        style.paragraph_format.space_after = Pt(6 if name == "Normal" else 3)
    document.styles["Normal"].paragraph_format.line_spacing = 1.15


def _letter(style: ParagraphStyle, size: float) -> None:
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), FONT)
    fonts.set(qn("w:cs"), FONT)


def _heading(document: Document, name: str, size: float, accent: RGBColor) -> None:
    style = document.styles[name]
    _letter(style, size)
    style.font.color.rgb, style.font.bold, style.font.italic = accent, True, False
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(size), Pt(4)
    style.paragraph_format.keep_with_next = True
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _own(document: Document, accent: RGBColor) -> None:
    caption = document.styles["Caption"]
    _letter(caption, 10)
    caption.font.color.rgb, caption.font.bold = RGBColor(0, 0, 0), True
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(10), Pt(3)
    for name, size in ((REMARK, 9.5), (LABEL, 9.5), (DECISION, 11), (TABLE_TEXT, 10), (TABLE_AMOUNT, 10)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _letter(style, size)
        style.paragraph_format.space_after = Pt(6 if name in {REMARK, DECISION} else 1)
    document.styles[LABEL].font.bold = True
    document.styles[LABEL].font.color.rgb = accent
    document.styles[LABEL].paragraph_format.keep_with_next = True
    document.styles[DECISION].paragraph_format.left_indent = Mm(6)
    document.styles[TABLE_AMOUNT].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _contents(document: Document) -> None:
    for level in (1, 2, 3):
        style = document.styles.add_style(f"TOC {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _letter(style, 11 if level == 1 else 10)
        style.font.bold = level == 1
        style.paragraph_format.left_indent = Mm(6 * (level - 1))
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _table(document: Document, look: Look) -> None:
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = word_element("tblPr")
    borders = word_element("tblBorders")
    for side, size in (("top", "8"), ("bottom", "8"), ("insideH", "4")):
        colour = look.print_accent.lstrip("#").upper() if size == "8" else "C8C8C8"
        borders.append(word_element(side, val="single", sz=size, space="0", color=colour))
    properties.append(borders)
    style.element.append(properties)
    first = word_element("tblStylePr", type="firstRow")
    bold = word_element("rPr")
    bold.append(word_element("b"))
    first.append(bold)
    style.element.append(first)


def _page(document: Document, look: Look, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(25)
    for name in ("Header", "Footer"):
        _letter(document.styles[name], 9)
        stops = document.styles[name].paragraph_format.tab_stops
        stops.clear_all()
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    section.header.paragraphs[0].add_run(f"{look.name}\t{title}")
    foot = section.footer.paragraphs[0]
    foot.add_run("\tSida ")
    add_field(foot, "PAGE")
    foot.add_run(" av ")
    add_field(foot, "NUMPAGES")
