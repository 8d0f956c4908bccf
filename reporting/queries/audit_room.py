"""Everything of a year that the revisorer read, from the årsredovisning down to the books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from board.models import Protocol
from board.states import ProtocolState
from economy.models import FiscalYear
from economy.queries.ledger import import_in_force
from finsam.models import Association, Document
from finsam.states import BodyKind
from reporting.models import AuditReport, AuditRequest, Report
from reporting.states import FROZEN


@dataclass(frozen=True)
class YearPapers:
    """What there is of a year; `books` is the file that the books are read from, in force."""

    reports: list[Report]
    protocols: list[Protocol]
    audit_reports: list[AuditReport]
    requests: list[AuditRequest]
    fiscal_year: FiscalYear | None
    books: Document | None

    def files(self) -> Iterator[tuple[str, Document]]:
        """Give each file with the folder that it lies in when all of it is taken out."""
        for report in self.reports:
            if found := report.document or report.pdf:
                yield "rapporter", found
        for protocol in self.protocols:
            if protocol.document:
                yield "protokoll", protocol.document
        for audit_report in self.audit_reports:
            yield "revision", audit_report.document
        for request in self.requests:
            if request.document:
                yield "revision/svar", request.document
        if self.books:
            yield "bokforing", self.books


def papers_of(association: Association, year: int) -> YearPapers:
    """Give what the revisorer read of a year: adopted reports, the board's signed protocols, the books, and their own."""
    reports = Report.objects.of(association).filter(year=year, state__in=sorted(FROZEN))
    protocols = Protocol.objects.filter(
        meeting__body__association=association, meeting__body__kind=BodyKind.BOARD, meeting__held_on__year=year,
        state=ProtocolState.SIGNED,
    )  # fmt: skip
    fiscal_year = FiscalYear.objects.filter(association=association, year=year).first()
    books = import_in_force(fiscal_year) if fiscal_year else None
    return YearPapers(
        reports=list(reports.select_related("document", "pdf").order_by("kind", "version")),
        protocols=list(
            protocols.select_related("document", "meeting__body__association").order_by(
                "meeting__held_on", "pk"
            )
        ),
        audit_reports=list(association.audit_reports.filter(year=year).select_related("document")),
        requests=list(
            AuditRequest.objects.filter(association=association, year=year).select_related(
                "asked_by", "answered_by", "document"
            )
        ),
        fiscal_year=fiscal_year,
        books=books.document if books else None,
    )
