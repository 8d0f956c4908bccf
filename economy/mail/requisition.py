"""What a member is mailed of its contribution: the bidragsrekvisition, a reminder, and that it no longer holds."""

from __future__ import annotations

from board.mail.letter import send_letter
from economy.documents.requisition import RequisitionDocument, read_requisition
from economy.models import Requisition
from finsam.models import Document


def send_requisition_letter(row: Requisition, document: RequisitionDocument, kept: Document) -> None:
    """Ask a member to pay, with the PDF."""
    _send(row, "requisition", f"Rekvisition av medlemsbidrag för {row.period}", document, (kept,))


def send_reminder(row: Requisition) -> None:
    """Remind a member of what was due and has not come, with the PDF once more."""
    kept = (row.document,) if row.document else ()
    _send(row, "requisition_reminder", f"Påminnelse: medlemsbidrag för {row.period}", read_requisition(row.content), kept)  # fmt: skip


def send_withdrawn(row: Requisition) -> None:
    """Tell a member that what it was asked for is not to be paid."""
    _send(row, "requisition_withdrawn", f"Betala inte: rekvisition {row.name} är makulerad", read_requisition(row.content), ())  # fmt: skip


def _send(
    row: Requisition, template: str, subject: str, document: RequisitionDocument, files: tuple[Document, ...]
) -> None:
    send_letter(
        template, association=row.fiscal_year.association, to=row.sent_to, subject=subject, documents=files,
        facts={"requisition": row, "document": document},
    )  # fmt: skip
