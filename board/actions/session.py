"""A meeting from open to closed: taken up, tabled, added to, justerad at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from board import indexing, rules
from board.actions import numbers
from board.actions.agenda import ParagraphDraft, add_paragraph
from board.actions.attendance import list_those_expected
from board.actions.filling import fill_in
from board.actions.protocol import ensure_main_protocol, start_immediate
from board.actions.untaken import number_afterwards, settle_at_close
from board.actions.writing import lock_for_writing, lock_meeting
from board.models import Decision, DecisionAmount, Meeting, Paragraph, Protocol
from board.queries.seats import ordained_seats
from board.registries import effects
from board.states import HELD, MEETING_TRANSITIONS, MeetingState, Outcome, ProtocolKind, ProtocolState
from board.wording import phrases
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import words

CLOSED_TOO_EARLY = dt.timedelta(
    minutes=30
)  # a meeting opened again so soon went on; later it is only written in


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person, at: dt.datetime | None = None) -> Meeting:
    """Open the meeting: list those expected and take up the first ärende. One that is open already stays as it is."""
    row = lock_meeting(meeting)
    if row.state == MeetingState.IN_SESSION:
        return row
    _move(row, MeetingState.IN_SESSION)
    first_time = row.opened_at is None
    row.is_notes = row.keeps_notes
    row.opened_at = row.opened_at or at or clock.now()
    row.closed_at = None
    if first_time:
        row.began_at = _clock_of_meeting(row, row.opened_at)
        row.ordained = ordained_seats(row.body, row.held_on)
    row.save(update_fields=["state", "opened_at", "closed_at", "began_at", "is_notes", "ordained"])
    if first_time:
        list_those_expected(meeting=row, by=by)
        fill_in(meeting=row)  # a protocol may have been justerat since the kallelse
    audit.record(association=row.body.association, by=by, verb="öppnade", target=row)
    first = row.paragraphs.filter(number__isnull=True).order_by("position", "id").first()
    if first_time and first:
        first.meeting = row
        numbers.give_number(first, by=by, at=at)
    indexing.index_meeting(row)
    return row


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Person, at: dt.datetime | None = None) -> Protocol:
    """Close the meeting and begin the main protocol; what was never taken up gets no number and waits for the next agenda."""
    row = lock_meeting(meeting)
    if row.state != MeetingState.CLOSED:
        _move(row, MeetingState.CLOSED)
        settle_at_close(row, by=by)
        row.closed_at = at or clock.now()
        if row.began_at and not row.finished_at:
            row.finished_at = _clock_of_meeting(row, row.closed_at)
        row.save(update_fields=["state", "closed_at", "finished_at"])
        audit.record(association=row.body.association, by=by, verb="avslutade", target=row)
        indexing.index_meeting(row)
        for paragraph in row.paragraphs.filter(Q(matter__isnull=False) | Q(corrects_it=True)).select_related(
            "matter"
        ):
            effects.paragraph_written(paragraph, by)
    return ensure_main_protocol(meeting=row, by=by)


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: Person) -> Meeting:
    """Open a closed meeting again, while its protocol is a draft."""
    row = lock_meeting(meeting)
    if row.state == MeetingState.IN_SESSION:
        return row
    if row.protocols.filter(kind=ProtocolKind.MAIN).exclude(state=ProtocolState.DRAFT).exists():
        raise DomainError(
            "Protokollet är sänt för justering. Ta tillbaka det innan sammanträdet öppnas igen."
        )
    _move(row, MeetingState.IN_SESSION)
    if row.closed_at and clock.now() - row.closed_at < CLOSED_TOO_EARLY:
        row.finished_at = None
    row.closed_at = None
    row.save(update_fields=["state", "closed_at", "finished_at"])
    audit.record(association=row.body.association, by=by, verb="öppnade igen", target=row)
    indexing.index_meeting(row)
    return row


@transaction.atomic
def write_times(
    *,
    meeting: Meeting,
    began_at: dt.time,
    finished_at: dt.time | None,
    breaks: list[list[str]],
    by: Person,
) -> Meeting:
    """Write when the meeting really began and ended, and its ajourneringar. Raises DomainError when the protocol is sent."""
    row = lock_meeting(meeting)
    if row.state not in HELD:
        raise DomainError("Sammanträdet är inte öppnat än.")
    if row.protocols.filter(kind=ProtocolKind.MAIN).exclude(state=ProtocolState.DRAFT).exists():
        raise DomainError("Protokollet är sänt för justering. Ta tillbaka det innan tiderna ändras.")
    row.began_at, row.finished_at, row.breaks = began_at, finished_at, breaks
    row.save(update_fields=["began_at", "finished_at", "breaks"])
    indexing.index_meeting(row)  # it may have been another day
    audit.record(association=row.body.association, by=by, verb="skrev tiderna för", target=row)
    return row


@transaction.atomic
def take_up(*, paragraph: Paragraph, by: Person, at: dt.datetime | None = None) -> Paragraph:
    """Take up an ärende: it gets the body's next number, under a lock; one taken up already keeps its number."""
    row = lock_for_writing(paragraph)
    if row.meeting.state == MeetingState.CLOSED and row.number is None:
        number_afterwards(meeting=row.meeting, only=row, by=by)
        row.refresh_from_db()
    if row.meeting.state != MeetingState.IN_SESSION:
        return row
    numbers.give_number(row, by=by, at=at)
    indexing.index_paragraph(row)
    return row


