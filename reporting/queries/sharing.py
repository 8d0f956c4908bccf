"""A report that several write: what waits for each writer, and what readers have remarked."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from finsam.markup.reading import read_html
from finsam.markup.tree import text_of_blocks
from finsam.models import Association, Person
from reporting.models import Report, Section, SectionRemark
from reporting.states import WRITABLE, WRITTEN

_OPEN = Q(remarks__answered_at__isnull=True)


def waiting_sections(association: Association, person: Person, *, is_office: bool) -> QuerySet[Section]:
    """Give the sections that the person has to write, or has remarks to answer in (`open_count`), the nearest day first.

    The office answers for sections that nobody has been given.
    """
    answers = Q(writer=person) | Q(writer__isnull=True) if is_office else Q(writer=person)
    return (
        Section.objects.filter(
            report__association=association,
            report__state__in=sorted(WRITABLE),
            report__corrected_by__isnull=True,
        )
        .annotate(open_count=Count("remarks", filter=_OPEN))
        .filter(Q(writer=person) & ~Q(state__in=sorted(WRITTEN)) | answers & Q(open_count__gt=0))
        .select_related("report__association")
        .defer("report__content")
        .order_by("due_on", "report", "position", "id")
    )


def paragraphs_of(section: Section) -> list[str]:
    """Give each paragraph of a section's text as plain words; a list or a table is one of them."""
    html = section.text.html if section.text else ""
    return [text for block in read_html(html) if (text := text_of_blocks([block]).strip())] if html else []


def remarks_on(section: Section) -> list[tuple[SectionRemark, bool]]:
    """Give the section's remarks, those without an answer first, and whether the paragraph of each stands as it stood."""
    rows = section.remarks.select_related("made_by", "answered_by").order_by("answered_at", "id")
    standing = set(paragraphs_of(section))
    found = [(each, not each.quote or each.quote in standing) for each in rows]
    return sorted(found, key=lambda row: row[0].answered_at is not None)


def remarks_of(report: Report) -> dict[int, list[SectionRemark]]:
    """Give every remark on a report by its section's key, in the order they were made."""
    found: dict[int, list[SectionRemark]] = {}
    for each in SectionRemark.objects.filter(section__report=report).select_related("made_by", "answered_by"):
        found.setdefault(each.section_id, []).append(each)
    return found
