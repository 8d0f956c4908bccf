"""What the office does to an agenda: ärenden in, changed, moved and out, and what fills itself in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F
from django.utils.html import format_html

from board import indexing
from board.actions.matters import open_matter
from board.models import Attachment, Matter, Meeting, Paragraph, StandingItem
from board.queries.agenda import (
    earlier_protocols,
    put_off,
    rows_of,
    standing_items,
    tasks_due,
    text_of_earlier,
    text_of_tasks,
)
from board.standing import Standing
from board.states import AGENDA_OPEN, MeetingKind, MeetingState, ParagraphKind
from finsam import audit, dates
from finsam.actions import save_text, start_text
from finsam.errors import DomainError
from finsam.models import Body, Person, Text

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


@transaction.atomic
def bring_back(*, meeting: Meeting, by: Person | None) -> list[Paragraph]:
    """Put what earlier meetings of the body tabled or referred back on this agenda; give what was added.

    Heading, matter, proposal, presenter and handlingar come along, and a sentence about where it was put off.
    """
    meeting = locked_agenda(meeting)
    return [_continue(earlier, meeting, by) for earlier in put_off(meeting)]


def _continue(earlier: Paragraph, meeting: Meeting, by: Person | None) -> Paragraph:
    put_off_as = earlier.get_outcome_display().lower()
    number = f"§\u00a0{earlier.number}, " if earlier.number else ""
    sentence = f"Ärendet blev {put_off_as} {number}{dates.long_date(earlier.meeting.held_on)}."
    draft = ParagraphDraft(
        heading=earlier.heading,
        kind=earlier.kind,
        presenter=earlier.presenter,
        proposal=earlier.proposal,
        html=format_html("<p>{}</p>", sentence),
        matter=earlier.matter,
    )
    paragraph = add_paragraph(meeting=meeting, draft=draft, by=by)
    paragraph.continues = earlier
    paragraph.save(update_fields=["continues"])
    Attachment.objects.bulk_create(
        Attachment(
            paragraph=paragraph,
            position=each.position,
            title=each.title,
            document_id=each.document_id,
            is_appendix=each.is_appendix,
        )
        for each in earlier.attachments.all()
    )
    return paragraph


@transaction.atomic
def fill_in(*, meeting: Meeting) -> None:
    """Write the texts that the program keeps: earlier protocols and tasks to follow up.

    A text that a person has written or changed is left alone.
    """
    own = {ParagraphKind.PREVIOUS, ParagraphKind.FOLLOW_UP}
    for paragraph in meeting.paragraphs.filter(kind__in=own, number__isnull=True).select_related("text"):
        if paragraph.text.updated_by_id is not None:
            continue
        if paragraph.kind == ParagraphKind.PREVIOUS:
            html = text_of_earlier(earlier_protocols(meeting))
        else:
            html = text_of_tasks(tasks_due(meeting))
        save_text(text=paragraph.text, html=html, base_version=paragraph.text.version, by=None)
        indexing.index_paragraph(paragraph)


@transaction.atomic
def start_agenda(*, meeting: Meeting, by: Person | None) -> None:
    """Give a new meeting its standing ärenden, what was put off, and the texts that fill themselves in."""
    for item in standing_items(meeting.body, meeting.kind):
        html = format_html("<p>{}</p>", item.opening_text) if item.opening_text else ""
        draft = ParagraphDraft(heading=item.heading, kind=item.kind, proposal=item.proposal, html=html)
        _append(meeting, draft)
    bring_back(meeting=meeting, by=by)
    fill_in(meeting=meeting)


@transaction.atomic
def copy_agenda(*, source: Meeting, to: Meeting, by: Person | None) -> None:
    """Give a new meeting the headings, kinds, presenters and proposals of another; no text, decision or handling.

    What came to the other meeting because it had been put off is not copied, nor what it put off itself:
    that comes back with its handlingar.
    """
    rows = source.paragraphs.select_related("matter").order_by("position", "id")
    back = {row.pk for row in put_off(to)}
    for row in rows:
        if row.continues_id or row.pk in back:
            continue
        matter = row.matter if row.matter and row.matter.closed_on is None else None
        draft = ParagraphDraft(
            heading=row.heading, kind=row.kind, presenter=row.presenter, proposal=row.proposal, matter=matter
        )
        _append(to, draft)
    bring_back(meeting=to, by=by)
    fill_in(meeting=to)


@transaction.atomic
def save_standing_items(*, body: Body, kind: MeetingKind, items: Sequence[Standing], by: Person) -> None:
    """Replace the body's standing ärenden for a kind of meeting; meetings already planned keep their agendas."""
    Body.objects.select_for_update().get(pk=body.pk)
    body.standing_items.filter(meeting_kind=kind).delete()
    StandingItem.objects.bulk_create(rows_of(body, kind, items))
    audit.record(
        association=body.association,
        by=by,
        verb="ändrade stående ärenden",
        target=body,
        kind=kind,
        count=len(items),
    )


def locked_agenda(meeting: Meeting) -> Meeting:
    """Read the meeting anew under a row lock. Raises DomainError when its agenda is closed."""
    row = (
        Meeting.objects.select_for_update(of=("self",)).select_related("body__association").get(pk=meeting.pk)
    )
    if row.state not in AGENDA_OPEN:
        raise DomainError(
            f"Sammanträdet är {row.get_state_display().lower()}, så dagordningen ändras inte längre."
        )
    return row


def _write(row: Paragraph, draft: ParagraphDraft) -> None:
    row.heading, row.kind, row.presenter = draft.heading, draft.kind, draft.presenter
    row.proposal, row.is_immediate = draft.proposal, draft.is_immediate
    row.version += 1
    row.save(update_fields=["heading", "kind", "presenter", "proposal", "is_immediate", "matter", "version"])
    indexing.index_paragraph(row)


def _append(meeting: Meeting, draft: ParagraphDraft) -> Paragraph:
    """Put a standing or copied ärende last; its text is the program's until a person changes it."""
    text = start_text(association=meeting.body.association, by=None, html=draft.html)
    return Paragraph.objects.create(
        meeting=meeting,
        kind=draft.kind,
        position=meeting.paragraphs.count() + 1,
        heading=draft.heading,
        presenter=draft.presenter,
        proposal=draft.proposal,
        matter=draft.matter,
        text=text,
    )


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
