"""How every letter of the board goes out: a sentence, a link, and the PDF where there is one."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from board.models import Meeting, Protocol
from board.states import ProtocolKind
from finsam.mail import letters
from finsam.models import Association, Document, Letter
from finsam.swedish import dates


def absolute(path: str) -> str:
    """Give the address of one of our pages as a mail must write it."""
    return settings.SITE_URL.rstrip("/") + path


def occasion(meeting: Meeting) -> str:
    """Name a meeting so that two of one body on one day are told apart: "Styrelsen fredag 25 mars 2022 kl. 9.00"."""
    when = f"{dates.weekday_date(meeting.began_on)} kl.{dates.NO_BREAK}{dates.clock_time(meeting.began_at or meeting.starts_at)}"
    return f"{meeting.body.name} {when}"


def paper_of(protocol: Protocol) -> str:
    """Name a protocol so that two of one day are told apart, by its §§: "Styrelsen, 25 mars 2022, §§ 22–30"."""
    if protocol.meeting.keeps_notes:
        return occasion(protocol.meeting)
    printed = dates.paragraphs(
        each.number for each in protocol.paragraphs.order_by("number") if each.number is not None
    )
    what = (
        f"{_which_correction(protocol)} av {printed}" if protocol.kind == ProtocolKind.CORRECTION else printed
    )
    return f"{protocol.meeting}, {what}" if printed else str(protocol.meeting)


def version_of(protocol: Protocol) -> str:
    """Name a protocol to those who may have read a version before this one."""
    return paper_of(protocol) + (f", version {protocol.version}" if protocol.version > 1 else "")


def _which_correction(protocol: Protocol) -> str:
    """Name one of several rättelser of a protocol by its place among them: they may be of the same §."""
    earlier = Protocol.objects.filter(corrects=protocol.corrects_id, pk__lt=protocol.pk).count()
    return f"rättelse {earlier + 1}" if earlier else "rättelse"


def send_letter(
    template: str,
    *,
    association: Association,
    to: str,
    subject: str,
    facts: dict[str, Any],
    documents: tuple[Document, ...] = (),
    calendar: str = "",
) -> Letter:
    """Have one letter from `templates/mail/<template>.txt` sent by the worker; nobody waits for the mail server."""
    body = render_to_string(f"mail/{template}.txt", facts | {"association": association})
    return letters.post(
        association=association, to=to, subject=subject, body=body, documents=documents, calendar=calendar
    )
