"""Who sits where, from which day to which: from this follows what each may do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q

from finsam import audit, clock
from finsam.actions.people import add_person, give_account, guard_office
from finsam.errors import DomainError
from finsam.models import Appointment, Body, Member, Person
from finsam.rules import ROLES_OF_BODY
from finsam.states import AppointmentRole, BodyKind

ONE_DAY = dt.timedelta(days=1)


@transaction.atomic
def appoint(
    *,
    person: Person,
    body: Body,
    role: str,
    member: Member | None = None,
    from_on: dt.date,
    to_on: dt.date | None = None,
    position: int = 0,
    title: str = "",
    unit: str = "",
    stands_in_for: Person | None = None,
    by: Person | None,
) -> Appointment:
    """Give a person a role in a body from a day on; with her first role she can log in.

    Raises DomainError for what belongs to another association, a role the body does not have, days in the
    wrong order, one who has left, and a second role in the same body at the same time.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if person.left_on:
        raise DomainError(f"{person.name} har slutat. Ta tillbaka personen först.")
    row = Appointment(
        person=person, body=body, role=role, member=member, from_on=from_on, to_on=to_on, position=position,
        title=title, unit=unit, stands_in_for=stands_in_for,
    )  # fmt: skip
    _check(row)
    row.save()
    give_account(person)
    audit.record(association=body.association, by=by, verb="gav roll", target=person, **_facts(row))
    return row


@transaction.atomic
def appoint_newcomer(
    *,
    name: str,
    email: str,
    body: Body,
    role: str,
    member: Member | None = None,
    from_on: dt.date,
    to_on: dt.date | None = None,
    position: int = 0,
    title: str = "",
    unit: str = "",
    stands_in_for: Person | None = None,
    by: Person | None,
) -> Appointment:
    """Enter someone new and give her a role at once. Raises DomainError as `add_person` and `appoint` do."""
    person = add_person(association=body.association, name=name, email=email, by=by)
    return appoint(
        person=person,
        body=body,
        role=role,
        member=member,
        from_on=from_on,
        to_on=to_on,
        position=position,
        title=title,
        unit=unit,
        stands_in_for=stands_in_for,
        by=by,
    )


@transaction.atomic
def change_appointment(
    *,
    appointment: Appointment,
    role: str,
    member: Member | None,
    from_on: dt.date,
    to_on: dt.date | None,
    position: int = 0,
    title: str = "",
    unit: str = "",
    stands_in_for: Person | None = None,
    by: Person | None,
) -> Appointment:
    """Correct a role that was entered wrong; one that has changed is ended, and a new one is given instead.

    Raises DomainError as `appoint` does.
    """
    row = _row(appointment)
    before = _facts(row)
    row.role, row.member, row.position = role, member, position
    row.from_on, row.to_on = from_on, to_on
    row.title, row.unit, row.stands_in_for = title, unit, stands_in_for
    _check(row)
    row.save(
        update_fields=["role", "member", "position", "from_on", "to_on", "title", "unit", "stands_in_for"]
    )
    _guard(row)
    after = _facts(row)
    if after != before:
        audit.record(
            association=row.body.association, by=by, verb="ändrade roll", target=row.person,
            before=before, after=after,
        )  # fmt: skip
    return row


@transaction.atomic
def end_appointment(*, appointment: Appointment, on: dt.date, by: Person | None) -> Appointment:
    """Let a role end: `on` is its last day. Raises DomainError when it has ended by then or had not begun."""
    row = _row(appointment)
    if row.to_on is not None and row.to_on <= on:
        raise DomainError(f"Rollen slutade redan {row.to_on}.")
    if on < row.from_on:
        raise DomainError(f"Rollen börjar {row.from_on}. Slutdatum kan inte ligga före.")
    row.to_on = on
    row.save(update_fields=["to_on"])
    _guard(row)
    audit.record(
        association=row.body.association, by=by, verb="avslutade roll", target=row.person, **_facts(row)
    )
    return row


# ---- Mandatskifte


@dataclass(frozen=True)
class NewSeat:
    """A seat of the new board: the person who continues, or the name and address of one who is new."""

    role: str
    member: Member
    person: Person | None = None
    name: str = ""
    email: str = ""

    @property
    def role_label(self) -> str:
        """The role in words."""
        return AppointmentRole(self.role).label


