"""The column of a year's outcome that its books give: the whole year, or as far as they have come."""

from __future__ import annotations

import datetime as dt

from economy.actions.figures import add_column, kind_key
from economy.imports.reading import date_or_none
from economy.models import Figure, FigureSet, FiscalYear, LedgerImport
from economy.states import FigureKind, FigureSetState, Source
from finsam import audit
from finsam.models import Person

_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]


def give_outcome(fiscal_year: FiscalYear, stored: LedgerImport, by: Person | None) -> None:
    """Let the books give the outcome of a year in which nobody has typed any: there is nothing to choose between."""
    typed = Figure.objects.filter(
        figure_set__fiscal_year=fiscal_year, figure_set__kind=FigureKind.OUTCOME, amount__isnull=False
    )
    if fiscal_year.source == Source.LINES and not typed.exists():
        fiscal_year.source = Source.LEDGER
        fiscal_year.save(update_fields=["source"])
    if fiscal_year.source == Source.LEDGER:
        add_outcome(fiscal_year, stored, by)


def add_outcome(fiscal_year: FiscalYear, stored: LedgerImport, by: Person | None) -> FigureSet:
    """See to it that the year has a column for its outcome as far as the stored books reach.

    The column that an earlier file gave for fewer months goes, unless it is adopted or holds what somebody typed.
    """
    reached = reached_by(stored) or fiscal_year.ends_on
    if (before := reached_by(stored.replaces)) and before < reached:
        remove_outcome(fiscal_year, before, by)
    outcomes = fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, starts_on=fiscal_year.starts_on)
    if found := outcomes.filter(ends_on=reached).order_by("-version").first():
        return found
    return add_column(
        fiscal_year=fiscal_year, kind=FigureKind.OUTCOME, label=_label(fiscal_year, reached), ends_on=reached,
        key=kind_key(FigureKind.OUTCOME, reached, fiscal_year), by=by,
    )  # fmt: skip


def reached_by(stored: LedgerImport | None) -> dt.date | None:
    """Give the day until which a file's books go, or None where nothing is known of it."""
    return date_or_none(stored.found.get("reaches_to")) if stored else None


def remove_outcome(fiscal_year: FiscalYear, ends_on: dt.date, by: Person | None) -> None:
    """Take away the column of a part of the year that books gave, where it is a draft and nobody has typed in it."""
    columns = fiscal_year.figure_sets.filter(
        kind=FigureKind.OUTCOME, starts_on=fiscal_year.starts_on, ends_on=ends_on, state=FigureSetState.DRAFT,
        figures__isnull=True, contributions__isnull=True, note_figures__isnull=True,
    )  # fmt: skip
    for column in columns.exclude(ends_on=fiscal_year.ends_on):
        audit.record(association=fiscal_year.association, by=by, verb="tog bort kolumn", target=column)
        column.delete()


def _label(fiscal_year: FiscalYear, reached: dt.date) -> str:
    if reached == fiscal_year.ends_on:
        return f"Utfall {fiscal_year.year}"
    return (
        f"Utfall {_MONTHS[fiscal_year.starts_on.month - 1]}–{_MONTHS[reached.month - 1]} {fiscal_year.year}"
    )
