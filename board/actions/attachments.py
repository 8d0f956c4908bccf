"""Handlingar come to an ärende and go from it; their bytes are kept as they came."""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction
from django.db.models import Max

from board import indexing
from board.actions.agenda import locked_agenda
from board.actions.writing import lock_for_writing
from board.models import Attachment, Meeting, Paragraph, Point
from board.queries.held import held_of
from board.queries.uploaded import Inside, Uploaded, looked_inside, read_inside, uploaded_for_all
from board.states import HELD, MeetingState
from board.wording.masking import Held
from finsam import audit
from finsam.errors import DomainError
from finsam.files import store
from finsam.files.kinds import recognise
from finsam.models import Association, Person
from finsam.swedish import words
from finsam.texts.cleaning import clean_text


@transaction.atomic
def attach(
    *,
    paragraph: Paragraph,
    name: str,
    content: bytes,
    by: Person,
    title: str = "",
    is_appendix: bool = False,
    is_public: bool = False,
    point: Point | None = None,
) -> Attachment:
    """Keep the file unaltered and put it with the ärende; the same file sent twice to it is one handling.

    `title` is the file's name without its ending unless said otherwise. One that is to be shown to everyone, but says
    what the förbund holds back or cannot be read here, is kept and not shown: that takes a yes of its own, in
    `change_attachment`. Raises DomainError, a sentence, for a file that is too large, locked, broken or not what its name says, and when the § has been sent for justering.
    """
    name = clean_text(PurePath(name.replace("\\", "/")).name)
    kind = recognise(name, content)
    meeting = _lock(paragraph)
    document = store.keep(
        content, association=meeting.body.association, name=name, content_type=kind.content_type, by=by,
        made_from=paragraph,
    )  # fmt: skip
    same = paragraph.attachments.filter(document__sha256=document.sha256).first()
    if same:
        document.delete()
        return same
    if is_public and looked_inside(content, held_of(meeting.body.association)) != Inside.NOTHING:
        is_public = False
    attachment = Attachment.objects.create(
        paragraph=paragraph,
        position=_next_position(paragraph),
        title=title or PurePath(name).stem.replace("_", " "),
        document=document,
        is_appendix=is_appendix,
        is_public=is_public,
        point=point,
    )
    audit.record(
        association=meeting.body.association, by=by, verb=_verb("lade till handling", meeting),
        target=attachment, file=name, sha256=document.sha256, paragraph=str(paragraph), public=is_public,
    )  # fmt: skip
    indexing.index_attachment(attachment)
    return attachment


def _next_position(paragraph: Paragraph) -> int:
    return (paragraph.attachments.aggregate(last=Max("position"))["last"] or 0) + 1


@transaction.atomic
def change_attachment(
    *,
    attachment: Attachment,
    title: str,
    is_appendix: bool,
    is_public: bool,
    point: Point | None = None,
    is_read: bool = False,
    by: Person,
) -> Attachment:
    """Give a handling another name, say whether it follows the protocol or is for everyone; its bytes stay as they are.

    Raises DomainError when its § has been sent for justering, and when it says what the förbund holds back, or cannot
    be read here, and is to be shown to everyone without anybody having said that she has read it.
    """
    paragraph = Paragraph.objects.select_related("meeting").get(pk=attachment.paragraph_id)
    meeting = _lock(paragraph)
    row = _locked(attachment)
    if (row.title, row.is_appendix, row.is_public, row.point) == (title, is_appendix, is_public, point):
        return row
    if is_public and not row.is_public and not is_read:
        refuse_unread(Uploaded(row, row.title, row.document), held_of(meeting.body.association))
    audit.record(
        association=meeting.body.association,
        by=by,
        verb=_verb("ändrade handling", meeting),
        target=row,
        paragraph=str(paragraph),
        title=title,
        appendix=is_appendix,
        public=is_public,
        read=is_read,
    )
    row.title, row.is_appendix, row.is_public, row.point = title, is_appendix, is_public, point
    row.save(update_fields=["title", "is_appendix", "is_public", "point"])
    indexing.index_attachment(row)
    return row


def refuse_unread(row: Uploaded, held: Held) -> None:
    """Ask for a yes, in words, before a file is shown whose inner text nobody masks: raises DomainError."""
    inside = read_inside(row, held)
    if inside == Inside.NOTHING:
        return
    why = (
        f"”{row.title}” innehåller ord som förbundet håller tillbaka, och en uppladdad fil maskeras inte."
        if inside == Inside.SAID
        else f"Förbundet håller tillbaka ord, och all text i ”{row.title}” går inte att läsa här (en inskannad sida eller en bild)."
    )
    raise DomainError(
        f"{why} Läs filen. Får den ändå visas för alla kryssar du i att du har läst den, och sparar igen."
    )


def hide_saying(association: Association, *, new: Held, by: Person) -> list[str]:
    """Show uploaded files no more that say what has just been held back, and tell of them, and of those to be read."""
    hidden, unreadable = [], []
    for each in uploaded_for_all(association):
        inside = read_inside(each, new)
        if inside == Inside.SAID:
            each.row.is_public = False
            each.row.save(update_fields=["is_public"])
            audit.record(
                association=association, by=by, verb="slutade visa handling för alla", target=each.row
            )
            hidden.append(f"”{each.title}”")
        elif inside == Inside.UNREADABLE:
            unreadable.append(f"”{each.title}”")
    told = []
    if hidden:
        told.append(f"{words.join_och(hidden)} innehåller det och visas inte längre för alla.")
    if unreadable:
        told.append(
            f"Läs {words.join_och(unreadable)}: all text går inte att läsa här, och filen visas för alla."
        )
    return told


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Person) -> None:
    """Take a handling from its ärende; the stored bytes stay. Raises DomainError when its § has been sent for justering."""
    paragraph = Paragraph.objects.select_related("meeting").get(pk=attachment.paragraph_id)
    meeting = _lock(paragraph)
    row = _locked(attachment)
    audit.record(
        association=meeting.body.association,
        by=by,
        verb=_verb("tog bort handling", meeting),
        target=row,
        paragraph=str(paragraph),
    )
    indexing.remove_attachment(row)
    row.delete()


def _lock(paragraph: Paragraph) -> Meeting:
    """Lock the meeting while its handlingar change: on the agenda, and afterwards until the § is sent for justering."""
    state = Meeting.objects.values_list("state", flat=True).get(pk=paragraph.meeting_id)
    return lock_for_writing(paragraph).meeting if state in HELD else locked_agenda(paragraph.meeting)


def _locked(attachment: Attachment) -> Attachment:
    row = Attachment.objects.select_for_update().filter(pk=attachment.pk).first()
    if row is None:
        raise DomainError("Handlingen är redan borttagen.")
    return row


def _verb(verb: str, meeting: Meeting) -> str:
    """Let the log say so when it happened after the meeting."""
    return f"{verb} efter sammanträdet" if meeting.state == MeetingState.CLOSED else verb
