"""How every letter of the board goes out: a sentence, a link, and the PDF where there is one."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from finsam import letters
from finsam.models import Association, Document, Letter


def absolute(path: str) -> str:
    """Give the address of one of our pages as a mail must write it."""
    return settings.SITE_URL.rstrip("/") + path


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
