"""What is mailed to those who register for an arrangemang."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from insatser.models import Event, EventRegistration


def confirm(row: EventRegistration, token: str) -> None:
    """Say that she is registered, or waits, with the link by which she withdraws."""
    path = reverse("event_withdraw", args=[row.event.association.slug, token])
    said = "Du står på väntelistan" if row.is_waiting else "Du är anmäld"
    _send(row, "event_registered", f"{said}: {row.event.title}", link=absolute(path))


def tell_place(row: EventRegistration) -> None:
    """Say that one who waited has got a place."""
    _send(row, "event_place", f"Du har fått en plats: {row.event.title}")


def remind(row: EventRegistration) -> None:
    """Remind of what comes."""
    _send(row, "event_remind", f"Påminnelse: {row.event.title}")


def tell_change(event: Event, what: str) -> None:
    """Say to everyone who has registered that it is moved or cancelled."""
    for row in event.registrations.select_related("event__association"):
        _send(row, "event_changed", f"{what}: {event.title}", what=what)


def _send(row: EventRegistration, template: str, subject: str, **more: Any) -> None:
    event = row.event
    letter = send_letter(
        template, association=event.association, to=row.email, subject=subject,
        facts={"row": row, "event": event, "invitation": absolute(event.invitation_url)} | more,
    )  # fmt: skip
    row.letters.add(letter)
