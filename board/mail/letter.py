"""How every letter of the board goes out: a sentence, a link, and the PDF where there is one."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from finsam import store
from finsam.models import Association, Document

LARGEST_ATTACHMENT = 10_000_000  # mail filters of the authorities stop larger letters


def absolute(path: str) -> str:
    """Give the address of one of our pages as a mail must write it."""
    return settings.SITE_URL.rstrip("/") + path


def make_letter(
    template: str,
    *,
    association: Association,
    to: str,
    subject: str,
    facts: dict[str, Any],
    documents: tuple[Document, ...] = (),
) -> EmailMessage:
    """Make one letter from `templates/mail/<template>.txt`; PDFs over 10 MB are left to the link."""
    body = render_to_string(f"mail/{template}.txt", facts | {"association": association})
    letter = EmailMessage(
        subject=subject,
        body=body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[association.email] if association.email else None,
    )
    for document in documents:
        if document.size < LARGEST_ATTACHMENT:
            letter.attach(document.name, store.read(document), document.content_type)
    return letter
