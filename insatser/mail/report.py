"""What is mailed in a report's life; always a link that survives logging in, and the PDF once there is one."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from board.mail.letter import absolute
from finsam import clock
from finsam.models import Document, Person
from finsam.swedish import dates
from insatser.mail.receivers import office_of, send_each, sitting_in
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
    _send(
        report,
        office_of(report.insats.association),
        "report_submitted",
        f"{report.name} för {report.insats} är inlämnad",
    )


def _to_contacts(
    report: InsatsReport,
    template: str,
    subject: str,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    _send(report, sitting_in(report.insats.body), template, subject, facts=facts, documents=documents)


def _send(
    report: InsatsReport,
    people: list[Person],
    template: str,
    subject: str,
    *,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    link = absolute(reverse("insats_report", args=[report.insats.association.slug, report.pk]))
    send_each(
        people, template, association=report.insats.association, subject=subject, documents=documents,
        facts={"report": report, "link": link, "due": dates.weekday_date(report.due_on)} | (facts or {}),
    )  # fmt: skip
