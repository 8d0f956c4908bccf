"""What reports say to everyone, for making the file anew without what is held back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db.models import Q

from board.documents.assemble import look_of
from board.registries.public_files import Told
from finsam.models import Association, Document
from reporting.actions.adopting import typeset
from reporting.documents.report import of_content
from reporting.models import Report, ReportCopy
from reporting.queries.reports import published_reports


def told_of_reports(documents: Collection[Document]) -> dict[int, Told]:
    """Tell what reports say, and copies of them that lie as handlingar under the same bytes."""
    by_bytes: dict[str, Told] = {}
    wanted = {each.sha256 for each in documents}
    for copy in ReportCopy.objects.filter(pdf__sha256__in=wanted).select_related(
        "report__association", "pdf"
    ):
        assert copy.pdf  # asked for
        by_bytes[copy.pdf.sha256] = Told(copy.content, copy.report.title, _maker(copy.report.association))
    files = Q(pdf__sha256__in=wanted) | Q(document__sha256__in=wanted)
    for report in Report.objects.filter(files).select_related("association", "pdf", "document"):
        told = Told(report.content or {}, report.title, _maker(report.association))
        by_bytes |= {each.sha256: told for each in (report.pdf, report.document) if each}
    return {each.pk: by_bytes[each.sha256] for each in documents if each.sha256 in by_bytes}


def report_files(association: Association) -> Iterator[Document]:
    """Give the files of the published reports."""
    for report in published_reports(association):
        if report.pdf:
            yield report.pdf


def _maker(association: Association) -> Callable[[Any], bytes]:
    return lambda content: typeset(of_content(content), look_of(association))
