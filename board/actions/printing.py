"""The worker's part of protocols: typesetting what is sent, a proof of a draft, and protokollsutdrag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from board.actions.protocol import PDF, as_json, file_name, send_notes, submit_for_signing
from board.documents.assemble import build_extract, build_paper, look_of
from board.documents.extract import Extract
from board.documents.legal_forces import build_legal_force
from board.documents.public import with_seal
from board.models import Paragraph, Protocol
from board.states import ProtocolKind, ProtocolState
from finsam import audit, pdf
from finsam.access import reauth
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.seal.signing import sealed
from finsam.work import jobs


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def prepare_and_send(job: Job, *, protocol_id: int) -> Document:
    """The worker's part of sending: typeset the protocol or the notes, then freeze them and tell those concerned."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    document = build_paper(protocol)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    assert job.asked_by  # only the office sends
    with jobs.closing(job) as ending:
        send = submit_for_signing if document.signers else send_notes
        sent = send(protocol=protocol, typeset=content, made_from=as_json(document), by=job.asked_by)
        ending.result = sent.frozen
    assert sent.frozen  # the state's constraint
    return sent.frozen


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def print_draft(job: Job, *, protocol_id: int) -> Document:
    """The worker's part of a proof: typeset the draft as it stands; nothing is frozen."""
    protocol = Protocol.objects.select_related("meeting__body__association").get(pk=protocol_id)
    document = build_paper(protocol)
    content = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    name = f"Korrektur {file_name(protocol)}"
    return store.keep(
        content, association=job.association, name=name, content_type=PDF, by=job.asked_by, made_from=protocol
    )


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def print_extract(
    job: Job, *, paragraph_id: int, sent_to: list[str], attested_at: str, identified: str = "Kod i mejl"
) -> Document:
    """The worker's part of a protokollsutdrag: typeset, and attested by the one who asked for it and gave her code.

    `identified` is by what she was known, which one asked for before it was told has not: a mailed code there always was.
    """
    paragraph = Paragraph.objects.select_related("meeting__body__association").get(pk=paragraph_id)
    assert job.asked_by  # only the office asks for extracts
    content = _attested_extract(
        paragraph, by=job.asked_by, sent_to=tuple(sent_to), at=dt.datetime.fromisoformat(attested_at), identified=identified
    )  # fmt: skip
    with jobs.closing(job) as ending:
        ending.result = kept = store.keep(
            content,
            association=job.association,
            name=f"Utdrag § {paragraph.number} {paragraph.meeting.began_on:%Y-%m-%d}.pdf",
            content_type=PDF,
            by=job.asked_by,
            made_from=f"extract {paragraph.pk}",  # a handling of the § is another thing, and told of to nobody
        )
        audit.record(
            association=job.association,
            by=job.asked_by,
            verb="bestyrkte utdrag",
            target=paragraph,
            sent_to=sent_to,
            identified=identified,
            sha256=kept.sha256,
        )
    return kept


@jobs.kind(seconds=120, megabytes=1000, needs=Permission.WRITE_MEETINGS)
def print_legal_force(job: Job, *, paragraph_id: int) -> Document:
    """The worker's part of a laga kraft-bevis: typeset as of today, in the name of the one who asked for it, and sealed by the förbund."""
    paragraph = Paragraph.objects.select_related("meeting__body__association", "matter").get(pk=paragraph_id)
    assert job.asked_by  # only the office issues it
    document = build_legal_force(paragraph, by=job.asked_by)
    typeset = pdf.render(document.template_name, {"document": document}, look=look_of(job.association))
    content = with_seal(typeset, job.association, f"utfärdat av {job.asked_by.name}")
    with jobs.closing(job) as ending:
        ending.result = kept = store.keep(
            content,
            association=job.association,
            name=f"{document.title}.pdf",
            content_type=PDF,
            by=job.asked_by,
            made_from=f"legal_force {paragraph.pk}",
        )
        audit.record(
            association=job.association, by=job.asked_by, verb="utfärdade bevis om laga kraft", target=paragraph,
            sha256=kept.sha256,
        )  # fmt: skip
    return kept


def extract_of(paragraph: Paragraph, *, by: Person, sent_to: Sequence[str]) -> Extract:
    """Build a protokollsutdrag of one §. Raises DomainError when it is not justerad yet."""
    return build_extract(adjusting_protocol(paragraph), [paragraph], by=by, sent_to=tuple(sent_to))


def _attested_extract(
    paragraph: Paragraph, *, by: Person, sent_to: tuple[str, ...], at: dt.datetime, identified: str
) -> bytes:
    association = paragraph.meeting.body.association
    document = extract_of(paragraph, by=by, sent_to=sent_to)
    return sealed(
        pdf.render(document.template_name, {"document": document}, look=look_of(association)),
        field=document.certifier.field, name=by.name, as_what=document.certifier.role, association=association, at=at,
        identified=reauth.as_printed(identified),
    )  # fmt: skip


def adjusting_protocol(paragraph: Paragraph) -> Protocol:
    """Give the signed protocol that adjusted the §. Raises DomainError when there is none yet."""
    protocol = (
        paragraph.protocols.exclude(kind=ProtocolKind.CORRECTION).filter(state=ProtocolState.SIGNED).first()
    )
    if protocol is None or protocol.meeting.keeps_notes:
        raise DomainError("Paragrafen är inte justerad än. Ett utdrag görs av ett justerat protokoll.")
    return protocol
