"""Who gets a kallelse, what they have answered, and whether the board will be beslutsför by the answers."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from board import rules
from board.models import Invitation, Meeting
from board.queries.seats import seats_to_count
from board.states import RsvpAnswer
from finsam.models import Appointment, Document, Person
from finsam.states import AppointmentRole, BodyKind
from finsam.web.asked_once import asked_once

COMING = frozenset({RsvpAnswer.COMING, RsvpAnswer.REMOTE})


@dataclass(frozen=True)
class Recipient:
    """A person who gets the kallelse, with what she is."""

    person: Person
    what: str

    @property
    def has_address(self) -> bool:
        return bool(self.person.email)


@asked_once
def recipients(meeting: Meeting) -> list[Recipient]:
    """Give everyone who gets the kallelse by appointment: ledamöter, every ersättare (6 kap. 17 § kommunallagen), kansliet.

    The appointments are those in force on the day of the meeting.
    """
    appointments = (
        Appointment.objects.in_force(meeting.held_on)
        .filter(body__association=meeting.body.association_id, person__left_on__isnull=True)
        .select_related("person", "member", "body")
    )
    called = appointments.filter(Q(body=meeting.body_id) | Q(body__kind=BodyKind.OFFICE)).in_order()
    found: dict[int, Recipient] = {}
    for each in sorted(called, key=lambda each: each.body_id != meeting.body_id):
        found.setdefault(each.person_id, Recipient(each.person, _what(each)))
    return list(found.values())


def _what(appointment: Appointment) -> str:
    role = appointment.get_role_display()
    return f"{role}, {appointment.member.name}" if appointment.member else role


ADDITION = "Tilläggslista"  # how the name of an addition's PDF begins


def call_documents(meeting: Meeting) -> list[Document]:
    """Give the PDFs that call to the meeting now: the last whole kallelse, and the additions after it, oldest first."""
    if not meeting.call_version:
        return []
    found = Document.objects.filter(
        association=meeting.body.association_id,
        made_from=f"meeting {meeting.pk}",
        content_type="application/pdf",
    )
    current: list[Document] = []
    for document in found.order_by("made_at", "id"):
        current = [*current, document] if document.name.startswith(ADDITION) else [document]
    return current


def possible_guests(meeting: Meeting) -> list[Person]:
    """Give the people of the association who are not called by appointment and have an address."""
    called = [recipient.person.pk for recipient in recipients(meeting)]
    people = Person.objects.filter(association=meeting.body.association_id, left_on__isnull=True)
    return list(people.exclude(pk__in=called).exclude(email=""))


@dataclass(frozen=True)
class Substitute:
    """An ersättare who is coming, and the ledamot of the same member whose place she takes."""

    deputy: Person
    for_whom: Person


@dataclass(frozen=True)
class Expected:
    """How many are expected to decide, by the answers so far."""

    seats: int
    needed: int
    expected: int
    waiting: int
    substitutes: tuple[Substitute, ...]
    missing: tuple[Person, ...]

    @property
    def is_quorate(self) -> bool:
        return rules.quorum(self.seats, self.expected)


def expected_attendance(meeting: Meeting, invitations: list[Invitation]) -> Expected:
    """Work out from the answers who will decide: a coming ersättare steps in for an absent ledamot of her member."""
    appointments = list(
        meeting.body.appointments.in_force(meeting.held_on).select_related("person", "member").in_order()
    )
    answers = {each.person_id: each.answer for each in invitations}
    ledamoter = [each for each in appointments if each.is_voting]
    coming = [each for each in ledamoter if answers.get(each.person_id) in COMING]
    absent = [each for each in ledamoter if answers.get(each.person_id) == RsvpAnswer.ABSENT]
    free = [
        each
        for each in appointments
        if each.role == AppointmentRole.DEPUTY and answers.get(each.person_id) in COMING
    ]
    substitutes, missing = [], []
    for ledamot in absent:
        deputy = next((each for each in free if each.member_id == ledamot.member_id), None)
        if deputy:
            free.remove(deputy)
            substitutes.append(Substitute(deputy.person, ledamot.person))
        else:
            missing.append(ledamot.person)
    seats = seats_to_count(meeting.body, on=meeting.held_on, filled=len(ledamoter))
    return Expected(
        seats=seats,
        needed=rules.quorum_minimum(seats),
        expected=len(coming) + len(substitutes),
        waiting=len(ledamoter) - len(coming) - len(absent),
        substitutes=tuple(substitutes),
        missing=tuple(missing),
    )
