"""People come, change their addresses and leave; an address that is someone's login is an account."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.mail import letters
from finsam.models import Appointment, Association, Person, User
from finsam.states import AppointmentRole, BodyKind
from finsam.texts.cleaning import name_of


@transaction.atomic
def add_person(
    *,
    association: Association,
    name: str,
    email: str = "",
    phone: str = "",
    organisation: str = "",
    by: Person | None,
) -> Person:
    """Enter someone whom the association knows; she gets an account with her first role.

    Raises DomainError when the name is missing or the address is somebody else's.
    """
    _lock(association)
    email = _free_address(association, email)
    person = Person.objects.create(
        association=association,
        name=_name(name),
        email=email,
        phone=phone.strip(),
        organisation=organisation.strip(),
    )
    audit.record(association=association, by=by, verb="lade till person", target=person, email=email)
    return person


@transaction.atomic
def change_person(
    *, person: Person, name: str, email: str, phone: str = "", organisation: str = "", by: Person | None
) -> Person:
    """Correct what is known about a person. Raises DomainError when the address is somebody else's.

    A new address leads to the account of that address: the old account may be the same human's in another
    association, and is left as it is. When somebody else changes it the old address is told, and for a day nothing is
    confirmed by a code to the new one.
    """
    row = _row(person)
    before = {"name": row.name, "email": row.email, "phone": row.phone, "organisation": row.organisation}
    row.name, row.email = _name(name), _free_address(row.association, email, but=row)
    row.phone, row.organisation = phone.strip(), organisation.strip()
    if row.user_id and row.email != before["email"]:
        _guard_login(row)
        row.user = None
        give_account(row)
    if before["email"] and row.email != before["email"] and (by is None or by.pk != row.pk):
        row.address_changed_at, row.address_changed_by = timezone.now(), by
        _tell_old_address(row, before["email"], by)
    row.save()
    changed = {key: [old, getattr(row, key)] for key, old in before.items() if old != getattr(row, key)}
    if changed:
        audit.record(association=row.association, by=by, verb="ändrade person", target=row, changed=changed)
    return row


@transaction.atomic
def remove_person(*, person: Person, on: dt.date | None = None, by: Person | None) -> Person:
    """Let a person leave: her roles end on the day (today or earlier) and she cannot log in here any more.

    What she has signed and written stays under her name. Raises DomainError for one who has left already,
    for a day to come, and for the last one in the office.
    """
    row = _row(person)
    on = on or clock.today()
    if row.left_on:
        raise DomainError(f"{row.name} har redan slutat.")
    if on > clock.today():
        raise DomainError("Dagen ligger framåt i tiden. Avsluta rollerna med det datumet i stället.")
    for appointment in _open(row, on):
        appointment.to_on = max(on, appointment.from_on)
        appointment.save(update_fields=["to_on"])
    row.left_on = on
    row.save(update_fields=["left_on"])
    guard_office(row.association, on + dt.timedelta(days=1))
    audit.record(
        association=row.association, by=by, verb="avslutade person", target=row, left_on=on.isoformat()
    )
    return row


@transaction.atomic
def welcome_back(*, person: Person, by: Person | None) -> Person:
    """Let one who had left be in the association again; she gets her roles anew."""
    row = _row(person)
    if row.left_on is None:
        raise DomainError(f"{row.name} har inte slutat.")
    row.left_on = None
    row.save(update_fields=["left_on"])
    audit.record(association=row.association, by=by, verb="tog tillbaka person", target=row)
    return row


def give_account(person: Person) -> None:
    """Let the person log in with her address; nothing happens when she can already or has none."""
    if person.user_id or not person.email:
        return
    user = User.objects.filter(email__iexact=person.email).first() or User.objects.create_user(person.email)
    taken = person.association.people.filter(user=user).exclude(pk=person.pk).first()
    if taken:
        raise DomainError(f"{taken.name} loggar redan in med {person.email}.")
    person.user = user
    person.save(update_fields=["user"])


def guard_office(association: Association, day: dt.date) -> None:
    """Raise DomainError unless someone in the office can log in on the day: otherwise all are shut out."""
    left = Appointment.objects.in_force(day).filter(
        body__association=association,
        body__kind=BodyKind.OFFICE,
        role__in=[AppointmentRole.CHIEF, AppointmentRole.OFFICER],
        person__left_on__isnull=True,
        person__user__isnull=False,
    )
    if not left.exists():
        raise DomainError(
            "Då kan ingen i kansliet logga in. Lägg till efterträdaren i kansliet först, sedan går det bra."
        )


def _tell_old_address(row: Person, old: str, by: Person | None) -> None:
    facts = {"person": row, "by": by, "association": row.association, "until": row.held_until}
    body = render_to_string("mail/address_changed.txt", facts)
    letters.post(association=row.association, to=old, subject="Din e-postadress är ändrad", body=body)


def _open(person: Person, on: dt.date) -> list[Appointment]:
    """Give the roles that reach past the day; one that has not begun yet is ended on its first day."""
    return [row for row in person.appointments.select_for_update() if row.to_on is None or row.to_on > on]


def _guard_login(person: Person) -> None:
    if not person.email:
        raise DomainError(f"{person.name} loggar in med sin e-postadress. Skriv den nya i stället för ingen.")


def _name(name: str) -> str:
    return name_of(name, what="Namnet", missing="Skriv personens namn.")


def _free_address(association: Association, email: str, but: Person | None = None) -> str:
    email = email.strip().lower()
    if not email:
        return ""
    others = association.people.filter(email__iexact=email)
    taken = (others.exclude(pk=but.pk) if but else others).first()
    if taken:
        note = f", som slutade {taken.left_on}" if taken.left_on else ""
        raise DomainError(f"Adressen {email} finns redan hos {taken.name}{note}.")
    return email


def _lock(association: Association) -> None:
    # Two who enter the same address at once must come one after the other.
    Association.objects.select_for_update().get(pk=association.pk)


def _row(person: Person) -> Person:
    _lock(person.association)
    return Person.objects.select_for_update(of=("self",)).select_related("association").get(pk=person.pk)
