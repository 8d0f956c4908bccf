"""Letters between revisorer and office."""

from __future__ import annotations

from django.urls import reverse

from board.mail.letter import absolute
from finsam.models import Person
from insatser.mail.receivers import office_of, send_each
from reporting.models import AuditRequest


def tell_of_request(request: AuditRequest) -> None:
    """Tell the office what a revisor asks."""
    _send(
        request, office_of(request.association), "audit_request", f"Fråga från revisorerna om {request.year}"
    )


def tell_of_audit_answer(request: AuditRequest) -> None:
    """Tell whoever asked that there is an answer."""
    _send(request, [request.asked_by], "audit_request_answered", f"Svar på din fråga om {request.year}")


def _send(request: AuditRequest, people: list[Person], template: str, subject: str) -> None:
    link = absolute(reverse("audit_room", args=[request.association.slug, request.year]))
    send_each(
        people, template, association=request.association, subject=subject,
        facts={"request": request, "link": link},
    )  # fmt: skip
