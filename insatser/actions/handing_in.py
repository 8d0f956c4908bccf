"""A report is submitted, returned with remarks, approved, and frozen as PDF by the worker."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from board.documents.assemble import look_of
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs
from insatser.actions.publishing import publish_figures
from insatser.documents.report import PrintedReport, build_report, printed_report, printed_spots
from insatser.indexing import index_report
from insatser.mail import report as letters
from insatser.models import InsatsReport, Remark, ReportSigner, ReportVersion
from insatser.queries.collisions import waiting_in
from insatser.queries.count_remarks import remarks_on
from insatser.rules import period
from insatser.states import REPORT_TRANSITIONS, ReportState

PDF = "application/pdf"


@dataclass(frozen=True)
class Signature:
    """One who answers for the report: name, organisation, place and day."""

    name: str
    organisation: str
    place: str
    signed_on: dt.date


@transaction.atomic
def submit(
    *, report: InsatsReport, signatures: Sequence[Signature], by: Person, at: dt.datetime | None = None
) -> InsatsReport:
    """Hand a report in under the names of those who answer for it; what is missing stops nobody.

    Freezes what it says as the next version and settles the remarks. Raises DomainError when it is handed in
    already, nobody signs, or two have written the same thing and nobody has chosen.
    """
    row = _move(report, ReportState.SUBMITTED)
    if not signatures:
        raise DomainError("Skriv vem som ansvarar för rapporten.")
    if first := next(iter(waiting_in(row)), None):
        raise DomainError(f"Två har skrivit samtidigt i avsnitt {first.section}. Välj vad som ska stå först.")
    stopping = [each for each in remarks_on(row.insats, within=period(row.kind, row.year)) if each.stops]
    if stopping:
        raise DomainError(
            f"Antalet deltagare {stopping[0].period_name} går inte ihop. {stopping[0].sentence} Rätta antalen, eller "
            "skriv en förklaring vid dem."
        )
    number = row.versions.count() + 1
    for signature in signatures:
        ReportSigner.objects.create(report=row, version=number, **asdict(signature))
    row.submitted_at, row.submitted_by = at or clock.now(), by
    row.approved_at = row.approved_by = None
    row.save(update_fields=["state", "submitted_at", "submitted_by", "approved_at", "approved_by"])
    row.remarks.filter(settled_at__isnull=True).update(settled_at=timezone.now())
    ReportVersion.objects.create(
        report=row,
        number=number,
        content=as_json(build_report(row)),
        submitted_at=row.submitted_at,
        submitted_by=by,
    )
    audit.record(
        association=row.insats.association, by=by, verb="lämnade in rapport", target=row, version=number
    )
    letters.tell_office(row)
    return row


@transaction.atomic
def return_report(*, report: InsatsReport, remarks: Mapping[int, str], by: Person) -> InsatsReport:
    """Send a report back with what must be mended, by the number of the section.

    Raises DomainError without a remark, for a section that it has not, and for one that is not submitted.
    """
    row = _move(report, ReportState.RETURNED)
    written = {number: text.strip() for number, text in remarks.items() if text.strip()}
    if not written:
        raise DomainError("Skriv vad som behöver kompletteras i minst ett avsnitt.")
    if not set(written) <= set(row.sections.values_list("number", flat=True)):
        raise DomainError("Rapporten har inget sådant avsnitt.")
    version = row.versions.count()
    for number, text in written.items():
        Remark.objects.create(
            report=row, section=number, text=text, version=version, made_at=clock.now(), made_by=by
        )
    row.returned_at, row.returned_by = clock.now(), by
    row.approved_at = row.approved_by = None
    row.save(update_fields=["state", "returned_at", "returned_by", "approved_at", "approved_by"])
    index_report(row)
    audit.record(
        association=row.insats.association, by=by, verb="skickade tillbaka rapport", target=row,
        sections=sorted(written),
    )  # fmt: skip
    letters.tell_of_return(row)
    return row


@transaction.atomic
def approve(*, report: InsatsReport, by: Person) -> InsatsReport:
    """Approve a submitted report; the worker makes its PDF and mails it. Raises DomainError for any other."""
    row = _move(report, ReportState.APPROVED)
    row.approved_at, row.approved_by = clock.now(), by
    row.save(update_fields=["state", "approved_at", "approved_by"])
    version = row.versions.first()
    assert version
    version.content = as_json(build_report(row))
    version.save(update_fields=["content"])
    index_report(row)
    publish_figures(
        association=row.insats.association, spots=printed_spots(row), where=str(row), by=by,
    )  # fmt: skip
    audit.record(
        association=row.insats.association, by=by, verb="godkände rapport", target=row, version=version.number
    )
    jobs.ask(
        make_pdf, association=row.insats.association, key=f"insatsrapport {row.pk} {version.number}",
        label=f"{row.name}, {row.insats}", by=by, back_url=row.get_absolute_url(), version_id=version.pk,
    )  # fmt: skip
    return row


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_INSATSER)
def make_pdf(job: Job, *, version_id: int) -> Document:
    """The worker's part of an approval: typeset the version, keep it, and mail it to the contacts."""
    version = ReportVersion.objects.select_related(
        "report__insats__association", "report__insats__owner"
    ).get(pk=version_id)
    kept = _keep(version.report, by=job.asked_by)
    with jobs.closing(job) as ending:
        ReportVersion.objects.filter(pk=version.pk).update(document=kept)
        letters.tell_of_approval(version.report, kept)
        ending.result = kept
    return kept


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.OPEN_INSATS)
def make_proof(job: Job, *, report_id: int) -> Document:
    """The worker's part of looking at a report as printed before it is approved."""
    report = InsatsReport.objects.select_related("insats__association", "insats__owner").get(pk=report_id)
    return _keep(report, by=job.asked_by)


def print_report(report: InsatsReport) -> bytes:
    """Typeset a report as it was approved, or as it stands; takes up to a second."""
    document = printed_report(report)
    return pdf.render(document.template_name, {"document": document}, look=look_of(report.insats.association))


def as_json(document: PrintedReport) -> dict[str, Any]:
    """Give a printed report as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def _keep(report: InsatsReport, *, by: Person | None) -> Document:
    return store.keep(
        print_report(report), association=report.insats.association, name=f"{report.name}, {report.insats}.pdf",
        content_type=PDF, by=by, made_from=report,
    )  # fmt: skip


def _move(report: InsatsReport, state: ReportState) -> InsatsReport:
    row = (
        InsatsReport.objects.select_for_update(of=("self",))
        .select_related("insats__association", "insats__owner", "insats__body")
        .get(pk=report.pk)
    )
    if state not in REPORT_TRANSITIONS[ReportState(row.state)]:
        raise DomainError(f"Rapporten är {row.get_state_display().lower()}. Då går det inte.")
    row.state = state
    return row
