"""The worker's part of comparing a report with another version."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import audit, pdf
from finsam.files import store
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.work import jobs
from reporting.actions.adopting import PDF, built_report, file_name
from reporting.documents.comparing import build_comparison
from reporting.documents.report import frozen_document
from reporting.models import Report
from reporting.states import FROZEN


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def print_comparison(job: Job, *, report_id: int, other: str) -> Document:
    """Typeset what differs between a report and another version of it; nothing is frozen."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    now = frozen_document(report) if report.state in FROZEN else built_report(job, report)
    document = build_comparison(report, now, other)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(report.association))
    with jobs.closing(job) as ending:
        ending.result = kept = store.keep(
            content, association=job.association, name=f"Jämförelse {file_name(report)}", content_type=PDF,
            by=job.asked_by, made_from=report,
        )  # fmt: skip
        audit.record(
            association=job.association, by=job.asked_by, verb="jämförde rapport", target=report, other=other
        )
    return kept
