"""What slides can show, which sets there are, and which ärende can get one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from board.models import Meeting, Paragraph
from board.states import AGENDA_OPEN
from reporting.models import Report, Section, SlideSet
from reporting.registries import blocks
from reporting.states import ReportKind

YEARS = 3  # of reports to take parts from
_NOT_FOR_SLIDES = frozenset({"signatures"})


@dataclass(frozen=True)
class Source:
    """Something that a slide can show: a section's block, or a block of the förbund's that no section has."""

    key: str
    label: str
    block: str
    section: Section | None = None


def sources_of(slide_set: SlideSet) -> list[tuple[str, list[Source]]]:
    """Give what the set's slides can show, by where it is taken from: the set's own report first, then others of late years."""
    own = slide_set.report
    rows = Section.objects.filter(
        report__association=slide_set.association, report__corrected_by__isnull=True, report__year__gte=own.year - YEARS,
    ).exclude(block__in=["", *_NOT_FOR_SLIDES])  # fmt: skip
    found: dict[str, list[Source]] = {}
    sections = list(
        rows.select_related("report__association").order_by(
            "-report__year", "report__kind", "report", "position", "id"
        )
    )
    for each in sorted(sections, key=lambda row: row.report_id != own.pk):
        found.setdefault(each.report.title, []).append(Source(f"s-{each.pk}", each.heading, each.block, each))
    used = {each.block for each in sections if each.report_id == own.pk}
    more = [
        Source(f"b-{each.name}", each.label, each.name)
        for each in blocks.for_kind(own.kind)
        if each.name not in used | _NOT_FOR_SLIDES
    ]
    return [*found.items(), (f"Mer för {own.year}", more)]


def sets_of(report: Report) -> QuerySet[SlideSet]:
    """Give the sets that are made of a report, the newest first."""
    return SlideSet.objects.of(report.association).filter(report=report).select_related("meeting__body")


def open_set(report: Report) -> SlideSet | None:
    """Give the newest set of the report that no meeting has seen and none is meant for."""
    return sets_of(report).filter(used_at__isnull=True, meeting__isnull=True).first()


def report_for(meeting: Meeting) -> Report | None:
    """Give what a samråd is shown: the plan of the year to come, else of the year, else the last årsredovisning."""
    year = meeting.held_on.year
    rows = list(
        Report.objects.of(meeting.body.association).current().filter(year__in=[year + 1, year, year - 1])
    )
    wanted = [(ReportKind.PLAN, year + 1), (ReportKind.PLAN, year), (ReportKind.ANNUAL, year - 1)]
    return next((row for kind, own in wanted for row in rows if (row.kind, row.year) == (kind, own)), None)


def places_for(slide_set: SlideSet, today: dt.date) -> list[Paragraph]:
    """Give the ärenden of open agendas that can get the set, those of the meeting it is meant for first."""
    rows = Paragraph.objects.filter(
        meeting__body__association=slide_set.association, meeting__state__in=sorted(AGENDA_OPEN), meeting__held_on__gte=today,
    )  # fmt: skip
    found = list(
        rows.select_related("meeting__body").order_by("meeting__held_on", "meeting", "position", "id")
    )
    return sorted(found, key=lambda row: row.meeting_id != slide_set.meeting_id)
