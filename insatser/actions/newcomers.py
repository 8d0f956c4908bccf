"""Someone the förbund does not know begins an ansökan: a link is mailed, and who opens it has shown that the address is hers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.urls import reverse

from finsam import clock
from finsam.actions import add_person
from finsam.errors import DomainError
from finsam.models import Association
from insatser.actions.applying import begin
from insatser.mail.application import send_link
from insatser.models import Application, ApplicationRound

SALT = "insatser.ansökan"
GOOD_FOR = dt.timedelta(days=3)


@dataclass(frozen=True)
class Invited:
    """What a link carries: in which period, who, where, and when it was asked for."""

    round: ApplicationRound
    name: str
    email: str
    asked_at: dt.datetime


def invite(*, period: ApplicationRound, name: str, email: str) -> None:
    """Mail a link that begins an ansökan; it is good for three days and bound to the period and the address."""
    association = period.association
    path = reverse("apply_link", args=[association.slug, secret_of(period, name=name, email=email)])
    send_link(association=association, name=name, email=email, path=path)


def secret_of(period: ApplicationRound, *, name: str, email: str) -> str:
    """Give what a link carries, signed for its förbund alone."""
    told = {"round": period.pk, "name": name, "email": email.strip().lower(), "at": clock.now().isoformat()}
    return signing.dumps(told, salt=f"{SALT}.{period.association_id}", compress=True)


def read_link(association: Association, secret: str) -> Invited | None:
    """Give what a link says; None for one that is too old, another's, or not ours."""
    try:
        told = signing.loads(secret, salt=f"{SALT}.{association.pk}", max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    row = ApplicationRound.objects.filter(association=association, pk=told["round"]).first()
    if row is None:
        return None
    return Invited(row, told["name"], told["email"], dt.datetime.fromisoformat(told["at"]))


@transaction.atomic
def begin_as_newcomer(invited: Invited) -> Application:
    """Begin the ansökan of a link once; opened again it leads to the same. Raises DomainError when it cannot begin."""
    association = Association.objects.select_for_update().get(pk=invited.round.association_id)
    person = association.people.filter(email__iexact=invited.email).first()
    if person and person.left_on:
        raise DomainError(
            f"Adressen hör till någon som har slutat. Skriv till {association.email or 'förbundet'} så hjälper de dig."
        )
    if person is None:
        person = add_person(association=association, name=invited.name, email=invited.email, by=None)
    earlier = Application.objects.filter(
        round=invited.round, begun_by=person, begun_at__gte=invited.asked_at
    ).first()
    begun = earlier or begin(period=invited.round, by=person)
    return Application.objects.select_related("begun_by__user").get(pk=begun.pk)  # she has an account by now
