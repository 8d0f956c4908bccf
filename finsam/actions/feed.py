"""Making, renewing and withdrawing the secret address of one's calendar."""

from __future__ import annotations

from django.db import transaction

from finsam import audit, clock
from finsam.access.links import new_secret, sha256_of
from finsam.models import CalendarFeed, Person


@transaction.atomic
def make_feed(*, person: Person) -> str:
    """Give the person a new secret address; an earlier one ends. The secret is told now and never again."""
    secret = new_secret()
    CalendarFeed.objects.update_or_create(
        person=person, defaults={"secret_sha256": sha256_of(secret), "made_at": clock.now()}
    )
    audit.record(association=person.association, by=person, verb="gjorde en kalenderadress", target=person)
    return secret


@transaction.atomic
def withdraw_feed(*, person: Person) -> bool:
    """Let the address of the person's calendar lead nowhere; whether there was one."""
    ended = CalendarFeed.objects.filter(person=person).delete()[0] > 0
    if ended:
        audit.record(
            association=person.association, by=person, verb="drog tillbaka sin kalenderadress", target=person
        )
    return ended


def person_of(secret: str) -> Person | None:
    """Give whose calendar a secret opens; nobody's when it is withdrawn, or she has left."""
    feed = (
        CalendarFeed.objects.select_related("person__association")
        .filter(secret_sha256=sha256_of(secret), person__left_on__isnull=True)
        .first()
    )
    return feed.person if feed else None
