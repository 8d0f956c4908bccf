"""Changing the layout of a year: its rows, what sums add, their order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max

from economy import rules
from economy.models import FiscalYear, StatementLine
from economy.states import LineKind
from finsam import audit
from finsam.errors import DomainError
from finsam.models import Person

_LETTERS = str.maketrans("åäöéü", "aaoeu")
CHANGEABLE = ("label", "level", "covers", "role", "sign", "note", "lkbr", "accounts", "objects_filter")


def key_of(label: str) -> str:
    """Make a key of a label: "Resor, logi" is resor_logi."""
    return re.sub(r"[^a-z0-9]+", "_", label.lower().translate(_LETTERS)).strip("_")[:50] or "rad"


@transaction.atomic
def add_line(
    *, fiscal_year: FiscalYear, statement: str, label: str, kind: str = LineKind.LINE, key: str = "",
    after: StatementLine | None = None, by: Person | None, **fields: Any,
) -> StatementLine:  # fmt: skip
    """Add a row to a statement, last or after another; its key is made of its label and never changes again."""
    lines = _locked(fiscal_year)
    taken = {line.key for line in lines}
    if key and key in taken:
        raise DomainError(f"Det finns redan en rad med nyckeln {key}.")
    key = key or free_key(key_of(label), taken)
    _refuse_bad_sum(lines, key, kind, fields.get("covers", []))
    place = _place(fiscal_year, statement, after)
    line = StatementLine.objects.create(
        fiscal_year=fiscal_year,
        statement=statement,
        kind=kind,
        key=key,
        label=label,
        position=place,
        **fields,
    )
    audit.record(
        association=fiscal_year.association, by=by, verb="lade till rad i uppställningen", target=line,
        year=fiscal_year.year,
    )  # fmt: skip
    return line


@transaction.atomic
def change_line(*, line: StatementLine, by: Person | None, **fields: Any) -> StatementLine:
    """Change what a row is called, adds, means or prints; its key and its kind stay."""
    lines = _locked(line.fiscal_year)
    line = next(each for each in lines if each.pk == line.pk)
    changed = {
        name: value for name, value in fields.items() if name in CHANGEABLE and getattr(line, name) != value
    }
    _refuse_bad_sum(lines, line.key, line.kind, changed.get("covers", line.covers))
    if not changed:
        return line
    for name, value in changed.items():
        setattr(line, name, value)
    line.save(update_fields=list(changed))
    audit.record(
        association=line.fiscal_year.association, by=by, verb="ändrade rad i uppställningen", target=line,
        year=line.fiscal_year.year, changed=sorted(changed),
    )  # fmt: skip
    return line


@transaction.atomic
def move_line(*, line: StatementLine, up: bool, by: Person | None) -> StatementLine:
    """Move a row one step in its statement; the first goes no further up, the last no further down."""
    lines = [each for each in _locked(line.fiscal_year) if each.statement == line.statement]
    here = next(place for place, each in enumerate(lines) if each.pk == line.pk)
    return _put(lines, here, here - 1 if up else here + 1, by)


@transaction.atomic
def place_line(*, line: StatementLine, after: str, by: Person | None) -> StatementLine:
    """Move a row to straight after the row with the key in its statement, or first where the key is empty.

    Sums keep what they add. Raises DomainError where no such row is.
    """
    lines = [each for each in _locked(line.fiscal_year) if each.statement == line.statement]
    here = next(place for place, each in enumerate(lines) if each.pk == line.pk)
    rest = [each.key for each in lines if each.pk != line.pk]
    if after and after not in rest:
        raise DomainError("Raden att flytta till finns inte i samma räkning. Välj en annan.")
    return _put(lines, here, rest.index(after) + 1 if after else 0, by)


def _put(lines: list[StatementLine], here: int, there: int, by: Person | None) -> StatementLine:
    line = lines[here]
    if here == there or not 0 <= there < len(lines):
        return line
    lines.insert(there, lines.pop(here))
    for position, each in enumerate(lines, start=1):
        each.position = position
    StatementLine.objects.bulk_update(lines, ["position"])
    audit.record(
        association=line.fiscal_year.association, by=by, verb="flyttade rad i uppställningen", target=line,
        year=line.fiscal_year.year,
    )  # fmt: skip
    return line


@transaction.atomic
def remove_line(*, line: StatementLine, by: Person | None) -> None:
    """Remove a row that has no amounts and that no sum adds; raises DomainError where it is used."""
    lines = _locked(line.fiscal_year)
    line = next(each for each in lines if each.pk == line.pk)
    if line.figures.filter(amount__isnull=False).exists():
        raise DomainError(f"{line.label} har belopp. Ta bort dem först, i alla kolumner.")
    users = [each.label for each in lines if line.key in each.covers]
    if users:
        raise DomainError(f"{line.label} ingår i {users[0]}. Ändra den summan först.")
    line.figures.all().delete()
    audit.record(
        association=line.fiscal_year.association, by=by, verb="tog bort rad ur uppställningen", target=line,
        year=line.fiscal_year.year,
    )  # fmt: skip
    line.delete()


def _locked(fiscal_year: FiscalYear) -> list[StatementLine]:
    FiscalYear.objects.select_for_update().get(pk=fiscal_year.pk)
    return list(
        fiscal_year.lines.select_related("fiscal_year__association").order_by("statement", "position", "id")
    )


def free_key(key: str, taken: set[str]) -> str:
    """Give the key, with a number after it where it is taken."""
    number, found = 1, key
    while found in taken:
        number += 1
        found = f"{key}_{number}"
    return found


def _refuse_bad_sum(lines: Sequence[StatementLine], key: str, kind: str, covers: Sequence[str]) -> None:
    if kind != LineKind.SUM:
        return
    unknown = [name for name in covers if name not in {line.key for line in lines}]
    if unknown:
        raise DomainError(f"Summan räknar med rader som inte finns: {', '.join(unknown)}.")
    if rules.covers_itself(lines, key, covers):
        raise DomainError("Summan skulle räkna med sig själv. Välj andra rader.")


def _place(fiscal_year: FiscalYear, statement: str, after: StatementLine | None) -> int:
    same = fiscal_year.lines.filter(statement=statement)
    if after is None:
        return (same.aggregate(last=Max("position"))["last"] or 0) + 1
    later = list(same.filter(position__gt=after.position))
    for each in later:
        each.position += 1
    StatementLine.objects.bulk_update(later, ["position"])
    return after.position + 1
