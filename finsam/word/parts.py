"""What python-docx has no words for: fields, bookmarks, links, languages, lists that begin anew, as WordprocessingML."""

from __future__ import annotations

from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

LANGUAGE = "sv-SE"
# What stands after updateFields in the settings, as the format orders them.
_AFTER_UPDATE = frozenset(
    qn(f"w:{name}")
    for name in ("hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping")
)  # fmt: skip


def word_element(tag: str, /, **attributes: str) -> Any:
    """Make an element of WordprocessingML; attributes are written without their prefix."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def add_field(paragraph: Paragraph, code: str, shown: str = "") -> None:
    """Add a field such as PAGE; `shown` is what stands until Word has counted."""
    begin_field(paragraph, code)
    paragraph.add_run(shown or "1")
    end_field(paragraph)


def begin_field(paragraph: Paragraph, code: str, *, is_dirty: bool = False) -> None:
    """Open a field whose result is what follows until `end_field`; a dirty one is counted when the file is opened."""
    mark = word_element("fldChar", fldCharType="begin")
    if is_dirty:
        mark.set(qn("w:dirty"), "true")
    paragraph.add_run()._r.append(mark)
    text = word_element("instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    paragraph.add_run()._r.append(text)
    paragraph.add_run()._r.append(word_element("fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    """Close the field that is open."""
    paragraph.add_run()._r.append(word_element("fldChar", fldCharType="end"))


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Mark the paragraph as a place that links and contents lead to."""
    start = word_element("bookmarkStart", id=str(number), name=name)
    end = word_element("bookmarkEnd", id=str(number))
    properties = paragraph._p.pPr
    if properties is not None:
        properties.addnext(start)
    else:
        paragraph._p.insert(0, start)
    paragraph._p.append(end)


def bookmark_name(anchor: str) -> str:
    """A bookmark's name of an id in the HTML: letters, digits and underscores, at most 40."""
    return "b_" + "".join(sign if sign.isalnum() else "_" for sign in anchor)[:38]


def open_link(paragraph: Paragraph, href: str) -> Any:
    """Give a link element at the paragraph's end, to a place in the document (#) or to an address."""
    link = OxmlElement("w:hyperlink")
    if href.startswith("#"):
        link.set(qn("w:anchor"), bookmark_name(href[1:]))
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    return link


def set_language(document: Document) -> None:
    """Say that the document is in Swedish, in its defaults, so that spelling and reading aloud are right."""
    run = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in run.findall(qn("w:lang")):
        run.remove(old)
    run.append(word_element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA"))
    theme = document.settings.element.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGE)


def count_when_opened(document: Document) -> None:
    """Have Word count contents and page numbers when the file is opened."""
    settings = document.settings.element
    later = (each for each in settings if each.tag in _AFTER_UPDATE)
    next(later, settings[-1]).addprevious(word_element("updateFields", val="true"))


def begin_list(document: Document, style: str, start: int) -> str:
    """Give the number of a list that begins at `start`, in the manner of a list style."""
    numbering = document.part.numbering_part.element
    own = document.styles[style].element.pPr.numPr.numId.val
    abstract = next(each.abstractNumId.val for each in numbering.findall(qn("w:num")) if each.numId == own)
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return str(made.numId)


def put_in_list(paragraph: Paragraph, number: str) -> None:
    """Let the paragraph be an item of a list that was begun."""
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = int(number)


def describe_picture(run: Any, text: str) -> None:
    """Give a picture its words, for those who do not see it."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", text)
