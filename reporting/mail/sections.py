"""What is mailed while several write a report."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam.models import Person
from finsam.swedish import dates
from reporting.models import Report, Section, SectionRemark


def tell_writer(report: Report, writer: Person, sections: Sequence[Section]) -> None:
    """Tell a writer which sections she has got, with the last day and the page of each."""
    if writer.email:
        rows = [
            (each.heading, dates.weekday_date(each.due_on) if each.due_on else "", _page_of(report, each))
            for each in sections
        ]
        send_letter(
            "sections_given", association=report.association, to=writer.email, subject=f"Att skriva i {report.title}",
            facts={"report": report, "person": writer, "rows": rows},
        )  # fmt: skip


def tell_answered(report: Report, remark: SectionRemark) -> None:
    """Tell whoever remarked what the answer is; she may not be one who writes, so no page is named."""
    if remark.made_by and remark.made_by.email:
        send_letter(
            "remark_answered", association=report.association, to=remark.made_by.email,
            subject=f"Svar på din anmärkning, {report.title}",
            facts={"report": report, "remark": remark, "person": remark.made_by},
        )  # fmt: skip


def _page_of(report: Report, section: Section) -> str:
    return absolute(reverse("section_write", args=[report.association.slug, report.pk, section.pk]))
