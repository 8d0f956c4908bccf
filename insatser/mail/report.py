"""What is mailed in a report's life; always a link that survives logging in, and the PDF once there is one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam import clock
from finsam.models import Appointment, Document, Person
from finsam.states import BodyKind
from finsam.swedish import dates
from insatser.models import InsatsReport


def tell_of_opening(report: InsatsReport) -> None:
    """Tell the contacts that the report can be written."""
    _to_contacts(
        report,
        "report_open",
        f"{report.name} för {report.insats}: senast {dates.near_date(report.due_on, clock.today())}",
    )


def remind(report: InsatsReport) -> None:
    """Remind the contacts of the last day."""
    _to_contacts(report, "report_remind", f"Påminnelse: {report.name.lower()} för {report.insats}")


def tell_of_return(report: InsatsReport) -> None:
    """Tell the contacts what must be mended."""
    remarks = list(report.remarks.filter(settled_at__isnull=True))
    _to_contacts(
        report,
        "report_returned",
        f"Komplettera {report.name.lower()} för {report.insats}",
        {"remarks": remarks},
    )


def tell_of_approval(report: InsatsReport, document: Document) -> None:
    """Send the contacts the approved report."""
    _to_contacts(
        report, "report_approved", f"{report.name} för {report.insats} är godkänd", documents=(document,)
    )


def tell_office(report: InsatsReport) -> None:
    """Tell the office that a report has come."""
    sitting = Appointment.objects.in_force(clock.today()).filter(
        body__association=report.insats.association, body__kind=BodyKind.OFFICE
    )
    people = [row.person for row in sitting.select_related("person")]
    _send(report, people, "report_submitted", f"{report.name} för {report.insats} är inlämnad")


def _to_contacts(
    report: InsatsReport,
    template: str,
    subject: str,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    sitting = report.insats.body.appointments.in_force(clock.today()).select_related("person")
    _send(report, [row.person for row in sitting], template, subject, facts=facts, documents=documents)


def _send(
    report: InsatsReport,
    people: list[Person],
    template: str,
    subject: str,
    *,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    association = report.insats.association
    link = absolute(reverse("insats_report", args=[association.slug, report.pk]))
    for person in dict.fromkeys(person for person in people if person.email):
        send_letter(
            template, association=association, to=person.email, subject=subject,
            facts={"report": report, "person": person, "link": link, "due": dates.weekday_date(report.due_on)}
            | (facts or {}),
            documents=documents,
        )  # fmt: skip
