"""The kinds of document that reports print, for the command and the pages that ask for them."""

from __future__ import annotations

from board.documents.assemble import look_of
from finsam import clock, pdf, word
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association
from finsam.registries.printing import DocumentKind
from reporting.documents.comparing import build_comparison
from reporting.documents.controls import KINDS as CONTROLS
from reporting.documents.economic_report import build_economic_report
from reporting.documents.goal_status import build_goal_status
from reporting.documents.report import ReportDocument, build_report, frozen_document
from reporting.models import EconomicReport, Report
from reporting.queries.comparing import others_of
from reporting.queries.goals import goal_years
from reporting.states import FROZEN, ReportKind


def _kind(kind: ReportKind) -> DocumentKind:
    def whiches(association: Association) -> list[str]:
        years = association.reports.filter(kind=kind).order_by("year").values_list("year", flat=True)
        return [str(year) for year in dict.fromkeys(years)]

    def render(association: Association, which: str) -> bytes:
        report = newest(association, kind, int(which))
        return store.read(report.document) if report.document else print_draft(report)

    def in_word(association: Association, which: str) -> bytes:
        document = current_document(newest(association, kind, int(which)))
        return word.render(document.template_name, {"document": document}, look=look_of(association))

    def others(association: Association, which: str) -> list[tuple[str, str]]:
        return [(each.key, each.name) for each in others_of(newest(association, kind, int(which)))]

    def compare(association: Association, which: str, against: str) -> bytes:
        report = newest(association, kind, int(which))
        document = build_comparison(report, current_document(report), against)
        return pdf.render(document.template_name, {"document": document}, look=look_of(association))

    return DocumentKind(kind.value, str(kind.label), whiches, render, in_word, others, compare)


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


def current_document(report: Report) -> ReportDocument:
    """Give a report as it was frozen, or as it stands."""
    return frozen_document(report) if report.state in FROZEN else build_report(report)


def _months(association: Association) -> list[str]:
    return [
        f"{day:%Y-%m}"
        for day in EconomicReport.objects.filter(association=association)
        .order_by("until")
        .values_list("until", flat=True)
        .distinct()
    ]


def _of_month(association: Association, which: str) -> bytes:
    year, month = map(int, which.split("-"))
    rows = EconomicReport.objects.filter(association=association, until__year=year, until__month=month)
    report = rows.select_related("association", "fiscal_year__association", "text", "pdf").order_by("-id")[0]
    if report.pdf:
        return store.read(report.pdf)
    document = build_economic_report(report)
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


ECONOMIC = DocumentKind("ekonomisk-rapport", "Ekonomisk rapport", _months, _of_month)


def _years_with_goals(association: Association) -> list[str]:
    today = clock.today()
    return [str(today.year)] if today.year in goal_years(association) else []


def _goals_today(association: Association, which: str) -> bytes:
    document = build_goal_status(association, clock.today())
    return pdf.render(document.template_name, {"document": document}, look=look_of(association))


GOALS = DocumentKind("mal-laget", "Uppföljning av målen", _years_with_goals, _goals_today)
KINDS = (*(_kind(kind) for kind in ReportKind), ECONOMIC, GOALS, *CONTROLS)
