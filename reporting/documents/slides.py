"""Slides of 16:9: blocks computed from stored data and own words, each on a page of its own, frozen as plain values."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from finsam import markup
from finsam.texts.editor import with_values
from reporting.documents.report import (
    PrintedSection,
    adopted_line,
    build_blocks,
    frozen_sections,
    printed_values,
)
from reporting.models import Report, Section, Slide, SlideSet
from reporting.states import FROZEN

FEW, MANY, MOST = 11, 17, 25  # rows, with the head
_DIV = re.compile(r"<div\b|</div>")
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
_LINK = re.compile(r'<a href="#[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_TEXT = '<div class="text">'


@dataclass(frozen=True)
class PrintedSlide:
    """A slide: its heading, own words and block as finished HTML with headings from h3, and what the speaker has noted."""

    key: str
    heading: str
    words: str = ""
    html: str = ""
    is_quote: bool = False
    said_by: str = ""
    note: str = ""

    @property
    def density(self) -> str:
        """The stylesheet's class for as many rows: large type for few, small where they just have room on one slide."""
        rows = self.html.count("<tr")
        if rows <= FEW:
            return "glest"
        return "tatt" if MANY <= rows <= MOST else ""


@dataclass(frozen=True)
class SlidesDocument:
    """Everything that the slides show; the first is the title."""

    title: str
    association: str
    under: str
    slides: tuple[PrintedSlide, ...]

    template_name = "print/slides.html"


def build_slides(slide_set: SlideSet) -> SlidesDocument:
    """Give the slides that are shown, their figures as they stand now; those of an adopted report as they were adopted."""
    if slide_set.content is not None:
        return _frozen(slide_set.content)
    rows = list(slide_set.slides.filter(is_shown=True).select_related("section__report__association"))
    report = slide_set.report
    values = printed_values(report.association, report.year) if any(row.html for row in rows) else {}
    blocks = _blocks(report, [row for row in rows if row.block])
    return SlidesDocument(
        title=slide_set.title, association=slide_set.association.name, under=_under(slide_set),
        slides=tuple(_printed(row, blocks.get(row.pk, ""), values) for row in rows),
    )  # fmt: skip


def own_words(slide_set: SlideSet) -> SlidesDocument:
    """Give what is typed on the slides that are shown, without figures."""
    rows = slide_set.slides.filter(is_shown=True)
    return SlidesDocument(
        title=slide_set.title, association=slide_set.association.name, under=_under(slide_set),
        slides=tuple(_printed(row, "", {}) for row in rows),
    )  # fmt: skip


def report_of(slide: Slide, report: Report) -> Report:
    """Give the report whose block a slide shows: that of its section, else the set's own."""
    return slide.section.report if slide.section else report


def block_section(slide: Slide, report: Report) -> Section:
    """Give the slide's block as a section, unsaved and without text, set as the section that it is taken from."""
    options = slide.section.options if slide.section else {}
    return Section(
        pk=slide.section_id, report=report, heading=slide.heading, block=slide.block, options=options
    )


def block_html(section: PrintedSection) -> str:
    """Give what a section computes, without its running text, with headings from h3; nothing in it leads to other pages."""
    return _levelled(_LINK.sub(r"\1", _without_text(section.sheet_html)).strip())


def _blocks(report: Report, rows: Iterable[Slide]) -> dict[int, str]:
    """Give the finished block of each slide, by the slide's key."""
    by_report: dict[Report, list[Slide]] = {}
    for row in rows:
        by_report.setdefault(report_of(row, report), []).append(row)
    found: dict[int, str] = {}
    for own, slides in by_report.items():
        adopted = (
            {each.key: each for each in frozen_sections(own.content or {})} if own.state in FROZEN else {}
        )
        fresh = [row for row in slides if str(row.section_id) not in adopted]
        built = build_blocks(own, [block_section(row, own) for row in fresh]) if fresh else []
        found |= {row.pk: block_html(each) for row, each in zip(fresh, built, strict=True)}
        found |= {row.pk: block_html(adopted[str(row.section_id)]) for row in slides if row not in fresh}
    return found


def _printed(row: Slide, html: str, values: Mapping[str, str]) -> PrintedSlide:
    words = with_values(markup.under(row.html, 3), values) if row.html else ""
    return PrintedSlide(
        key=str(row.pk), heading=row.heading, words=words, html=html, is_quote=row.is_quote, said_by=row.said_by,
        note=row.note,
    )  # fmt: skip


def _under(slide_set: SlideSet) -> str:
    """Say for which meeting the slides are, else which § has adopted what they show."""
    return str(slide_set.meeting) if slide_set.meeting else adopted_line(slide_set.report)


def _frozen(content: Mapping[str, Any]) -> SlidesDocument:
    names = {each.name for each in dataclasses.fields(SlidesDocument)} - {"slides"}
    facts = {name: content[name] for name in names}
    return SlidesDocument(**facts, slides=tuple(PrintedSlide(**each) for each in content["slides"]))


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
