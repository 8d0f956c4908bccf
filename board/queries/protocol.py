"""Protocols as the pages need them: with their places, what waits for a person, and by when."""

from django.db.models import Prefetch, QuerySet

from board.models import Protocol, Signing, SigningComment
from board.states import ProtocolState
from finsam.models import Association, Person


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


def unfinished_places(association: Association, person: Person) -> QuerySet[Signing]:
    """Places on signature pages that wait for the person."""
    return (
        Signing.objects.filter(
            protocol__meeting__body__association=association,
            protocol__state=ProtocolState.FOR_SIGNING,
            person=person,
            signed_at__isnull=True,
        )
        .select_related("protocol__meeting__body__association")
        .order_by("protocol__sent_at")
    )


def is_asked_to_sign(person: Person) -> bool:
    """Whether a place on a signature page is or was hers, signed or not: she was chosen, whatever roles she has today."""
    return person.signings.exists() or person.protocols_asked.exists()


def comments_by_paragraph(protocol: Protocol) -> list[SigningComment]:
    """Give every comment on every version, the newest version first, in the order of the §§."""
    rows = protocol.comments.select_related("paragraph", "person")
    return sorted(rows, key=lambda row: (-row.version, row.paragraph.number or 0, row.pk))
