"""Who gets what is mailed about an insats, and a letter to each of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from board.mail.letter import send_letter
from finsam import clock
from finsam.models import Appointment, Association, Body, Document, Person
from finsam.states import BodyKind


def office_of(association: Association) -> list[Person]:
    """Give those who work at the förbund's office today."""
    sitting = Appointment.objects.in_force(clock.today()).filter(
        body__association=association, body__kind=BodyKind.OFFICE
    )
    return [row.person for row in sitting.select_related("person")]


def sitting_in(body: Body) -> list[Person]:
    """Give those who sit in a body today: an insats's contacts, or those who write an ansökan."""
    return [row.person for row in body.appointments.in_force(clock.today()).select_related("person")]


def send_each(
    people: Iterable[Person],
    template: str,
    *,
    association: Association,
    subject: str,
    facts: dict[str, Any],
    documents: tuple[Document, ...] = (),
) -> None:
    """Send each person that has an address one letter; `facts` are the template's, and `person` is added."""
    for person in dict.fromkeys(person for person in people if person.email):
        send_letter(
            template, association=association, to=person.email, subject=subject, facts=facts | {"person": person},
            documents=documents,
        )  # fmt: skip
