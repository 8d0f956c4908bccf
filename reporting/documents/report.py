"""A report as it prints: numbered sections with finished HTML, frozen as plain values."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import strip_tags

from economy.queries.books import open_books
from finsam import markup
from finsam.models import Association
from finsam.registries import fields
from finsam.swedish import dates
from finsam.texts.editor import with_values
from finsam.web.asked_once import when_looked_in
from reporting.documents.typed_tables import set_tables
from reporting.models import Report, Section
from reporting.queries.missing import blank, missing_figures
from reporting.queries.signers import signers_of
from reporting.queries.tree import numbered
from reporting.registries import blocks
from reporting.states import ReportKind, Unit

__all__ = [
    "PrintedSection",
    "ReportDocument",
    "build_report",
    "build_section",
    "frozen_document",
    "frozen_sections",
    "numbered",
    "signers_of",
]

CONTENTS_FROM = 6  # chapters from which a plan gets a table of contents
LONG_CONTENTS = 22  # rows
TEMPLATE = "print/report.html"
Tell = Callable[[int, int, str], None]
_FIELD = re.compile(r"<input[^>]*>")
_TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)


@dataclass(frozen=True)
class PrintedSection:
    """A section with its number ("1.5.3"), its level (1 is a chapter) and its finished HTML."""

    key: str
    number: str
    heading: str
    level: int
    html: str
    starts_page: bool = False
    is_landscape: bool = False

    @property
    def anchor(self) -> str:
        """The place that contents and bookmarks point to."""
        return f"a-{self.key}"

    @property
    def tag(self) -> str:
        """The heading's element: chapters are h2, for the title is h1."""
        return f"h{min(self.level + 1, 6)}"

    @property
    def sheet_html(self) -> str:
        """The same on screen, where a place for a signature is no field to type in."""
        return _FIELD.sub("", self.html)

    @property
    def web_html(self) -> str:
        """The same for a page, where a table wider than the screen is scrolled by itself, by keyboard too."""
        return _TABLE.sub(_scrolled, self.sheet_html)


@dataclass(frozen=True)
class ReportDocument:
    """Everything that a report prints."""

    kind: str
    year: int
    title: str
    period_text: str
    association: str
    organisation_number: str
    unit: str
    adopted_text: str
    reference: str
    version_text: str
    dated: dt.date | None
    sections: tuple[PrintedSection, ...]
    mask_note: str = ""  # of the version for everyone: that something is left out

    @property
    def template_name(self) -> str:
        return TEMPLATE

    @property
    def has_cover(self) -> bool:
        """Whether a page of its own opens the document."""
        return self.kind == ReportKind.ANNUAL

    @property
    def cover_title(self) -> str:
        """The title without its year, which stands on a line of its own."""
        return self.title.removesuffix(str(self.year)).strip()

    @property
    def dated_text(self) -> str:
        """The day of the decision; a draft has none."""
        return self.dated.isoformat() if self.dated else ""

    @property
    def unit_words(self) -> str:
        return str(Unit(self.unit).label)

    @property
    def is_long(self) -> bool:
        """Whether the contents must be set close to keep to one page."""
        return sum(1 + len(parts) for _, parts in self.contents) > LONG_CONTENTS

    @property
    def chapters(self) -> list[PrintedSection]:
        """The outermost sections."""
        return [section for section in self.sections if section.level == 1]

    @property
    def has_contents(self) -> bool:
        return self.has_cover or len(self.chapters) >= CONTENTS_FROM

    @property
    def contents(self) -> list[tuple[PrintedSection, list[PrintedSection]]]:
        """Each chapter with its parts, two levels down."""
        found: list[tuple[PrintedSection, list[PrintedSection]]] = []
        for section in self.sections:
            if section.level == 1:
                found.append((section, []))
            elif section.level <= 3 and found:
                found[-1][1].append(section)
        return found


def build_report(report: Report, *, tell: Tell | None = None) -> ReportDocument:
    """Build the whole report as it would print now; `tell(done, total, heading)` hears how far it has come.

    The § that has adopted it and its date stand on it by themselves; `report.adopted_by` need not be saved.
    """
    rows = numbered(report)
    values = when_looked_in(lambda: _values(report, [section for section, _, _ in rows]))
    sections = []
    for place, (section, number, level) in enumerate(rows):
        if tell:
            tell(place, len(rows), section.heading)
        sections.append(_print(report, section, number, level, values))
    paragraph = report.adopted_by
    return ReportDocument(
        kind=report.kind,
        year=report.year,
        title=report.title,
        period_text=dates.date_range(*report.period) if report.is_interim else "",
        association=report.association.name,
        organisation_number=report.association.organisation_number,
        unit=report.unit,
        adopted_text=adopted_line(report),
        reference=paragraph.matter.dnr if paragraph and paragraph.matter else "",
        version_text=f"Version {report.version}: {report.correction_note}" if report.version > 1 else "",
        dated=paragraph.meeting.began_on if paragraph else None,
        sections=tuple(sections),
    )


