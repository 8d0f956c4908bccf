"""Letters to the members' registratorer and to the board; a decision comes back to the office as an answer."""

from __future__ import annotations

from collections.abc import Iterable

from board.mail.letter import send_letter
from finsam.models import Document
from reporting.models import AuditReport, MemberDecision

Receiver = tuple[str, str]  # who it is to, and her address


def ask_member(decision: MemberDecision) -> None:
    """Send a member what it is to decide on."""
    _to_registrar(decision, "member_question", decision.question.title)


def remind_member(decision: MemberDecision) -> None:
    """Ask a member that has not told what it decided."""
    _to_registrar(decision, "member_question_remind", f"Påminnelse: {decision.question.title}")


def send_audit_report(
    report: AuditReport, receivers: Iterable[Receiver], enclosed: Iterable[Document]
) -> None:
    """Send a revisionsberättelse, with the årsredovisning that it is about when that is at hand."""
    documents = tuple(enclosed)
    for name, address in receivers:
        send_letter(
            "audit_report", association=report.association, to=address, documents=documents,
            subject=f"Revisionsberättelse för {report.year}, {report.association.name}",
            facts={"report": report, "name": name, "has_annual": len(documents) > 1},
        )  # fmt: skip


def _to_registrar(decision: MemberDecision, template: str, subject: str) -> None:
    question = decision.question
    send_letter(
        template, association=question.association, to=decision.member.registrar_email,
        subject=f"{subject}, {question.association.name}",
        facts={"question": question, "decision": decision},
        documents=(question.document,) if question.document else (),
    )  # fmt: skip
