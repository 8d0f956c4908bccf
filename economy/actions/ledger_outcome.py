"""The columns of a year's outcome that its books give: the whole year, or as far as they have come.

What comes with a file is noted by the file, so that taking it back leaves the columns as they were before it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from economy.actions.figures import add_column, kind_key
from economy.imports.reading import date_or_none
from economy.models import Figure, FigureSet, FiscalYear, LedgerImport
from economy.queries.ledger import sums_of_import
from economy.registries import uses
from economy.states import FigureKind, FigureSetState, Source
from finsam import audit
from finsam.models import Person

_MONTHS = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_NOTED = "outcome"


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

    A part of the year stays beside the whole year. The column that an earlier file gave for fewer months goes when
    a longer part comes, unless it is adopted, holds what somebody typed, or stands in a document being written. The
    file notes what came and went.
    """
    reached, earlier = reached_by(stored) or fiscal_year.ends_on, stored.differences.get(_NOTED, {})
    kept, removed = _keep_parts(fiscal_year, stored), []
    if (before := reached_by(stored.replaces)) and before < reached < fiscal_year.ends_on:
        removed = remove_outcome(fiscal_year, before, by)
    outcomes = fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, starts_on=fiscal_year.starts_on)
    column = outcomes.filter(ends_on=reached).order_by("-version").first()
    is_made = column is None or bool(earlier.get("made"))
    column = column or add_column(
        fiscal_year=fiscal_year, kind=FigureKind.OUTCOME, label=_label(fiscal_year, reached), ends_on=reached,
        key=kind_key(FigureKind.OUTCOME, reached, fiscal_year), by=by,
    )  # fmt: skip
    note: dict[str, Any] = {
        "made": [column.pk] if is_made else [],
        "removed": [*earlier.get("removed", []), *removed],
        "kept": [*earlier.get("kept", []), *kept],
    }
    stored.differences = stored.differences | {_NOTED: note}
    stored.save(update_fields=["differences"])
    return column


def take_outcome_back(fiscal_year: FiscalYear, stored: LedgerImport, by: Person | None) -> None:
    """Put the year's columns back as they were before the books came; what a document shows stays, and is then empty."""
    note = stored.differences.get(_NOTED, {})
    Figure.objects.filter(figure_set__fiscal_year=fiscal_year, figure_set__in=note.get("kept", [])).delete()
    if note:
        made = fiscal_year.figure_sets.filter(pk__in=note["made"])
    else:  # a file from before columns were noted
        made = _parts(fiscal_year, reached_by(stored) or fiscal_year.ends_on)
    _remove(fiscal_year, made, by)
    for facts in note.get("removed", []):
        if not fiscal_year.figure_sets.filter(key=facts["key"]).exists():
            days = {name: dt.date.fromisoformat(facts[name]) for name in ("starts_on", "ends_on")}
            column = add_column(
                fiscal_year=fiscal_year, kind=FigureKind.OUTCOME, label=facts["label"], key=facts["key"],
                source=facts["source"], by=by, **days,
            )  # fmt: skip
            column.position = facts["position"]
            column.save(update_fields=["position"])


def reached_by(stored: LedgerImport | None) -> dt.date | None:
    """Give the day until which a file's books go, or None where nothing is known of it."""
    return date_or_none(stored.found.get("reaches_to")) if stored else None


def remove_outcome(fiscal_year: FiscalYear, ends_on: dt.date, by: Person | None) -> list[dict[str, Any]]:
    """Take away the column of a part of the year that books gave; gives what it was.

    Only where it is a draft, nobody has typed in it and no document being written shows it.
    """
    return _remove(fiscal_year, _parts(fiscal_year, ends_on), by)


def _parts(fiscal_year: FiscalYear, ends_on: dt.date) -> Any:
    columns = fiscal_year.figure_sets.filter(
        kind=FigureKind.OUTCOME, starts_on=fiscal_year.starts_on, ends_on=ends_on
    )
    return columns.exclude(ends_on=fiscal_year.ends_on)


def _remove(fiscal_year: FiscalYear, columns: Any, by: Person | None) -> list[dict[str, Any]]:
    free = columns.filter(
        state=FigureSetState.DRAFT,
        figures__isnull=True,
        contributions__isnull=True,
        note_figures__isnull=True,
    ).exclude(key__in=uses.used_in(fiscal_year))
    removed = []
    for column in free:
        removed.append(
            {"key": column.key, "label": column.label, "starts_on": column.starts_on.isoformat(),
             "ends_on": column.ends_on.isoformat(), "position": column.position, "source": column.source}
        )  # fmt: skip
        audit.record(association=fiscal_year.association, by=by, verb="tog bort kolumn", target=column)
        column.delete()
    return removed


def _keep_parts(fiscal_year: FiscalYear, stored: LedgerImport) -> list[int]:
    """Keep what the replaced books gave for parts of the year, where the new ones do not divide it; the columns' keys."""
    before = stored.replaces
    if before is None or not stored.accounts.filter(sums__month__isnull=True, sums__isnull=False).exists():
        return []
    sums, lines, kept = sums_of_import(before), list(fiscal_year.lines.all()), []
    columns = fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, figures__isnull=True)
    reached = reached_by(before) or fiscal_year.ends_on
    for column in columns.filter(ends_on__lte=reached).exclude(ends_on=fiscal_year.ends_on):
        amounts = sums.by_line(lines, column.starts_on, column.ends_on, is_whole_year=False)
        by_key = {line.key: line for line in lines}
        rows = (Figure(figure_set=column, line=by_key[key], amount=amount) for key, amount in amounts.items())
        if Figure.objects.bulk_create(rows):
            kept.append(column.pk)
    return kept


def _label(fiscal_year: FiscalYear, reached: dt.date) -> str:
    if reached == fiscal_year.ends_on:
        return f"Utfall {fiscal_year.year}"
    return (
        f"Utfall {_MONTHS[fiscal_year.starts_on.month - 1]}–{_MONTHS[reached.month - 1]} {fiscal_year.year}"
    )
