"""Handlingar come to an ärende and go from it; their bytes are kept as they came."""

from __future__ import annotations

from pathlib import PurePath

from django.db import transaction
from django.db.models import Max

from board import indexing
from board.actions.agenda import locked_agenda
from board.models import Attachment, Paragraph
from finsam import audit, store
from finsam.errors import DomainError
from finsam.filekinds import recognise
from finsam.models import Person


@transaction.atomic
def attach(
    *, paragraph: Paragraph, name: str, content: bytes, by: Person, title: str = "", is_appendix: bool = False
) -> Attachment:
    """Keep the file unaltered and put it with the ärende; the same file sent twice to it is one handling.

    `title` is the file's name without its ending unless said otherwise. Raises DomainError, a sentence, for a
    file that is too large, locked, broken or not what its name says, and when the agenda is closed.
    """
    name = PurePath(name.replace("\\", "/")).name
    kind = recognise(name, content)
    meeting = locked_agenda(paragraph.meeting)
    document = store.keep(
        content,
        association=meeting.body.association,
        name=name,
        content_type=kind.content_type,
        by=by,
        made_from=paragraph,
    )
    same = paragraph.attachments.filter(document__sha256=document.sha256).first()
    if same:
        document.delete()
        return same
    last = paragraph.attachments.aggregate(last=Max("position"))["last"] or 0
    attachment = Attachment.objects.create(
        paragraph=paragraph,
        position=last + 1,
        title=(title or PurePath(name).stem.replace("_", " "))[:200],
        document=document,
        is_appendix=is_appendix,
    )
    audit.record(
        association=meeting.body.association,
        by=by,
        verb="lade till handling",
        target=attachment,
        file=name,
        sha256=document.sha256,
        paragraph=str(paragraph),
    )
    indexing.index_attachment(attachment)
    return attachment


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: Person) -> None:
    """Take a handling from its ärende; the stored bytes stay. Raises DomainError when the agenda is closed."""
    paragraph = Paragraph.objects.select_related("meeting").get(pk=attachment.paragraph_id)
    meeting = locked_agenda(paragraph.meeting)
    row = Attachment.objects.select_for_update().filter(pk=attachment.pk).first()
    if row is None:
        raise DomainError("Handlingen är redan borttagen.")
    audit.record(
        association=meeting.body.association,
        by=by,
        verb="tog bort handling",
        target=row,
        paragraph=str(paragraph),
    )
    indexing.remove_attachment(row)
    row.delete()
