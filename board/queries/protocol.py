"""Protocols as the pages need them: with their places, what waits for a person, and by when."""

from django.db.models import Prefetch, Q, QuerySet

from board.models import Protocol, Signing, SigningComment
from board.states import ProtocolKind, ProtocolState
from finsam.models import Association, Person
from finsam.web.asked_once import asked_once


def protocols_of(association: Association) -> QuerySet[Protocol]:
    """The association's protocols with their meeting, body and places, ready to be shown."""
    places = Prefetch("signings", Signing.objects.select_related("person"))
    return (
        Protocol.objects.filter(meeting__body__association=association)
        .select_related(
            "meeting__body__association", "frozen", "document", "returned_by", "sent_by", "corrects"
        )
        .prefetch_related(places, "paragraphs")
    )


@asked_once
def open_protocols(association: Association) -> list[Protocol]:
    """Give the protocols that lie with their signers, and the drafts of those made beside a meeting's own.

    Each with its §§, and the places where nobody has signed yet.
    """
    places = Prefetch(
        "signings", Signing.objects.filter(signed_at__isnull=True).select_related("person"), "unsigned"
    )
    drafts = Q(state=ProtocolState.DRAFT) & ~Q(kind=ProtocolKind.MAIN)
    return list(
        Protocol.objects.filter(
            drafts | Q(state=ProtocolState.FOR_SIGNING), meeting__body__association=association
        )
        .select_related("meeting__body__association")
        .prefetch_related(places, "paragraphs")
        .order_by("sent_at", "id")
    )


def is_asked_to_sign(person: Person) -> bool:
    """Whether a place on a signature page is or was hers, signed or not: she was chosen, whatever roles she has today."""
    return person.signings.exists() or person.protocols_asked.exists()


def comments_by_paragraph(protocol: Protocol) -> list[SigningComment]:
    """Give every comment on every version, the newest version first, in the order of the §§."""
    rows = protocol.comments.select_related("paragraph", "person")
    return sorted(rows, key=lambda row: (-row.version, row.paragraph.number or 0, row.pk))
