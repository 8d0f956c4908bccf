"""Making the kungörelse of a public sammanträde and sending it to the members' registratorer."""

from __future__ import annotations

from django.db import transaction

from board.actions.public_files import content_of_proclamation, made_without
from board.documents.proclamation import (
    Proclamation,
    build_proclamation,
    public_papers,
    render_proclamation,
)
from board.mail.letter import occasion, send_letter
from board.models import Meeting
from board.queries.held import held_of
from board.registries.public_files import shown_files
from board.states import UPCOMING
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def prepare_and_proclaim(job: Job, *, meeting_id: int) -> Document:
    """The worker's part: typeset the kungörelse, then send it."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting_id)
    assert job.asked_by  # only the office proclaims
    refuse(meeting)
    document = build_proclamation(meeting)
    kept = store.keep(
        render_proclamation(document, job.association),
        association=job.association,
        name=f"{document.title}.pdf",
        content_type="application/pdf",
        by=job.asked_by,
        made_from=f"proclamation {meeting.pk}",
    )
    with jobs.closing(job) as ending:
        proclaim(meeting=meeting, document=document, file=kept, by=job.asked_by)
        ending.result = kept
    return kept


@transaction.atomic
def proclaim(*, meeting: Meeting, document: Proclamation, file: Document, by: Person) -> Meeting:
    """Send the kungörelse, with the handlingar that are marked to be shown to all, to every member that has a registrator.

    A kungörelse of another time or place is sent in place of the first.
    """
    row = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )
    refuse(row)
    if build_proclamation(row) != document:
        raise DomainError(
            "Sammanträdet ändrades medan kungörelsen gjordes. Titta igenom det och kungör igen."
        )
    row.proclamation, row.proclaimed_at, row.proclaimed_by = file, clock.now(), by
    row.proclaimed_to = row.time_and_place
    row.save(update_fields=["proclamation", "proclaimed_at", "proclaimed_by", "proclaimed_to"])
    association = row.body.association
    members = association.members.on(clock.today()).exclude(registrar_email="")
    held = held_of(association)
    made_without(content_of_proclamation(row), document=file, held=held, by=by)
    papers = [
        paper for paper in shown_files([each.document for each in public_papers(row)], held).values() if paper
    ]
    for member in members:
        send_letter(
            "proclamation",
            association=association,
            to=member.registrar_email,
            subject=f"Kungörelse: {occasion(row)}",
            facts={"document": document, "member": member, "by": by},
            documents=(file, *papers),
        )
    audit.record(
        association=association, by=by, verb="kungjorde sammanträde", target=row, sha256=file.sha256,
        members=[str(each) for each in members],
    )  # fmt: skip
    return row


def refuse(meeting: Meeting) -> None:
    """Raise DomainError when the meeting is not one to proclaim."""
    if not meeting.is_public:
        raise DomainError("Bara ett offentligt sammanträde kungörs.")
    if meeting.state not in UPCOMING:
        raise DomainError("Sammanträdet ligger inte framåt, så det kungörs inte.")
