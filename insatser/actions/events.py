"""Arrangemang are planned, changed, cancelled, and told of afterwards with how many came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.swedish import dates
from insatser.mail import events as letters
from insatser.models import Event, EventGroup
from insatser.states import EVENT_TRANSITIONS, EventState

FACTS = (
    "title", "kind", "theme", "insats", "starts_on", "ends_on", "hours", "place", "arranger", "about",
)  # fmt: skip

_TOLD = ("starts_on", "ends_on", "hours", "place")  # what those who have registered must know when it changes


@transaction.atomic
def plan_event(*, association: Association, facts: Mapping[str, Any], by: Person) -> Event:
    """Plan an arrangemang; `facts` are FACTS, and without a last day it is of one day."""
    row = Event(association=association, made_at=clock.now(), made_by=by)
    _write(row, facts)
    row.save()
    audit.record(association=association, by=by, verb="planerade arrangemang", target=row)
    return row


@transaction.atomic
def change_event(*, event: Event, facts: Mapping[str, Any], by: Person) -> Event:
    """Change what is said of an arrangemang, and mail those who have registered where day, time or place is another."""
    row = locked(event)
    if row.state == EventState.CANCELLED:
        raise DomainError("Arrangemanget är inställt. Planera ett nytt i stället.")
    before = [getattr(row, name) for name in _TOLD]
    _write(row, facts)
    if row.state == EventState.HELD and not row.has_begun(clock.today()):
        raise DomainError(
            "Arrangemanget är genomfört. Då kan det inte flyttas till en dag som inte har varit."
        )
    row.registers_until = min(row.registers_until, row.starts_on) if row.registers_until else None
    row.save(update_fields=[*FACTS, "registers_until"])
    if row.is_planned and before != [getattr(row, name) for name in _TOLD]:
        letters.tell_change(row, "Ändrat")
    audit.record(association=row.association, by=by, verb="ändrade arrangemang", target=row)
    return row


@transaction.atomic
def cancel_event(*, event: Event, by: Person) -> Event:
    """Cancel an arrangemang that has not been held, and mail those who have registered."""
    row = locked(event)
    _check(row, EventState.CANCELLED)
    row.state, row.cancelled_at, row.cancelled_by = EventState.CANCELLED, clock.now(), by
    row.save(update_fields=["state", "cancelled_at", "cancelled_by"])
    letters.tell_change(row, "Inställt")
    audit.record(association=row.association, by=by, verb="ställde in arrangemang", target=row)
    return row


@transaction.atomic
def tell_event(
    *, event: Event, version: int, groups: Iterable[Mapping[str, Any]], cost: Decimal | None, evaluation: str, by: Person
) -> Event:  # fmt: skip
    """Tell who came, what it cost (kronor) and how it went; `version` is the one that was read.

    Raises DomainError before it has begun, and where somebody has told of it since it was read.
    """
    row = locked(event)
    _check(row, EventState.HELD)
    if not row.has_begun(clock.today()):
        raise DomainError(
            f"Arrangemanget börjar {dates.long_date(row.starts_on)}. Skriv hur det gick när det har varit."
        )
    if row.version != version:
        raise DomainError(
            "Någon annan har sparat under tiden. Det du skrev står kvar här. Jämför med arrangemangets sida, och spara igen "
            "om det är ditt som gäller."
        )
    row.groups.all().delete()
    wanted = [EventGroup(event=row, position=place, **group) for place, group in enumerate(groups)]
    EventGroup.objects.bulk_create(wanted)
    row.state, row.cost, row.evaluation, row.version = EventState.HELD, cost, evaluation.strip(), version + 1
    row.told_at, row.told_by = clock.now(), by
    row.save(update_fields=["state", "cost", "evaluation", "version", "told_at", "told_by"])
    audit.record(
        association=row.association, by=by, verb="skrev hur arrangemang gick", target=row,
        came=sum(each.total for each in wanted), cost=str(cost or ""),
    )  # fmt: skip
    return row


def locked(event: Event) -> Event:
    """Give the arrangemang as it stands, held until the act is done."""
    return Event.objects.select_for_update(of=("self",)).select_related("association").get(pk=event.pk)


def _check(row: Event, state: EventState) -> None:
    if state not in EVENT_TRANSITIONS[EventState(row.state)]:
        raise DomainError(f"Arrangemanget är {row.get_state_display().lower()}.")


def _write(row: Event, facts: Mapping[str, Any]) -> None:
    for name in FACTS:
        setattr(row, name, facts[name])
    row.ends_on = facts["ends_on"] or facts["starts_on"]
