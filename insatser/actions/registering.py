"""People register for an arrangemang by its address, wait for a place, withdraw by a link, are reminded and are forgotten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.access.links import new_secret, sha256_of
from finsam.errors import DomainError
from finsam.models import Association, Letter, Person
from finsam.states import LetterState
from insatser.actions.events import locked
from insatser.mail import events as letters
from insatser.models import Event, EventRegistration
from insatser.queries.registrations import is_full
from insatser.rules import KEEP_DAYS
from insatser.states import EventState


@transaction.atomic
def open_registration(*, event: Event, facts: Mapping[str, Any], by: Person) -> Event:
    """Let anyone with the address register; `facts` are places (None for as many as come), registers_until and remind_days."""
    row = locked(event)
    if not row.is_planned or row.has_begun(clock.today()):
        raise DomainError("Arrangemanget har börjat eller är inställt. Då går det inte att anmäla sig.")
    last = facts["registers_until"]
    if last and last > row.starts_on:
        raise DomainError("Anmälan kan inte vara öppen längre än till arrangemangets första dag.")
    row.places, row.registers_until, row.remind_days = facts["places"], last, facts["remind_days"]
    row.invited_at, row.invited_by = row.invited_at or clock.now(), row.invited_by or by
    row.save(update_fields=["places", "registers_until", "remind_days", "invited_at", "invited_by"])
    audit.record(association=row.association, by=by, verb="öppnade anmälan till arrangemang", target=row)
    _give_places(row)
    return row


@transaction.atomic
def close_registration(*, event: Event, by: Person) -> Event:
    """Take the invitation away; those who have registered stay registered."""
    row = locked(event)
    row.invited_at = row.invited_by = None
    row.save(update_fields=["invited_at", "invited_by"])
    audit.record(association=row.association, by=by, verb="stängde anmälan till arrangemang", target=row)
    return row


@transaction.atomic
def register(*, event: Event, name: str, organisation: str, email: str) -> EventRegistration:
    """Register someone, or put her on the waiting list when it is full, and mail a link by which she withdraws.

    One who registers again keeps her place and gets a new link, so that nobody learns who has registered. Raises
    DomainError when one cannot register any more.
    """
    row = locked(event)
    if not row.takes_registrations(clock.today()):
        raise DomainError("Anmälan är stängd.")
    email, token = email.strip().lower(), new_secret()
    found = row.registrations.filter(email=email).first()
    if found is None:
        found = EventRegistration(event=row, email=email, registered_at=clock.now(), is_waiting=is_full(row))
        found.name, found.organisation = name.strip(), organisation.strip()
    found.secret_sha256 = sha256_of(token)
    found.save()
    audit.record(association=row.association, by=None, verb="tog emot anmälan till arrangemang", target=row)
    letters.confirm(found, token)
    return found


@transaction.atomic
def withdraw_registration(*, registration: EventRegistration, by: Person | None = None) -> Event:
    """Take someone off the list, by her own link or by the office, and give the place to the first who waits."""
    row = locked(registration.event)
    found = row.registrations.filter(pk=registration.pk).first()
    if found is None:
        raise DomainError("Anmälan är redan borttagen.")
    if row.has_begun(clock.today()) and by is None:
        raise DomainError("Arrangemanget har börjat. Hör av dig till förbundet.")
    audit.record(association=row.association, by=by, verb="tog bort anmälan till arrangemang", target=row)
    _remove(found)
    _give_places(row)
    return row


def find_registration(association: Association, token: str) -> EventRegistration | None:
    """Give whom a link is for; None for one that has gone or is not ours."""
    rows = EventRegistration.objects.filter(event__association=association, secret_sha256=sha256_of(token))
    return rows.select_related("event__association").first()


def remind_registered(today: dt.date) -> None:
    """Remind those who have a place, once, so many days before as the arrangemang says."""
    coming = Event.objects.filter(
        state=EventState.PLANNED, reminded_at__isnull=True, remind_days__gt=0, starts_on__gt=today
    )
    for event in coming.filter(registrations__isnull=False).distinct():
        if today >= event.starts_on - dt.timedelta(days=event.remind_days):
            _remind(event)


def forget_registered(today: dt.date) -> None:
    """Remove who had registered for what is long past, with the letters to them."""
    past = today - dt.timedelta(days=KEEP_DAYS)
    for event in Event.objects.filter(ends_on__lt=past, registrations__isnull=False).distinct():
        with transaction.atomic():
            row = locked(event)
            for each in row.registrations.all():
                _remove(each)
            audit.record(association=row.association, by=None, verb="tog bort namn på anmälda", target=row)


@transaction.atomic
def _remind(event: Event) -> None:
    row = locked(event)
    if row.reminded_at:
        return
    for each in row.registrations.filter(is_waiting=False):
        letters.remind(each)
    row.reminded_at = clock.now()
    row.save(update_fields=["reminded_at"])


def _give_places(event: Event) -> None:
    """Give free places to those who have waited longest."""
    for each in event.registrations.filter(is_waiting=True).order_by("pk"):
        if is_full(event):
            return
        each.is_waiting = False
        each.save(update_fields=["is_waiting"])
        letters.tell_place(each)


def _remove(registration: EventRegistration) -> None:
    sent = registration.letters.exclude(state=LetterState.WAITING)
    keys = list(sent.values_list("pk", flat=True))
    registration.letters.clear()
    registration.delete()
    Letter.objects.filter(pk__in=keys).delete()
