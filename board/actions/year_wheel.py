"""What the office does with the årshjul: begins it, writes its points, and says what came of one in a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from board.actions.placing import place_points
from board.models import YearWheelItem, YearWheelTurn
from board.states import TURN_TRANSITIONS, TurnState
from board.wording.wheel import SHIPPED, ShippedPoint
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Body, Person


@transaction.atomic
def start_wheel(*, association: Association, from_on: dt.date, by: Person | None) -> list[YearWheelItem]:
    """Give the förbund the program's points that it does not have; nobody is alarmed of a day before `from_on`."""
    Association.objects.select_for_update().get(pk=association.pk)
    own = {each.key: each for each in association.year_wheel.exclude(key="")}
    bodies: dict[str, Body] = {}
    for body in association.bodies.filter(is_active=True).order_by("-position", "-id"):
        bodies[body.kind] = body  # the first of its kind stays last
    made = []
    for point in SHIPPED:
        if point.key not in own:
            own[point.key] = _ship(point, association, from_on, own, bodies)
            made.append(own[point.key])
    if made:
        audit.record(
            association=association, by=by, verb="började årshjulet", target=association, count=len(made)
        )
        place_points(association=association)
    return made


def _ship(
    point: ShippedPoint, association: Association, from_on: dt.date, own: Mapping[str, YearWheelItem],
    bodies: Mapping[str, Body],
) -> YearWheelItem:  # fmt: skip
    month, day = point.on or (None, None)
    anchor, days = point.before or ("", None)
    return YearWheelItem.objects.create(
        association=association, key=point.key, title=point.title, month=month, day=day,
        anchor=own[anchor] if anchor else None, days_before=days, every=point.every, first_year=point.first_year,
        basis=point.basis, source=point.source, owner=point.owner, lead_days=point.lead_days,
        body=bodies.get(point.body), heading=point.heading, proposal=point.proposal, papers=point.papers,
        outcome=point.outcome, starts_on=from_on,
    )  # fmt: skip


def start_missing(today: dt.date) -> None:
    """Begin the årshjul of every förbund that has none, and put points where they belong; done each day."""
    for association in Association.objects.filter(year_wheel__isnull=True):
        start_wheel(association=association, from_on=today, by=None)
    for association in Association.objects.filter(year_wheel__is_active=True).distinct():
        place_points(association=association)


@transaction.atomic
def add_point(*, association: Association, facts: Mapping[str, Any], by: Person) -> YearWheelItem:
    """Add a point of the förbund's own; it holds from today."""
    item = YearWheelItem.objects.create(association=association, starts_on=clock.today(), **facts)
    audit.record(association=association, by=by, verb="lade till i årshjulet", target=item)
    place_points(association=association)
    return item


@transaction.atomic
def change_point(*, item: YearWheelItem, facts: Mapping[str, Any], by: Person) -> YearWheelItem:
    """Change a point for this year and those to come. Raises DomainError when it would be counted from itself."""
    row = _locked(item)
    anchor = facts.get("anchor")
    if anchor and (anchor.pk == row.pk or anchor.anchor_id or row.steps.filter(is_active=True).exists()):
        raise DomainError("Räkna punkten från en annan punkt som har en egen dag.")
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    audit.record(association=row.association, by=by, verb="ändrade i årshjulet", target=row)
    place_points(association=row.association)
    return row


@transaction.atomic
def retire_point(*, item: YearWheelItem, by: Person) -> None:
    """Take a point out of the årshjul. Raises DomainError while others are counted from it."""
    row = _locked(item)
    steps = list(row.steps.filter(is_active=True))
    if steps:
        raise DomainError(f"{len(steps)} andra punkter räknas från {row.title}. Ge dem en egen dag först.")
    row.is_active = False
    row.save(update_fields=["is_active"])
    audit.record(association=row.association, by=by, verb="tog ut ur årshjulet", target=row)


@transaction.atomic
def tick(*, item: YearWheelItem, year: int, done_on: dt.date, note: str, by: Person) -> YearWheelTurn:
    """Say that a point is done in the year. Raises DomainError for a day that has not come."""
    if done_on > clock.today():
        raise DomainError("Den dagen har inte kommit än. Skriv dagen då det blev klart.")
    turn = _moved(item, year, TurnState.DONE)
    turn.done_on, turn.note = done_on, note.strip()
    turn.done_at, turn.done_by = clock.now(), by
    turn.save()
    audit.record(association=item.association, by=by, verb="gjorde klart", target=turn, note=turn.note)
    return turn


@transaction.atomic
def drop(*, item: YearWheelItem, year: int, reason: str, by: Person) -> YearWheelTurn:
    """Say that a point is not done in the year, and why. Raises DomainError without a reason."""
    if not reason.strip():
        raise DomainError("Skriv varför punkten inte görs i år.")
    turn = _moved(item, year, TurnState.DROPPED)
    turn.note, turn.dropped_at, turn.dropped_by = reason.strip(), clock.now(), by
    turn.save()
    audit.record(association=item.association, by=by, verb="avstod från", target=turn, reason=turn.note)
    return turn


@transaction.atomic
def take_up_again(*, item: YearWheelItem, year: int, by: Person) -> YearWheelTurn:
    """Open a point that was ticked or dropped by mistake."""
    turn = _moved(item, year, TurnState.OPEN)
    turn.note, turn.done_on = "", None
    turn.done_at = turn.done_by = turn.dropped_at = turn.dropped_by = None
    turn.save()
    audit.record(association=item.association, by=by, verb="öppnade igen", target=turn)
    return turn


@transaction.atomic
def move_turn(*, item: YearWheelItem, year: int, due_on: dt.date | None, by: Person) -> YearWheelTurn:
    """Give a point another day in this year alone, or with no day the usual one back."""
    turn = turn_of(item, year)
    turn.due_on = due_on
    turn.save(update_fields=["due_on"])
    day = due_on.isoformat() if due_on else ""
    audit.record(association=item.association, by=by, verb="flyttade i årshjulet", target=turn, due_on=day)
    place_points(association=item.association)
    return turn


def turn_of(item: YearWheelItem, year: int) -> YearWheelTurn:
    """Give the row of a point in a year under a lock, made now where nothing had been said of it."""
    _locked(item)
    turn, _ = YearWheelTurn.objects.select_for_update().get_or_create(item=item, year=year)
    return turn


def _locked(item: YearWheelItem) -> YearWheelItem:
    return YearWheelItem.objects.select_for_update(of=("self",)).select_related("association").get(pk=item.pk)


def _moved(item: YearWheelItem, year: int, to: TurnState) -> YearWheelTurn:
    turn = turn_of(item, year)
    if to not in TURN_TRANSITIONS[TurnState(turn.state)]:
        raise DomainError(f"{item.title} {year} är redan {turn.get_state_display().lower()}.")
    turn.state = to
    return turn
