"""Saving what is written in a § during the meeting: by several at once, sent twice, from a page long open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Q

from board import indexing
from board.actions import decisions, numbers, presence_marks
from board.models import Meeting, Paragraph, Protocol, SessionSaving
from board.queries import writing
from board.registries import effects
from board.states import HELD, MeetingState, ProtocolKind, ProtocolState
from finsam import saving
from finsam.actions import save_text
from finsam.errors import DomainError
from finsam.models import Person

Saved = saving.Saved[SessionSaving]


class ParagraphSheet(saving.Sheet[SessionSaving]):
    """A § of a meeting that is locked for writing; its fields are those of queries.writing."""

    savings = SessionSaving

    def __init__(self, paragraph: Paragraph, order: Sequence[str] = ()) -> None:
        self.paragraph, self.order = paragraph, order

    @property
    def place(self) -> dict[str, Any]:
        return {"meeting": self.paragraph.meeting, "paragraph": self.paragraph}

    @property
    def version(self) -> int:
        return self.paragraph.version

    def is_text(self, name: str) -> bool:
        return writing.is_text(name)

    def content(self) -> dict[str, Any]:
        return writing.paragraph_content(self.paragraph)

    def kept_as(self, content: dict[str, Any]) -> dict[str, Any]:
        return writing.kept_as(content, self.paragraph)

    def read_back(self, content: dict[str, Any]) -> dict[str, Any]:
        return writing.read_back(content, self.paragraph)

    def sent(self, save_key: str) -> SessionSaving | None:
        return sent_before(self.paragraph.meeting, save_key)

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        return _write(self.paragraph, content=content, changed=changed, order=self.order, by=by)


@transaction.atomic
def save_paragraph(
    *,
    paragraph: Paragraph,
    fields: dict[str, Any],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
    order: Sequence[str] = (),
) -> Saved:
    """Save the fields of a § (see queries.writing and finsam.saving) that the writer saw as `base_version`.

    `order` is the keys of the att-satser as they stand on the page. Raises DomainError when the § may no longer be written.
    """
    sheet = ParagraphSheet(lock_for_writing(paragraph), order)
    return saving.save(sheet, fields=fields, base_version=base_version, by=by, save_key=save_key, after=after)


@transaction.atomic
def settle_paragraph(
    *, waiting: SessionSaving, chosen: dict[str, Any], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written in a §."""
    assert waiting.paragraph
    sheet = ParagraphSheet(lock_for_writing(waiting.paragraph))
    return saving.settle(sheet, saving=waiting, chosen=chosen, base_version=base_version, by=by)


def sent_before(meeting: Meeting, save_key: str) -> SessionSaving | None:
    """Give what was saved of the meeting under a key: a § and the närvaro share them."""
    return SessionSaving.objects.filter(meeting=meeting, save_key=save_key).first() if save_key else None


def lock_for_writing(paragraph: Paragraph) -> Paragraph:
    """Lock the meeting and give the § anew; DomainError when nothing may be written in it any more.

    One lock a meeting: that which is saved, taken up and closed comes one after the other.
    """
    meeting = lock_meeting(paragraph.meeting)
    row = Paragraph.objects.select_related("text", "matter").get(pk=paragraph.pk)
    row.meeting = meeting
    if meeting.state not in HELD:
        raise DomainError(
            f"Sammanträdet är {meeting.get_state_display().lower()}. Öppna det för att skriva protokoll."
        )
    if sent := sent_protocol_of(row):
        raise DomainError(why_locked(sent))
    return row


def why_locked(sent: Protocol) -> str:
    """Say why nothing is written in a § any more, and what to do: what is signed is corrected, not taken back."""
    if sent.is_finished and sent.meeting.keeps_notes:
        return "Anteckningarna är klara och ändras inte. Ta upp saken på nästa sammanträde."
    if sent.is_finished:
        return "Paragrafen är justerad och ändras inte. Rätta protokollet på dess sida, eller ta upp saken på nästa sammanträde."
    return "Paragrafen är sänd för justering och ändras inte här. Ta tillbaka protokollet först."


def lock_meeting(meeting: Meeting) -> Meeting:
    """Give the meeting anew, locked until the transaction ends."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related(
        "body__association", "chair", "secretary"
    )
    return rows.get(pk=meeting.pk)


def sent_protocol_of(paragraph: Paragraph) -> Protocol | None:
    """Give the protocol with which the § has been sent or signed, if any; a rättelse does not count."""
    holds_it = Q(kind=ProtocolKind.MAIN) | Q(kind=ProtocolKind.IMMEDIATE, paragraphs=paragraph)
    sent = Protocol.objects.filter(meeting_id=paragraph.meeting_id).exclude(state=ProtocolState.DRAFT)
    return sent.filter(holds_it).first()


def _write(
    row: Paragraph,
    *,
    content: dict[str, Any],
    changed: set[str],
    order: Sequence[str],
    by: Person,
) -> dict[str, Any]:
    heading = row.heading
    if "refers_to_id" in changed and not _may_refer(row, content["refers_to_id"]):
        content = content | {"refers_to_id": row.refers_to_id}
    own = [name for name in writing.OWN if name in changed]
    for name in own:
        setattr(row, name, content[name] or writing.EMPTY.get(name, ""))
    if not row.heading.strip():
        row.heading = content["heading"] = heading or "Utan rubrik"
    row.version += 1  # nobody else writes while the meeting is locked
    row.save(update_fields=[*own, "version"])
    if "text" in changed:
        row.text = save_text(text=row.text, html=content["text"] or "", base_version=row.text.version, by=by)
    presence_marks.write_marks(row, content, changed)
    content = presence_marks.without_votes_of_conflicted(row, content, changed)
    content = presence_marks.write_adjusters(row, content, changed)
    decisions.write_points(row, content, changed)
    decisions.write_decisions(row, content, order, by=by)
    decisions.write_statements(row, content, changed)
    decisions.write_votes(row, content, changed)
    if row.meeting.state == MeetingState.IN_SESSION:
        numbers.take_up_if_next(row, by=by)
    effects.paragraph_written(row, by)
    indexing.index_paragraph(row)
    return content


def _may_refer(row: Paragraph, earlier_id: int | None) -> bool:
    """Whether a § may point at the other: one of the same förbund, and not itself."""
    own = Paragraph.objects.filter(meeting__body__association=row.meeting.body.association_id)
    return earlier_id is None or own.filter(pk=earlier_id).exclude(pk=row.pk).exists()
