"""The version of a protocol that everyone may see: made anew of what is stored, without what is held back."""

from __future__ import annotations

from typing import Any

from board.documents.assemble import look_of
from board.documents.masking import SIGN, masked
from board.documents.protocol import Protocol as Printed
from board.documents.stored import made_again
from board.models import Protocol, Withholding
from finsam import pdf

NOTE = f"Det här är den version som visas för alla. Det som inte visas är utbytt mot {SIGN} eller utelämnat. Originalet finns hos förbundet."


def words_of(protocol: Protocol) -> list[str]:
    """Give the words that are held back from the papers of the protocol's meeting."""
    rows = Withholding.objects.filter(meeting=protocol.meeting_id, paragraph=None)
    return list(rows.values_list("words", flat=True))


def numbers_of(protocol: Protocol) -> frozenset[int]:
    """Give the numbers of the §§ that are held back whole."""
    rows = Withholding.objects.filter(meeting=protocol.meeting_id, paragraph__number__isnull=False)
    return frozenset(filter(None, rows.values_list("paragraph__number", flat=True)))


def public_content(protocol: Protocol) -> dict[str, Any] | None:
    """Give what everyone may see of a frozen protocol; None when nothing is held back, or nothing was frozen."""
    words, numbers = words_of(protocol), numbers_of(protocol)
    if protocol.content is None or not (words or numbers):
        return None
    return masked(protocol.content, words=words, numbers=numbers) | {"mask_note": NOTE}


def render_public(protocol: Protocol, content: dict[str, Any]) -> bytes:
    """Typeset the masked content."""
    document = made_again(Printed, content)
    return pdf.render(
        document.template_name, {"document": document}, look=look_of(protocol.meeting.body.association)
    )
