"""What is mailed in the life of a rekvisition; always a link that survives logging in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from board.mail.letter import absolute
from finsam.models import Document, Person
from insatser.mail.receivers import office_of, send_each, sitting_in
from insatser.models import PaymentRequest


def tell_office_of_payment(payment: PaymentRequest) -> None:
    """Tell the office that a rekvisition has come."""
    _send(payment, office_of(payment.insats.association), "payment_received", f"{payment} är inlämnad")


def send_payment_receipt(payment: PaymentRequest, document: Document) -> None:
    """Tell the contacts that the rekvisition has come in, with the PDF."""
    _to_contacts(payment, "payment_receipt", f"{payment} har kommit in", documents=(document,))


def tell_payment_returned(payment: PaymentRequest) -> None:
    """Tell the contacts what is to be changed."""
    _to_contacts(payment, "payment_returned", f"Komplettera {payment.name.lower()} för {payment.insats}")


def tell_paid(payment: PaymentRequest, amount: Decimal) -> None:
    """Tell the contacts that the money has gone out."""
    _to_contacts(payment, "payment_paid", f"{payment} är betald", {"amount": amount})


def _to_contacts(
    payment: PaymentRequest,
    template: str,
    subject: str,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    _send(payment, sitting_in(payment.insats.body), template, subject, facts=facts, documents=documents)


def _send(
    payment: PaymentRequest,
    people: list[Person],
    template: str,
    subject: str,
    *,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    link = absolute(payment.get_absolute_url())
    send_each(
        people, template, association=payment.insats.association, subject=subject, documents=documents,
        facts={"payment": payment, "link": link} | (facts or {}),
    )  # fmt: skip
