"""Measures are written, given targets, and followed by values day by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Association, Person
from finsam.registries import fields
from reporting import rules
from reporting.actions.rows_kept import paired
from reporting.models import Goal, GoalArea, Measure, MeasureTarget, MeasureValue, Series
from reporting.queries.goals import FIRST_YEAR, LAST_YEAR
from reporting.rules import Value
from reporting.states import MeasureSource

Measures = Sequence[tuple[str, str]]  # each measure and what it came to, in words
FACTS = frozenset(
    {"text", "kind", "unit", "direction", "start_number", "start_of", "start_on", "source", "source_key", "source_note",
     "outcome"}
)  # fmt: skip


@transaction.atomic
def set_measures(*, holder: Goal | GoalArea, rows: Measures, by: Person | None) -> None:
    """Write the measures of a goal or a heading, each with what it came to in words; empty rows are left out.

    One that is still there keeps its values and targets, reworded or not. Raises DomainError when one that has values
    would go away unseen.
    """
    stripped = [(text.strip(), outcome.strip()) for text, outcome in rows]
    kept = [row for row in stripped if any(row)]
    before = list(holder.measures.all())
    if kept == [(each.text, each.outcome) for each in before]:
        return
    pairs = paired([each.text for each in before], [text for text, _ in kept])
    gone = [before[place] for place in sorted(set(range(len(before))) - set(pairs.values()))]
    if followed := next(filter(_is_followed, gone), None):
        raise DomainError(f"Måttet ”{followed}” har värden eller riktvärden. Ta bort det på sin egen sida.")
    for measure in gone:
        let_go(measure)
    for place, (text, outcome) in enumerate(kept):
        row = before[pairs[place]] if place in pairs else _new(holder)
        row.position, row.text, row.outcome = place, text, outcome
        row.save()
    audit.record(association=holder.association, by=by, verb="ändrade mått", target=holder)


@transaction.atomic
def change_measure(
    *, measure: Measure, by: Person | None, targets: Mapping[int, Value] | None = None, **facts: Any
) -> Measure:
    """Change how a measure is counted, where it began and comes from, and what it shall come to each year."""
    if unknown := set(facts) - FACTS:
        raise TypeError(f"Unknown facts: {sorted(unknown)}")
    row = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    if not row.text.strip():
        raise DomainError("Skriv vad som mäts.")
    if row.start_number is not None and row.start_on is None:
        raise DomainError("Skriv vilken dag utgångsläget gäller.")
    row.save(update_fields=list(facts))
    if targets is not None:
        if wrong := [year for year in targets if not FIRST_YEAR <= year <= LAST_YEAR]:
            raise DomainError(f"{wrong[0]} är inget år som mål kan ha.")
        row.targets.exclude(year__in=targets).delete()
        for year, target in targets.items():
            MeasureTarget.objects.update_or_create(
                measure=row, year=year, defaults={"number": target.number, "of": target.of}
            )
    audit.record(
        association=association_of(row), by=by, verb="ändrade mått", target=row, changed=sorted(facts)
    )
    return row


@transaction.atomic
def add_value(
    *, measure: Measure, day: dt.date, value: Value, by: Person | None, note: str = ""
) -> MeasureValue:
    """Write what a measure came to on a day; a second value of a day stands instead of the first, which is kept."""
    row = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DomainError(f"{day.year} är inget år som mål kan ha.")
    added = MeasureValue.objects.create(
        series_id=row.series_id, day=day, number=value.number, of=value.of, note=note.strip(),
        written_at=clock.now(), written_by=by,
    )  # fmt: skip
    told = rules.written(row.kind, value, row.unit)
    audit.record(
        association=association_of(row),
        by=by,
        verb="skrev värde för mått",
        target=row,
        day=str(day),
        value=told,
    )
    return added


@transaction.atomic
def take_figure(*, measure: Measure, day: dt.date, by: Person | None) -> MeasureValue:
    """Write what the program's own figure, which the measure names as its source, is for the year of the day."""
    if measure.source != MeasureSource.FIELD or not measure.source_key:
        raise DomainError("Måttet hämtar inte sina värden ur finsam. Ändra dess källa, eller skriv värdet.")
    figure = fields.values(association_of(measure), day.year).get(measure.source_key)
    if figure is None:
        raise DomainError(f"Uppgiften finns inte för {day.year} än.")
    try:
        value = rules.read_value(measure.kind, figure.value, measure.unit)
    except ValueError:
        raise DomainError(f"Uppgiften är ”{figure.value}” och går inte att läsa som ett tal.") from None
    return add_value(measure=measure, day=day, value=value, by=by, note=figure.label)


@transaction.atomic
def remove_value(*, measure: Measure, value: MeasureValue, by: Person | None) -> None:
    """Take a value away that was wrong; what it was is kept in the log."""
    told = rules.written(measure.kind, Value(value.number, value.of), measure.unit)
    audit.record(
        association=association_of(measure), by=by, verb="tog bort värde för mått", target=measure,
        day=str(value.day), value=told, note=value.note,
    )  # fmt: skip
    value.delete()


@transaction.atomic
def remove_measure(*, measure: Measure, by: Person | None) -> None:
    """Take a measure away with its targets; its values stay while another year's goal shows them."""
    audit.record(association=association_of(measure), by=by, verb="tog bort mått", target=measure)
    let_go(measure)


def let_go(measure: Measure) -> None:
    """Take a measure away, and its series when no other measure has it."""
    series = measure.series
    measure.delete()
    if not series.measures.exists():
        series.values.all().delete()
        series.delete()


def copy_measures(*, source: Goal | GoalArea, target: Goal | GoalArea, year: int) -> None:
    """Let another year's goal or heading go on with the measures, the same series and the targets still to come.

    It begins from what the measure last came to.
    """
    for old in source.measures.all():
        last = old.series.values.last()
        start = (last.number, last.of, last.day) if last else (old.start_number, old.start_of, old.start_on)
        new = Measure.objects.create(
            **_holding(target), series=old.series, position=old.position, text=old.text, kind=old.kind, unit=old.unit,
            direction=old.direction, source=old.source, source_key=old.source_key, source_note=old.source_note,
            start_number=start[0], start_of=start[1], start_on=start[2],
        )  # fmt: skip
        MeasureTarget.objects.bulk_create(
            MeasureTarget(measure=new, year=each.year, number=each.number, of=each.of)
            for each in old.targets.all()
            if each.year >= year
        )


def association_of(measure: Measure) -> Association:
    """Give the association whose measure it is."""
    holder = measure.goal or measure.area
    assert holder is not None
    return holder.association


def _new(holder: Goal | GoalArea) -> Measure:
    return Measure(**_holding(holder), series=Series.objects.create(association=holder.association))


def _holding(holder: Goal | GoalArea) -> dict[str, Any]:
    return {"goal": holder} if isinstance(holder, Goal) else {"area": holder}


def _is_followed(measure: Measure) -> bool:
    is_shared = measure.series.measures.exclude(pk=measure.pk).exists()
    return measure.targets.exists() or (measure.series.values.exists() and not is_shared)
