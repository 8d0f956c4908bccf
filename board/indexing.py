"""What of the board's can be found, and by whom: each kind of entry says who may find it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from board.documents.assemble_sections import printed_texts
from board.models import Attachment, Matter, Meeting, Paragraph
from board.queries.reading import is_adjusted
from board.states import HELD, MeetingState
from finsam import search
from finsam.models import Association
from finsam.permissions import Permission
from finsam.search import Entry
from finsam.swedish import words

PARAGRAPH, DRAFT, AGENDA = "paragraf", "utkast", "dagordning"
ATTACHMENT, DRAFT_ATTACHMENT = "handling", "handlingsutkast"
MEETING, MATTER = "sammantrade", "arende"

# What one may choose to look among, and the kinds behind it.
CHOICES: dict[str, tuple[str, tuple[str, ...]]] = {
    "paragrafer": ("Paragrafer", (PARAGRAPH, AGENDA, DRAFT)),
    "handlingar": ("Handlingar", (ATTACHMENT, DRAFT_ATTACHMENT)),
    "arenden": ("Ärenden", (MATTER,)),
    "sammantraden": ("Sammanträden", (MEETING,)),
}
# The kinds that not everyone who searches may find.
ASKED: dict[str, Permission] = {
    DRAFT: Permission.WRITE_MEETINGS,
    DRAFT_ATTACHMENT: Permission.WRITE_MEETINGS,
}
LABELS = {
    PARAGRAPH: "Paragraf",
    DRAFT: "Utkast",
    AGENDA: "Dagordning",
    ATTACHMENT: "Handling",
    DRAFT_ATTACHMENT: "Handling, utkast",
    MEETING: "Sammanträde",
    MATTER: "Ärende",
}


def register_choice(
    name: str, label: str, kinds: dict[str, str], asked: dict[str, Permission] | None = None
) -> None:
    """Let what an app above has put into the search be chosen and found; called from `AppConfig.ready()`.

    `kinds` are its kinds of entry, each with its name for people; `asked` says of which not all who search may find.
    """
    CHOICES[name] = (label, tuple(kinds))
    LABELS.update(kinds)
    ASKED.update(asked or {})


def kinds_for(permissions: frozenset[Permission], choice: str = "") -> list[str]:
    """Give the kinds that a person may find, all of them or those of one choice."""
    chosen = [CHOICES[choice]] if choice in CHOICES else list(CHOICES.values())
    kinds = [kind for _, behind in chosen for kind in behind]
    return [kind for kind in kinds if kind not in ASKED or ASKED[kind] in permissions]


def index_paragraph(paragraph: Paragraph) -> None:
    """Make a § findable as it now stands, for those who may read it."""
    association = paragraph.meeting.body.association
    fresh = _paragraphs(association).filter(pk=paragraph.pk).first()
    if fresh:
        _put(association, paragraph_entry(fresh), (PARAGRAPH, DRAFT, AGENDA))


def remove_paragraph(paragraph: Paragraph) -> None:
    """Make a § that is taken off the agenda unfindable, with its handlingar."""
    association = paragraph.meeting.body.association
    for kind in (PARAGRAPH, DRAFT, AGENDA):
        search.remove(association, kind, paragraph.pk)
    for attachment in paragraph.attachments.all():
        remove_attachment(attachment)


def index_attachment(attachment: Attachment) -> None:
    """Make a handling findable by its name."""
    association = attachment.paragraph.meeting.body.association
    fresh = _attachments(association).filter(pk=attachment.pk).first()
    if fresh:
        _put(association, attachment_entry(fresh), (ATTACHMENT, DRAFT_ATTACHMENT))


def remove_attachment(attachment: Attachment) -> None:
    """Make a handling unfindable."""
    association = attachment.paragraph.meeting.body.association
    for kind in (ATTACHMENT, DRAFT_ATTACHMENT):
        search.remove(association, kind, attachment.pk)


def index_matter(matter: Matter) -> None:
    """Make an ärende findable by its heading and diarienummer."""
    _put(matter.association, matter_entry(matter), ())


def index_meeting(meeting: Meeting) -> None:
    """Make a meeting findable with all it has, when who may read it changes: called, opened, closed, justerat."""
    association = meeting.body.association
    if meeting.state == MeetingState.CANCELLED:
        search.remove(association, MEETING, meeting.pk)
        for paragraph in meeting.paragraphs.select_related("meeting__body__association"):
            remove_paragraph(paragraph)
        return
    _put(association, meeting_entry(meeting), ())
    for paragraph in _paragraphs(association).filter(meeting=meeting):
        _put(association, paragraph_entry(paragraph), (PARAGRAPH, DRAFT, AGENDA))
    for attachment in _attachments(association).filter(paragraph__meeting=meeting):
        _put(association, attachment_entry(attachment), (ATTACHMENT, DRAFT_ATTACHMENT))


def entries(association: Association) -> Iterator[Entry]:
    """Give everything of the board's that can be found, for a search that is built anew."""
    yield from map(matter_entry, association.matters.all())
    meetings = Meeting.objects.of(association).exclude(state=MeetingState.CANCELLED)
    yield from map(meeting_entry, meetings.select_related("body__association"))
    yield from map(paragraph_entry, _paragraphs(association))
    yield from map(attachment_entry, _attachments(association))


