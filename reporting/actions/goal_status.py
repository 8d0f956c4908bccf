"""How the goals go, frozen as a page and put on the board's agenda with its proposal."""

from __future__ import annotations

from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.documents.assemble import look_of
from board.models import Meeting
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs
from reporting.documents.goal_status import GoalStatusDocument, build_goal_status

PROPOSAL = "godkänna uppföljningen och lägga den till handlingarna"


@jobs.kind(seconds=120, megabytes=1500, needs=Permission.WRITE_REPORTS)
def hand_over_status(job: Job, *, meeting_id: int) -> Document:
    """Set the page of how the goals go today, and put it on the meeting's agenda."""
    meeting = Meeting.objects.select_related("body__association").get(
        pk=meeting_id, body__association=job.association
    )
    document = build_goal_status(job.association, clock.today(), meeting_on=meeting.held_on)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    assert job.asked_by  # only the office hands over
    with jobs.closing(job) as ending:
        kept = put_on_agenda(meeting=meeting, document=document, typeset=content, by=job.asked_by)
        ending.result = kept
    return kept


@transaction.atomic
def put_on_agenda(*, meeting: Meeting, document: GoalStatusDocument, typeset: bytes, by: Person) -> Document:
    """Put the page as a handling of its ärende on the agenda; one that is there already gets it too.

    Raises DomainError when the year has no goals, or when the agenda is closed.
    """
    association = meeting.body.association
    if not document.asking and not document.others:
        raise DomainError("Året har inga mål än. Lägg in dem först.")
    paragraph = meeting.paragraphs.filter(heading=document.heading, number__isnull=True).first()
    if paragraph is None:
        draft = ParagraphDraft(heading=document.heading, proposal=PROPOSAL)
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
    name = f"{document.title}.pdf"
    attachment = attach(paragraph=paragraph, name=name, content=typeset, by=by, title=document.title)
    audit.record(
        association=association, by=by, verb="lämnade uppföljning av målen till styrelsen", target=meeting,
        sha256=attachment.document.sha256,
    )  # fmt: skip
    return attachment.document
