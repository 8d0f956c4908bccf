"""A national installation made up at once: 75 förbund with 20 years of meetings, by bulk_create and no action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction
from django.urls import reverse

from board.indexing import PARAGRAPH
from board.models import (
    Adjuster,
    Attachment,
    Attendance,
    Decision,
    Meeting,
    Notice,
    Paragraph,
    Posting,
    Protocol,
    Signing,
)
from board.states import FollowUp, MeetingState, ParagraphKind, ProtocolKind, ProtocolState, SigningRole
from finsam.files import store
from finsam.models import Association, Body, Document, Member, Person, SearchEntry, Text
from finsam.search.vocabulary import folded, stems_of
from finsam.states import AppointmentRole, BodyKind, MemberKind
from reporting.demo.stage import moment

FIRST_YEAR = 2001
MONTHS = (1, 2, 3, 5, 9, 11)
HEADINGS = (
    "Sammanträdet öppnas", "Val av justerare", "Föregående protokoll", "Ekonomisk rapport", "Budget och verksamhetsplan",
    "Ansökan om medel till en insats", "Årsrapporter från insatserna", "Samverkan med kommunen och regionen",
    "Övriga frågor", "Sammanträdet avslutas",
)  # fmt: skip
_SAID = (
    "Förbundschefen redovisar {}. Styrelsen ställer frågor och ser att arbetet följer planen och budgeten."
)
_BATCH = 1000
ADJUSTED_AFTER = dt.timedelta(days=10)


@dataclass(frozen=True)
class Cast:
    """Whom an association's made-up history needs."""

    association: Association
    board: Body
    people: list[Person]
    boards: list[Member]
    document: Document


@dataclass(frozen=True)
class Words:
    """What stands under one heading, with its words as the search keeps them."""

    heading: str
    html: str
    facts: dict[str, str]


