"""Reads the HTML of a print template from top to bottom, and writes it as paragraphs, lists, tables and pictures."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml import html as reading

from finsam.pdf.drawing import points
from finsam.pdf.look import Look
from finsam.word import styles
from finsam.word.inline import write_inline
from finsam.word.parts import (
    add_bookmark,
    begin_field,
    begin_list,
    bookmark_name,
    describe_picture,
    end_field,
    open_link,
    put_in_list,
)
from finsam.word.tables import write_table

_INLINE = frozenset(
    {"a", "abbr", "b", "br", "cite", "code", "data", "del", "em", "i", "ins", "q", "s", "small", "span", "strong", "sub",
     "sup", "time", "u"}
)  # fmt: skip
_STYLES = {
    "anm": styles.REMARK, "under": "Subtitle", "etikett": styles.LABEL, "dim": styles.REMARK, "dnr": styles.REMARK,
    "fast": "Subtitle", "vem": styles.TABLE_TEXT, "id": styles.REMARK,
}  # fmt: skip
_HEADINGS = {"h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3", "h5": "Heading 4", "h6": "Heading 4"}
LANDSCAPE_WIDTH = Mm(247)
MOST_PIXELS_A_CHART = 1600
LINE_TO_SIGN = "_" * 40


def word_from_html(html: str, *, look: Look, files: Mapping[str, bytes]) -> bytes:
    """Give the HTML of a print template as the bytes of a Word file."""
    tree = reading.document_fromstring(html)
    title = (tree.findtext(".//title") or "").strip()
    writer = _Writer(styles.begin(look, title), files)
    writer.children(tree.body)
    kept = io.BytesIO()
    writer.document.save(kept)
    return kept.getvalue()


class _Writer:
    """One document under way."""

    def __init__(self, document: Any, files: Mapping[str, bytes]) -> None:
        self.document = document
        self.files = files
        self._bookmarks = count(1)
        self._width: int = styles.TEXT_WIDTH
        self._ids = {style.name: style.style_id for style in document.styles}
        self._block: dict[str, Callable[[Any], object]] = {
            "p": self.paragraph, "ul": self.list, "ol": self.list, "table": self.table, "figure": self.children,
            "figcaption": self.caption, "img": self.picture, "input": self.signature, "h1": self.heading,
            **dict.fromkeys(_HEADINGS, self.heading),
        }  # fmt: skip

    def children(self, node: Any) -> None:
        """Write what an element holds: blocks one by one, loose text between them as paragraphs of its own."""
        loose: list[Any] = []
        self._loose_text(node.text, loose)
        for child in node:
            if not isinstance(child.tag, str):
                continue
            if child.tag in _INLINE:
                loose.append(child)
                continue
            self._flush(loose)
            self.block(child)
            self._loose_text(child.tail, loose)
        self._flush(loose)

    def _add(self, style: str) -> Paragraph:
        """Begin a paragraph; the style's own name is looked up once, for python-docx reads all styles each time."""
        made: Paragraph = self.document.add_paragraph()
        made._p.style = self._ids[style]
        return made

    def _loose_text(self, text: str | None, loose: list[Any]) -> None:
        if text and text.strip():
            holder = reading.Element("span")
            holder.text = text
            loose.append(holder)

    def _flush(self, loose: list[Any]) -> None:
        if not loose:
            return
        holder = reading.Element("p")
        holder.extend(loose)
        loose.clear()
        self.paragraph(holder)

    def block(self, node: Any) -> None:
        """Write one block."""
        classes = node.get("class", "").split()
        if "liggande" in classes:
            self._landscape(node)
        elif "toc" in classes:
            self.contents(node)
        elif node.tag in self._block:
            self._block[node.tag](node)
        else:
            self.children(node)
        if "omslag" in classes:
            self.document.add_page_break()

    def paragraph(self, node: Any) -> Paragraph | None:
        """Write a paragraph; one without words is left out."""
        if not "".join(node.itertext()).strip() and not node.xpath(".//img"):
            return None
        if pictures := node.xpath(".//img"):
            for picture in pictures:
                self.picture(picture)
            return None
        made = self._add(self._style(node))
        write_inline(node, made)
        self._mark(node, made)
        return made

    def _style(self, node: Any) -> str:
        own = next((_STYLES[each] for each in node.get("class", "").split() if each in _STYLES), "")
        if own:
            return own
        parents = (each.get("class", "").split() for each in node.iterancestors())
        if any("beslut" in each for each in parents):
            return styles.DECISION
        return "Quote" if any(each.tag == "blockquote" for each in node.iterancestors()) else "Normal"

    def heading(self, node: Any) -> None:
        """Write a heading in its level; a label of a § is no heading of the contents."""
        classes = node.get("class", "").split()
        style = (
            "Title"
            if node.tag == "h1"
            else styles.LABEL
            if {"etikett", "utan"} & set(classes)
            else _HEADINGS[node.tag]
        )
        made = self._add(style)
        made.paragraph_format.page_break_before = "ny-sida" in classes or None
        write_inline(node, made)
        self._mark(node, made)

    def _mark(self, node: Any, made: Paragraph) -> None:
        name = node.get("id") or (
            node.getparent().get("id") if node.tag in _HEADINGS and node.getparent() is not None else ""
        )
        if name:
            add_bookmark(made, bookmark_name(name), next(self._bookmarks))

    def caption(self, node: Any) -> None:
        """Write what stands over a table or a picture."""
        write_inline(node, self._add("Caption"))

    def table(self, node: Any) -> None:
        """Write a table under its caption."""
        for caption in node.findall("caption"):
            self.caption(caption)
        if write_table(self.document, node, self._width) is not None:
            self._add(styles.TABLE_TEXT)  # two tables do not grow together

    def list(self, node: Any, depth: int = 1) -> None:
        """Write a list, and lists in it; each numbered one begins at its own number."""
        is_numbered = node.tag == "ol"
        kind = "List Number" if is_numbered else "List Bullet"
        style = kind if depth == 1 else f"{kind} {min(depth, 3)}"
        start = node.get("start", "1")
        number = begin_list(self.document, style, int(start) if start.isdigit() else 1) if is_numbered else ""
        for item in node.findall("li"):
            made = self._add(style)
            if number:
                put_in_list(made, number)
            inner = [each for each in item if each.tag in {"ul", "ol", "table"}]
            for each in inner:
                item.remove(each)
            write_inline(item, made)
            for each in inner:
                self.list(each, depth + 1) if each.tag in {"ul", "ol"} else self.table(each)

    def contents(self, node: Any) -> None:
        """Write the contents as a field that Word counts when the file is opened, with its entries until then."""
        rows = [(1, each) for each in node.findall("li")]
        rows = [pair for _, li in rows for pair in [(1, li), *((2, part) for part in li.findall("ol/li"))]]
        made = None
        for place, (level, li) in enumerate(rows):
            made = self._add(f"TOC {level}")
            if place == 0:
                begin_field(made, r'TOC \o "1-3" \h \z \u', is_dirty=True)
            self._entry(made, li.find("p"))
        if made is not None:
            end_field(made)

    def _entry(self, made: Paragraph, row: Any) -> None:
        if row is None:
            return
        link = row.find("a")
        run = made.add_run(" ".join("".join(row.itertext()).split()))
        if link is not None and link.get("href", "").startswith("#"):
            open_link(made, link.get("href")).append(run._r)

    def picture(self, node: Any) -> None:
        """Write a picture with its words; a drawing is made into points, which every Word shows."""
        data = self._bytes(node.get("src", ""))
        if not data:
            return
        run = self.document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(data), width=min(self._width, Mm(150)))
        describe_picture(run, node.get("alt", ""))

    def _bytes(self, source: str) -> bytes:
        if source.startswith("doc:"):
            data = self.files.get(source.removeprefix("doc:"), b"")
            return points(data.decode()) if data.lstrip().startswith(b"<") else data
        head, _, body = source.partition(",")
        if not head.startswith("data:image/") or not head.endswith(";base64"):
            return b""
        data = base64.b64decode(body)
        return points(data.decode()) if "svg" in head else data

    def signature(self, node: Any) -> None:
        """Write a line to sign on, where the PDF has a field."""
        self.document.add_paragraph(LINE_TO_SIGN)

    def _landscape(self, node: Any) -> None:
        """Write something wide on pages of its own, across."""
        self._turn(is_across=True)
        self._width = LANDSCAPE_WIDTH
        self.children(node)
        self._width = styles.TEXT_WIDTH
        self._turn(is_across=False)

    def _turn(self, *, is_across: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        long, short = Mm(297), Mm(210)
        section.orientation = WD_ORIENT.LANDSCAPE if is_across else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if is_across else (short, long)
