"""Plain functions that make what a test needs; a state that an action reaches is reached through the action."""

import datetime as dt
import itertools

from board.models import Meeting, Paragraph
from board.states import MeetingKind, ParagraphKind
from finsam.actions import start_text
from finsam.models import Appointment, Association, Body, Member, Person, User
from finsam.states import AppointmentRole, BodyKind, MemberKind

_count = itertools.count(1)
MOST_IN_A_SMALLINT = 32_768  # a long run makes more rows than PostgreSQL has room for there


def make_association(*, slug: str = "", **fields: object) -> Association:
    """A förbund; everything not named is made up."""
    number = next(_count)
    slug = slug or f"forbund-{number}"
    defaults = {
        "name": f"Samordningsförbundet {slug.capitalize()}",
        "short_name": slug.capitalize(),
        "organisation_number": f"222000-{number % 10_000:04}",
        "seat": "Exempelstad",
        "court": "Förvaltningsrätten i Exempelstad",
        "adjustment_manner": "§ 4, 2021-02-26",
        "remote_decision": "§ 5, 2022-01-28",
    }
    return Association.objects.create(slug=slug, **(defaults | fields))


def make_member(*, association: Association, kind: str = MemberKind.KOMMUN, **fields: object) -> Member:
    """A party to the förbund."""
    number = next(_count)
    defaults = {
        "name": f"Medlem {number}",
        "abbreviation": f"M{number}",
        "position": number % MOST_IN_A_SMALLINT,
        "registrar_email": f"registrator{number}@example.se",
    }
    return Member.objects.create(association=association, kind=kind, **(defaults | fields))


def make_body(*, association: Association, kind: str = BodyKind.BOARD, **fields: object) -> Body:
    """An organ of the förbund."""
    defaults = {"name": f"{BodyKind(kind).label} {next(_count)}"}
    return Body.objects.create(association=association, kind=kind, **(defaults | fields))


def make_person(*, association: Association, name: str = "", email: str = "", logs_in: bool = True) -> Person:
    """Someone the förbund knows, with an account of her own."""
    number = next(_count)
    name = name or f"Person {number}"
    email = email or f"person{number}@example.se"
    user = (User.objects.filter(email=email).first() or User.objects.create_user(email)) if logs_in else None
    return Person.objects.create(association=association, name=name, email=email, user=user)


def appoint(
    person: Person,
    body: Body,
    *,
    role: str = AppointmentRole.MEMBER,
    member: Member | None = None,
    from_on: dt.date = dt.date(2019, 4, 1),
    to_on: dt.date | None = None,
    position: int = 0,
) -> Appointment:
    """Give the person a role in the body."""
    return Appointment.objects.create(
        person=person, body=body, role=role, member=member, from_on=from_on, to_on=to_on, position=position
    )


def make_meeting(*, body: Body, held_on: dt.date = dt.date(2022, 3, 25), **fields: object) -> Meeting:
    """A planned meeting with an empty agenda."""
    defaults = {"kind": MeetingKind.ORDINARY, "starts_at": dt.time(8, 30), "place": "Stadshuset"}
    return Meeting.objects.create(body=body, held_on=held_on, **(defaults | fields))


def make_paragraph(*, meeting: Meeting, heading: str = "", html: str = "", **fields: object) -> Paragraph:
    """An ärende last on the meeting's agenda."""
    number = next(_count)
    defaults = {"kind": ParagraphKind.MATTER, "position": number % MOST_IN_A_SMALLINT}
    text = start_text(association=meeting.body.association, by=None, html=html)
    return Paragraph.objects.create(
        meeting=meeting, heading=heading or f"Ärende {number}", text=text, **(defaults | fields)
    )