def build_section(report: Report, section: Section) -> PrintedSection:
    """Build one section alone, for its preview."""
    values = when_looked_in(lambda: _values(report, [section]))
    for each, number, level in numbered(report):
        if each.pk == section.pk:
            return _print(report, each, number, level, values)
    raise ValueError("The section is not in the report.")


def build_blocks(report: Report, sections: Iterable[Section]) -> list[PrintedSection]:
    """Build the blocks of the sections alone, under a heading of level 1; the sections need not be saved, and tell no text."""
    values = when_looked_in(lambda: _values(report, []))
    return [_print(report, section, "", 1, values) for section in sections]


def frozen_sections(content: Mapping[str, Any]) -> list[PrintedSection]:
    """Give the sections of a report as it was frozen."""
    return [PrintedSection(**each) for each in content.get("sections", [])]


def frozen_document(report: Report) -> ReportDocument:
    """Give an adopted report as it was frozen, so that what is made of it later says the same."""
    return of_content(report.content or {})


def of_content(content: Mapping[str, Any]) -> ReportDocument:
    """Give a report as it was frozen as plain values."""
    names = {each.name for each in dataclasses.fields(ReportDocument)} - {"sections", "dated"}
    facts = {name: value for name, value in content.items() if name in names}
    dated = dt.date.fromisoformat(content["dated"]) if content.get("dated") else None
    return ReportDocument(**facts, dated=dated, sections=tuple(frozen_sections(content)))


def printed_values(association: Association, year: int) -> fields.Printed:
    """Give every figure of the year as it prints, by its key."""
    return fields.Printed(fields.values(association, year))


def adopted_line(report: Report) -> str:
    """Write "Fastställd av styrelsen den 25 mars 2022, § 26", or nothing while no § has adopted it."""
    paragraph = report.adopted_by
    if paragraph is None or paragraph.number is None:
        return ""
    body = paragraph.meeting.body.name.lower()
    day = dates.long_date(paragraph.meeting.began_on)
    return f"Fastställd av {body} den {day}, {dates.paragraphs([paragraph.number])}"


def _values(report: Report, sections: Iterable[Section]) -> Mapping[str, str]:
    """Give the year's figures as they print, and for those that the sections name and the year lacks that they lack."""
    open_books(report.association)  # every year's, which the blocks want: those of the figures are among them
    known = printed_values(report.association, report.year)
    texts = [section.text.html for section in sections if section.text]
    lacking = missing_figures(report.association, report.year, texts, known)
    return dataclasses.replace(known, instead={key: blank(label) for key, label in lacking.items()})


def _print(
    report: Report, section: Section, number: str, level: int, values: Mapping[str, str]
) -> PrintedSection:
    block = blocks.get(section.block) if section.block else None
    variables = _variables(report, section, block, level, values) if block else {}
    parts = []
    if section.text and section.text.html:
        text = set_tables(with_values(markup.under(section.text.html, level + 1), values))
        parts.append(f'<div class="text">{text}</div>')
    if block:
        parts.append(render_to_string(block.template, variables))
    return PrintedSection(
        key=str(section.pk),
        number=number,
        heading=section.heading,
        level=level,
        html="\n".join(parts),
        starts_page=section.starts_page,
        is_landscape=variables.get("is_landscape", getattr(variables.get("grid"), "is_landscape", False)),
    )


def _scrolled(found: re.Match[str]) -> str:
    caption = _CAPTION.search(found[0])
    label = strip_tags(caption[1]).strip() if caption else "Tabell"
    return f'<div class="tw" tabindex="0" role="group" aria-label="{label}">{found[0]}</div>'


def _variables(
    report: Report, section: Section, block: blocks.Block, level: int, values: Mapping[str, str]
) -> dict[str, Any]:
    common = {
        "report": report,
        "section": section,
        "unit": report.unit,
        "values": values,
        "heading": level + 2,
        "inner": f"h{min(level + 2, 6)}",
        "inner2": f"h{min(level + 3, 6)}",
        "inner3": f"h{min(level + 4, 6)}",
    }
    return common | block.build(report, section)
