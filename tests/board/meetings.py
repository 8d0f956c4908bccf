"""Meetings as far along as a test of their protocol needs."""

import datetime as dt

from django.db import transaction

from board.actions.numbering import next_number
from board.actions.protocol import as_json, ensure_main_protocol, submit_for_signing
from board.actions.signing import take_in_signed
from board.documents.assemble import build_protocol, look_of
from board.models import Adjuster, Attendance, Decision, Meeting, Protocol, Publication
from board.states import MeetingState
from finsam import clock, pdf
from finsam.models import Appointment
from tests.cast import Cast
from tests.factories import make_meeting, make_paragraph


@transaction.atomic
def make_held_meeting(
    cast: Cast, *, headings: tuple[str, ...] = ("Öppnande", "Årsredovisning för 2021"), **fields: object
) -> Meeting:
    """A closed meeting of the board with everyone there, numbered §§, one decision in each, and its people named."""
    defaults = {
        "state": MeetingState.CLOSED,
        "closed_at": dt.datetime(2022, 3, 25, 11, 30, tzinfo=dt.UTC),
        "called_at": dt.datetime(2022, 3, 11, 9, 0, tzinfo=dt.UTC),
        "ends_at": dt.time(11, 30),
        "chair": cast.chair,
        "secretary": cast.chief,
    }
    meeting = make_meeting(body=cast.board, **(defaults | fields))
    Adjuster.objects.create(meeting=meeting, person=cast.adjuster)
    attend(meeting)
    for heading in headings:
        paragraph = make_paragraph(meeting=meeting, heading=heading, html=f"<p>{heading} gås igenom.</p>")
        paragraph.number = next_number(
            association=cast.association, body=cast.board, year=meeting.held_on.year
        )
        paragraph.save()
        Decision.objects.create(paragraph=paragraph, text="notera informationen")
    return meeting


def attend(meeting: Meeting) -> None:
    """Let everyone in the body and the office be there."""
    appointed = Appointment.objects.filter(
        body__association=meeting.body.association, body__kind__in=["styrelse", "kansli"]
    )
    for position, appointment in enumerate(appointed.in_order().select_related("member")):
        Attendance.objects.create(
            meeting=meeting,
            person=appointment.person,
            role=appointment.role,
            member_name=appointment.member.name if appointment.member else "",
            position=position,
            is_present=True,
        )


def send(meeting: Meeting, cast: Cast) -> Protocol:
    """Send the meeting's main protocol for signing, typeset for real."""
    protocol = ensure_main_protocol(meeting=meeting, by=cast.chief)
    return send_protocol(protocol, cast)


def send_protocol(protocol: Protocol, cast: Cast) -> Protocol:
    """Typeset and send any protocol."""
    document = build_protocol(protocol)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(cast.association))
    return submit_for_signing(protocol=protocol, typeset=content, made_from=as_json(document), by=cast.chief)


def adjust(protocol: Protocol, cast: Cast, *, on: dt.date = dt.date(2022, 4, 5)) -> Protocol:
    """Have a protocol justerat on the day, signed outside the program, and shown to everyone: nothing is typeset."""
    stand_in = b"%PDF-1.7 " + protocol.get_kind_display().encode()
    sent = submit_for_signing(
        protocol=protocol, typeset=stand_in, made_from=as_json(build_protocol(protocol)), by=cast.chief
    )
    signed = take_in_signed(protocol=sent, content=stand_in + b" signed", adjusted_on=on, by=cast.chief)
    Publication.objects.create(protocol=signed, published_at=clock.now(), published_by=cast.chief)
    return signed


def adjust_meeting(meeting: Meeting, cast: Cast, *, on: dt.date = dt.date(2022, 4, 5)) -> Protocol:
    """Have a meeting's main protocol justerat on the day."""
    return adjust(ensure_main_protocol(meeting=meeting, by=cast.chief), cast, on=on)
