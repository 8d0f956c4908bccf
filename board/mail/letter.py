"""How every letter of the board goes out: a sentence, a link, and the PDF where there is one."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from finsam import letters, store
from finsam.models import Association, Document


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
    letter = EmailMessage(
        connection=letters.way_out(),
        subject=subject,
        body=_body(template, association, facts),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[to],
        reply_to=[association.email] if association.email else None,
    )
    for document in documents:
        if document.size < letters.LARGEST_ENCLOSURE:
            letter.attach(document.name, store.read(document), document.content_type)
    return letter


def send_letter(
    template: str,
    *,
    association: Association,
    to: str,
    subject: str,
    facts: dict[str, Any],
    documents: tuple[Document, ...] = (),
) -> None:
    """Have one letter from `templates/mail/<template>.txt` sent by the worker; nobody waits for the mail server."""
    body = _body(template, association, facts)
    letters.post(association=association, to=to, subject=subject, body=body, documents=documents)


def _body(template: str, association: Association, facts: dict[str, Any]) -> str:
    return render_to_string(f"mail/{template}.txt", facts | {"association": association})
