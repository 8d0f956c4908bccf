"""What the förbund shows to everyone: anslag that run, public meetings, justerade protocols, whom to write to."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import ExtractYear

from board.models import Attachment, Meeting, Paragraph, Posting, Protocol
from board.queries.notice import NoticePage, public_notices
from board.queries.publishing import shown
from board.states import MeetingState, ParagraphKind, ProtocolKind
from finsam import clock
from finsam.models import Appointment, Association, Member, Person
from finsam.states import AppointmentRole
from finsam.swedish import dates, words

_ROUTINE = frozenset(
    {
        ParagraphKind.OPENING,
        ParagraphKind.ADJUSTERS,
        ParagraphKind.PREVIOUS,
        ParagraphKind.OTHER,
        ParagraphKind.CLOSING,
    }
)
_KINDS = [ProtocolKind.MAIN, ProtocolKind.IMMEDIATE, ProtocolKind.CORRECTION]


@dataclass(frozen=True)
class PublicNotice:
    """An anslag as the public page shows it."""

    page: NoticePage
    what: str
    posted: list[str]
    is_shown: bool = True


@dataclass(frozen=True)
class PublicMeeting:
    """A public meeting that is kungjort, and what it is about."""

    meeting: Meeting
    headings: list[str]
    proposals: list[Attachment]


@dataclass(frozen=True)
class PublicProtocol:
    """A justerat protocol in the list of a year."""

    protocol: Protocol
    title: str


@dataclass(frozen=True)
class PublicPage:
    """Everything that the public page shows."""

    members: list[Member]
    boards: list[Member]
    notices: list[PublicNotice]
    meetings: list[PublicMeeting]
    year: int | None
    years: list[int]
    protocols: list[PublicProtocol]
    chief: Person | None

    @property
    def members_text(self) -> str:
        """The members as a list in running text."""
        return words.join_och(member.name for member in self.members)


def public_page(association: Association, today: dt.date, year: int | None = None) -> PublicPage:
    """Gather the public page; protocols of the newest year unless another is asked for."""
    members = list(association.members.on(today))
    announced = public_notices(association, today)
    keys = [page.protocol.pk for page in announced]
    seen = {each.pk: each for each in shown(association, today).filter(pk__in=keys)}
    years = _years(association)
    chosen = year if year in years else next(iter(years), None)
    return PublicPage(
        members=members,
        boards=[member for member in members if member.has_noticeboard],
        notices=[_notice(page, seen.get(page.protocol.pk)) for page in announced],
        meetings=_meetings(association, today),
        year=chosen,
        years=years,
        protocols=[
            _listed(each) for each in public_protocols(association).filter(meeting__held_on__year=chosen)
        ]
        if chosen
        else [],
        chief=_chief(association, today),
    )


def public_protocols(association: Association) -> QuerySet[Protocol]:
    """Give the board's protocols that kansliet shows to everyone, newest first; nothing else is shown."""
    return (
        shown(association, clock.today())
        .filter(kind__in=_KINDS)
        .prefetch_related("paragraphs")
        .order_by("-meeting__held_on", "-meeting__starts_at", "kind", "id")
    )


def _years(association: Association) -> list[int]:
    rows = (
        public_protocols(association)
        .order_by()
        .annotate(held_year=ExtractYear("meeting__held_on"))
        .values("held_year")
        .annotate(count=Count("pk"))
    )
    return sorted((row["held_year"] for row in rows), reverse=True)


def _listed(protocol: Protocol) -> PublicProtocol:
    numbers = dates.paragraphs(each.number for each in protocol.paragraphs.all() if each.number)
    title = f"{dates.day_month(protocol.meeting.held_on)}, {numbers}"
    extra = {ProtocolKind.IMMEDIATE: ", omedelbart justerad", ProtocolKind.CORRECTION: ", rättelse"}
    return PublicProtocol(protocol, title + extra.get(ProtocolKind(protocol.kind), ""))


def _notice(page: NoticePage, shown_protocol: Protocol | None) -> PublicNotice:
    headings = _shown_headings(page.protocol, shown_protocol) if shown_protocol else []
    what = f"{', '.join(headings)}." if headings else ""
    if page.protocol.kind == ProtocolKind.IMMEDIATE:
        what += " Justerades omedelbart."
    return PublicNotice(page, what.strip(), _posted(page.postings), is_shown=shown_protocol is not None)


def _shown_headings(protocol: Protocol, shown_protocol: Protocol) -> list[str]:
    """Give the headings of what was decided, as the version for everyone has them."""
    paragraphs = sorted(protocol.paragraphs.all(), key=lambda each: each.number or 0)
    content = shown_protocol.publication.content
    if content:
        masked = {each["number"]: each["heading"] for each in content["sections"]}
        for each in paragraphs:
            each.heading = masked.get(each.number, "")
    return [_in_a_list(each, place) for place, each in enumerate(_weighty(paragraphs)) if each.heading]


def _weighty(paragraphs: list[Paragraph]) -> list[Paragraph]:
    return [each for each in paragraphs if each.kind not in _ROUTINE] or paragraphs


def _in_a_list(paragraph: Paragraph, place: int) -> str:
    """Write a heading inside a sentence: small first letter, but not in names and abbreviations."""
    heading = paragraph.heading.strip().rstrip(".")
    first = heading.split(" ")[0]
    is_plain = first[1:] == first[1:].lower() and place > 0
    return heading[:1].lower() + heading[1:] if is_plain else heading


def _posted(postings: list[Posting]) -> list[str]:
    return [
        f"{dates.near_date(each.posted_on, clock.today())}, {each.member}"
        if each.posted_on
        else f"Inte än, {each.member}"
        for each in postings
    ]


def budget_proposals(association: Association, today: dt.date) -> QuerySet[Attachment]:
    """Give the handlingar that anyone may read from the kungörelse on, as the budget proposal (8 kap. 14 § kommunallagen).

    They are those that kansliet has ticked; nothing is guessed from a heading, and other handlingar are for the board.
    """
    rows = Attachment.objects.filter(paragraph__meeting__in=_announced(association, today), is_public=True)
    return rows.select_related("document")


def proclaimed(association: Association, today: dt.date) -> QuerySet[Meeting]:
    """Give the public meetings ahead whose kungörelse anyone may read."""
    return _announced(association, today).filter(proclamation__isnull=False).select_related("proclamation")


def _announced(association: Association, today: dt.date) -> QuerySet[Meeting]:
    return Meeting.objects.of(association).filter(
        is_public=True, held_on__gte=today, state__in=[MeetingState.CALLED, MeetingState.IN_SESSION]
    )


def _meetings(association: Association, today: dt.date) -> list[PublicMeeting]:
    proposals = Prefetch("paragraphs__attachments", budget_proposals(association, today))
    rows = (
        _announced(association, today)
        .select_related("body__association", "proclamation")
        .prefetch_related("paragraphs", proposals)
        .order_by("held_on", "starts_at")
    )
    return [_meeting(each, list(each.paragraphs.all())) for each in rows]


def _meeting(meeting: Meeting, paragraphs: list[Paragraph]) -> PublicMeeting:
    proposals = [attachment for each in paragraphs for attachment in each.attachments.all()]
    return PublicMeeting(meeting, [each.heading for each in _weighty(paragraphs)], proposals)


def _chief(association: Association, today: dt.date) -> Person | None:
    appointment = (
        Appointment.objects.in_force(today)
        .filter(body__association=association, role=AppointmentRole.CHIEF)
        .select_related("person")
        .first()
    )
    return appointment.person if appointment else None
