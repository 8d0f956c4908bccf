"""The worker's part of a report as slides: from the same document as its PDF file, the frozen one where it is adopted."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.work import jobs
from reporting.actions.adopting import PDF, built_report, file_name
from reporting.documents.report import frozen_document
from reporting.documents.slides import build_slides
from reporting.models import Report
from reporting.states import FROZEN


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def report_in_slides(job: Job, *, report_id: int, title: str, keys: list[str]) -> Document:
    """Make the chosen slides; nothing is frozen. Raises DomainError when none of them is there any more."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    document = frozen_document(report) if report.state in FROZEN else built_report(job, report)
    slides = build_slides(document, title=title, keys=set(keys))
    if not slides.slides:
        raise DomainError("De valda delarna finns inte kvar. Välj på nytt.")
    content = pdf.render(slides.template_name, {"document": slides}, look=look_of(report.association))
    return store.keep(
        content, association=job.association, name=f"Bilder {file_name(report)}", content_type=PDF, by=job.asked_by,
        made_from=report,
    )  # fmt: skip
