"""Who may read a § as it stands in the protocol: a predicate for queries, pages and the search alike."""

from board.models import Paragraph
from board.states import ProtocolKind
from finsam.permissions import Permission


def may_read_paragraph(paragraph: Paragraph, permissions: frozenset[Permission]) -> bool:
    """Whether a § may be read: by all who read meetings when it is justerad, by the office before that.

    `paragraph.protocols` must be at hand.
    """
    if Permission.WRITE_MEETINGS in permissions:
        return True
    return Permission.READ_MEETINGS in permissions and is_adjusted(paragraph)


def is_adjusted(paragraph: Paragraph) -> bool:
    """Whether a protocol that is justerat has the §, or notes that are sent; a rättelse comes after one."""
    return any(
        each.is_finished and each.kind != ProtocolKind.CORRECTION for each in paragraph.protocols.all()
    )
