"""What is mailed in the life of an ansökan; always a link that survives logging in."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam.models import Association, Document, Person
from finsam.swedish import dates
from insatser.mail.receivers import office_of, send_each, sitting_in
from insatser.models import Application, Completion, DecisionLetter


def send_link(*, association: Association, name: str, email: str, path: str) -> None:
    """Send someone new the address where her ansökan begins."""
    send_letter(
        "application_link", association=association, to=email, subject=f"Sök medel hos {association.name}",
        facts={"name": name, "link": absolute(path)},
    )  # fmt: skip


def send_receipt(application: Application, document: Document) -> None:
    """Tell those who applied that the ansökan has come in, with its diarienummer and the PDF."""
    _to_contacts(application, "application_receipt", f"{application} har kommit in", documents=(document,))


def ask_completion(application: Application, completion: Completion) -> None:
    """Tell those who applied what is to be completed, and by when."""
    _to_contacts(
        application, "application_completion", f"Komplettera {str(application)[0].lower()}{str(application)[1:]}",
        {"completion": completion, "due": dates.weekday_date(completion.answer_by)},
    )  # fmt: skip


def send_decision_letter(letter: DecisionLetter, document: Document) -> None:
    """Tell those a § is about what it decided, in the words of the §, with the beslutsmeddelande."""
    association = letter.paragraph.meeting.body.association
    about = letter.application or letter.insats
    link = absolute(about.get_absolute_url()) if about else ""
    names = dict(association.people.filter(email__in=letter.sent_to).values_list("email", "name"))
    for email in letter.sent_to:
        send_letter(
            "decision_letter", association=association, to=email,
            subject=f"Beslut om {letter.content.get('name', '')}, {letter.paragraph}",
            facts={
                "letter": letter, "person": {"name": names.get(email, "")}, "link": link,
                "document": letter.content | {"reference": letter.content.get("reference", "")},
            },
            documents=(document,),
        )  # fmt: skip


def tell_office(application: Application) -> None:
    """Tell the office that an ansökan has come."""
    _send(
        application,
        office_of(application.association),
        "application_received",
        f"{application} har kommit in",
    )


def tell_withdrawn(application: Application) -> None:
    """Tell the office that an ansökan is withdrawn."""
    _send(
        application,
        office_of(application.association),
        "application_withdrawn",
        f"{application} är återkallad",
    )


def _to_contacts(
    application: Application,
    template: str,
    subject: str,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    _send(application, sitting_in(application.body), template, subject, facts=facts, documents=documents)


def _send(
    application: Application,
    people: list[Person],
    template: str,
    subject: str,
    *,
    facts: dict[str, Any] | None = None,
    documents: tuple[Document, ...] = (),
) -> None:
    link = absolute(reverse("application", args=[application.association.slug, application.pk]))
    send_each(
        people, template, association=application.association, subject=subject, documents=documents,
        facts={"application": application, "link": link} | (facts or {}),
    )  # fmt: skip
