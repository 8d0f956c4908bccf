"""The worker's part of a report in Word: from the same document as its PDF file, the frozen one where it is adopted."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import word
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.word.working_copies import keep_word
from finsam.work import jobs
from reporting.actions.adopting import built_report, file_name
from reporting.documents.report import frozen_document
from reporting.models import Report
from reporting.states import FROZEN


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_REPORTS)
def report_in_word(job: Job, *, report_id: int) -> Document:
    """Make the whole report; nothing is frozen."""
    report = Report.objects.select_related("association").get(pk=report_id, association=job.association)
    document = frozen_document(report) if report.state in FROZEN else built_report(job, report)
    content = word.render(document.template_name, {"document": document}, look=look_of(report.association))
    draft = "" if report.state in FROZEN else "Utkast "
    return keep_word(
        content, job=job, name=f"{draft}{file_name(report).removesuffix('.pdf')}", made_from=report
    )
