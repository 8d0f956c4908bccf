"""The comments to §§ that a signer's page posts."""

from __future__ import annotations

from collections.abc import Mapping

from board.models import Paragraph, Protocol


def typed_comments(post: Mapping[str, str], protocol: Protocol) -> list[tuple[Paragraph, str]]:
    """Give each § whose comment was changed on the page that was posted, with its text; empty where it is to go.

    A page says beside each comment what it showed (`was-`), so that one left open in another tab takes nothing back.
    """
    removed = post.get("act", "").removeprefix("remove:")
    found = []
    for paragraph in protocol.meeting.paragraphs.all():
        text = post.get(f"comment-{paragraph.pk}")
        if text is None:
            continue
        if removed == str(paragraph.pk):
            found.append((paragraph, ""))
        elif _plain(text) != _plain(post.get(f"was-{paragraph.pk}", "")):
            found.append((paragraph, text))
    return found


def _plain(text: str) -> str:
    return "\n".join(text.split("\r\n")).strip()
