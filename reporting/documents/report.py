"""A report as it prints: numbered sections with finished HTML, frozen as plain values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from finsam import dates, fields
from finsam.editor import with_values
from reporting import blocks
from reporting.models import Report, Section
from reporting.states import ReportKind


@dataclass(frozen=True)
class PrintedSection:
    """A section with its number ("1.5.3"), its level (1 is a chapter) and its finished HTML."""

    key: str
    number: str
    heading: str
    level: int
    html: SafeString
    starts_page: bool = False
    is_wide: bool = False

    @property
    def anchor(self) -> str:
        """The place that contents and bookmarks point to."""
        return f"a{self.key}"

    @property
    def tag(self) -> str:
        """The heading's element: chapters are h2, for the title is h1."""
        return f"h{min(self.level + 1, 6)}"


@dataclass(frozen=True)
class ReportDocument:
    """Everything that a report prints."""

    kind: str
    year: int
    title: str
    association: str
    unit: str
    adopted_text: str
    dated: dt.date
    sections: tuple[PrintedSection, ...]
    signers: tuple[str, ...] = ()
    template_name: str = field(default="print/report.html", init=False)

    @property
    def heading(self) -> str:
        """The document's name at its running head."""
        return self.title

    @property
    def contents(self) -> tuple[PrintedSection, ...]:
        """What the table of contents lists: chapters and their parts, two levels."""
        return tuple(section for section in self.sections if section.level <= 3 and section.heading)


def build_report(report: Report, *, adopted_text: str = "", dated: dt.date | None = None) -> ReportDocument:
    """Build the whole report as it would print now.

    `adopted_text` is the cover's line of the § and its date; it stands there by itself once a § has adopted it.
    """
    printed = fields.values(report.association, report.year)
    values = {key: figure.value for key, figure in printed.items()}
    sections = tuple(
        _print(report, section, number, level, values) for section, number, level in numbered(report)
    )
    return ReportDocument(
        kind=report.kind,
        year=report.year,
        title=report.title,
        association=report.association.name,
        unit=report.unit,
        adopted_text=adopted_text or adopted_line(report),
        dated=dated or report.period[1],
        sections=sections,
    )


def build_section(report: Report, section: Section) -> PrintedSection:
    """Build one section alone, for its preview."""
    for each, number, level in numbered(report):
        if each.pk == section.pk:
            values = {
                key: figure.value for key, figure in fields.values(report.association, report.year).items()
            }
            return _print(report, each, number, level, values)
    raise ValueError("The section is not in the report.")


def adopted_line(report: Report) -> str:
    """Write "Fastställd av styrelsen den 25 mars 2022, § 26", or nothing while no § has adopted it."""
    paragraph = report.adopted_by
    if paragraph is None or paragraph.number is None:
        return ""
    body = paragraph.meeting.body.name.lower()
    return f"Fastställd av {body} den {dates.long_date(paragraph.meeting.held_on)}, {dates.paragraphs([paragraph.number])}"


def numbered(report: Report) -> list[tuple[Section, str, int]]:
    """Give every section in reading order with its number and level, in one query."""
    rows = list(report.sections.select_related("text").order_by("position", "id"))
    children: dict[int | None, list[Section]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    found: list[tuple[Section, str, int]] = []

    def walk(parent: int | None, prefix: str, level: int) -> None:
        count = 0
        for section in children.get(parent, []):
            number = ""
            if section.is_numbered:
                count += 1
                number = f"{prefix}{count}"
            found.append((section, number, level))
            walk(section.pk, f"{number}." if number else prefix, level + 1)

    walk(None, "", 1)
    return found


def _print(
    report: Report, section: Section, number: str, level: int, values: dict[str, str]
) -> PrintedSection:
    block = blocks.get(section.block) if section.block else None
    parts = []
    if section.text and section.text.html:
        parts.append(f'<div class="text">{with_values(section.text.html, values)}</div>')
    if block:
        parts.append(render_to_string(block.template, _variables(report, section, block, level)))
    return PrintedSection(
        key=section.key or str(section.pk),
        number=number,
        heading=section.heading,
        level=level,
        html=mark_safe("\n".join(parts)),  # noqa: S308  the text was sanitised when saved, the block is a template of ours
        starts_page=section.starts_page or (level == 1 and report.kind != ReportKind.PLAN),
        is_wide=bool(block and block.is_wide),
    )


def _variables(report: Report, section: Section, block: blocks.Block, level: int) -> dict[str, Any]:
    return {"report": report, "section": section, "level": level, "unit": report.unit} | block.build(
        report, section
    )
