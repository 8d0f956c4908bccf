"""Whether uploaded files say what is held back: their inner text is never masked, so somebody must have read them."""

from __future__ import annotations

from enum import Enum

from board.models import Attachment
from board.states import MeetingState
from board.wording.masking import Held
from finsam import clock
from finsam.files import store
from finsam.models import Association
from finsam.pdf.said_inside import said_inside


class Inside(Enum):
    """What was found in a file."""

    NOTHING = "nothing"
    SAID = "said"
    UNREADABLE = "unreadable"  # a scanned page, a picture, or more than is looked through


def looked_inside(content: bytes, held: Held) -> Inside:
    """Look through the bytes of a file for what is held back."""
    if not held:
        return Inside.NOTHING
    said = said_inside(content)
    if any(said.says(each.rstrip(".,;:")) for each in (*held.words, *held.quotes)):
        return Inside.SAID
    return Inside.NOTHING if said.is_whole else Inside.UNREADABLE


def uploaded_for_all(association: Association) -> list[Attachment]:
    """Give the handlingar that everyone reads, or will when their sammanträde is kungjort."""
    rows = Attachment.objects.filter(
        is_public=True, paragraph__meeting__body__association=association,
        paragraph__meeting__held_on__gte=clock.today(),
    ).exclude(paragraph__meeting__state=MeetingState.CANCELLED)  # fmt: skip
    return list(rows.select_related("document", "paragraph__meeting__body"))


def read_inside(attachment: Attachment, held: Held) -> Inside:
    """Look through a handling for what is held back."""
    return looked_inside(store.read(attachment.document), held) if held else Inside.NOTHING
