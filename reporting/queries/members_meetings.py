"""How the medlemssamråd are held: who speaks for whom, who calls next, and what has become of what they wanted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from board.models import Meeting
from board.queries.held import held_of
from board.states import MeetingState
from finsam.models import Appointment, Association, Member
from finsam.registries import fields
from finsam.states import BodyKind
from reporting.models import MeetingShare, MembersMeeting, Wish
from reporting.rules import seems_elected

# What the förbund tells its members of a year, as far as it is known.
_TOLD = (
    "economy.contributions", "economy.result", "economy.equity", "economy.equity_share", "economy.insatser",
    "economy.administration", "insatser.count",
)  # fmt: skip


def meetings_of(association: Association) -> list[Meeting]:
    """Give every medlemssamråd, the latest first, with `wish_count` and `considered_count`."""
    rows = Meeting.objects.of(association).filter(body__kind=BodyKind.CONSULTATION)
    rows = rows.exclude(state=MeetingState.CANCELLED).select_related(
        "body__association", "members_meeting__convener", "members_meeting__next_convener"
    )
    own = Q(wishes__association=association)
    counted = rows.annotate(
        wish_count=Count("wishes", filter=own),
        considered_count=Count("wishes", filter=own & ~Q(wishes__considered="")),
    )
    return list(counted.order_by("-held_on", "-pk"))


def own_meetings(association: Association) -> QuerySet[Meeting]:
    """Give the medlemssamråd that the förbund itself holds."""
    rows = Meeting.objects.of(association).filter(body__kind=BodyKind.CONSULTATION)
    return rows.select_related("body__association")


def turn_of(meeting: Meeting) -> MembersMeeting | None:
    """Give who calls this samråd and the next, once that is written down."""
    return MembersMeeting.objects.filter(meeting=meeting).select_related("convener", "next_convener").first()


def wishes_for(association: Association, year: int) -> list[Wish]:
    """Give what the members want of a year's plan."""
    rows = Wish.objects.filter(association=association, year=year)
    return list(rows.select_related("member", "meeting__body"))


@dataclass(frozen=True)
class Part:
    """What a förbund that holds the samråd together with the host has written, for the host to read."""

    share: MeetingShare
    wishes: list[Wish]


def parts_of(meeting: Meeting) -> list[Part]:
    """Give the part of each förbund that the samråd is shared with."""
    wishes = list(meeting.wishes.exclude(association=meeting.body.association).select_related("member"))
    return [
        Part(each, [wish for wish in wishes if wish.association_id == each.association_id])
        for each in meeting.shares.select_related("association", "written_by")
    ]


def shared_with(association: Association) -> list[MeetingShare]:
    """Give the samråd that other förbund hold and share, the latest first."""
    rows = association.shared_meetings.exclude(meeting__state=MeetingState.CANCELLED)
    return list(
        rows.select_related("meeting__body__association", "association").order_by("-meeting__held_on", "-pk")
    )


def agenda_of_host(meeting: Meeting) -> list[str]:
    """Give the headings of a samråd's points as another förbund may read them: without what the host holds back."""
    held = held_of(meeting.body.association)
    away = held.numbers_of(meeting.pk)
    rows = meeting.paragraphs.order_by("position", "id").values_list("number", "heading")
    return [held.text(heading) for number, heading in rows if number not in away]


@dataclass(frozen=True)
class Representative:
    """One who speaks for a member at the samråd."""

    name: str
    title: str
    member: Member


@dataclass(frozen=True)
class Speaking:
    """Who speaks for the members on a day, and what may be said of it."""

    representatives: list[Representative]
    remarks: list[str]


def speaking_on(meeting: Meeting) -> Speaking:
    """Give those who speak for the members at a samråd: who has a role there on the day, for a member."""
    day, association = meeting.held_on, meeting.body.association
    rows = Appointment.objects.in_force(day).in_order().select_related("person", "member", "body")
    seated = list(
        rows.filter(Q(body=meeting.body, member__isnull=False) | Q(body__association=association, body__kind=BodyKind.BOARD))
    )  # fmt: skip
    in_board = {row.person_id for row in seated if row.body.is_board}
    spoken = [row for row in seated if not row.body.is_board]
    people = [Representative(row.person.name, row.title, row.member) for row in spoken if row.member]
    remarks = [
        f"{row.person.name} sitter i styrelsen. I samrådet företräds medlemmen av någon som inte gör det."
        for row in spoken
        if row.person_id in in_board
    ]
    remarks += [
        f"{each.name} företräder {each.member.name}. En kommun och en region företräds av en förtroendevald: "
        "skriv förtroendeuppdraget som titel, om hen har ett."
        for each in people
        if each.member.has_noticeboard and not seems_elected(each.title)
    ]
    return Speaking(people, remarks + _unspoken(association.members.on(day), people))


def _unspoken(members: Iterable[Member], people: list[Representative]) -> list[str]:
    spoken = {each.member.pk for each in people}
    return [f"{each.name} har ingen företrädare i samrådet." for each in members if each.pk not in spoken]


def next_in_turn(association: Association, after: Member | None, day: dt.date) -> Member | None:
    """Give the member whose turn it is after another; the first when nobody has had one."""
    members = list(association.members.on(day))
    if not members:
        return None
    places = [each.pk for each in members]
    at = places.index(after.pk) + 1 if after and after.pk in places else 0
    return members[at % len(members)]


def figures_to_tell(association: Association, year: int) -> list[tuple[str, str]]:
    """Give the figures that the members are told of a year, as label and the key that text names it by."""
    known = fields.values(association, year)
    return [(known[key].label, f"{key}:{year}") for key in _TOLD if key in known]
