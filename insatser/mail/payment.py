"""What is mailed in the life of a rekvisition; always a link that survives logging in."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from board.mail.letter import absolute, send_letter
from finsam import clock
from finsam.models import Appointment, Document, Person
from finsam.states import BodyKind
from insatser.models import PaymentRequest


def tell_office_of_payment(payment: PaymentRequest) -> None:
    """Tell the office that a rekvisition has come."""
    sitting = Appointment.objects.in_force(clock.today()).filter(
        body__association=payment.insats.association, body__kind=BodyKind.OFFICE
    )
    people = [row.person for row in sitting.select_related("person")]
    _send(payment, people, "payment_received", f"{payment} är inlämnad")


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
    sitting = payment.insats.body.appointments.in_force(clock.today()).select_related("person")
    _send(payment, [row.person for row in sitting], template, subject, facts=facts, documents=documents)


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
    for person in dict.fromkeys(person for person in people if person.email):
        send_letter(
            template, association=payment.insats.association, to=person.email, subject=subject,
            facts={"payment": payment, "person": person, "link": link} | (facts or {}), documents=documents,
        )  # fmt: skip
