"""How a report's file stands, for whoever has it."""

from django.db.models import Q

from board.queries.held import held_of
from board.registries.verifying import Standing
from finsam.models import Document
from reporting.models import Report, ReportSigning
from reporting.states import FROZEN


def report_standing(document: Document) -> Standing | None:
    """Tell of an adopted report, with or without its signatures; drafts are told of to nobody."""
    rows = Report.objects.filter(association=document.association, state__in=FROZEN).select_related(
        "corrected_by"
    )
    own = Q(pdf__sha256=document.sha256) | Q(document__sha256=document.sha256)
    report = rows.filter(own).select_related("pdf", "document").first()
    if report is None:
        return _partly_signed(document)
    if report.replaced_by:
        new = report.replaced_by
        why = held_of(document.association).text(new.correction_note)
        note = f"Den här versionen är ersatt av version {new.version}. Rättat: {why}"
        return Standing(report.title, is_final=False, note=note)
    unsigned = report.document and report.document.sha256 == document.sha256 and _waiting(report)
    note = "Alla har inte signerat än." if unsigned else ""
    return Standing(report.title, is_final=True, note=note)


def _partly_signed(document: Document) -> Standing | None:
    place = ReportSigning.objects.filter(
        document__sha256=document.sha256, report__association=document.association
    ).select_related("report")
    found = place.first()
    if found is None:
        return None
    return Standing(
        found.report.title, is_final=False,
        note="Filen är inte färdigsignerad. Det finns en senare version med fler underskrifter.",
    )  # fmt: skip


def _waiting(report: Report) -> bool:
    return report.signings.filter(signed_at__isnull=True, is_asked=True).exists()
