"""A beslutsmeddelande is written from the §, frozen, typeset by the worker and mailed to those it is about."""

from __future__ import annotations

from django.db import transaction

from board.documents.assemble import look_of
from board.models import Paragraph
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs
from insatser.documents.decision_letter import build_decision_letter, frozen_content, read_decision_letter
from insatser.mail.application import send_decision_letter
from insatser.models import DecisionLetter
from insatser.queries.decision_letters import Receiver, adjusting_protocol

PDF = "application/pdf"


@transaction.atomic
def write_decision_letter(
    *, paragraph: Paragraph, receiver: Receiver, reasons: str | None = None, by: Person | None
) -> DecisionLetter:
    """Freeze what a § decided and have the worker typeset and mail it; `reasons` is clean HTML in place of the protocol's text.

    Raises DomainError for a § that is not justerad, that decided nothing, or that nobody with an address is to be told.
    """
    association = paragraph.meeting.body.association
    if adjusting_protocol(paragraph) is None:
        raise DomainError("Protokollet är inte justerat. Beslutet meddelas när det är det.")
    if not paragraph.decisions.exists():
        raise DomainError(f"{paragraph} har ingen att-sats att meddela.")
    people = receiver.people
    if not people:
        raise DomainError(f"Ingen kontaktperson för {receiver.name} har en e-postadress. Lägg till en först.")
    document = build_decision_letter(paragraph, receiver, reasons=reasons)
    row = DecisionLetter.objects.create(
        paragraph=paragraph, application=receiver.application, insats=receiver.insats, content=frozen_content(document),
        sent_to=[person.email for person in people], made_at=clock.now(), made_by=by,
    )  # fmt: skip
    audit.record(association=association, by=by, verb="skickade beslutsmeddelande", target=row)
    jobs.ask(
        make_decision_letter, association=association, key=f"beslutsmeddelande {row.pk}", label=str(row), by=by,
        back_url=paragraph.get_absolute_url(), letter_id=row.pk,
    )  # fmt: skip
    return row


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_INSATSER)
def make_decision_letter(job: Job, *, letter_id: int) -> Document:
    """The worker's part: typeset the frozen words, keep the file, and mail it."""
    row = DecisionLetter.objects.select_related(
        "paragraph__meeting__body__association", "application__matter", "insats"
    ).get(pk=letter_id)
    document = read_decision_letter(row.content)
    association = row.paragraph.meeting.body.association
    kept = store.keep(
        pdf.render(document.template_name, {"document": document}, look=look_of(association)), association=association,
        name=f"{document.title}.pdf".replace(":", ""), content_type=PDF, by=job.asked_by, made_from=row,
    )  # fmt: skip
    with jobs.closing(job) as ending:
        DecisionLetter.objects.filter(pk=row.pk).update(document=kept)
        send_decision_letter(row, kept)
        ending.result = kept
    return kept
