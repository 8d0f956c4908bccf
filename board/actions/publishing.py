"""What everyone may see of a protocol is chosen: held back with its ground, published for so long, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction

from board.actions.attachments import hide_saying
from board.documents.public import public_content, render_public, with_seal
from board.models import Paragraph, Protocol, Publication, Withholding
from board.queries.held import held_of
from board.queries.publishing import publishable
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.states import BodyKind
from finsam.work import jobs

PDF = "application/pdf"


@jobs.kind(seconds=180, megabytes=1000, needs=Permission.POST_NOTICES)
def prepare_and_publish(job: Job, *, protocol_id: int, days: int | None) -> Document:
    """The worker's part of publishing: typeset the version without what is held back, then show it to everyone."""
    protocol = Protocol.objects.select_related("meeting__body__association", "frozen").get(pk=protocol_id)
    assert job.asked_by  # only the office publishes
    content = public_content(protocol)
    if content is None:
        raise DomainError("Inget hålls tillbaka längre. Publicera igen.")
    kept = store.keep(
        with_seal(render_public(protocol, content), job.association),
        association=job.association,
        name=f"Protokoll {protocol.meeting.began_on.isoformat()}, offentlig version.pdf",
        content_type=PDF,
        by=job.asked_by,
        made_from=f"public_protocol {protocol.pk}",
    )
    with jobs.closing(job) as ending:
        publish(protocol=protocol, days=days, content=content, document=kept, by=job.asked_by)
        ending.result = kept
    return kept


@transaction.atomic
def publish(
    *,
    protocol: Protocol,
    by: Person,
    days: int | None = None,
    content: dict[str, Any] | None = None,
    document: Document | None = None,
) -> Publication:
    """Show a justerat protocol to everyone, for so many days or until it is withdrawn.

    With something held back `content` and `document` are the masked ones; raises DomainError when they are not, or are
    of what was held back before.
    """
    row = _locked(protocol)
    if row.adjusted_on is None or row.meeting.body.kind != BodyKind.BOARD:
        raise DomainError("Bara styrelsens justerade protokoll visas för alla.")
    if public_content(row) != content:
        raise DomainError("Det som hålls tillbaka ändrades under tiden. Titta igenom det och publicera igen.")
    until = clock.today() + dt.timedelta(days=days) if days else None
    facts = {
        "published_at": clock.now(), "published_by": by, "shown_until": until, "content": content, "document": document,
    }  # fmt: skip
    publication, _ = Publication.objects.update_or_create(protocol=row, defaults=facts)
    audit.record(
        association=row.meeting.body.association, by=by, verb="publicerade protokoll", target=row,
        until=until.isoformat() if until else None, is_masked=content is not None,
    )  # fmt: skip
    return publication


@transaction.atomic
def unpublish(*, protocol: Protocol, by: Person) -> None:
    """Take a protocol from the public page at once."""
    row = _locked(protocol)
    if Publication.objects.filter(protocol=row, published_at__isnull=False).update(
        published_at=None, published_by=None
    ):
        audit.record(
            association=row.meeting.body.association, by=by, verb="tog bort protokoll från offentliga sidan", target=row
        )  # fmt: skip


@transaction.atomic
def hold_back(
    *, protocol: Protocol, ground: str, by: Person, paragraph: Paragraph | None = None, words: str = ""
) -> list[str]:
    """Hold back a §, or words wherever they stand in what the förbund shows to everyone, and say on what ground.

    What is public and says it comes down at once, until it is published again without it. Gives what has become of
    uploaded files, in sentences: those that say it are shown no more, and those that cannot be read are named.
    """
    row, words = _locked(protocol), " ".join(words.split())
    if not ground.strip():
        raise DomainError("Skriv den rättsliga grunden, till exempel 39 kap. 3 § OSL.")
    if (paragraph is None) == (not words):
        raise DomainError("Välj en paragraf, eller skriv de ord som inte ska visas.")
    if paragraph is not None and paragraph.meeting_id != row.meeting_id:
        raise DomainError("Paragrafen hör till ett annat sammanträde.")
    association = row.meeting.body.association
    before = held_of(association)
    held = Withholding.objects.create(
        meeting=row.meeting, paragraph=paragraph, words=words, ground=ground.strip(), made_at=clock.now(), made_by=by
    )  # fmt: skip
    what = paragraph.number_text if paragraph else "ord"
    audit.record(
        association=association, by=by, verb="höll tillbaka", target=row, what=what, ground=held.ground
    )  # fmt: skip
    _take_down(row, by)
    return hide_saying(association, new=held_of(association).beyond(before), by=by)


@transaction.atomic
def release(*, protocol: Protocol, withholding: Withholding, by: Person) -> None:
    """Hold something back no longer; it is shown when the protocol is published again."""
    row = _locked(protocol)
    audit.record(
        association=row.meeting.body.association, by=by, verb="slutade hålla tillbaka", target=row,
        what=withholding.paragraph.number_text if withholding.paragraph else "ord", ground=withholding.ground,
    )  # fmt: skip
    withholding.delete()
    _take_down(row, by)


def _take_down(protocol: Protocol, by: Person) -> None:
    """Take down every protocol of the förbund that says more, or less, to everyone than it may from now on."""
    association = protocol.meeting.body.association
    held = held_of(association)
    rows = publishable(association).filter(publication__published_at__isnull=False)
    for each in rows:
        if public_content(each, held) != each.publication.content:
            unpublish(protocol=each, by=by)


def _locked(protocol: Protocol) -> Protocol:
    rows = Protocol.objects.select_for_update(of=("self",))
    return rows.select_related("meeting__body__association").get(pk=protocol.pk)