def make_large(*, associations: int, years: int, say: Callable[[str], object] = str) -> None:
    """Give each förbund that has a board a long past, and make others until there are so many, with a past too."""
    words = [_words(heading) for heading in HEADINGS]
    casts = [
        _cast_of(board) for board in Body.objects.filter(kind=BodyKind.BOARD).select_related("association")
    ]
    casts += [_new_cast(number) for number in range(len(casts) + 1, associations + 1)]
    for done, cast in enumerate(casts, start=1):
        _give_past(cast, words, years=years)
        if done % 25 == 0:
            say(f"  {done} förbund av {len(casts)} har sin historia.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database in use has had


def _cast_of(board: Body) -> Cast:
    association = board.association
    people = [row.person for row in board.appointments.in_order().select_related("person")]
    members = list(association.members.all().with_noticeboard())
    return Cast(association, board, people, members, _document(association))


def _new_cast(number: int) -> Cast:
    association = Association.objects.create(
        slug=f"forbund-{number}",
        name=f"Samordningsförbundet {number}",
        short_name=f"Förbund {number}",
        organisation_number=f"222000-{number:04}",
        seat="Exempelby",
        court="Förvaltningsrätten i Exempelstad",
    )
    members = Member.objects.bulk_create(
        Member(
            association=association,
            kind=kind,
            name=kind.label,
            abbreviation=kind.upper()[:2],
            position=position,
        )
        for position, kind in enumerate(MemberKind)
    )
    people = Person.objects.bulk_create(
        Person(
            association=association,
            name=f"Person {number}.{place}",
            email=f"person{number}.{place}@example.se",
        )
        for place in range(6)
    )
    board = Body.objects.create(association=association, kind=BodyKind.BOARD, name="Styrelsen")
    return Cast(association, board, people, members[:2], _document(association))


def _document(association: Association) -> Document:
    return store.keep(
        b"%PDF-1.7\n", association=association, name="Protokoll.pdf", content_type="application/pdf", by=None
    )


def _words(heading: str) -> Words:
    body = _SAID.format(heading.lower())
    facts = {"title": heading, "body": body, "title_words": folded(heading), "body_words": folded(body)}
    if connection.vendor != "postgresql":
        facts |= {"title_stems": stems_of(heading), "body_stems": stems_of(body)}
    return Words(heading, f"<p>{body}</p>", facts)


@transaction.atomic
def _give_past(cast: Cast, words: list[Words], *, years: int) -> None:
    days = [dt.date(year, month, 20) for year in range(FIRST_YEAR, FIRST_YEAR + years) for month in MONTHS]
    meetings = Meeting.objects.bulk_create((_meeting(cast, day) for day in days), _BATCH)
    Attendance.objects.bulk_create(_attendances(cast, meetings), _BATCH)
    Adjuster.objects.bulk_create((Adjuster(meeting=each, person=cast.people[1]) for each in meetings), _BATCH)
    paragraphs = _give_paragraphs(cast, meetings, words)
    _give_protocols(cast, meetings, paragraphs)


def _meeting(cast: Cast, day: dt.date) -> Meeting:
    return Meeting(
        body=cast.board,
        state=MeetingState.CLOSED,
        held_on=day,
        starts_at=dt.time(8, 30),
        ends_at=dt.time(11, 30),
        place="Stadshuset",
        chair=cast.people[0],
        secretary=cast.people[-1],
        called_at=moment(day - dt.timedelta(days=14)),
        opened_at=moment(day),
        closed_at=moment(day, "11.30"),
    )


def _attendances(cast: Cast, meetings: list[Meeting]) -> Iterator[Attendance]:
    for meeting in meetings:
        for position, person in enumerate(cast.people):
            role = AppointmentRole.CHAIR if position == 0 else AppointmentRole.MEMBER
            yield Attendance(meeting=meeting, person=person, role=role, position=position, is_present=True)


def _give_paragraphs(cast: Cast, meetings: list[Meeting], words: list[Words]) -> list[Paragraph]:
    slots = [(meeting, place, said) for meeting in meetings for place, said in enumerate(words, start=1)]
    texts = Text.objects.bulk_create(
        (Text(association=cast.association, html=said.html, version=1) for _, _, said in slots), _BATCH
    )
    paragraphs = Paragraph.objects.bulk_create(
        (
            Paragraph(
                meeting=meeting,
                kind=ParagraphKind.MATTER,
                position=place,
                number=MONTHS.index(meeting.held_on.month) * len(words) + place,
                heading=said.heading,
                text=text,
                taken_up_at=meeting.opened_at,
            )
            for (meeting, place, said), text in zip(slots, texts, strict=True)
        ),
        _BATCH,
    )
    Decision.objects.bulk_create(map(_decision, paragraphs), _BATCH)
    Attachment.objects.bulk_create(
        (Attachment(paragraph=each, title="Underlag", document=cast.document) for each in paragraphs[4::10]),
        _BATCH,
    )
    SearchEntry.objects.bulk_create(_entries(cast, paragraphs, slots), _BATCH)
    return paragraphs


def _decision(paragraph: Paragraph) -> Decision:
    if paragraph.position != 6:
        return Decision(paragraph=paragraph, text="notera informationen")
    due_on = paragraph.meeting.held_on + dt.timedelta(days=30)
    return Decision(
        paragraph=paragraph,
        text="bevilja medel",
        who="förbundschefen",
        due_on=due_on,
        follow_up=FollowUp.DONE,
    )


def _entries(
    cast: Cast, paragraphs: list[Paragraph], slots: list[tuple[Meeting, int, Words]]
) -> Iterator[SearchEntry]:
    for paragraph, (meeting, _, said) in zip(paragraphs, slots, strict=True):
        yield SearchEntry(
            association=cast.association,
            kind=PARAGRAPH,
            key=str(paragraph.pk),
            url=reverse("paragraph_detail", args=[cast.association.slug, paragraph.pk]),
            occurred_on=meeting.held_on,
            body_name=cast.board.name,
            **said.facts,
        )


def _give_protocols(cast: Cast, meetings: list[Meeting], paragraphs: list[Paragraph]) -> None:
    protocols = Protocol.objects.bulk_create((_protocol(cast, each) for each in meetings), _BATCH)
    numbered = iter(paragraphs)
    link = Protocol.paragraphs.through
    link.objects.bulk_create(
        (
            link(protocol_id=protocol.pk, paragraph_id=paragraph.pk)
            for protocol in protocols
            for paragraph in islice(numbered, len(HEADINGS))
        ),
        _BATCH,
    )
    places = [
        (SigningRole.SECRETARY, cast.people[-1]),
        (SigningRole.CHAIR, cast.people[0]),
        (SigningRole.ADJUSTER, cast.people[1]),
    ]
    Signing.objects.bulk_create(
        (
            Signing(
                protocol=each, role=role, person=person, position=position, field=role, signed_at=each.signed_at,
                document=cast.document,
            )
            for each in protocols
            for position, (role, person) in enumerate(places)
        ),
        _BATCH,
    )  # fmt: skip
    # signed last: nothing comes to what is signed
    Protocol.objects.filter(pk__in=[each.pk for each in protocols]).update(state=ProtocolState.SIGNED)
    notices = Notice.objects.bulk_create(
        (
            Notice(protocol=each, document=cast.document, proof=cast.document, final_proof=cast.document, sent_at=moment(each.meeting.held_on + ADJUSTED_AFTER))
            for each in protocols
        ),
        _BATCH,
    )  # fmt: skip
    Posting.objects.bulk_create(
        (_posting(notice, member) for notice in notices for member in cast.boards), _BATCH
    )


def _protocol(cast: Cast, meeting: Meeting) -> Protocol:
    signed_at = moment(meeting.held_on + ADJUSTED_AFTER)
    return Protocol(
        meeting=meeting,
        kind=ProtocolKind.MAIN,
        state=ProtocolState.DRAFT,
        version=1,
        frozen=cast.document,
        document=cast.document,
        sent_at=moment(meeting.held_on + dt.timedelta(days=5)),
        signed_at=signed_at,
        adjusted_on=signed_at.date(),
    )


def _posting(notice: Notice, member: Member) -> Posting:
    posted_on = notice.sent_at.date()
    return Posting(
        notice=notice,
        member=member,
        sent_at=notice.sent_at,
        posted_on=posted_on,
        down_on=posted_on + dt.timedelta(days=30),
    )
