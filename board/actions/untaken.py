"""What a meeting never came to: it gets no number when the meeting closes, and waits for the next agenda."""

from __future__ import annotations

from django.db import transaction

from board import indexing
from board.actions import numbers
from board.actions.protocol import ensure_main_protocol, start_immediate
from board.actions.writing import lock_meeting
from board.models import Meeting, Paragraph
from board.queries.agenda import standing_items
from board.queries.untaken import untaken
from board.states import MeetingState, Outcome, ParagraphKind, ProtocolKind, ProtocolState
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Person

_OWN_MATTERS = frozenset({ParagraphKind.MATTER, ParagraphKind.INFORMATION})


def settle_at_close(meeting: Meeting, *, by: Person) -> None:
    """Number what was taken up without a press of the button, and let the rest wait; in the caller's transaction.

    An ärende of its own comes back on the next agenda. A standing one does not: the next agenda has it anyway.
    """
    standing = {item.heading.casefold() for item in standing_items(meeting.body, meeting.kind)}
    rest = {paragraph.pk for paragraph in untaken(meeting)}
    for paragraph in meeting.paragraphs.order_by("position", "id"):
        paragraph.meeting = meeting
        if paragraph.pk not in rest:
            _number(paragraph, by)
        elif paragraph.kind in _OWN_MATTERS and paragraph.heading.casefold() not in standing:
            paragraph.outcome = Outcome.NOT_TAKEN_UP
            paragraph.save(update_fields=["outcome"])


@transaction.atomic
def number_afterwards(*, meeting: Meeting, by: Person, only: Paragraph | None = None) -> int:
    """Say that what stands without a number, or one such ärende, was taken up all the same; give how many.

    They are numbered in the agenda's order. Raises DomainError when the protocol is sent, or when a later meeting
    has put one of them on its agenda.
    """
    row = lock_meeting(meeting)
    if row.state != MeetingState.CLOSED:
        raise DomainError("Sammanträdet är inte avslutat.")
    if row.protocols.filter(kind=ProtocolKind.MAIN).exclude(state=ProtocolState.DRAFT).exists():
        raise DomainError("Protokollet är sänt för justering. Ta tillbaka det först.")
    waiting = _without_number(row, only)
    taken_on = next((each for each in waiting if Paragraph.objects.filter(continues=each).exists()), None)
    if taken_on:
        raise DomainError(f"{taken_on.heading} står redan på en senare dagordning. Ta bort det där först.")
    end = _take_back_the_end(row, by)
    for paragraph in [*waiting, *end]:
        paragraph.meeting = row
        _number(paragraph, by)
    ensure_main_protocol(meeting=row, by=by)
    audit.record(
        association=row.body.association,
        by=by,
        verb="numrerade i efterhand vid",
        target=row,
        count=len(waiting),
    )
    indexing.index_meeting(row)
    return len(waiting)


def _number(paragraph: Paragraph, by: Person) -> None:
    numbers.give_number(paragraph, by=by)
    if paragraph.is_immediate:  # planned so on the agenda
        start_immediate(paragraph=paragraph, by=by)


def _without_number(meeting: Meeting, only: Paragraph | None) -> list[Paragraph]:
    rows = meeting.paragraphs.filter(number__isnull=True).order_by("position", "id")
    return list(rows.filter(pk=only.pk) if only else rows)


def _take_back_the_end(meeting: Meeting, by: Person) -> list[Paragraph]:
    """Take the end's number back where it is the last one, so that what is numbered now stands before it."""
    last = meeting.paragraphs.filter(number__isnull=False).order_by("-number").first()
    if last is None or last.kind != ParagraphKind.CLOSING:
        return []
    last.meeting = meeting
    return [numbers.take_number_back(last, by=by)]
