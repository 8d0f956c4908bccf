"""The worker's part of kallelser, protocols and protokollsutdrag in Word, from the same documents as their PDF files."""

from __future__ import annotations

from board.actions.printing import adjusting_protocol
from board.actions.protocol import file_name
from board.documents.in_word import render_call_in_word, render_extract_in_word, render_paper_in_word
from board.models import Meeting, Paragraph, Protocol
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.word.working_copies import keep_word
from finsam.work import jobs


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def protocol_in_word(job: Job, *, protocol_id: int) -> Document:
    """Make a protocol, or notes, as it stands."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    content = render_paper_in_word(protocol)
    return keep_word(content, job=job, name=file_name(protocol).removesuffix(".pdf"), made_from=protocol)


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def call_in_word(job: Job, *, meeting_id: int) -> Document:
    """Make the kallelse as it would be today."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting_id)
    content = render_call_in_word(meeting)
    return keep_word(content, job=job, name=f"Kallelse {meeting.held_on.isoformat()}", made_from=meeting)


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def extract_in_word(job: Job, *, paragraph_id: int) -> Document:
    """Make a protokollsutdrag with a line to sign on; what is attested by a code is the PDF file."""
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(pk=paragraph_id)
    assert job.asked_by  # only the office asks for extracts
    content = render_extract_in_word(adjusting_protocol(paragraph), paragraph, by=job.asked_by)
    name = f"Utdrag § {paragraph.number} {paragraph.meeting.began_on.isoformat()}"
    return keep_word(content, job=job, name=name, made_from=paragraph)
