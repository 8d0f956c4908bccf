"""The förbund's lists, and what each insats is asked: added, changed and dated; a value that was used is never removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from finsam import audit
from finsam.errors import DomainError
from finsam.models import Association, Person
from insatser.models import CountingPlan, CountList, CountValue, Insats
from insatser.starting_lists import StartingList


@dataclass(frozen=True)
class ToldValue:
    """A value as someone wrote it; without `pk` it is new."""

    label: str
    group: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    pk: int | None = None


@transaction.atomic
def add_list(
    *, association: Association, kind: str, name: str, values: Sequence[ToldValue], by: Person | None
) -> CountList:
    """Add a list with its values. Raises DomainError when the förbund has one of that name."""
    Association.objects.select_for_update().get(pk=association.pk)
    if association.count_lists.filter(kind=kind, name=name).exists():
        raise DomainError(f"Listan {name} finns redan. Ändra i den, eller välj ett annat namn.")
    row = CountList.objects.create(association=association, kind=kind, name=name)
    _write_values(row, values)
    audit.record(association=association, by=by, verb="la till lista", target=row)
    return row


def begin_list(*, association: Association, starting: StartingList, by: Person | None) -> CountList:
    """Add one of the lists that a förbund may begin with. Raises what `add_list` does."""
    values = [ToldValue(label, group) for label, group in starting.values]
    return add_list(association=association, kind=starting.kind, name=starting.name, values=values, by=by)


@transaction.atomic
def change_list(
    *, row: CountList, name: str, until_on: dt.date | None, values: Sequence[ToldValue], by: Person
) -> CountList:
    """Write a list anew; a value keeps its key, and one that is left out stays as it is."""
    row = CountList.objects.select_for_update().get(pk=row.pk)
    if row.association.count_lists.filter(kind=row.kind, name=name).exclude(pk=row.pk).exists():
        raise DomainError(f"En annan lista heter {name}. Välj ett annat namn.")
    row.name, row.until_on = name, until_on
    row.save(update_fields=["name", "until_on"])
    _write_values(row, values)
    audit.record(association=row.association, by=by, verb="ändrade lista", target=row)
    return row


@transaction.atomic
def plan_counting(*, insats: Insats, facts: Mapping[str, Any], by: Person | None) -> CountingPlan:
    """Say what an insats is asked; numbers that are written already stay."""
    plan, _ = CountingPlan.objects.update_or_create(insats=insats, defaults=dict(facts))
    audit.record(association=insats.association, by=by, verb="bestämde vad som räknas", target=insats)
    return plan


def _write_values(row: CountList, values: Sequence[ToldValue]) -> None:
    own = {value.pk: value for value in row.values.all()}
    taken = set(CountValue.objects.filter(list__association=row.association).values_list("key", flat=True))
    for position, told in enumerate(values):
        if told.from_on and told.until_on and told.until_on < told.from_on:
            raise DomainError(f"{told.label}: sista dagen ligger före den första.")
        value = own.get(told.pk or 0) or CountValue(list=row, key=_free_key(told.label, taken))
        taken.add(value.key)
        value.label, value.group, value.position = told.label, told.group, position
        value.from_on, value.until_on = told.from_on, told.until_on
        value.save()


def _free_key(label: str, taken: set[str]) -> str:
    """Give a key that no other value of the förbund has, since a number names its value by that alone."""
    base = slugify(label).replace("-", "_")[:50] or "varde"
    numbered = (f"{base}_{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)
