"""What a report is laid beside: the version it corrects, and what has come of an older one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from board.wording.masking import NOTHING_HELD, Held
from reporting.documents.changes import SectionChange, changed_sections
from reporting.documents.report import PrintedSection, build_report, frozen_sections
from reporting.models import Report, ReportCopy


def sections_as_read(report: Report) -> list[PrintedSection]:
    """Give the report's sections as it was frozen, or of a draft as they stand today."""
    if report.content is None:
        return list(build_report(report).sections)
    return frozen_sections(report.content)


def changes_since(report: Report, held: Held = NOTHING_HELD) -> list[SectionChange]:
    """Give what a correction changes in the version it corrects, but for what is held back; nothing for a first version."""
    if report.corrects is None:
        return []
    return changed_sections(*(_without(sections_as_read(each), held) for each in (report.corrects, report)))


def changes_since_copy(copy: ReportCopy) -> list[SectionChange]:
    """Give what has changed in a report since the members were consulted on it."""
    return changed_sections(frozen_sections(copy.content), sections_as_read(copy.report))


def version_in_force(report: Report) -> Report:
    """Give the newest adopted version that has taken the report's place, or the report itself."""
    current = report
    while new := current.replaced_by:
        current = new
    return current


def _without(sections: Sequence[PrintedSection], held: Held) -> list[PrintedSection]:
    return [replace(each, heading=held.text(each.heading), html=held.text(each.html)) for each in sections]
