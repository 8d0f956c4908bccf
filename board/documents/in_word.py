"""Kallelser, protocols and protokollsutdrag as Word files, from the same documents as their PDF files."""

from __future__ import annotations

from typing import Protocol as Shape

from board.documents.assemble import build_extract, build_paper, look_of
from board.documents.call import build_call
from board.models import Meeting, Paragraph, Protocol
from finsam import clock, word
from finsam.models import Association, Person


class _Printed(Shape):
    @property
    def template_name(self) -> str: ...


def render_call_in_word(meeting: Meeting) -> bytes:
    """Make the kallelse as it would be today."""
    called_on = clock.day_of(meeting.called_at) if meeting.called_at else clock.today()
    document = build_call(meeting, called_on=called_on, message=meeting.message)
    return _render(document, meeting.body.association)


def render_paper_in_word(protocol: Protocol) -> bytes:
    """Make a protocol, or notes, as it stands."""
    return _render(build_paper(protocol), protocol.meeting.body.association)


def render_extract_in_word(protocol: Protocol, paragraph: Paragraph, *, by: Person) -> bytes:
    """Make a protokollsutdrag with a line to sign on; what is attested by a code is the PDF file."""
    return _render(build_extract(protocol, [paragraph], by=by, sent_to=()), protocol.meeting.body.association)


def _render(document: _Printed, association: Association) -> bytes:
    return word.render(document.template_name, {"document": document}, look=look_of(association))
