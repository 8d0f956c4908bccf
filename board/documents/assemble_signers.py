"""Who signs what: the secretary all, each chair the §§ she led, each justerare those where she was not kept out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from board.counting.presence import Sitting
from board.documents.assemble_attendance import leaders_of, sittings_of
from board.documents.protocol import Signer
from board.models import Meeting, Paragraph, Protocol
from board.states import SigningRole
from finsam.models import Person
from finsam.states import NotesSigners
from finsam.swedish import dates


@dataclass(frozen=True)
class Place:
    """One place on the signature page: who, as what, and for which §§ (nothing when for all)."""

    role: SigningRole
    person: Person
    field: str
    numbers: str = ""


def adjusted_by(protocol: Protocol) -> list[Paragraph]:
    """Give the §§ that a protocol adjusts, in order; those of the meeting that are its own where it is no row yet."""
    if protocol.pk:
        own = protocol.paragraphs.filter(number__isnull=False)
    else:
        own = protocol.meeting.paragraphs.filter(number__isnull=False, is_immediate=False)
    return list(own.order_by("position", "id"))


def places_of(protocol: Protocol) -> list[Place]:
    """Give every place on the protocol's signature page, in order; of notes those whom the body says."""
    if protocol.meeting.keeps_notes:
        return _places_of_notes(protocol.meeting)
    meeting, sittings = protocol.meeting, sittings_of(protocol.meeting, adjusted_by(protocol))
    places = []
    if meeting.secretary:
        places.append(Place(SigningRole.SECRETARY, meeting.secretary, "sekreterare"))
    for order, (row, led) in enumerate(leaders_of(sittings), start=1):
        field = "ordforande" if order == 1 else f"ordforande{order}"
        places.append(Place(SigningRole.CHAIR, row.person, field, _numbers(led, sittings)))
    for order, person in enumerate(_adjusters(meeting), start=1):
        checked = [each.paragraph.number or 0 for each in sittings if _checks(person, each)]
        if checked or not sittings:
            numbers = _numbers(checked, sittings)
            places.append(Place(SigningRole.ADJUSTER, person, f"justerare{order}", numbers))
    return places


def _places_of_notes(meeting: Meeting) -> list[Place]:
    who = meeting.body.notes_signers
    places = []
    if who != NotesSigners.NOBODY and meeting.chair:
        places.append(Place(SigningRole.CHAIR, meeting.chair, "ordforande"))
    if who == NotesSigners.CHAIR_AND_ADJUSTERS:
        places += [
            Place(SigningRole.ADJUSTER, person, f"justerare{order}")
            for order, person in enumerate(_adjusters(meeting), start=1)
        ]
    return places


def signers_of(protocol: Protocol) -> tuple[Signer, ...]:
    """Give the places on the signature page as print shows them."""
    labels = {
        SigningRole.SECRETARY: "Vid protokollet",
        SigningRole.CHAIR: "Intygas" if protocol.meeting.keeps_notes else "Justeras",
    }
    places = places_of(protocol)
    first = {place.role: place for place in reversed(places)}
    return tuple(
        Signer(
            field=place.field,
            name=place.person.name,
            role=f"{place.role.label} {place.numbers}".strip(),
            label=labels.get(place.role, "") if first[place.role] is place else "",
        )
        for place in places
    )


def chair_alone(protocol: Protocol) -> list[tuple[int, list[str]]]:
    """Give each § that only its chair can adjust, with the justerare who are jäviga there or led it themselves."""
    adjusters = _adjusters(protocol.meeting)
    return [
        (each.paragraph.number or 0, [person.name for person in adjusters])
        for each in sittings_of(protocol.meeting, adjusted_by(protocol))
        if adjusters and not any(_checks(person, each) for person in adjusters)
    ]


def chair_alone_text(protocol: Protocol) -> str:
    """Give those §§ as print names them, such as "§ 41"."""
    return dates.paragraphs(number for number, _ in chair_alone(protocol))


def missing_leaders(protocol: Protocol) -> str:
    """Give the §§ that nobody led, such as "§§ 37–38"; all of them where nobody was there."""
    sittings = sittings_of(protocol.meeting, adjusted_by(protocol))
    return dates.paragraphs(each.paragraph.number or 0 for each in sittings if each.chair is None)


def _adjusters(meeting: Meeting) -> list[Person]:
    return [each.person for each in meeting.adjusters.select_related("person").order_by("position", "id")]


def _checks(person: Person, sitting: Sitting) -> bool:
    """Whether the justerare adjusts the §: not where she was jävig (6 kap. 30 § kommunallagen) or led it herself."""
    led = sitting.chair is not None and sitting.chair.person_id == person.pk
    return not led and person.pk not in {row.person_id for row in sitting.conflicted}


def _numbers(own: Sequence[int], sittings: Sequence[Sitting]) -> str:
    return dates.paragraphs(own) if len(own) < len(sittings) else ""
