"""What fills an agenda: standing ärenden, what was put off, another meeting's ärenden, and texts that write themselves."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.html import format_html

from board import indexing
from board.actions.agenda import ParagraphDraft, add_paragraph, locked_agenda
from board.actions.planned_points import copy_attachments, copy_points
from board.models import Meeting, Paragraph, StandingItem, YearWheelTurn
from board.queries.agenda import (
    day_before,
    earlier_protocols,
    put_off,
    rows_of,
    standing_items,
    tasks_due,
    text_of_earlier,
    text_of_follow_up,
)
from board.registries.follow_up import told_at
from board.states import MeetingKind, ParagraphKind
from board.wording.standing import Standing
from finsam import audit
from finsam.actions import save_text, start_text
from finsam.models import Body, Person
from finsam.swedish import dates


@transaction.atomic
def bring_back(*, meeting: Meeting, by: Person | None) -> list[Paragraph]:
    """Put what earlier meetings of the body tabled or referred back on this agenda; give what was added.

    Heading, matter, proposal, presenter and handlingar come along, and a sentence about where it was put off.
    """
    meeting = locked_agenda(meeting)
    return [_continue(earlier, meeting, by) for earlier in put_off(meeting)]


def _continue(earlier: Paragraph, meeting: Meeting, by: Person | None) -> Paragraph:
    put_off_as = earlier.get_outcome_display().lower()
    number = f"{earlier.meeting.numbered([earlier.number])}, " if earlier.number else ""
    sentence = f"Ärendet blev {put_off_as} {number}{dates.long_date(earlier.meeting.began_on)}."
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
    YearWheelTurn.objects.filter(paragraph=earlier).update(paragraph=paragraph)
    copy_points(earlier, paragraph)
    copy_attachments(earlier, paragraph)
    return paragraph


@transaction.atomic
def fill_in(*, meeting: Meeting) -> None:
    """Write the texts that the program keeps: earlier protocols, and tasks and what else there is to follow up.

    A text that a person has written or changed is left alone.
    """
    own = {ParagraphKind.PREVIOUS, ParagraphKind.FOLLOW_UP}
    for paragraph in meeting.paragraphs.filter(kind__in=own, number__isnull=True).select_related("text"):
        if paragraph.text.updated_by_id is not None:
            continue
        if paragraph.kind == ParagraphKind.PREVIOUS:
            html = text_of_earlier(earlier_protocols(meeting))
        else:
            html = text_of_follow_up(tasks_due(meeting), told_at(meeting, day_before(meeting)))
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
    """Give a new meeting the headings, kinds, presenters and proposals of another, those of underpunkter too.

    No text, decision or handling comes along. What the årshjul put there is not copied: it puts itself where it belongs. What came to the other meeting because it had been put off is not copied, nor what it put off itself:
    that comes back with its handlingar.
    """
    rows = source.paragraphs.select_related("matter").prefetch_related("points").order_by("position", "id")
    back = {row.pk for row in put_off(to)}
    back |= set(
        YearWheelTurn.objects.filter(paragraph__meeting=source).values_list("paragraph_id", flat=True)
    )
    for row in rows:
        if row.continues_id or row.pk in back:
            continue
        matter = row.matter if row.matter and row.matter.closed_on is None else None
        draft = ParagraphDraft(
            heading=row.heading, kind=row.kind, presenter=row.presenter, proposal=row.proposal, matter=matter
        )
        copy_points(row, _append(to, draft), with_text=False)
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
