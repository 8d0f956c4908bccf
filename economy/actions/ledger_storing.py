"""Storing a file of books, whole or not at all: the year's earlier books are replaced, a budget becomes a column."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from economy import outlines
from economy.actions.ledger_budget import store_budget, store_or_wait
from economy.actions.ledger_outcome import give_outcome
from economy.actions.ledger_reading import against_the_books, locked_import, read_file, refuse_move
from economy.actions.years import open_year
from economy.imports import storing
from economy.imports.reading import Read
from economy.models import FiscalYear, LedgerImport
from economy.states import FigureKind, FigureSetState, ImportKind, ImportState, Source
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.models import Person
from finsam.texts.cleaning import clean_json

_STORED = [
    "fiscal_year", "figure_set", "found", "state", "stored_at", "stored_by", "replaces", "differences",
]  # fmt: skip
_BASE_CHANGED = "Årets bokföring har ändrats sedan filen granskades. Granska filen igen."


@transaction.atomic
def store_books(
    *, ledger_import: LedgerImport, read: Read | None = None, with_budget: bool = False, by: Person | None,
    at: dt.datetime | None = None,
) -> LedgerImport:  # fmt: skip
    """Store a waiting file whole: its books replace the year's earlier ones, a budget becomes a column.

    `read` is the file as it was just read, by the same choices; `with_budget` takes in the budget that books have
    with them too, or lets it wait until its accounts stand on lines. Opens the fiscal year where it is missing. Raises DomainError, and nothing is stored, when
    anything in the file refuses it.
    """
    chosen = (ledger_import.encoding, ledger_import.columns, ledger_import.kind)
    ledger_import = locked_import(ledger_import)
    refuse_move(ledger_import, ImportState.STORED)
    if read is None or chosen != (ledger_import.encoding, ledger_import.columns, ledger_import.kind):
        read = read_file(ledger_import)
    if read.blockers:
        raise DomainError(read.blockers[0])
    if read.additions and ledger_import.found.get("adds_to", read.found["adds_to"]) != read.found["adds_to"]:
        raise DomainError(_BASE_CHANGED)
    ledger_import.found, ledger_import.fiscal_year = read.found, _fiscal_year(ledger_import, read, by)
    if ledger_import.kind == ImportKind.BUDGET:
        ledger_import.differences = store_budget(ledger_import, ledger_import.fiscal_year, read.budget, by)
    elif read.ledger:
        _store_ledger(ledger_import, read)
        give_outcome(ledger_import.fiscal_year, ledger_import, by)
        if with_budget and read.budget:
            store_or_wait(ledger_import, ledger_import.fiscal_year, read.budget, by)
    else:
        raise DomainError("Filen har inga belopp att läsa in.")
    ledger_import.state, ledger_import.stored_by = ImportState.STORED, by
    ledger_import.stored_at = at or clock.now()
    ledger_import.save(update_fields=_STORED)
    audit.record(
        association=ledger_import.association, by=by, verb="läste in bokföringsfil", target=ledger_import,
        year=ledger_import.fiscal_year.year, sha256=ledger_import.document.sha256, encoding=ledger_import.encoding,
        replaced=str(ledger_import.replaces or ""),
    )  # fmt: skip
    return ledger_import


def _fiscal_year(ledger_import: LedgerImport, read: Read, by: Person | None) -> FiscalYear:
    year, ledger = read.found["year"], read.ledger
    years = FiscalYear.objects.select_for_update(of=("self",)).select_related("association")
    kept = years.filter(association=ledger_import.association, year=year).first()
    if kept:
        if ledger_import.kind != ImportKind.BUDGET:
            refuse_adopted(kept)
        return kept
    latest = (
        FiscalYear.objects.filter(association=ledger_import.association, year__lt=year)
        .order_by("-year")
        .first()
    )
    return open_year(
        association=ledger_import.association, year=year, starts_on=ledger.starts_on if ledger else None,
        ends_on=ledger.ends_on if ledger else None, copy_from=latest,
        layout=None if latest else outlines.STARTER, by=by,
    )  # fmt: skip


def refuse_adopted(fiscal_year: FiscalYear) -> None:
    """Raise DomainError where the year's outcome comes from the books and a § has adopted it."""
    adopted = fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, state=FigureSetState.ADOPTED)
    if fiscal_year.source == Source.LEDGER and adopted.exists():
        raise DomainError(f"Utfallet för {fiscal_year.year} är fastställt och ändras inte.")


def _store_ledger(ledger_import: LedgerImport, read: Read) -> None:
    ledger = read.ledger
    assert ledger
    earlier = (
        LedgerImport.objects.select_for_update()
        .in_force()
        .filter(fiscal_year=ledger_import.fiscal_year)
        .first()
    )
    if read.additions and read.found["adds_to"] != (earlier.pk if earlier else None):
        raise DomainError(_BASE_CHANGED)
    if earlier:
        ledger_import.replaces = earlier
        ledger_import.differences = clean_json(against_the_books(earlier, ledger, ledger_import.association))
        earlier.state = ImportState.REPLACED
        earlier.save(update_fields=["state"])
    storing.write(ledger, ledger_import)
