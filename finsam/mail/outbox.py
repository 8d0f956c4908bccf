"""The mails that the demo has sent: files in a folder, read for those who try the program."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.utils.html import strip_tags

_BETWEEN = b"\n" + b"-" * 79 + b"\n"  # how Django's file backend parts the mails of one connection
_CODE = re.compile(r"(?<!\d)\d{6}(?!\d)")


@dataclass(frozen=True)
class Enclosure:
    """A file that went with a mail."""

    name: str
    content_type: str
    content: bytes

    @property
    def size(self) -> int:
        """Its size in bytes."""
        return len(self.content)


@dataclass(frozen=True)
class Letter:
    """A mail as its reader sees it; `code` is the six digits of a login, when it holds any."""

    key: str
    subject: str
    to: str
    sender: str
    sent_at: dt.datetime | None
    body: str
    code: str
    enclosures: tuple[Enclosure, ...]


def letters() -> list[Letter]:
    """Give every mail that has been sent, newest first."""
    folder = Path(settings.EMAIL_FILE_PATH or "")
    files = sorted(folder.glob("*.log"), key=lambda path: (path.stat().st_mtime_ns, path.name))
    found = [letter for path in files for letter in _letters_of(path)]
    found.reverse()  # of two in the same second the later comes first
    return sorted(found, key=lambda mail: mail.sent_at.timestamp() if mail.sent_at else 0, reverse=True)


def letter(key: str) -> Letter | None:
    """Give one mail by its key, or None."""
    return next((found for found in letters() if found.key == key), None)


def _letters_of(path: Path) -> list[Letter]:
    parts = [part for part in path.read_bytes().split(_BETWEEN) if part.strip()]
    return [_letter(f"{path.stem}-{number}", part) for number, part in enumerate(parts, start=1)]


def _letter(key: str, raw: bytes) -> Letter:
    message = message_from_bytes(raw, policy=policy.default)
    body = _body(message)
    found = (
        _CODE.search(f"{message['subject']} {body}")
        if "kod" in f"{message['subject']} {body}".lower()
        else None
    )
    return Letter(
        key=key,
        subject=str(message["subject"] or "Utan ämne"),
        to=str(message["to"] or ""),
        sender=str(message["from"] or ""),
        sent_at=_moment(str(message["date"])) if message["date"] else None,
        body=body,
        code=found[0] if found else "",
        enclosures=tuple(_enclosures(message)),
    )


def _moment(written: str) -> dt.datetime:
    """Read the mail's date; Django writes "-0000" for a time in UTC, which Python leaves without a zone."""
    moment = parsedate_to_datetime(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _body(message: EmailMessage) -> str:
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    text = str(part.get_content())
    return strip_tags(text) if part.get_content_subtype() == "html" else text.strip()


def _enclosures(message: EmailMessage) -> list[Enclosure]:
    found = []
    for number, part in enumerate(message.iter_attachments(), start=1):
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            found.append(
                Enclosure(part.get_filename() or f"bilaga-{number}", part.get_content_type(), content)
            )
    return found
