"""Builds the board's documents from what is stored; nothing else knows both sides."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse

from board.documents import extract, protocol
from board.documents.assemble_attendance import (
    absent_members,
    attendance_groups,
    distance_note,
    leaders_text,
    participants_of,
)
from board.documents.assemble_sections import numbered_attachments, sections
from board.documents.assemble_signers import chair_alone_text, signers_of
from board.documents.meeting_times import held_when
from board.documents.notes import Notes
from board.documents.protocol import Signer
from board.models import Meeting, Paragraph, Protocol
from board.states import ProtocolKind, SigningRole
from finsam import clock
from finsam.models import Association, Person
from finsam.pdf import Look
from finsam.states import BodyKind
from finsam.swedish import dates


def look_of(association: Association) -> Look:
    """Give the förbund's name, colour and mark as print wants them."""
    return Look(
        name=association.name,
        organisation_number=association.organisation_number,
        accent=association.accent,
        mark=association.mark_svg.encode(),
    )


def verify_address() -> str:
    """The page that tells of a file whether it is ours and unchanged, without its scheme."""
    return (settings.SITE_URL + reverse("verify")).split("://", 1)[-1]


def build_protocol(stored: Protocol) -> protocol.Protocol:
    """Build what a protocol prints: all §§ for the main one, its own for an omedelbar or a rättelse."""
    meeting = stored.meeting
    association = meeting.body.association
    every = load_paragraphs(meeting)
    own = {paragraph.pk for paragraph in stored.paragraphs.all()}
    shown = every if stored.kind == ProtocolKind.MAIN else [each for each in every if each.pk in own]
    attachments = numbered_attachments(shown)
    return protocol.Protocol(
        kind=protocol.ProtocolKind(stored.kind),
        body=meeting.body.name,
        when=held_when(meeting),
        sections=sections(shown, meeting, attachments),
        attendance=attendance_groups(meeting, shown),
        secretary=meeting.secretary.name if meeting.secretary else "",
        adjusters=tuple(adjuster.person.name for adjuster in meeting.adjusters.select_related("person")),
        signers=signers_of(stored),
        led_by=leaders_text(meeting, shown),
        chair_alone=chair_alone_text(stored),
        kept_at=association.archive_place,
        verify_address=verify_address(),
        is_public=meeting.is_public,
        is_announced=meeting.body.is_announced,
        absent=absent_members(meeting, shown),
        attachments=tuple(attachment for _, attachment in attachments),
        distance_note=distance_note(meeting),
        corrects=_corrected_name(stored),
        correction_reason=stored.correction_html,
    )


def build_paper(stored: Protocol) -> protocol.Protocol | Notes:
    """Build what is written of the meeting, a protocol or minnesanteckningar, as it is frozen and printed."""
    return build_notes(stored) if stored.meeting.keeps_notes else build_protocol(stored)


def build_notes(stored: Protocol) -> Notes:
    """Build the minnesanteckningar of a meeting."""
    meeting = stored.meeting
    shown = load_paragraphs(meeting)
    attachments = numbered_attachments(shown)
    return Notes(
        body=meeting.body.name,
        when=held_when(meeting),
        sections=sections(shown, meeting, attachments),
        attendance=participants_of(meeting, shown),
        led_by=meeting.chair.name if meeting.chair else "",
        written_by=meeting.secretary.name if meeting.secretary else "",
        signers=signers_of(stored),
        verify_address=verify_address(),
        attachments=tuple(attachment for _, attachment in attachments),
        distance_note=distance_note(meeting),
    )


def build_extract(
    stored: Protocol, paragraphs: Sequence[Paragraph], *, by: Person, sent_to: tuple[str, ...] = ()
) -> extract.Extract:
    """Build a protokollsutdrag of some §§ of a signed protocol, attested by the one who makes it."""
    meeting = stored.meeting
    wanted = {paragraph.pk for paragraph in paragraphs}
    shown = [each for each in load_paragraphs(meeting) if each.pk in wanted]
    attachments = numbered_attachments(shown)
    signings = stored.signings.select_related("person")
    return extract.Extract(
        body=meeting.body.name,
        when=held_when(meeting),
        sections=sections(shown, meeting, attachments),
        attendance=attendance_groups(meeting, shown),
        certifier=Signer(field="utdrag", name=by.name, role=title_of(by), label="Bestyrks"),
        made_on=clock.today(),
        verify_address=verify_address(),
        adjusted_on=stored.adjusted_on,
        signed_by=tuple(
            f"{each.person.name}, {each.get_role_display().lower()}"
            for each in signings
            if each.role != SigningRole.SECRETARY
        ),
        sent_to=sent_to,
        attachments=tuple(attachment for _, attachment in attachments),
    )


def title_of(person: Person) -> str:
    """Give what the person is in the office, for a document she attests."""
    appointment = person.appointments.in_force(clock.today()).filter(body__kind=BodyKind.OFFICE).first()
    return appointment.get_role_display() if appointment else ""


def load_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """Give the meeting's numbered §§ in order with everything that print shows, in a fixed number of queries."""
    rows = (
        meeting.paragraphs.filter(number__isnull=False)
        .select_related("text", "matter", "meeting__body", "refers_to__meeting__body")
        .prefetch_related(
            "points",
            "decisions__amounts",
            "statements",
            "votes__person",
            "attachments__document",
            "presence_exceptions__attendance__person",
            "protocols",
        )
    )
    return sorted(rows, key=lambda paragraph: paragraph.number or 0)


def _corrected_name(stored: Protocol) -> str:
    if not stored.corrects:
        return ""
    numbers = [paragraph.number for paragraph in stored.paragraphs.all() if paragraph.number]
    return f"protokollet från den {dates.long_date(stored.meeting.began_on)}, {dates.paragraphs(numbers)}"
