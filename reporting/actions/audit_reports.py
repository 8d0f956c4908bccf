"""The revisionsberättelse is taken in as it came, and sent to board, members and Arbetsförmedlingen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from reporting.actions.member_decisions import QuestionDraft, ask_members, kept_pdf, refuse_without_address
from reporting.mail import members as letters
from reporting.models import AuditReport, MemberQuestion
from reporting.queries.member_decisions import annual_report_file, receivers_of
from reporting.states import MemberQuestionKind

DISCHARGE_LATEST = (6, 30)  # the day that the årshjul begins with; the law gives none


@dataclass(frozen=True)
class AuditReportDraft:
    """A revisionsberättelse as it is typed; `file` is its name and bytes."""

    year: int
    given_by: str
    dated_on: dt.date
    opinion: str
    file: tuple[str, bytes]


@transaction.atomic
def take_in_audit_report(*, association: Association, draft: AuditReportDraft, by: Person) -> AuditReport:
    """Keep a revisionsberättelse unaltered. Raises DomainError for a day to come or before the year's end."""
    if draft.dated_on > clock.today():
        raise DomainError("Dagen då revisionsberättelsen undertecknades har inte kommit än.")
    if draft.dated_on.year <= draft.year:
        raise DomainError(f"En revisionsberättelse för {draft.year} är undertecknad efter årets slut.")
    document = kept_pdf(association, draft.file, by)
    row = AuditReport.objects.create(
        association=association, year=draft.year, given_by=draft.given_by.strip(), dated_on=draft.dated_on,
        opinion=draft.opinion, document=document, taken_in_at=clock.now(), taken_in_by=by,
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="tog in revisionsberättelse", target=row, sha256=document.sha256
    )
    return row


@transaction.atomic
def remove_audit_report(*, report: AuditReport, by: Person) -> None:
    """Take away one that was taken in by mistake. Raises DomainError once it has been sent."""
    row = _locked(report)
    if row.sent_at:
        raise DomainError("Revisionsberättelsen är lämnad till medlemmarna och tas inte bort.")
    audit.record(association=row.association, by=by, verb="tog bort revisionsberättelse", target=row)
    row.delete()


@transaction.atomic
def send_audit_report(*, report: AuditReport, by: Person) -> MemberQuestion:
    """Mail it to the board, the members and Arbetsförmedlingen, and ask the members about ansvarsfrihet for the year (26 §).

    Raises DomainError for one that is sent, and when a member's registrator has no address here.
    """
    row = _locked(report)
    if row.sent_at:
        raise DomainError("Revisionsberättelsen är redan lämnad.")
    today = clock.today()
    members = list(row.association.members.on(today))
    refuse_without_address(members)
    receivers = receivers_of(row.association, today)
    row.sent_at, row.sent_by = clock.now(), by
    row.sent_to = [f"{name}, {address}" for name, address in receivers]
    row.save(update_fields=["sent_at", "sent_by", "sent_to"])
    annual = annual_report_file(row.association, row.year)
    letters.send_audit_report(row, receivers, [row.document, *([annual] if annual else [])])
    audit.record(
        association=row.association, by=by, verb="lämnade revisionsberättelse", target=row, to=row.sent_to
    )
    return _discharge(row, today, by)


def _discharge(report: AuditReport, today: dt.date, by: Person) -> MemberQuestion:
    """Give the question of the year's ansvarsfrihet, put now where it is not."""
    association, year = report.association, report.year
    asked = association.member_questions.filter(kind=MemberQuestionKind.DISCHARGE, year=year).first()
    if asked:
        return asked
    latest = dt.date(year + 1, *DISCHARGE_LATEST)
    draft = QuestionDraft(
        kind=MemberQuestionKind.DISCHARGE, title=f"Ansvarsfrihet {year}", year=year, sent_on=today,
        answer_by=latest if latest >= today else None,
    )  # fmt: skip
    question = ask_members(association=association, draft=draft, members=association.members.on(today), by=by)
    question.decisions.update(mailed_at=clock.now(), mailed_by=by)  # the revisionsberättelse's letter asks it
    return question


def _locked(report: AuditReport) -> AuditReport:
    rows = AuditReport.objects.select_for_update(of=("self",)).select_related("association", "document")
    return rows.get(pk=report.pk)
