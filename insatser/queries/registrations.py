"""How many have registered for an arrangemang, and from where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from insatser.models import Event
from insatser.states import Way


@dataclass(frozen=True)
class Registered:
    """How many have a place, and how many wait."""

    placed: int
    waiting: int


def registered_for(event: Event) -> Registered:
    """Count them. One query."""
    rows = list(event.registrations.values_list("is_waiting", flat=True))
    return Registered(rows.count(False), rows.count(True))


def is_full(event: Event) -> bool:
    """Whether whoever registers now waits."""
    return event.places is not None and registered_for(event).placed >= event.places


def groups_registered(event: Event) -> list[dict[str, object]]:
    """Give those who have a place by organisation, as the table of who came begins; the largest first."""
    names = event.registrations.filter(is_waiting=False).values_list("organisation", flat=True)
    return [
        {"organisation": name, "way": Way.PLACE, "unknown": number}
        for name, number in Counter(names).most_common()
    ]