@transaction.atomic
def change_mandate(
    *, body: Body, on: dt.date, seats: Sequence[NewSeat], by: Person | None
) -> list[Appointment]:
    """End every role in the board the day before `on` and fill the new seats from that day (13 § lag 2003:1210).

    Deputies serve in the order given. All or nothing. Raises DomainError when the board is not a board, no
    seat is filled, someone sits twice, or the change has been made already.
    """
    body = Body.objects.select_for_update().get(pk=body.pk)
    if not body.is_board:
        raise DomainError("Mandatskifte görs i styrelsen.")
    if body.appointments.filter(from_on=on).exists():
        raise DomainError(f"Det finns redan roller i styrelsen från {on}. Mandatskiftet är redan infört.")
    if not seats:
        raise DomainError("Ingen plats är ifylld. Skriv vilka som sitter i den nya styrelsen.")
    ended = _end_all(body, on)
    started = [_seat(body, seat, on, position, by) for position, seat in enumerate(seats, start=1)]
    audit.record(
        association=body.association, by=by, verb="införde mandatskifte", target=body, from_on=on.isoformat(),
        ended=[row.person.name for row in ended], started=[row.person.name for row in started],
    )  # fmt: skip
    return started


def _end_all(body: Body, on: dt.date) -> list[Appointment]:
    later = body.appointments.filter(from_on__gt=on).select_related("person").first()
    if later:
        raise DomainError(
            f"{later.person.name} har en roll från {later.from_on}. Ta bort eller ändra den först."
        )
    sitting = body.appointments.filter(Q(to_on__isnull=True) | Q(to_on__gte=on))
    rows = list(sitting.select_related("person").select_for_update(of=("self",)))
    for row in rows:
        row.to_on = on - ONE_DAY
        row.save(update_fields=["to_on"])
    return rows


def _seat(body: Body, seat: NewSeat, on: dt.date, position: int, by: Person | None) -> Appointment:
    person = (
        seat.person
        or _known(body, seat.email)
        or add_person(association=body.association, name=seat.name, email=seat.email, by=by)
    )
    row = Appointment(
        person=person, body=body, role=seat.role, member=seat.member, from_on=on, position=position
    )
    _check(row)
    row.save()
    give_account(person)
    return row


def _known(body: Body, email: str) -> Person | None:
    found = body.association.people.filter(email__iexact=email.strip()).first() if email.strip() else None
    if found and found.left_on:
        raise DomainError(f"{found.name} har slutat. Ta tillbaka personen först.")
    return found


# ---- What holds for every role


def _check(row: Appointment) -> None:
    association_id = row.body.association_id
    others = (row.person, row.member, row.stands_in_for)
    if any(each and each.association_id != association_id for each in others):
        raise DomainError("Person, organ och medlem måste höra till samma förbund.")
    if row.role not in ROLES_OF_BODY[row.body.kind]:
        raise DomainError(f"{AppointmentRole(row.role).label} är ingen roll i {row.body.name}.")
    if row.body.is_board and row.member is None:
        raise DomainError("Skriv vilken medlem som har utsett personen till styrelsen.")
    if row.to_on and row.to_on < row.from_on:
        raise DomainError("Slutdatum ligger före startdatum.")
    overlapping = row.person.appointments.filter(body=row.body).exclude(pk=row.pk)
    overlapping = overlapping.filter(Q(to_on__isnull=True) | Q(to_on__gte=row.from_on))
    if row.to_on:
        overlapping = overlapping.filter(from_on__lte=row.to_on)
    if overlapping.exists():
        raise DomainError(f"{row.person.name} har redan en roll i {row.body.name} under den tiden.")


def _guard(row: Appointment) -> None:
    if row.body.kind == BodyKind.OFFICE and row.to_on:
        guard_office(row.body.association, max(row.to_on, clock.today()) + ONE_DAY)


def _facts(row: Appointment) -> dict[str, Any]:
    return {
        "body": row.body.name,
        "role": row.get_role_display(),
        "member": row.member.name if row.member else "",
        "from_on": row.from_on.isoformat(),
        "to_on": row.to_on.isoformat() if row.to_on else "",
    } | ({"said": row.said} if row.said else {})


def _row(appointment: Appointment) -> Appointment:
    return (
        Appointment.objects.select_for_update(of=("self",))
        .select_related("person", "body__association", "member")
        .get(pk=appointment.pk)
    )
