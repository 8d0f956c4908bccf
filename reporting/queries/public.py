"""What the förbund shows to everyone: anslag that run, public meetings, justerade protocols, whom to write to."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet
from django.db.models.functions import ExtractYear

from board.models import Attachment, Meeting, Paragraph, PolicyVersion, Posting, Protocol
from board.queries.held import held_of
from board.queries.notice import NoticePage, public_notices
from board.queries.publishing import shown
from board.queries.uploaded import public_versions
from board.registries.public_files import shown_files
from board.states import MeetingState, ParagraphKind, ProtocolKind
from board.wording.masking import Held
from finsam import clock
from finsam.models import Appointment, Association, Document, Member, Person
from finsam.states import AppointmentRole
from finsam.swedish import dates, words
from reporting.models import GoalHabits, Report
from reporting.queries.goals import goal_years
from reporting.queries.reports import published_reports

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
    file: Document | None = None  # the anslag as everyone gets it


@dataclass(frozen=True)
class PublicMeeting:
    """A public meeting that is kungjort, and what it is about, as everyone may see it."""

    meeting: Meeting
    headings: list[str]
    place: str
    file: Document | None  # the kungörelse
    proposals: list[tuple[Attachment, str, Document]]  # each with its title and its file


@dataclass(frozen=True)
class PublicProtocol:
    """A justerat protocol in the list of a year."""

    protocol: Protocol
    title: str


@dataclass(frozen=True)
class PublicPolicy:
    """A styrdokument that the förbund shows, in the version that holds."""

    version: PolicyVersion
    title: str
    file: Document


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
    reports: list[tuple[Report, Document | None]]
    policies: list[PublicPolicy]

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
    held, meetings = held_of(association), _meetings(association, today)
    versions, reports = public_versions(association), list(published_reports(association))
    files = shown_files(_files(reports, announced, meetings), held)
    return PublicPage(
        members=members,
        boards=[member for member in members if member.has_noticeboard],
        notices=[_notice(page, seen.get(page.protocol.pk), held, files) for page in announced],
        meetings=[_meeting(each, held, files) for each in meetings],
        year=chosen,
        years=years,
        protocols=[
            _listed(each) for each in public_protocols(association).filter(meeting__held_on__year=chosen)
        ]
        if chosen
        else [],
        chief=_chief(association, today),
        reports=[(each, files.get(each.pdf_id or 0)) for each in reports],
        policies=_policies(versions, held),
    )


def _policies(versions: Iterable[PolicyVersion], held: Held) -> list[PublicPolicy]:
    """Give those whose file is not called by what is held back; what an uploaded file says, somebody has read."""
    return [
        PublicPolicy(each, held.text(each.policy.title), each.document)
        for each in versions
        if held.text(each.document.name) == each.document.name
    ]


def _files(
    reports: Iterable[Report], announced: Sequence[NoticePage], meetings: Iterable[Meeting]
) -> list[Document]:
    """Give every file that the page links to, but for the protocols', which are published each by itself."""
    found = [report.pdf for report in reports]
    found += [page.notice.document for page in announced if page.notice]
    for meeting in meetings:
        found.append(meeting.proclamation)
        found += [row.document for each in meeting.paragraphs.all() for row in each.attachments.all()]
    return list({each.pk: each for each in found if each}.values())


def public_protocols(association: Association) -> QuerySet[Protocol]:
    """Give the board's protocols that kansliet shows to everyone, newest first; nothing else is shown."""
    return (
        shown(association, clock.today())
        .filter(kind__in=_KINDS)
        .prefetch_related("paragraphs")
        .order_by("-meeting__held_on", "-meeting__starts_at", "kind", "id")
    )


def shows_goals(association: Association) -> bool:
    """Whether the förbund shows its goals to everyone; `goal_habits` should be at hand."""
    habits: GoalHabits | None = getattr(association, "goal_habits", None)
    return habits is not None and habits.is_public


def public_goal_years(association: Association, today: dt.date) -> list[int]:
    """Give the years whose goals everyone may see, the latest first: next year's are not adopted yet."""
    return [year for year in goal_years(association) if year <= today.year]


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
    title = f"{dates.day_month(protocol.meeting.began_on)}, {numbers}"
    extra = {ProtocolKind.IMMEDIATE: ", omedelbart justerad", ProtocolKind.CORRECTION: ", rättelse"}
    return PublicProtocol(protocol, title + extra.get(ProtocolKind(protocol.kind), ""))


def _notice(
    page: NoticePage, shown_protocol: Protocol | None, held: Held, files: Mapping[int, Document | None]
) -> PublicNotice:
    headings = _shown_headings(page.protocol, shown_protocol) if shown_protocol else []
    what = f"{', '.join(headings)}." if headings else ""
    if page.protocol.kind == ProtocolKind.IMMEDIATE:
        what += " Justerades omedelbart."
    file = files.get(page.notice.document_id or 0) if page.notice else None
    return PublicNotice(
        page, held.text(what.strip()), _posted(page.postings), is_shown=shown_protocol is not None, file=file
    )


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
    return _announced(association, today).select_related("proclamation")


def _announced(association: Association, today: dt.date) -> QuerySet[Meeting]:
    """Give those that are kungjorda: the kungörelse makes a meeting known, and nothing before it (19 § lag 2003:1210)."""
    return Meeting.objects.of(association).filter(
        is_public=True,
        held_on__gte=today,
        state__in=[
            MeetingState.CALLED,
            MeetingState.IN_SESSION,
            MeetingState.CANCELLED,
        ],  # who comes must know
        proclamation__isnull=False,
    )


def _meetings(association: Association, today: dt.date) -> list[Meeting]:
    proposals = Prefetch("paragraphs__attachments", budget_proposals(association, today))
    rows = _announced(association, today).select_related("body__association", "proclamation")
    return list(rows.prefetch_related("paragraphs", proposals).order_by("held_on", "starts_at"))


def _meeting(meeting: Meeting, held: Held, files: Mapping[int, Document | None]) -> PublicMeeting:
    paragraphs = list(meeting.paragraphs.all())
    proposals = [(row, files.get(row.document_id)) for each in paragraphs for row in each.attachments.all()]
    return PublicMeeting(
        meeting,
        [held.text(each.heading) for each in _weighty(paragraphs)],
        place=held.text(meeting.place),
        file=files.get(meeting.proclamation_id or 0),
        proposals=[(row, held.text(row.title), file) for row, file in proposals if file],
    )


def _chief(association: Association, today: dt.date) -> Person | None:
    appointment = (
        Appointment.objects.in_force(today)
        .filter(body__association=association, role=AppointmentRole.CHIEF)
        .select_related("person")
        .first()
    )
    return appointment.person if appointment else None
