"""§ numbers: given when an ärende is taken up, in that order, without gap or double."""

import datetime as dt

from django.db import transaction
from django.db.models import F, Max

from board.actions.numbering import next_number
from board.models import Meeting, NumberSeries, Paragraph
from board.queries.numbers import highest_given
from board.states import Outcome, ProtocolKind, ProtocolState
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Body, Person


def give_number(paragraph: Paragraph, *, by: Person, at: dt.datetime | None = None) -> Paragraph:
    """Give the § the next number of the body's year, or of the meeting's notes; the caller has locked the meeting."""
    if paragraph.number is not None:
        return paragraph
    meeting = paragraph.meeting
    association = meeting.body.association
    paragraph.number = _next_number(meeting)
    paragraph.taken_up_at = at or clock.now()
    if paragraph.outcome == Outcome.NOT_TAKEN_UP:
        paragraph.outcome = Outcome.DECIDED
    paragraph.save(update_fields=["number", "taken_up_at", "outcome"])
    audit.record(association=association, by=by, verb="tog upp", target=paragraph, heading=paragraph.heading)
    return paragraph


def take_up_if_next(paragraph: Paragraph, *, by: Person) -> None:
    """Number a § that is written in when every one before it has been taken up: the meeting has come to it."""
    if paragraph.number is not None:
        return
    earlier = paragraph.meeting.paragraphs.filter(position__lt=paragraph.position, number__isnull=True)
    if not earlier.exists():
        give_number(paragraph, by=by)


def take_number_back(paragraph: Paragraph, *, by: Person) -> Paragraph:
    """Undo taking up: the §§ that were taken up after it move up one number, so that no gap is left.

    Only while the meeting's numbers are the last of the series and none of them has been sent for justering.
    """
    if paragraph.number is None:
        return paragraph
    meeting = paragraph.meeting
    association, number = meeting.body.association, paragraph.number
    later = meeting.paragraphs.filter(number__gt=number)
    series = None if meeting.keeps_notes else _series_ending_at(meeting, number + later.count())
    if _is_sent(meeting, number):
        raise DomainError("En paragraf är redan sänd för justering. Numret kan inte tas tillbaka.")
    paragraph.number, paragraph.taken_up_at = None, None
    paragraph.save(update_fields=["number", "taken_up_at"])
    later.update(number=F("number") - 1)
    if series:
        series.last -= 1
        series.save(update_fields=["last"])
    audit.record(
        association=association, by=by, verb="tog tillbaka numret på", target=paragraph, number=number
    )
    return paragraph


def _next_number(meeting: Meeting) -> int:
    """Give the next § of the body's year; the points of notes are counted from one in each meeting."""
    if not meeting.keeps_notes:
        return next_number(association=meeting.body.association, body=meeting.body, year=meeting.held_on.year)
    return (meeting.paragraphs.aggregate(most=Max("number"))["most"] or 0) + 1


def _series_ending_at(meeting: Meeting, number: int) -> NumberSeries:
    """Give the body's series, locked. Raises DomainError unless its last number is this one."""
    series = NumberSeries.objects.select_for_update().get(
        association=meeting.body.association, body=meeting.body, year=meeting.held_on.year
    )
    if series.last != number:
        raise DomainError("Ett senare sammanträde har redan fått nummer. Numret kan inte tas tillbaka.")
    return series


@transaction.atomic
def set_next_number(
    *, association: Association, body: Body | None, year: int, number: int, by: Person | None
) -> NumberSeries:
    """Let the year's series go on at `number`, where what came before was given out elsewhere; None is the diarium.

    Raises DomainError when that number or a higher one is given out already.
    """
    NumberSeries.objects.get_or_create(association=association, body=body, year=year)
    series = NumberSeries.objects.select_for_update().get(association=association, body=body, year=year)
    given = highest_given(association, body, year) or 0
    if number <= given:
        where = body.name if body else "diariet"
        raise DomainError(f"Nummer {given} är redan utdelat i {where} {year}. Skriv {given + 1} eller högre.")
    if series.last != number - 1:
        before, series.last = series.last + 1, number - 1
        series.save(update_fields=["last"])
        audit.record(
            association=association, by=by, verb="satte nästa nummer", target=body or association,
            year=year, before=before, number=number,
        )  # fmt: skip
    return series


def _is_sent(meeting: Meeting, number: int) -> bool:
    sent = meeting.protocols.exclude(state=ProtocolState.DRAFT).exclude(kind=ProtocolKind.CORRECTION)
    return sent.filter(paragraphs__number__gte=number).exists()
