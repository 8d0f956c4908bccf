"""Builds the board's documents from what is stored; nothing else knows both sides."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from board.documents import extract, protocol
from board.documents.meeting import Attachment, AttendanceGroup, Attendee, TimeAndPlace
from board.documents.protocol import Signer
from board.documents.section import Clause, Section, Statement, Vote, Voting
from board.models import Attendance, Meeting, Paragraph, Protocol
from board.presence import is_in_room, numbers_present
from board.states import PresenceChange, ProtocolKind, ProtocolState, SigningRole, StatementKind
from board.voting import meaning, outcome_sentence
from finsam import clock, dates, fields
from finsam.editor import with_values
from finsam.models import Association, Person
from finsam.pdf import Look
from finsam.states import BodyKind


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
        when=_when(meeting),
        sections=_sections(shown, meeting, attachments),
        attendance=_groups(meeting, shown),
        secretary=meeting.secretary.name if meeting.secretary else "",
        adjusters=tuple(adjuster.person.name for adjuster in meeting.adjusters.select_related("person")),
        signers=signers_of(meeting),
        kept_at=association.archive_place,
        verify_address=verify_address(),
        is_public=meeting.is_public,
        absent=_absent(meeting),
        attachments=tuple(attachment for _, attachment in attachments),
        distance_note=_distance_note(meeting),
        corrects=_corrected_name(stored),
        correction_reason=stored.correction_html,
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
        when=_when(meeting),
        sections=_sections(shown, meeting, attachments),
        attendance=_groups(meeting, shown),
        certifier=Signer(field="utdrag", name=by.name, role=_title_of(by), label="Bestyrks"),
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


def _title_of(person: Person) -> str:
    """Give what the person is in the office, for a document she attests."""
    appointment = person.appointments.in_force(clock.today()).filter(body__kind=BodyKind.OFFICE).first()
    return appointment.get_role_display() if appointment else ""


def load_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """Give the meeting's numbered §§ in order with everything that print shows, in a fixed number of queries."""
    rows = (
        meeting.paragraphs.filter(number__isnull=False)
        .select_related("text", "matter")
        .prefetch_related(
            "decisions__amounts",
            "statements",
            "votes__person",
            "attachments__document",
            "presence_exceptions__attendance__person",
            "protocols",
        )
    )
    return sorted(rows, key=lambda paragraph: paragraph.number or 0)


def signers_of(meeting: Meeting) -> tuple[Signer, ...]:
    """Give the places on the signature page: secretary, chair and each adjuster."""
    signers = (
        [
            Signer(
                field="sekreterare", name=meeting.secretary.name, role="Sekreterare", label="Vid protokollet"
            )
        ]
        if meeting.secretary
        else []
    )
    if meeting.chair:
        signers.append(
            Signer(field="ordforande", name=meeting.chair.name, role="Ordförande", label="Justeras")
        )
    for number, adjuster in enumerate(meeting.adjusters.select_related("person"), start=1):
        signers.append(Signer(field=f"justerare{number}", name=adjuster.person.name, role="Justerare"))
    return tuple(signers)


def numbered_attachments(paragraphs: Iterable[Paragraph]) -> list[tuple[int, Attachment]]:
    """Give each bilaga its number through the whole protocol, with the paragraph's key beside it."""
    appendices = [(each, row) for each in paragraphs for row in each.attachments.all() if row.is_appendix]
    return [
        (
            paragraph.pk,
            Attachment(number=number, title=row.title, section=dates.paragraphs([paragraph.number or 0])),
        )
        for number, (paragraph, row) in enumerate(appendices, start=1)
    ]


def _when(meeting: Meeting) -> TimeAndPlace:
    return TimeAndPlace(
        on=meeting.held_on, place=meeting.place, starts_at=meeting.starts_at, ends_at=meeting.ends_at
    )


def printed_texts(paragraphs: Sequence[Paragraph], meeting: Meeting) -> dict[int, SafeString]:
    """Give the text of each § (by key) with its figures as print shows them: as frozen, else as they are today."""
    stored = {each.pk: each.text.html for each in paragraphs}
    figures = fields.printed(meeting.body.association, stored.values(), year=meeting.held_on.year)
    return {
        each.pk: mark_safe(_frozen_text(each) or with_values(stored[each.pk], figures))  # noqa: S308  sanitised when saved
        for each in paragraphs
    }


def _frozen_text(paragraph: Paragraph) -> str:
    """Give the text that the justerare were sent, where it names figures: they may have changed since."""
    if "<data " not in paragraph.text.html:
        return ""
    for each in paragraph.protocols.all():
        if each.content and each.state != ProtocolState.DRAFT:
            for section in each.content["sections"]:
                if section["number"] == paragraph.number:
                    return str(section["text"])
    return ""


def _sections(
    paragraphs: Sequence[Paragraph], meeting: Meeting, attachments: list[tuple[int, Attachment]]
) -> tuple[Section, ...]:
    texts = printed_texts(paragraphs, meeting)
    return tuple(_section(each, meeting, attachments, texts[each.pk]) for each in paragraphs)