def paragraph_entry(paragraph: Paragraph) -> Entry:
    """Write a § as an entry: heading, text, proposal and decisions."""
    meeting = paragraph.meeting
    association = meeting.body.association
    kind = paragraph_kind(paragraph)
    is_agenda = paragraph.number is None or kind == AGENDA
    number = "" if paragraph.number is None else f"{paragraph.number_text} ".replace("\u00a0", " ")
    proposals = [paragraph.proposal, *(each.proposal for each in paragraph.points.all())]
    lines = words.clauses(
        [each.text for each in paragraph.decisions.all()] or "\n".join(proposals).splitlines()
    )
    names = " ".join(each.who for each in paragraph.decisions.all() if each.who)
    said = format_html_join(
        "", "<p>{}: {}</p>", ((each.who, each.text) for each in paragraph.statements.all())
    )
    points = format_html_join(
        "", "<p>{}</p><p>{}</p>{}",
        ((each.heading, each.presenter, mark_safe(each.html)) for each in paragraph.points.all()),  # noqa: S308
    )  # fmt: skip
    body = format_html(
        "{}{}{}<p>{}</p>{}",
        points,
        format_html_join("", "<p>{}</p>", ((line,) for line in lines)),
        said,
        names,
        format_html("<p>Diarienummer {}</p>", paragraph.matter.dnr) if paragraph.matter else "",
    )
    agenda_url = f"{reverse('meeting_detail', args=[association.slug, meeting.pk])}#arende-{paragraph.pk}"
    return Entry(
        kind=kind,
        key=str(paragraph.pk),
        title=f"{number}{paragraph.heading}",
        body_html=printed_texts([paragraph], meeting)[paragraph.pk] + body,
        url=agenda_url if is_agenda else reverse("paragraph_detail", args=[association.slug, paragraph.pk]),
        occurred_on=meeting.began_on,
        body_name=meeting.body.name,
    )


def paragraph_kind(paragraph: Paragraph) -> str:
    """Tell who may find a §: all when it is justerad or called to, else the office."""
    if is_adjusted(paragraph):
        return PARAGRAPH
    return AGENDA if paragraph.meeting.state == MeetingState.CALLED else DRAFT


def attachment_entry(attachment: Attachment) -> Entry:
    """Write a handling as an entry."""
    meeting = attachment.paragraph.meeting
    is_open = meeting.called_at is not None or meeting.state in HELD
    return Entry(
        kind=ATTACHMENT if is_open else DRAFT_ATTACHMENT,
        key=str(attachment.pk),
        title=attachment.title,
        body_html=format_html("<p>Till {}</p>", attachment.paragraph.heading),
        url=reverse("attachment_file", args=[meeting.body.association.slug, attachment.pk]),
        occurred_on=meeting.began_on,
        body_name=meeting.body.name,
    )


def matter_entry(matter: Matter) -> Entry:
    """Write an ärende as an entry."""
    return Entry(
        kind=MATTER,
        key=str(matter.pk),
        title=f"{matter.dnr} {matter.title}",
        body_html="",
        url=reverse("matter_detail", args=[matter.association.slug, matter.pk]),
        occurred_on=matter.opened_on,
    )


def meeting_entry(meeting: Meeting) -> Entry:
    """Write a meeting as an entry."""
    return Entry(
        kind=MEETING,
        key=str(meeting.pk),
        title=str(meeting),
        body_html=format_html("<p>{} {}</p>", meeting.get_kind_display(), meeting.place),
        url=reverse("meeting_detail", args=[meeting.body.association.slug, meeting.pk]),
        occurred_on=meeting.began_on,
        body_name=meeting.body.name,
    )


def _put(association: Association, entry: Entry, kinds: Iterable[str]) -> None:
    for kind in kinds:
        if kind != entry.kind:
            search.remove(association, kind, entry.key)
    facts = asdict(entry)
    search.index(association, facts.pop("kind"), facts.pop("key"), **facts)


def _paragraphs(association: Association) -> QuerySet[Paragraph]:
    rows = Paragraph.objects.filter(meeting__body__association=association)
    return (
        rows.exclude(meeting__state=MeetingState.CANCELLED)
        .select_related("meeting__body__association", "text", "matter")
        .prefetch_related("decisions", "statements", "protocols", "points")
    )


def _attachments(association: Association) -> QuerySet[Attachment]:
    rows = Attachment.objects.filter(paragraph__meeting__body__association=association)
    return rows.exclude(paragraph__meeting__state=MeetingState.CANCELLED).select_related(
        "paragraph__meeting__body__association"
    )
