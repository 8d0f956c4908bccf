"""Finding what was decided: protocols by year and body, and a § with what stands around it."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from board.models import Attachment, Meeting, Paragraph, Protocol
from board.queries.reading import is_adjusted, may_read_paragraph
from board.states import ProtocolKind, ProtocolState
from finsam.models import Association
from finsam.permissions import Permission
from finsam.swedish import words

FINISHED = Q(adjusted_on__isnull=False) | Q(state=ProtocolState.SENT)


def visible_protocols(association: Association, permissions: frozenset[Permission]) -> QuerySet[Protocol]:
    """Give the protocols that may be read: those finished, and for the office every one; newest first."""
    protocols = Protocol.objects.filter(meeting__body__association=association)
    if Permission.WRITE_MEETINGS not in permissions:
        protocols = protocols.filter(FINISHED)
    numbered = Prefetch(
        "paragraphs", Paragraph.objects.filter(number__isnull=False).only("pk", "number", "meeting")
    )
    return protocols.select_related("meeting__body", "document", "notice").prefetch_related(numbered)


def found_protocols(
    protocols: QuerySet[Protocol], *, year: int | None = None, body: int | None = None, heading: str = ""
) -> QuerySet[Protocol]:
    """Narrow protocols by year, body and words in the headings of their §§."""
    if year:
        protocols = protocols.filter(meeting__held_on__year=year)
    if body:
        protocols = protocols.filter(meeting__body=body)
    for word in heading.split():
        having = Paragraph.objects.filter(field_contains("heading", word)).values("protocols__pk")
        protocols = protocols.filter(pk__in=having)
    return protocols


def field_contains(field: str, word: str) -> Q:
    """Ask for a word in a short field, large and small letters alike; SQLite knows that of A to Z alone."""
    forms = {word, word.lower(), words.capitalised(word.lower())}
    found = Q(**{f"{field}__icontains": word})
    for form in forms:
        found |= Q(**{f"{field}__contains": form})
    return found


def years_with_protocols(protocols: QuerySet[Protocol]) -> list[int]:
    """Give the years that have protocols, newest first."""
    days = protocols.order_by().values_list("meeting__held_on__year", flat=True).distinct()
    return sorted(days, reverse=True)


@dataclass(frozen=True)
class Around:
    """A § with its protocols, its handlingar, the §§ before and after, and the same ärende at other meetings."""

    paragraph: Paragraph
    protocol: Protocol | None
    corrections: list[Protocol]
    attachments: list[Attachment]
    before: Paragraph | None
    after: Paragraph | None
    linked: list[tuple[str, Paragraph]]
    elsewhere: list[Paragraph]
    is_adjusted: bool


def paragraphs_of(association: Association) -> QuerySet[Paragraph]:
    """Give the association's §§ with what the page of one needs."""
    return (
        Paragraph.objects.filter(meeting__body__association=association)
        .select_related("meeting__body__association", "text", "matter", "continues")
        .prefetch_related("protocols", "decisions__amounts", "decisions__assignees")
    )


def around(paragraph: Paragraph, permissions: frozenset[Permission]) -> Around:
    """Gather what stands around a §, as far as the person may read it."""
    protocols = list(paragraph.protocols.all())
    for each in protocols:
        each.meeting = paragraph.meeting
    own = [each for each in protocols if each.kind != ProtocolKind.CORRECTION]
    before, after = _neighbours(paragraph, permissions)
    return Around(
        paragraph=paragraph,
        protocol=own[0] if own else None,
        corrections=[
            each
            for each in protocols
            if each.kind == ProtocolKind.CORRECTION
            and (each.state == ProtocolState.SIGNED or Permission.WRITE_MEETINGS in permissions)
        ],
        attachments=list(paragraph.attachments.select_related("document")),
        before=before,
        after=after,
        linked=_linked(paragraph, permissions),
        elsewhere=_elsewhere(paragraph, permissions),
        is_adjusted=is_adjusted(paragraph),
    )


def _neighbours(
    paragraph: Paragraph, permissions: frozenset[Permission]
) -> tuple[Paragraph | None, Paragraph | None]:
    rows = [
        each
        for each in paragraph.meeting.paragraphs.filter(number__isnull=False)
        .prefetch_related("protocols")
        .order_by("number")
        if may_read_paragraph(each, permissions)
    ]
    for each in rows:
        each.meeting = paragraph.meeting
    keys = [each.pk for each in rows]
    if paragraph.pk not in keys:
        return None, None
    at = keys.index(paragraph.pk)
    return rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None


def _linked(paragraph: Paragraph, permissions: frozenset[Permission]) -> list[tuple[str, Paragraph]]:
    """Give the §§ that it follows or corrects, and those that follow or correct it, each with what it is to this one."""
    rows = (
        Paragraph.objects.filter(Q(pk=paragraph.refers_to_id) | Q(refers_to=paragraph), number__isnull=False)
        .select_related("meeting__body__association")
        .prefetch_related("protocols", "decisions")
        .order_by("meeting__held_on", "number")
    )
    return [(_bond(paragraph, each), each) for each in rows if may_read_paragraph(each, permissions)]


def _bond(paragraph: Paragraph, other: Paragraph) -> str:
    if other.pk == paragraph.refers_to_id:
        return "Rättar" if paragraph.corrects_it else "Följer på"
    return "Rättas av" if other.corrects_it else "Följs av"


def _elsewhere(paragraph: Paragraph, permissions: frozenset[Permission]) -> list[Paragraph]:
    same = Q(continues=paragraph) | Q(continued_in=paragraph)
    if paragraph.matter_id:
        same |= Q(matter=paragraph.matter_id)
    rows = (
        Paragraph.objects.filter(same, number__isnull=False)
        .exclude(pk=paragraph.pk)
        .select_related("meeting__body__association")
        .prefetch_related("protocols", "decisions")
        .order_by("meeting__held_on", "meeting__starts_at", "number")
        .distinct()
    )
    return [each for each in rows if may_read_paragraph(each, permissions)]


def searched_years(association: Association) -> list[int]:
    """Give the years that have meetings, newest first."""
    days = Meeting.objects.of(association).order_by().values_list("held_on__year", flat=True).distinct()
    return sorted(days, reverse=True)
