"""Arrangemang of a year: with how many came, and the sums of them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.models import Event, EventGroup
from insatser.states import EventState, Way


@dataclass(frozen=True)
class Came:
    """How many came, by sex where that is known and by how they came; None where nobody has counted by it."""

    women: int | None
    men: int | None
    unknown: int | None
    ways: tuple[tuple[Way, int], ...]

    @property
    def total(self) -> int:
        return sum(number for _, number in self.ways)


def events_of(association: Association) -> QuerySet[Event]:
    """Give every arrangemang of the association with its insats and its groups."""
    rows = Event.objects.filter(association=association).select_related("association", "insats")
    return rows.prefetch_related("groups")


def events_of_year(association: Association, year: int) -> QuerySet[Event]:
    """Give those that end in the year."""
    return events_of(association).filter(ends_on__year=year)


@asked_once
def read_events(association: Association, year: int) -> list[Event]:
    """Give the year's with their groups at hand; two questions a page."""
    return list(events_of_year(association, year))


def event_years(association: Association) -> list[int]:
    """Give the years that have arrangemang, the latest first."""
    years = Event.objects.filter(association=association).values_list("ends_on__year", flat=True)
    return sorted(set(years), reverse=True)


def came_to(groups: Iterable[EventGroup]) -> Came:
    """Add up groups at hand."""
    rows = list(groups)
    ways = [(way, sum(row.total for row in rows if row.way == way)) for way in Way]
    return Came(
        women=_sum(row.women for row in rows),
        men=_sum(row.men for row in rows),
        unknown=_sum(row.unknown for row in rows),
        ways=tuple((way, number) for way, number in ways if any(row.way == way for row in rows)),
    )


def cost_of(events: Iterable[Event]) -> Decimal:
    """Add up what arrangemang have cost, in kronor."""
    return sum((event.cost or Decimal(0) for event in events), Decimal(0))


def held_of(events: Iterable[Event]) -> list[Event]:
    """Give those that were held and counted; groups must be at hand."""
    return [event for event in events if event.state == EventState.HELD and event.groups.all()]


def _sum(numbers: Iterable[int | None]) -> int | None:
    told = [number for number in numbers if number is not None]
    return sum(told) if told else None
