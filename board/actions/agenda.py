"""What the office does to an agenda: ärenden in, changed, moved and out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import F

from board import indexing
from board.actions.matters import open_matter
from board.actions.planned_points import write_planned
from board.models import Matter, Meeting, Paragraph
from board.states import AGENDA_OPEN, MeetingState, ParagraphKind, ProtocolKind, ProtocolState
from finsam import audit
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Person, Text
from finsam.swedish import words

_LAST = frozenset({ParagraphKind.OTHER, ParagraphKind.CLOSING})


@dataclass(frozen=True)
class ParagraphDraft:
    """What an ärende is on the agenda: heading, what it is for, who presents it, and the proposed att-satser."""

    heading: str
    kind: str = ParagraphKind.MATTER
    presenter: str = ""
    proposal: str = ""
    html: str = ""
    matter: Matter | None = None
    opens_matter: bool = False
    is_immediate: bool = False
    points: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # what was typed in each underpunkt
    points_seen: str = ""  # the underpunkter as the writer saw them, see queries.points


@transaction.atomic
def add_paragraph(*, meeting: Meeting, draft: ParagraphDraft, by: Person | None) -> Paragraph:
    """Put an ärende on the agenda, before övriga frågor and the end; after the call it is on the tilläggslista.

    Raises DomainError when the agenda is closed.
    """
    meeting = locked_agenda(meeting)
    association = meeting.body.association
    paragraph = Paragraph.objects.create(
        meeting=meeting,
        kind=draft.kind,
        position=_make_room(meeting, draft.kind),
        heading=draft.heading,
        presenter=draft.presenter,
        proposal=draft.proposal,
        matter=_matter_of(draft, meeting, by),
        is_immediate=draft.is_immediate,
        is_late=meeting.state == MeetingState.CALLED,
        text=start_text(association=association, by=by, html=draft.html),
    )
    audit.record(
        association=association, by=by, verb="lade till ärende", target=paragraph, meeting=str(meeting)
    )
    indexing.index_paragraph(paragraph)
    return paragraph


@transaction.atomic
def change_paragraph(
    *, paragraph: Paragraph, draft: ParagraphDraft, base_version: int, by: Person
) -> Paragraph:
    """Change an ärende on the agenda; `base_version` is the version of the text that the writer saw.

    Raises StaleVersionError, with nothing written, when somebody else has saved the text in between.
    """
    meeting = locked_agenda(paragraph.meeting)
    row = (
        Paragraph.objects.select_for_update(of=("self",))
        .select_related("text", "matter")
        .get(pk=paragraph.pk)
    )
    save_text(text=row.text, html=draft.html, base_version=base_version, by=by)
    row.matter = _matter_of(draft, meeting, by)
    _write(row, draft)
    audit.record(association=meeting.body.association, by=by, verb="ändrade ärende", target=row)
    return row


@transaction.atomic
def autosave_paragraph(
    *, paragraph: Paragraph, draft: ParagraphDraft, base_version: int, save_key: str, after: str, by: Person
) -> Text:
    """Save what stands in the form while it is written, and give the text as it then stands; no audit event.

    The diarienummer waits for the button. `after` is the key of a saving whose answer never came: the writer's
    own, so that what it wrote is no one else's. Raises StaleVersionError as `change_paragraph`.
    """
    locked_agenda(paragraph.meeting)
    row = Paragraph.objects.select_for_update().select_related("text").get(pk=paragraph.pk)
    if after and row.text.versions.filter(save_key=after, number=row.text.version).exists():
        base_version = row.text.version
    text = save_text(text=row.text, html=draft.html, base_version=base_version, by=by, save_key=save_key)
    _write(row, draft)
    return text


@transaction.atomic
def remove_paragraph(*, paragraph: Paragraph, by: Person) -> None:
    """Take an ärende off the agenda; what it continued waits again. Raises DomainError once it is taken up."""
    meeting = locked_agenda(paragraph.meeting)
    row = Paragraph.objects.select_for_update().select_related("text").get(pk=paragraph.pk)
    if row.number is not None:
        raise DomainError("Ärendet har fått sitt paragrafnummer och kan inte tas bort.")
    audit.record(
        association=meeting.body.association, by=by, verb="tog bort ärende", target=row, heading=row.heading
    )
    indexing.remove_paragraph(row)
    text = row.text
    row.delete()
    text.delete()


@transaction.atomic
def remove_untouched(*, paragraph: Paragraph) -> bool:
    """Take an ärende that the program put there off the agenda, unless a person has made it hers; tell whether it went."""
    meeting = locked_agenda(paragraph.meeting)
    row = Paragraph.objects.select_for_update().select_related("text").get(pk=paragraph.pk)
    touched = row.version or row.text.updated_by_id or row.attachments.exists() or row.points.exists()
    if row.number is not None or touched or meeting.state != MeetingState.PLANNED:
        return False
    indexing.remove_paragraph(row)
    text = row.text
    row.delete()
    text.delete()
    return True


@transaction.atomic
def move_paragraph(*, paragraph: Paragraph, step: int, by: Person) -> None:
    """Move an ärende one step up (-1) or down (1); at the end of the list it stays."""
    order = list(paragraph.meeting.paragraphs.order_by("position", "id").values_list("pk", flat=True))
    here = order.index(paragraph.pk)
    there = min(max(here + step, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    order_agenda(meeting=paragraph.meeting, order=order, by=by)


@transaction.atomic
def order_agenda(*, meeting: Meeting, order: Sequence[int], by: Person) -> None:
    """Put the agenda in the order of the §§' keys.

    Raises DomainError when they are not the agenda's, as when somebody has added one meanwhile.
    """
    meeting = locked_agenda(meeting)
    rows = {row.pk: row for row in meeting.paragraphs.order_by("position", "id")}
    if sorted(order) != sorted(rows):
        raise DomainError("Dagordningen har ändrats av någon annan. Ladda om sidan och försök igen.")
    taken_up = [pk for pk in order if rows[pk].number is not None]
    if taken_up != sorted(taken_up, key=lambda pk: rows[pk].number or 0):
        raise DomainError("Paragrafer som har fått nummer byter inte plats.")
    before = list(rows)
    for position, pk in enumerate(order, start=1):
        rows[pk].position = position
    Paragraph.objects.bulk_update(rows.values(), ["position"])
    if before != list(order):
        audit.record(
            association=meeting.body.association, by=by, verb="ändrade dagordningens ordning", target=meeting
        )


def locked_agenda(meeting: Meeting) -> Meeting:
    """Read the meeting anew under a row lock. Raises DomainError when its agenda is closed."""
    row = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )
    if row.state not in AGENDA_OPEN:
        raise DomainError(why_closed(row))
    return row


def why_closed(meeting: Meeting) -> str:
    """Say why nothing comes to the agenda any more, and what to do instead."""
    main = meeting.protocols.filter(kind=ProtocolKind.MAIN).first()
    elsewhere = "ta upp ärendet på nästa sammanträde"
    pronoun = "dem" if meeting.keeps_notes else "det"
    closed = f"Sammanträdet är {meeting.get_state_display().lower()}, så dagordningen ändras inte längre."
    if main and main.is_finished:
        if meeting.keeps_notes:
            return f"Anteckningarna är klara och skickade. Lägg inget till dem: {elsewhere}."
        return f"Protokollet är justerat, och inget läggs till i det. Rätta protokollet på dess sida, eller {elsewhere}."
    if main and main.state == ProtocolState.FOR_SIGNING:
        return f"{words.capitalised(meeting.paper)} väntar på underskrifter. Ta tillbaka {pronoun} först, eller {elsewhere}."
    if meeting.state == MeetingState.CLOSED:
        return f"{closed} Öppna mötet igen, eller {elsewhere}."
    return f"{closed} Lägg ärendet på ett annat sammanträde."


def _write(row: Paragraph, draft: ParagraphDraft) -> None:
    row.heading, row.kind, row.presenter = draft.heading, draft.kind, draft.presenter
    row.proposal, row.is_immediate = draft.proposal, draft.is_immediate
    row.version += 1
    write_planned(row, draft.points, base=draft.points_seen)
    row.save(update_fields=["heading", "kind", "presenter", "proposal", "is_immediate", "matter", "version"])
    indexing.index_paragraph(row)


def _make_room(meeting: Meeting, kind: str) -> int:
    """Give the position of a new ärende: last, but before the övriga frågor and the end that close the agenda."""
    rows = list(meeting.paragraphs.order_by("position", "id"))
    at = len(rows)
    while kind not in _LAST and at and rows[at - 1].kind in _LAST and rows[at - 1].number is None:
        at -= 1
    if at == len(rows):
        return rows[-1].position + 1 if rows else 1
    position = rows[at].position
    meeting.paragraphs.filter(pk__in=[row.pk for row in rows[at:]]).update(position=F("position") + 1)
    return position


def _matter_of(draft: ParagraphDraft, meeting: Meeting, by: Person | None) -> Matter | None:
    if draft.opens_matter:
        return open_matter(association=meeting.body.association, title=draft.heading, by=by)
    return draft.matter
