"""The version of a protocol that everyone may see: made anew of what is stored, without what is held back."""

from __future__ import annotations

from typing import Any

from board.documents.assemble import look_of
from board.documents.protocol import Protocol as Printed
from board.documents.stored import made_again
from board.models import Protocol
from board.queries.held import held_of
from board.wording.masking import SIGN, Held
from finsam import clock, pdf
from finsam.models import Association
from finsam.seal.signing import sealed

SEAL_FIELD = "forsegling"
NOTE = f"Det här är den version som visas för alla. Det som inte visas är utbytt mot {SIGN} eller utelämnat. Originalet finns hos förbundet."


def public_content(protocol: Protocol, held: Held | None = None) -> dict[str, Any] | None:
    """Give what everyone may see of a frozen protocol; None when nothing of it is held back, or nothing was frozen."""
    if protocol.content is None:
        return None
    held = held_of(protocol.meeting.body.association) if held is None else held
    content = held.of_meeting(protocol.content, protocol.meeting_id)
    return content | {"mask_note": NOTE} if content != protocol.content else None


def render_public(protocol: Protocol, content: dict[str, Any]) -> bytes:
    """Typeset the masked content."""
    document = made_again(Printed, content)
    return pdf.render(
        document.template_name, {"document": document}, look=look_of(protocol.meeting.body.association)
    )


def with_seal(content: bytes, association: Association, as_what: str = "offentlig version") -> bytes:
    """Seal a file with the förbund's certificate, in no person's name, so that it can be told whether it is unchanged."""
    return sealed(
        content, field=SEAL_FIELD, name=association.name, as_what=as_what, association=association, at=clock.now(),
        identified="",
    )  # fmt: skip
