"""The kinds of document that reports print, for the command and the pages that ask for them."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from reporting.documents.report import build_report
from reporting.models import Report
from reporting.states import ReportKind


def _kind(kind: ReportKind) -> DocumentKind:
    def whiches(association: Association) -> list[str]:
        years = association.reports.filter(kind=kind).order_by("year").values_list("year", flat=True)
        return [str(year) for year in dict.fromkeys(years)]

    def render(association: Association, which: str) -> bytes:
        report = newest(association, kind, int(which))
        return store.read(report.document) if report.document else print_draft(report)

    return DocumentKind(name=kind.value, label=str(kind.label), whiches=whiches, render=render)


def newest(association: Association, kind: str, year: int) -> Report:
    """Give the year's report in its newest version. Raises DomainError when there is none."""
    rows = Report.objects.of(association).filter(kind=kind, year=year).select_related("document")
    report = rows.order_by("-version").first()
    if report is None:
        raise DomainError("Rapporten finns inte.")
    return report


def print_draft(report: Report) -> bytes:
    """Print a report as it stands."""
    document = build_report(report)
    return pdf.render(document.template_name, {"document": document}, look=look_of(report.association))


KINDS = tuple(_kind(kind) for kind in ReportKind)
