"""How long the reading pack of a large meeting takes: for the bench and for the test that holds it to its time."""

from __future__ import annotations

import datetime as dt
import io
import time

import pikepdf
from django.db import transaction

from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attachments import attach
from board.documents.pack import bind_pack, pack_parts
from board.models import Meeting
from finsam.models import Body, Person

MATTERS, HANDLINGAR, PAGES = 40, 30, 4
MOST_SECONDS = 5.0
_TEXT = "<p>Förbundschefen redovisar läget. Kostnaderna följer budgeten för perioden.</p>" * 4


@transaction.atomic
def make_large_meeting(*, body: Body, by: Person, held_on: dt.date) -> Meeting:
    """Make a meeting of 40 ärenden with texts and proposals, and 30 handlingar of four pages each."""
    meeting = Meeting.objects.create(body=body, held_on=held_on, starts_at=dt.time(8, 30), place="Stadshuset")
    for number in range(1, MATTERS + 1):
        draft = ParagraphDraft(
            heading=f"Ärende nummer {number}",
            html=_TEXT,
            proposal="godkänna redovisningen\nlägga den till handlingarna",
        )
        paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
        if number <= HANDLINGAR:
            name = f"Underlag {number}.pdf"
            attach(paragraph=paragraph, name=name, content=_blank_pdf(number), by=by)
    return meeting


def pack_seconds(meeting: Meeting) -> float:
    """Make the meeting's reading pack, keep nothing, and give how many seconds it took."""
    began = time.perf_counter()
    bind_pack(meeting, pack_parts(meeting))
    return time.perf_counter() - began


def _blank_pdf(number: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(PAGES):
            pdf.add_blank_page(page_size=(595, 842))
        pdf.docinfo["/Title"] = f"Underlag {number}"
        pdf.save(out)
    return out.getvalue()
