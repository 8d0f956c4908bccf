"""What is mailed when an insats is shared: the offer to the other förbund's office, and its answer to the owner's."""

from __future__ import annotations

from board.mail.letter import absolute
from insatser.mail.receivers import office_of, send_each
from insatser.models import Share


def tell_of_offer(share: Share) -> None:
    """Tell the office of the förbund that is offered a share."""
    send_each(
        office_of(share.association), "share_offered", association=share.association,
        subject=f"{share.insats.association} vill dela {share.insats.name} med er",
        facts={"share": share, "link": absolute(share.get_absolute_url())},
    )  # fmt: skip


def tell_of_answer(share: Share) -> None:
    """Tell the owner's office what the other förbund answered."""
    share.refresh_from_db(fields=["state", "agreed_in", "reason"])
    owner = share.insats.association
    send_each(
        office_of(owner), "share_answered", association=owner,
        subject=f"{share.association} har svarat om {share.insats.name}",
        facts={"share": share, "link": absolute(share.insats.get_absolute_url())},
    )  # fmt: skip
