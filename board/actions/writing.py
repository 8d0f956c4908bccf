"""Saving what is written in a § during the meeting: by several at once, sent twice, from a page long open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from board import indexing
from board.actions import decisions, numbers, presence_marks
from board.merging import Merged, merge, same
from board.models import Meeting, Paragraph, Protocol, SessionSaving
from board.queries import writing
from board.states import HELD, MeetingState, ProtocolKind, ProtocolState
from finsam.actions import save_text
from finsam.errors import DomainError
from finsam.models import Person

KEPT_SAVINGS = (
    200  # how far back a page left open is brought together field by field; older ones show both texts
)


@dataclass(frozen=True)
class Saved:
    """What came of a saving: the version the writer has now, and what collided, if anything did."""

    version: str
    at: dt.datetime
    collided: SessionSaving | None = None


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
    """Save the fields of a § (see queries.writing) that the writer saw as `base_version`.

    What only she has changed is written; where another has changed the same to something else, hers is kept
    beside it as a saving that waits for a choice. The same saving (`save_key`) sent twice is one. `order` is the
    keys of the att-satser as they stand on the page. Raises DomainError when the § may no longer be written.
    """
    row = lock_for_writing(paragraph)
    if earlier := _already(row.meeting, save_key):
        return _answer(earlier, base_version)
    current = writing.paragraph_content(row)
    base = writing.base_of(
        meeting=row.meeting,
        paragraph=row,
        version=base_version,
        after=after,
        current=current,
        current_version=row.version,
    )
    merged = merge(base=base, mine=fields, theirs=current)
    saving = _save_merged(
        row, current=current, merged=merged, view={**base, **fields}, order=order, save_key=save_key, by=by
    )
    if merged.collisions:
        pending = _put_aside(row, fields, merged.collisions, save_key=save_key, by=by)
        return Saved(base_version, pending.saved_at, pending)
    return Saved(saving.token, saving.saved_at) if saving else Saved(base_version, timezone.now())


@transaction.atomic
def settle(*, saving: SessionSaving, chosen: dict[str, Any], base_version: str, by: Person) -> Saved:
    """Write what was chosen where two had written, and let the waiting saving rest in the history.

    When a third has written meanwhile, what was chosen waits in its turn.
    """
    assert saving.paragraph
    saved = save_paragraph(paragraph=saving.paragraph, fields=chosen, base_version=base_version, by=by)
    SessionSaving.objects.filter(pk=saving.pk).update(settled_at=timezone.now())
    return saved


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
    if sent_protocol_of(row):
        raise DomainError(
            "Paragrafen är sänd för justering och ändras inte här. Ta tillbaka protokollet först."
        )
    return row


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


def remember(
    meeting: Meeting,
    paragraph: Paragraph | None,
    *,
    content: dict[str, Any],
    seen: dict[str, Any] | None,
    save_key: str,
    by: Person,
) -> SessionSaving:
    """Keep a numbered saving and forget those that no open page can still name."""
    number = paragraph.version if paragraph else meeting.attendance_version
    own = SessionSaving.objects.filter(meeting=meeting, paragraph=paragraph, number__isnull=False)
    own.filter(number__lt=number - KEPT_SAVINGS).delete()
    return SessionSaving.objects.create(
        meeting=meeting, paragraph=paragraph, number=number, content=writing.stored(content, paragraph), seen=seen,
        save_key=save_key, saved_at=timezone.now(), saved_by=by,
    )  # fmt: skip


def remember_before(meeting: Meeting, paragraph: Paragraph | None, content: dict[str, Any]) -> None:
    """Keep how things stood before the first saving, for pages that were opened then."""
    number = paragraph.version if paragraph else meeting.attendance_version
    SessionSaving.objects.get_or_create(
        meeting=meeting,
        paragraph=paragraph,
        number=number,
        defaults={"content": writing.stored(content, paragraph), "saved_at": timezone.now()},
    )


def _save_merged(
    row: Paragraph,
    *,
    current: dict[str, Any],
    merged: Merged,
    view: dict[str, Any],
    order: Sequence[str],
    save_key: str,
    by: Person,
) -> SessionSaving | None:
    """Write what two versions came to and remember it as a saving; nothing when it changes nothing.

    `view` is what the writer sees: where it differs from what is stored, her next saving is told from it.
    """
    changed = {name for name, value in merged.content.items() if not same(value, current.get(name))}
    if not changed:
        return None
    content = _write(row, current=current, content=merged.content, changed=changed, order=order, by=by)
    seen = view if any(not same(view.get(name), content.get(name)) for name in content | view) else None
    key = "" if merged.collisions else save_key
    return remember(row.meeting, row, content=content, seen=seen, save_key=key, by=by)


def _put_aside(
    row: Paragraph, fields: dict[str, Any], collisions: Iterable[str], *, save_key: str, by: Person
) -> SessionSaving:
    """Keep what a writer had where another wrote the same, until somebody chooses."""
    return SessionSaving.objects.create(
        meeting=row.meeting, paragraph=row, content=fields, collisions=list(collisions), save_key=save_key,
        saved_at=timezone.now(), saved_by=by,
    )  # fmt: skip


def _write(
    row: Paragraph,
    *,
    current: dict[str, Any],
    content: dict[str, Any],
    changed: set[str],
    order: Sequence[str],
    by: Person,
) -> dict[str, Any]:
    remember_before(row.meeting, row, current)
    own = [name for name in writing.OWN if name in changed]
    for name in own:
        setattr(row, name, content[name] or ("" if name != "is_election" else False))
    if not row.heading.strip():
        row.heading = content["heading"] = current["heading"] or "Utan rubrik"
    row.version += 1  # nobody else writes while the meeting is locked
    row.save(update_fields=[*own, "version"])
    if "text" in changed:
        row.text = save_text(text=row.text, html=content["text"] or "", base_version=row.text.version, by=by)
    presence_marks.write_marks(row, content, changed)
    content = presence_marks.without_votes_of_conflicted(row, content, changed)
    content = presence_marks.write_adjusters(row, content, changed)
    decisions.write_decisions(row, content, order)
    decisions.write_statements(row, content, changed)
    decisions.write_votes(row, content, changed)
    if row.meeting.state == MeetingState.IN_SESSION:
        numbers.take_up_if_next(row, by=by)
    indexing.index_paragraph(row)
    return content


def _already(meeting: Meeting, save_key: str) -> SessionSaving | None:
    if not save_key:
        return None
    return SessionSaving.objects.filter(meeting=meeting, save_key=save_key).first()


def _answer(earlier: SessionSaving, base_version: str) -> Saved:
    if earlier.number is not None:
        return Saved(earlier.token, earlier.saved_at)
    return Saved(base_version, earlier.saved_at, None if earlier.settled_at else earlier)
