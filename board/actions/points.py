"""Underpunkter of a §: made, written, moved and taken away, in the § they belong to."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import F

from board import indexing
from board.actions.agenda import locked_agenda
from board.actions.writing import lock_for_writing
from board.models import Decision, Paragraph, Point
from board.states import HELD
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Person


@transaction.atomic
def add_point(*, paragraph: Paragraph, by: Person, heading: str = "") -> Point:
    """Give the § one more underpunkt, last. Raises DomainError when the § is sent for justering."""
    row = _lock(paragraph)
    point = Point.objects.create(paragraph=row, position=row.points.count(), heading=heading)
    _touched(row, by, "lade till underpunkt i")
    return point


@transaction.atomic
def remove_point(*, paragraph: Paragraph, key: str, by: Person) -> None:
    """Take an underpunkt away when nothing hangs on it: its att-satser and handlingar go first.

    Raises DomainError when there are some.
    """
    row = _lock(paragraph)
    point = row.points.filter(row_key=key).first()
    if point is None:
        return
    if point.decisions.exists() or point.attachments.exists():
        raise DomainError("Underpunkten har att-satser eller handlingar. Ta bort eller flytta dem först.")
    point.delete()
    _touched(row, by, "tog bort underpunkt i")


@transaction.atomic
def move_point(*, paragraph: Paragraph, key: str, step: int, by: Person) -> None:
    """Move an underpunkt one step up (-1) or down (1)."""
    row = _lock(paragraph)
    _move(list(row.points.order_by("position", "id")), key, step)
    _touched(row, by, "flyttade underpunkt i")


@transaction.atomic
def move_decision(*, paragraph: Paragraph, key: str, step: int, by: Person) -> None:
    """Move an att-sats one step among those of its § or underpunkt."""
    row = lock_for_writing(paragraph)
    found = row.decisions.filter(row_key=key).first()
    if found is None:
        return
    _move(list(row.decisions.filter(point=found.point_id).order_by("position", "id")), key, step)
    _touched(row, by, "flyttade att-sats i")


def _lock(paragraph: Paragraph) -> Paragraph:
    """Lock the § while it is planned or written. Raises DomainError when neither may be done any more."""
    if paragraph.meeting.state in HELD:
        return lock_for_writing(paragraph)
    meeting = locked_agenda(paragraph.meeting)
    row = Paragraph.objects.select_related("text", "matter").get(pk=paragraph.pk)
    row.meeting = meeting
    return row


def _move(rows: Sequence[Point | Decision], key: str, step: int) -> None:
    here = next((place for place, each in enumerate(rows) if each.row_key == key), None)
    if here is None:
        return
    order = list(rows)
    order.insert(min(max(here + step, 0), len(rows) - 1), order.pop(here))
    places = sorted({each.position for each in rows})
    for position, each in zip(places if len(places) == len(rows) else range(len(rows)), order, strict=True):
        each.position = position
        each.save(update_fields=["position"])


def _touched(row: Paragraph, by: Person, verb: str) -> None:
    Paragraph.objects.filter(pk=row.pk).update(version=F("version") + 1)
    audit.record(association=row.meeting.body.association, by=by, verb=verb, target=row)
    indexing.index_paragraph(row)
