"""A report as slides of 16:9: the parts that it computes, each on a page of its own, without the running text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from reporting.documents.report import PrintedSection, ReportDocument

_DIV = re.compile(r"<div\b|</div>")
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_LINK = re.compile(r'<a href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TEXT = '<div class="text">'


@dataclass(frozen=True)
class Slide:
    """A slide: its heading and finished HTML, headings from h3."""

    key: str
    heading: str
    html: str


@dataclass(frozen=True)
class SlidesDocument:
    """Everything that the slides show; the first is the title."""

    title: str
    association: str
    adopted_text: str
    dated: dt.date | None
    slides: tuple[Slide, ...]

    template_name = "print/slides.html"


def slides_of(document: ReportDocument) -> list[Slide]:
    """Give each part of a report that is computed, in the report's order, as a slide."""
    return list(_slides(document.sections))


def build_slides(document: ReportDocument, *, title: str, keys: Collection[str]) -> SlidesDocument:
    """Give the slides whose keys are chosen, under a title of one's own."""
    return SlidesDocument(
        title=title, association=document.association, adopted_text=document.adopted_text, dated=document.dated,
        slides=tuple(each for each in slides_of(document) if each.key in keys),
    )  # fmt: skip


def _slides(sections: Collection[PrintedSection]) -> Iterator[Slide]:
    for section in sections:
        block = _LINK.sub(
            r"\1", _without_text(section.sheet_html)
        ).strip()  # what they lead to is on no slide
        if block:
            yield Slide(section.key, section.heading, _levelled(block))


def _without_text(html: str) -> str:
    """Take the running text, which stands first in a division of its own, away from a section's HTML."""
    if not html.startswith(_TEXT):
        return html
    depth = 0
    for found in _DIV.finditer(html):
        depth += -1 if found[0] == "</div>" else 1
        if not depth:
            return html[found.end() :]
    return ""


def _levelled(html: str) -> str:
    """Let the headings of a block begin at h3 below the slide's own, with no level left out."""
    levels = sorted({found[2] for found in _HEADING.finditer(html)})
    new = {level: str(min(place, 6)) for place, level in enumerate(levels, start=3)}
    return _HEADING.sub(lambda found: f"{found[1]}{new[found[2]]}", html)
