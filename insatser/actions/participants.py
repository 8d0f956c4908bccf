"""Writing how many an insats reaches in a period: whole periods at once, and cell by cell as they are typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from finsam import audit, clock, saving
from finsam.errors import DomainError
from finsam.models import Person
from insatser import rules
from insatser.models import CellKey, CountCell, Counting, CountingSaving, Insats, Share
from insatser.states import Phase, Sex

Numbers = Mapping[str, int | None]  # women, men, unknown
Saved = saving.Saved[CountingSaving]
_SEXES = (Sex.WOMEN, Sex.MEN, Sex.UNKNOWN)
NOTE = "note"  # beside the cells: the explanation of what does not add up


class CountingSheet(saving.RowSheet[CountingSaving]):
    """A period that is locked for writing; its fields are its cells by their names, and the note."""

    savings = CountingSaving
    kept = 1000  # a correction is found for as long as anyone may ask
    called = "counting"

    def content(self) -> dict[str, Any]:
        cells = {cell.key.name: str(cell.number) for cell in self.row.cells.all()}
        return cells | {NOTE: self.row.note}

    def write(self, content: dict[str, Any], changed: set[str], by: Person | None) -> dict[str, Any]:
        counting = self.row
        for name in sorted(changed - {NOTE}):
            key = CellKey.parse(name)
            if key is None:
                raise DomainError("Ett av talen hör inte till perioden. Läs in sidan igen.")
            _put(counting, key, str(content[name] or ""))
        counting.note = str(content.get(NOTE) or "")
        counting.version += 1
        counting.save(update_fields=["note", "version"])
        return self.content()


@transaction.atomic
def begin_counting(
    *, insats: Insats, starts_on: dt.date, ends_on: dt.date, share: Share | None = None, by: Person | None
) -> Counting:
    """Give the period to count in, begun if it is not yet there; of the people of a `share` where one is given.

    Raises DomainError for days in the wrong order, for a period that has not begun, and for a share that does not hold.
    """
    Insats.objects.select_for_update(of=("self",)).get(pk=insats.pk)
    if ends_on < starts_on:
        raise DomainError("Sista dagen ligger före den första.")
    if starts_on > clock.today():
        raise DomainError("Perioden har inte börjat än. Skriv antalen när den har gått.")
    if share and not (share.is_given and share.insats_id == insats.pk):
        raise DomainError(
            "Det andra förbundet har inte svarat ja. Räkna dess deltagare när delningen gäller."
        )
    counting, is_new = Counting.objects.get_or_create(
        insats=insats, share=share, starts_on=starts_on, ends_on=ends_on,
        defaults={"kind": rules.period_kind(starts_on, ends_on)},
    )  # fmt: skip
    if is_new:
        _record("började räkna deltagare", counting, by)
    return counting


@transaction.atomic
def save_counting(
    *,
    counting: Counting,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save cells of a period, named as `CellKey.name`, seen as `base_version` (see finsam.saving).

    Raises DomainError when the period is handed in or closed.
    """
    sheet = CountingSheet(lock_writable(counting))
    return saving.save(sheet, fields=fields, base_version=base_version, by=by, save_key=save_key, after=after)


@transaction.atomic
def settle_counting(
    *, waiting: CountingSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written; both stay among the savings."""
    sheet = CountingSheet(lock_writable(waiting.counting))
    return saving.settle(sheet, saving=waiting, chosen=chosen, base_version=base_version, by=by)


@transaction.atomic
def count_participants(
    *,
    insats: Insats,
    starts_on: dt.date,
    ends_on: dt.date,
    numbers: Mapping[Phase, Numbers],
    note: str = "",
    more: Mapping[CellKey, int] | None = None,
    share: Share | None = None,
    by: Person | None,
) -> Counting:
    """Write down a whole period's participants by phase and sex, with `more` cells; written again is a new version.

    A phase without numbers is not counted. `note` explains what does not add up. Raises what `begin_counting` does.
    """
    counting = lock_writable(
        begin_counting(insats=insats, share=share, starts_on=starts_on, ends_on=ends_on, by=by)
    )
    sheet = CountingSheet(counting)
    now = {
        CellKey(str(phase), sex): number
        for phase, given in numbers.items()
        for sex, number in given.items()
        if number is not None
    }
    told = {key.name: str(number) for key, number in {**now, **(more or {})}.items()} | {NOTE: note}
    before = sheet.content()
    after = before | {CellKey(phase, sex).name: "" for phase in Phase for sex in _SEXES} | told
    changed = {name for name in after if not saving.same(before.get(name), after[name])}
    if changed:
        saving.remember_before(sheet, before)
        content = sheet.write(after, changed, by)
        saving.remember(sheet, content=content, view=content, save_key="", by=by)
        _record("räknade deltagare", counting, by)
    return counting


def lock_writable(counting: Counting) -> Counting:
    """Give the period locked for writing. Raises DomainError when it is handed in or closed."""
    row = Counting.objects.select_for_update(of=("self",)).select_related("insats__association").get(
        pk=counting.pk
    )  # fmt: skip
    if not row.is_writable:
        raise DomainError("Perioden är lämnad. Öppna den igen, med ett skäl, för att ändra i den.")
    return row


def _put(counting: Counting, key: CellKey, typed: str) -> None:
    place: dict[str, Any] = {
        "counting": counting, "measure": key.measure, "sex": key.sex, "value": key.value,
        "municipality": key.municipality, "age": key.age,
    }  # fmt: skip
    if not typed:
        CountCell.objects.filter(**place).delete()
    elif typed.isdecimal():
        CountCell.objects.update_or_create(**place, defaults={"number": int(typed)})
    else:
        raise DomainError(f"”{typed}” är inget antal. Skriv ett helt tal.")


def _record(verb: str, counting: Counting, by: Person | None) -> None:
    audit.record(
        association=counting.insats.association, by=by, verb=verb, target=counting.insats,
        from_on=counting.starts_on.isoformat(), to_on=counting.ends_on.isoformat(),
    )  # fmt: skip