@transaction.atomic
def put_back(*, paragraph: Paragraph, by: Person) -> Paragraph:
    """Undo that an ärende was taken up; the numbers after it close the gap."""
    row = lock_for_writing(paragraph)
    if row.protocols.filter(kind=ProtocolKind.IMMEDIATE).exists():
        raise DomainError("Paragrafen justeras omedelbart. Ångra det först.")
    numbers.take_number_back(row, by=by)
    effects.paragraph_written(row, by)
    indexing.index_meeting(row.meeting)
    return row


@transaction.atomic
def add_in_session(*, meeting: Meeting, heading: str, by: Person) -> Paragraph:
    """Add an ärende that came up, before övriga frågor and the end; it gets its number when it is taken up."""
    return add_paragraph(meeting=meeting, draft=ParagraphDraft(heading=" ".join(heading.split())), by=by)


@transaction.atomic
def fetch_proposal(*, paragraph: Paragraph, by: Person, key: str = "") -> Paragraph:
    """Write the att-satser proposed in the §, or in the underpunkt with that key, as decided; not those that are there."""
    row = lock_for_writing(paragraph)
    there = {(decision.point_id, decision.text) for decision in row.decisions.all()}
    position = len(there)
    point = row.points.filter(row_key=key).first() if key else None
    proposal = (point.proposal if point else "") if key else row.proposal
    for text in words.bare_clauses(proposal):
        if (point.pk if point else None, text) not in there:
            decision = Decision.objects.create(paragraph=row, point=point, text=text, position=position)
            _with_amounts(decision)
            position += 1
    row.version = F("version") + 1
    row.save(update_fields=["version"])
    row.refresh_from_db(fields=["version"])
    effects.paragraph_written(row, by)
    indexing.index_paragraph(row)
    return row


def _with_amounts(decision: Decision) -> None:
    """Put the money that was proposed with an att-sats to it (KL 11:15: each with its financing)."""
    DecisionAmount.objects.bulk_create(
        DecisionAmount(decision=decision, year=each.year, amount=each.amount, financing=each.financing)
        for each in effects.proposed_amounts(decision.paragraph, decision.text)
    )


@transaction.atomic
def send_on(*, paragraph: Paragraph, outcome: Outcome, by: Person) -> Paragraph:
    """Bordlägg or återremittera the §, with the house's att-sats; `Outcome.DECIDED` takes it back again."""
    row = lock_for_writing(paragraph)
    if row.meeting.state == MeetingState.IN_SESSION:
        numbers.give_number(row, by=by)
    own = row.decisions.filter(row_key=phrases.RETURN_ROW)
    words = {
        Outcome.TABLED: phrases.tabled(in_notes=row.meeting.keeps_notes),
        Outcome.REFERRED_BACK: phrases.referred_back(),
    }.get(outcome, "")
    own.delete()
    if words:
        last = row.decisions.count()
        Decision.objects.create(paragraph=row, row_key=phrases.RETURN_ROW, text=words, position=last)
    row.outcome, row.version = outcome, F("version") + 1
    row.save(update_fields=["outcome", "version"])
    row.refresh_from_db(fields=["version"])
    audit.record(
        association=row.meeting.body.association, by=by, verb="satte utfall för", target=row, outcome=outcome
    )
    effects.paragraph_written(row, by)
    return row


@transaction.atomic
def adjust_at_once(*, paragraph: Paragraph, by: Person) -> Protocol:
    """Let the § be justerad omedelbart: it gets a protocol of its own."""
    row = lock_for_writing(paragraph)
    numbers.give_number(row, by=by)
    return start_immediate(paragraph=row, by=by)


@transaction.atomic
def adjust_with_the_rest(*, paragraph: Paragraph, by: Person) -> Paragraph:
    """Undo omedelbar justering, while the protocol of its own has not been sent."""
    row = lock_for_writing(paragraph)
    for protocol in row.protocols.filter(kind=ProtocolKind.IMMEDIATE, state=ProtocolState.DRAFT):
        protocol.paragraphs.clear()
        protocol.delete()
    row.is_immediate = False
    row.save(update_fields=["is_immediate"])
    association = row.meeting.body.association
    audit.record(association=association, by=by, verb="ångrade omedelbar justering av", target=row)
    if row.meeting.state == MeetingState.CLOSED:
        ensure_main_protocol(meeting=row.meeting, by=by)
    return row


def _clock_of_meeting(meeting: Meeting, moment: dt.datetime) -> dt.time | None:
    """Give the clock time of something that happened at the meeting; none when it was done another day."""
    local = timezone.localtime(moment)
    began = meeting.began_at or meeting.starts_at
    next_day = meeting.held_on + dt.timedelta(days=1)
    past_midnight = clock.day_of(moment) == next_day and rules.ends_after(began, local.time())
    if clock.day_of(moment) != meeting.held_on and not past_midnight:
        return None
    return local.time().replace(second=0, microsecond=0)


def _move(row: Meeting, to: MeetingState) -> None:
    if to not in MEETING_TRANSITIONS[MeetingState(row.state)]:
        raise DomainError(
            f"Sammanträdet är {row.get_state_display().lower()} och kan inte bli {to.label.lower()}."
        )
    row.state = to
