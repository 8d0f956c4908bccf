"""Running text: what stands in a paragraph, with bold, italics, links and line breaks."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from docx.text.paragraph import Paragraph
from docx.text.run import Run

from finsam.word.parts import open_link

_SPACE = re.compile(r"[ \t\r\n]+")
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Manner:
    """How letters are set."""

    bold: bool = False
    italic: bool = False
    small: bool = False
    underline: bool = False
    strike: bool = False
    link: Any = None


_MANNERS = {
    "strong": {"bold": True}, "b": {"bold": True}, "em": {"italic": True}, "i": {"italic": True}, "small": {"small": True},
    "ins": {"underline": True}, "u": {"underline": True}, "del": {"strike": True}, "s": {"strike": True},
}  # fmt: skip


class Writer:
    """Writes into one paragraph as HTML reads: white space runs together, none at the beginning."""

    def __init__(self, paragraph: Paragraph) -> None:
        self.paragraph = paragraph
        self._ends_in_space = True

    def text(self, text: str | None, manner: Manner) -> None:
        """Add text that stands between tags."""
        plain = _SPACE.sub(" ", (text or "").replace(_SOFT_HYPHEN, ""))
        if self._ends_in_space:
            plain = plain.removeprefix(" ")
        if not plain:
            return
        self._ends_in_space = plain.endswith(" ")
        run = self.paragraph.add_run(plain)
        run.bold, run.italic = manner.bold or None, manner.italic or None
        run.underline, run.font.strike = manner.underline or None, manner.strike or None
        if manner.small:
            run.font.size = 114300  # 9 points
        if manner.link is not None:
            manner.link.append(run._r)

    def line_break(self) -> None:
        """Begin a new line of the same paragraph."""
        if self.paragraph.runs:
            self.paragraph.add_run().add_break()
        self._ends_in_space = True

    def children(self, node: Any, manner: Manner) -> None:
        """Write everything that an element holds, its own text first."""
        self.text(node.text, manner)
        for child in node:
            self.element(child, manner)
            self.text(child.tail, manner)

    def element(self, node: Any, manner: Manner) -> None:
        """Write one element that stands in running text."""
        if not isinstance(node.tag, str):
            return
        if node.tag == "br":
            self.line_break()
            return
        if node.tag == "small" and self.paragraph.runs:
            self.line_break()  # a remark under what it remarks on
        changed = replace(manner, **_MANNERS.get(node.tag, {}))
        if node.tag == "a" and node.get("href"):
            changed = replace(changed, link=open_link(self.paragraph, node.get("href")))
        self.children(node, changed)
        if node.tag == "p":
            self.line_break()


def write_inline(node: Any, paragraph: Paragraph, manner: Manner | None = None) -> None:
    """Write what an element holds into a paragraph."""
    writer = Writer(paragraph)
    writer.children(node, manner or Manner())
    _trim(paragraph)


def _trim(paragraph: Paragraph) -> None:
    """Take away white space and line breaks at the end."""
    while paragraph.runs and paragraph._p[-1] is paragraph.runs[-1]._r:
        last: Run = paragraph.runs[-1]
        text = last.text.rstrip(" \n")
        if text == last.text:
            return
        if not text:
            paragraph._p.remove(last._r)
            continue
        last.text = text
        return
