"""The letter with a meeting's minnesanteckningar, to everyone who belongs to the body, was called or was there."""

from django.db.models import Q
from django.urls import reverse

from board.mail.letter import absolute, send_letter, version_of
from board.models import Protocol
from finsam.models import Appointment, Person
from finsam.swedish import dates


def send_to_all(protocol: Protocol) -> list[Person]:
    """Send the finished notes as PDF to each who has an address, and give to whom."""
    meeting = protocol.meeting
    association = meeting.body.association
    people = receivers(protocol)
    facts = {
        "meeting": meeting,
        "is_new": protocol.version > 1,
        "when": dates.long_date(meeting.began_on),
        "link": absolute(reverse("protocol_detail", args=[association.slug, protocol.pk])),
    }
    for person in people:
        send_letter(
            "notes",
            association=association,
            to=person.email,
            subject=f"{'Nya minnesanteckningar' if facts['is_new'] else 'Minnesanteckningar'}: {version_of(protocol)}",
            facts=facts | {"person": person},
            documents=(protocol.document,) if protocol.document else (),
        )
    return people


def receivers(protocol: Protocol) -> list[Person]:
    """Give those who get the notes: the body's own on the day of the meeting, those called, those who were there."""
    meeting = protocol.meeting
    own = Appointment.objects.in_force(meeting.held_on).filter(body=meeting.body)
    concerned = (
        Q(pk__in=own.values("person"))
        | Q(invitations__meeting=meeting)
        | Q(attendances__in=meeting.attendances.filter(is_present=True))
    )
    people = Person.objects.filter(concerned, association=meeting.body.association, left_on__isnull=True)
    return list(people.exclude(email="").distinct())
