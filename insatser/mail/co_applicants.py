"""What is mailed to the parties of an ansökan, and of what they answer."""

from __future__ import annotations

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam import clock
from insatser.models import CoApplicant


def ask_party(row: CoApplicant, path: str) -> None:
    """Ask a party whether it is with an ansökan, by a link of its own."""
    application = row.application
    send_letter(
        "co_applicant_ask", association=application.association, to=row.email,
        subject=f"Är ni med i ansökan om {application.name or 'medel'}?",
        facts={"row": row, "application": application, "link": absolute(path)},
    )  # fmt: skip


def tell_answer(row: CoApplicant) -> None:
    """Tell those who write the ansökan what a party has answered."""
    application = row.application
    association = application.association
    link = absolute(reverse("application", args=[association.slug, application.pk]))
    sitting = application.body.appointments.in_force(clock.today()).select_related("person")
    for person in {seat.person for seat in sitting if seat.person.email}:
        send_letter(
            "co_applicant_answered", association=association, to=person.email,
            subject=f"{row} har svarat om {application.name or 'ansökan'}",
            facts={"row": row, "application": application, "person": person, "link": link},
        )  # fmt: skip
