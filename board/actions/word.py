"""The worker's part of kallelser, protocols and protokollsutdrag in Word, from the same documents as their PDF files."""

from __future__ import annotations

from board.actions.printing import adjusting_protocol
from board.actions.protocol import file_name
from board.documents.assemble import build_extract, build_paper, look_of
from board.documents.call import build_call
from board.models import Meeting, Paragraph, Protocol
from finsam import clock, word
from finsam.models import Document, Job
from finsam.permissions import Permission
from finsam.word.working_copies import keep_word
from finsam.work import jobs


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def protocol_in_word(job: Job, *, protocol_id: int) -> Document:
    """Make a protocol, or notes, as it stands."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    document = build_paper(protocol)
    content = word.render(document.template_name, {"document": document}, look=look_of(job.association))
    return keep_word(content, job=job, name=file_name(protocol).removesuffix(".pdf"), made_from=protocol)


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def call_in_word(job: Job, *, meeting_id: int) -> Document:
    """Make the kallelse as it would be today."""
    meeting = Meeting.objects.select_related("body__association").get(pk=meeting_id)
    called_on = clock.day_of(meeting.called_at) if meeting.called_at else clock.today()
    document = build_call(meeting, called_on=called_on, message=meeting.message)
    content = word.render(document.template_name, {"document": document}, look=look_of(job.association))
    return keep_word(content, job=job, name=f"Kallelse {meeting.held_on.isoformat()}", made_from=meeting)


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def extract_in_word(job: Job, *, paragraph_id: int) -> Document:
    """Make a protokollsutdrag with a line to sign on; what is attested by a code is the PDF file."""
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(pk=paragraph_id)
    assert job.asked_by  # only the office asks for extracts
    document = build_extract(adjusting_protocol(paragraph), [paragraph], by=job.asked_by, sent_to=())
    content = word.render(document.template_name, {"document": document}, look=look_of(job.association))
    name = f"Utdrag § {paragraph.number} {paragraph.meeting.held_on.isoformat()}"
    return keep_word(content, job=job, name=name, made_from=paragraph)