def _section(
    paragraph: Paragraph, meeting: Meeting, attachments: list[tuple[int, Attachment]], text: SafeString
) -> Section:
    statements = list(paragraph.statements.all())
    immediate = _immediate_protocol(paragraph)
    return Section(
        number=paragraph.number or 0,
        heading=paragraph.heading,
        text=text,
        reference=paragraph.matter.dnr if paragraph.matter else "",
        conflicts=tuple(_conflicts(paragraph)),
        proposals=tuple(
            f"{row.who} yrkar {row.text.strip()}" for row in statements if row.kind == StatementKind.MOTION
        ),
        order=paragraph.proposition_order,
        votings=_votings(paragraph),
        decider=_decider(paragraph, meeting),
        clauses=tuple(
            Clause(text=row.text, responsible=row.who, due_on=row.due_on) for row in paragraph.decisions.all()
        ),
        reservations=_statements(statements, StatementKind.RESERVATION),
        statements=_statements(statements, StatementKind.OPINION),
        attachments=tuple(attachment.number for owner, attachment in attachments if owner == paragraph.pk),
        is_adjusted_immediately=paragraph.is_immediate,
        adjusted_immediately_on=immediate.adjusted_on if immediate else None,
    )


def _decider(paragraph: Paragraph, meeting: Meeting) -> str:
    return paragraph.lead.removesuffix(" beslutar").strip() or meeting.body.name


def _immediate_protocol(paragraph: Paragraph) -> Protocol | None:
    return next((each for each in paragraph.protocols.all() if each.kind == ProtocolKind.IMMEDIATE), None)


def _statements(rows: Iterable[object], kind: StatementKind) -> tuple[Statement, ...]:
    return tuple(Statement(name=row.who, text=row.text) for row in rows if row.kind == kind)  # type: ignore[attr-defined]


def _votings(paragraph: Paragraph) -> tuple[Voting, ...]:
    votes = tuple(Vote(name=row.person.name, choice=row.get_vote_display()) for row in paragraph.votes.all())
    if not votes:
        return ()
    outcome = outcome_sentence(
        {row.person_id: row.vote for row in paragraph.votes.all()},
        chair_id=paragraph.meeting.chair_id,
        is_election=paragraph.is_election,
        lot=paragraph.lot,
    )
    proposition = meaning(paragraph) or paragraph.proposition_order
    return (Voting(proposition=proposition, votes=votes, outcome=outcome),)


def _conflicts(paragraph: Paragraph) -> Iterable[str]:
    for row in paragraph.presence_exceptions.all():
        if row.change == PresenceChange.CONFLICT:
            reason = f" ({row.note})" if row.note else ""
            yield f"{row.attendance.person.name} anmäler jäv{reason} och lämnar sammanträdet när ärendet behandlas."
        if row.change == PresenceChange.ABSTAINED:
            yield f"{row.attendance.person.name} deltar inte i beslutet."


def _attendances(meeting: Meeting) -> list[Attendance]:
    rows = meeting.attendances.select_related("person", "serves_for").prefetch_related(
        "exceptions__paragraph"
    )
    return list(rows)


def _groups(meeting: Meeting, shown: Sequence[Paragraph]) -> tuple[AttendanceGroup, ...]:
    present = [row for row in _attendances(meeting) if row.is_present and numbers_present(row, shown)]
    deciding = [row for row in present if row.is_serving]
    others = [row for row in present if not row.is_serving]
    groups = (("Beslutande", deciding), ("Övriga närvarande", others))
    return tuple(
        AttendanceGroup(heading=heading, attendees=tuple(_attendee(row, shown) for row in rows))
        for heading, rows in groups
        if rows
    )


def _attendee(row: Attendance, shown: Sequence[Paragraph]) -> Attendee:
    role = row.title or row.get_role_display()
    return Attendee(
        name=row.person.name,
        appointed_by=row.member_name,
        role="Tjänstgörande ersättare" if row.serves_for else role,
        present=dates.paragraphs(numbers_present(row, shown)),
        serving_for=row.serves_for.name if row.serves_for else "",
        is_remote=row.is_remote,
        remark=_remark(row, shown),
    )


def _remark(row: Attendance, shown: Sequence[Paragraph]) -> str:
    exceptions = list(row.exceptions.all())
    by_key = {paragraph.pk: paragraph for paragraph in shown}
    conflicts = [
        by_key[each.paragraph_id].number or 0
        for each in exceptions
        if each.change == PresenceChange.CONFLICT and each.paragraph_id in by_key
    ]
    away = any(not is_in_room(row, paragraph, exceptions) for paragraph in shown)
    return f"jäv {dates.paragraphs(conflicts)}" if away and conflicts else ""


def _absent(meeting: Meeting) -> tuple[str, ...]:
    return tuple(
        row.person.name
        for row in meeting.attendances.select_related("person")
        if row.has_seat and not row.is_present
    )


def _distance_note(meeting: Meeting) -> str:
    if not meeting.attendances.filter(is_present=True, is_remote=True).exists():
        return ""
    decision = meeting.body.association.remote_decision
    note = (
        f"Deltagande på distans enligt {decision}."
        if decision and meeting.body.kind == BodyKind.BOARD
        else "Deltagande på distans."
    )
    return f"{note} Enbart ljud: {meeting.audio_only_reason}" if meeting.audio_only_reason else note


def _corrected_name(stored: Protocol) -> str:
    if not stored.corrects:
        return ""
    numbers = [paragraph.number for paragraph in stored.paragraphs.all() if paragraph.number]
    return f"protokollet från den {dates.long_date(stored.meeting.held_on)}, {dates.paragraphs(numbers)}"
