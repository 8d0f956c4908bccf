"""What a signer notes to a § before deciding to sign or return."""

from django.db import transaction

from board.models import Paragraph, Protocol, SigningComment
from board.states import ProtocolState
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def save_comment(*, protocol: Protocol, paragraph: Paragraph, text: str, by: Person) -> SigningComment | None:
    """Keep the signer's comment to the § of this version; an empty text removes it.

    One written while the protocol was sent back by somebody else comes to the office too. Raises DomainError when it
    can no longer change the text for her: she has signed, or a version that she was not asked to sign has come.
    """
    row = Protocol.objects.select_for_update().get(pk=protocol.pk)
    if not _may_comment(row, by):
        raise DomainError("Du kan inte kommentera: protokollet väntar inte på din underskrift.")
    if not text.strip():
        row.comments.filter(version=row.version, paragraph=paragraph, person=by).delete()
        return None
    comment, _ = SigningComment.objects.update_or_create(
        protocol=row, version=row.version, paragraph=paragraph, person=by, defaults={"text": text.strip()}
    )
    return comment


def save_late(
    *, protocol: Protocol, typed: list[tuple[Paragraph, str]], by: Person
) -> tuple[list[Paragraph], list[tuple[Paragraph, str]]]:
    """Keep what was typed to the §§ while the protocol came back; give the §§ kept, and what can be kept no longer."""
    written = [(paragraph, text) for paragraph, text in typed if text.strip()]
    if not _may_comment(protocol, by):
        return [], written
    for paragraph, text in written:
        save_comment(protocol=protocol, paragraph=paragraph, text=text, by=by)
    return [paragraph for paragraph, _ in written], []


def _may_comment(row: Protocol, by: Person) -> bool:
    if row.state == ProtocolState.DRAFT:  # what came back is being changed
        return row.asked.filter(pk=by.pk).exists()
    waits = row.signings.filter(person=by, signed_at__isnull=True)
    return row.state == ProtocolState.FOR_SIGNING and waits.exists()
