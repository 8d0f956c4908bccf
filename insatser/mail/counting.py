"""What is mailed about numbers that have not come."""

from __future__ import annotations

from django.urls import reverse

from board.mail.letter import absolute, send_letter
from finsam import clock
from insatser.queries.count_lacks import Lack


def remind_of_counting(lack: Lack) -> int:
    """Remind the contacts of an insats of a period that is not handed in; give how many were."""
    insats = lack.insats
    link = f"{absolute(reverse('participants_edit', args=[insats.association.slug, insats.pk]))}?{lack.query}"
    sitting = insats.body.appointments.in_force(clock.today()).select_related("person")
    people = dict.fromkeys(row.person for row in sitting if row.person.email)
    for person in people:
        send_letter(
            "counting_remind", association=insats.association, to=person.email,
            subject=f"Påminnelse: antal deltagare {lack.name} för {insats}",
            facts={"person": person, "lack": lack, "link": link},
        )  # fmt: skip
    return len(people)
