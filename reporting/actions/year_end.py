"""A year-end list is begun from the shipped steps, planned on days and people, and ticked off by who did it."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from economy.models import FiscalYear
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from reporting.models import YearEndStep
from reporting.year_end import SHIPPED


@transaction.atomic
def begin_year_end(*, fiscal_year: FiscalYear, by: Person | None) -> list[YearEndStep]:
    """Begin the list of a year with the shipped steps on their usual days; raises DomainError where it is begun."""
    year = (
        FiscalYear.objects.select_for_update(of=("self",))
        .select_related("association")
        .get(pk=fiscal_year.pk)
    )
    if YearEndStep.objects.filter(fiscal_year=year).exists():
        raise DomainError(f"Bokslutslistan för {year} är redan påbörjad.")
    after = year.ends_on.year + 1
    steps = YearEndStep.objects.bulk_create(
        YearEndStep(fiscal_year=year, key=each.key, label=each.label, due_on=dt.date(after, each.month, each.day))
        for each in SHIPPED
    )  # fmt: skip
    audit.record(association=year.association, by=by, verb="började bokslutslista", target=year)
    return steps


@transaction.atomic
def add_year_end_step(
    *, fiscal_year: FiscalYear, label: str, due_on: dt.date, person: Person | None, note: str = "", by: Person | None
) -> YearEndStep:  # fmt: skip
    """Add a step of the förbund's own."""
    _check_person(fiscal_year, person)
    step = YearEndStep.objects.create(
        fiscal_year=fiscal_year, label=label.strip(), due_on=due_on, person=person, note=note.strip()
    )
    audit.record(association=fiscal_year.association, by=by, verb="lade till steg i bokslutet", target=step)
    return step


@transaction.atomic
def change_year_end_step(
    *, step: YearEndStep, label: str, due_on: dt.date, person: Person | None, note: str, by: Person | None
) -> YearEndStep:
    """Say what a step is, its day, whose it is, and what there is to remember."""
    row = _locked(step)
    _check_person(row.fiscal_year, person)
    row.label, row.due_on, row.person, row.note = label.strip(), due_on, person, note.strip()
    row.save(update_fields=["label", "due_on", "person", "note"])
    audit.record(
        association=row.fiscal_year.association, by=by, verb="ändrade steg i bokslutet", target=row,
        due_on=due_on.isoformat(), person=person.name if person else "",
    )  # fmt: skip
    return row


@transaction.atomic
def tick_year_end_step(*, step: YearEndStep, is_done: bool, by: Person) -> YearEndStep:
    """Say that a step is done, or that it was not."""
    row = _locked(step)
    if (row.done_at is not None) == is_done:
        return row
    row.done_at, row.done_by = (clock.now(), by) if is_done else (None, None)
    row.save(update_fields=["done_at", "done_by"])
    verb = "blev klar med steg i bokslutet" if is_done else "ångrade steg i bokslutet"
    audit.record(association=row.fiscal_year.association, by=by, verb=verb, target=row)
    return row


@transaction.atomic
def remove_year_end_step(*, step: YearEndStep, by: Person | None) -> None:
    """Take a step away that the förbund does not need."""
    row = _locked(step)
    audit.record(association=row.fiscal_year.association, by=by, verb="tog bort steg i bokslutet", target=row)
    row.delete()


def _locked(step: YearEndStep) -> YearEndStep:
    rows = YearEndStep.objects.select_for_update(of=("self",))
    return rows.select_related("fiscal_year__association").get(pk=step.pk)


def _check_person(fiscal_year: FiscalYear, person: Person | None) -> None:
    if person and person.association_id != fiscal_year.association_id:
        raise DomainError("Personen hör till ett annat förbund.")
