"""Whether uploaded files say what is held back: their inner text is never masked, so somebody must have read them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from board.models import Attachment, Policy, PolicyVersion
from board.states import MeetingState
from board.wording.masking import Held
from finsam import clock
from finsam.files import store
from finsam.models import Association, Document
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


@dataclass(frozen=True)
class Uploaded:
    """An uploaded file that everyone reads, and the row that says so."""

    row: Attachment | Policy
    title: str
    document: Document


def uploaded_for_all(association: Association) -> list[Uploaded]:
    """Give the handlingar that everyone reads, or will when their sammanträde is kungjort, and the styrdokument shown."""
    rows = Attachment.objects.filter(
        is_public=True, paragraph__meeting__body__association=association,
        paragraph__meeting__held_on__gte=clock.today(),
    ).exclude(paragraph__meeting__state=MeetingState.CANCELLED)  # fmt: skip
    found = [Uploaded(each, each.title, each.document) for each in rows.select_related("document")]
    shown = public_versions(association)
    return found + [Uploaded(each.policy, each.policy.title, each.document) for each in shown]


def public_versions(association: Association) -> list[PolicyVersion]:
    """Give the version in force of each styrdokument that everyone reads, by title."""
    rows = PolicyVersion.objects.filter(
        policy__association=association, policy__is_public=True, policy__ended_on=None
    ).select_related("policy", "document")  # fmt: skip
    latest = {each.policy_id: each for each in rows.order_by("policy__title", "policy_id", "number")}
    return list(latest.values())


def read_inside(uploaded: Uploaded, held: Held) -> Inside:
    """Look through a file for what is held back."""
    return looked_inside(store.read(uploaded.document), held) if held else Inside.NOTHING
