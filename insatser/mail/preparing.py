"""What is mailed while an ansökan is prepared."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam.models import Person
from finsam.swedish import dates
from insatser.models import Preparation


def ask_opinions(preparation: Preparation, people: Iterable[Person]) -> None:
    """Ask each for a yttrande, with the page where it is written."""
    application = preparation.application
    association = application.association
    link = absolute(reverse("opinion_write", args=[association.slug, application.pk]))
    assert preparation.answer_by
    for person in people:
        if person.email:
            send_letter(
                "opinion_ask", association=association, to=person.email, subject=f"Yttrande om {application.name}",
                facts={
                    "application": application, "person": person, "link": link,
                    "due": dates.weekday_date(preparation.answer_by),
                },
            )  # fmt: skip
