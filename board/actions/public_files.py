"""Making a file for everyone in place of one that says what is held back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from django.db import transaction

from board.actions.protocol import PDF, as_json
from board.documents.assemble import look_of
from board.documents.notice import Notice as PrintedNotice
from board.documents.notices import build_notice
from board.documents.proclamation import Proclamation, build_proclamation, public_papers
from board.documents.public import NOTE, with_seal
from board.documents.stored import made_again
from board.models import Meeting, Notice, Protocol, PublicFile
from board.queries.held import held_of
from board.queries.notice import public_notices
from board.registries.public_files import Told, told_by
from board.wording.masking import NOTHING_HELD, Held, fingerprint
from finsam import audit, clock, pdf
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Document, Job, Person
from finsam.permissions import Permission
from finsam.work import jobs


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.POST_NOTICES)
def prepare_public_file(job: Job, *, document_id: int) -> Document:
    """The worker's part: set the file anew of what is stored, without what is held back, and seal it."""
    original = Document.objects.get(pk=document_id, association=job.association)
    told = told_by([original]).get(original.pk)
    if told is None or told.make is None:
        raise DomainError(
            "Filen är uppladdad och kan inte göras om här. Lägg in en fil som får visas för alla."
        )
    content = held_of(job.association).content(told.content)
    if content == told.content:
        raise DomainError("Filen säger inget som hålls tillbaka. Den visas som den är.")
    assert job.asked_by  # only the office asks for it
    kept = store.keep(
        with_seal(told.make(content | {"mask_note": NOTE}), job.association), association=job.association,
        name=f"{original.name.removesuffix('.pdf')}, offentlig version.pdf", content_type=PDF, by=job.asked_by,
        made_from=f"public_file {original.pk}",
    )  # fmt: skip
    with jobs.closing(job) as ending:
        show_instead(original=original, document=kept, content=content, by=job.asked_by)
        ending.result = kept
    return kept


@transaction.atomic
def show_instead(
    *, original: Document, document: Document, content: dict[str, Any], by: Person
) -> PublicFile:
    """Let everyone get `document`, made of `content`, in place of the original."""
    row, _ = PublicFile.objects.update_or_create(
        original=original, defaults={"document": document, "content_sha256": fingerprint(content)}
    )
    audit.record(
        association=original.association, by=by, verb="gjorde offentlig version", target=original,
        sha256=document.sha256,
    )  # fmt: skip
    return row


def told_of_notices(documents: Collection[Document]) -> dict[int, Told]:
    """Tell what anslag say; they are made anew of what is stored."""
    rows = Notice.objects.filter(document__in=[each.pk for each in documents])
    found = {}
    for row in rows.select_related("protocol__meeting__body__association", "sent_by"):
        association = row.protocol.meeting.body.association
        content = content_of_notice(row.protocol, row.sent_by.name if row.sent_by else "")
        found[row.document_id or 0] = Told(
            content, f"Anslag, {row.protocol}", _maker(PrintedNotice, association)
        )
    return found


def content_of_notice(protocol: Protocol, responsible: str) -> dict[str, Any]:
    """Give what an anslag says, as plain values."""
    return as_json(build_notice(protocol, responsible=responsible))


def told_of_proclamations(documents: Collection[Document]) -> dict[int, Told]:
    """Tell what kungörelser say; they are made anew of what is stored."""
    rows = Meeting.objects.filter(proclamation__in=[each.pk for each in documents])
    return {
        row.proclamation_id or 0: Told(
            content_of_proclamation(row),
            f"Kungörelse, {row}",
            _maker(Proclamation, row.body.association, made_on=clock.today().isoformat()),
        )
        for row in rows.select_related("body__association")
    }


def content_of_proclamation(meeting: Meeting) -> dict[str, Any]:
    """Give what a kungörelse says, as plain values; the day it is made is no part of that."""
    content = as_json(build_proclamation(meeting, NOTHING_HELD))
    del content["made_on"]
    return content


def public_notice_files(association: Association) -> Iterator[Document]:
    """Give the anslag that everyone may read today."""
    for page in public_notices(association, clock.today()):
        if page.notice and page.notice.document:
            yield page.notice.document


def proclamation_files(association: Association) -> Iterator[Document]:
    """Give the kungörelser of meetings ahead, and the handlingar that are shown with them."""
    meetings = Meeting.objects.of(association).filter(is_public=True, held_on__gte=clock.today())
    for meeting in meetings.filter(proclamation__isnull=False).select_related("proclamation"):
        assert meeting.proclamation  # those alone are given
        yield meeting.proclamation
        yield from (each.document for each in public_papers(meeting))


def made_without(raw: dict[str, Any], *, document: Document, held: Held, by: Person) -> None:
    """Let a file that was made without what is held back be shown as it is, for as long as just that is held back."""
    content = held.content(raw)
    if content != raw:
        show_instead(original=document, document=document, content=content, by=by)


def _maker(kind: type[Any], association: Association, **more: Any) -> Callable[[Any], bytes]:
    def make(content: dict[str, Any]) -> bytes:
        document = made_again(kind, content | more)
        return pdf.render(document.template_name, {"document": document}, look=look_of(association))

    return make
