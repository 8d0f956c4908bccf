"""Storing a file of books, whole or not at all: the year's earlier books are replaced, a budget becomes a column."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from economy import layouts
from economy.actions.adoption import revise
from economy.actions.figures import add_column, save_figures
from economy.actions.ledger_outcome import give_outcome
from economy.actions.ledger_reading import against, analyse, lock, read_file, refuse_move
from economy.actions.years import open_year
from economy.imports import storing
from economy.imports.books import Ledger
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.reading import Read
from economy.models import (
    FigureSet,
    FiscalYear,
    LedgerImport,
)
from economy.states import (
    INCOME_ROLES,
    FigureKind,
    FigureSetState,
    ImportKind,
    ImportState,
    LineRole,
    Source,
)
from finsam import audit, clock, jobs
from finsam.errors import DomainError
from finsam.models import Document, Job, Person


def ask_to_store(*, ledger_import: LedgerImport, back_url: str = "", by: Person | None) -> Job:
    """Have the worker store a waiting file."""
    return jobs.ask(
        store_in_job, association=ledger_import.association, key=f"ledger {ledger_import.pk}",
        label=f"{ledger_import.document.name} läses in", by=by, back_url=back_url, ledger_import_pk=ledger_import.pk,
    )  # fmt: skip


def ask_to_read(*, ledger_import: LedgerImport, back_url: str = "", by: Person | None) -> Job:
    """Have the worker read a large file for the first time."""
    return jobs.ask(
        read_in_job, association=ledger_import.association, key=f"ledger read {ledger_import.pk}",
        label=f"{ledger_import.document.name} granskas", by=by, back_url=back_url, ledger_import_pk=ledger_import.pk,
    )  # fmt: skip


def read_in_job(job: Job, *, ledger_import_pk: int) -> Document | None:
    """Read a file in the worker."""
    ledger_import = LedgerImport.objects.of(job.association).get(pk=ledger_import_pk)
    analyse(ledger_import=ledger_import, by=job.asked_by)
    return None


def store_in_job(job: Job, *, ledger_import_pk: int) -> Document | None:
    """Store a file in the worker: what is read and checked is told at once, the rows come all together."""
    ledger_import = LedgerImport.objects.of(job.association).select_related("association", "document")
    jobs.progress(job, 0, 3, "Filen läses och prövas.")
    loaded = ledger_import.get(pk=ledger_import_pk)
    found = read_file(loaded)
    jobs.progress(job, 1, 3, "Verifikationerna lagras, alla eller inga.")
    store_books(ledger_import=loaded, read=found, by=job.asked_by)
    jobs.progress(job, 3, 3)
    return None


@transaction.atomic
def store_books(
    *, ledger_import: LedgerImport, read: Read | None = None, by: Person | None, at: dt.datetime | None = None
) -> LedgerImport:
    """Store a waiting file whole: its books replace the year's earlier ones, a budget becomes a column.

    `read` is the file as it was just read, by the same choices. Opens the fiscal year where it is missing. Raises
    DomainError, and nothing is stored, when anything in the file refuses it.
    """
    chosen = (ledger_import.encoding, ledger_import.columns, ledger_import.kind)
    ledger_import = lock(ledger_import)
    refuse_move(ledger_import, ImportState.STORED)
    if read is None or chosen != (ledger_import.encoding, ledger_import.columns, ledger_import.kind):
        read = read_file(ledger_import)
    if read.blockers:
        raise DomainError(read.blockers[0])
    ledger_import.fiscal_year = _fiscal_year(ledger_import, read, by)
    if ledger_import.kind == ImportKind.BUDGET:
        _store_budget(ledger_import, read, by)
    elif read.ledger:
        _store_ledger(ledger_import, read.ledger)
        ledger_import.found = read.found
        give_outcome(ledger_import.fiscal_year, ledger_import, by)
    else:
        raise DomainError("Filen har inga belopp att läsa in.")
    ledger_import.found = read.found
    ledger_import.state, ledger_import.stored_at, ledger_import.stored_by = (
        ImportState.STORED,
        at or clock.now(),
        by,
    )
    ledger_import.save(
        update_fields=[
            "fiscal_year",
            "figure_set",
            "found",
            "state",
            "stored_at",
            "stored_by",
            "replaces",
            "differences",
        ]
    )
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
        layout=None if latest else layouts.STARTER, by=by,
    )  # fmt: skip


def refuse_adopted(fiscal_year: FiscalYear) -> None:
    """Raise DomainError where the year's outcome comes from the books and a § has adopted it."""
    adopted = fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, state=FigureSetState.ADOPTED)
    if fiscal_year.source == Source.LEDGER and adopted.exists():
        raise DomainError(f"Utfallet för {fiscal_year.year} är fastställt och ändras inte.")


def _store_ledger(ledger_import: LedgerImport, ledger: Ledger) -> None:
    earlier = (
        LedgerImport.objects.select_for_update()
        .in_force()
        .filter(fiscal_year=ledger_import.fiscal_year)
        .first()
    )
    if earlier:
        ledger_import.replaces = earlier
        ledger_import.differences = storing.cleaned(against(earlier, ledger, ledger_import.association))
        earlier.state = ImportState.REPLACED
        earlier.save(update_fields=["state"])
    storing.write(ledger, ledger_import)


def _store_budget(ledger_import: LedgerImport, read: Read, by: Person | None) -> None:
    """Put the amounts on the lines of the year's budget; what stood there is kept, to be put back."""
    year = ledger_import.fiscal_year
    assert year
    amounts = budget_by_line(year, read.budget)
    column = FigureSet.objects.filter(fiscal_year=year, key="budget").order_by("-version").first()
    is_made = column is None or column.is_adopted
    if column is None:
        column = add_column(
            fiscal_year=year, kind=FigureKind.BUDGET, label=f"Budget {year.year}", key="budget", by=by
        )
    elif column.is_adopted:
        column = revise(figure_set=column, by=by)
    before = {
        key: None if amount is None else str(amount)
        for key, amount in column.figures.values_list("line__key", "amount")
    }
    save_figures(figure_set=column, amounts=amounts, source=ledger_import.document.name[:120], by=by)
    ledger_import.figure_set = column
    ledger_import.differences = {
        "is_made": is_made,
        "before": {key: before.get(key) for key in amounts},
        "after": {key: str(amount) for key, amount in amounts.items()},
    }


def budget_by_line(
    fiscal_year: FiscalYear, budget: Mapping[tuple[str, str], Decimal]
) -> dict[str, Decimal | None]:
    """Put a budget's amounts on the year's lines, by account or by the line's own name.

    A budget is written without signs, or with minus before the costs or before the incomes: only the line tells. So
    incomes are taken as plus and costs as minus. Raises DomainError for what belongs to no line.
    """
    lines = [line for line in fiscal_year.lines.all() if line.is_line]
    mapping = LineMapping(lines)
    by_label = {line.label.casefold(): line.key for line in lines}
    found: dict[str, Decimal] = {}
    for (account, label), amount in budget.items():
        key = mapping.line_of(account) if account else by_label.get(label.casefold())
        if key is None:
            raise DomainError(
                f"{account or label} hör inte till någon rad. Lägg kontot på en rad, eller skriv radens namn."
            )
        found[key] = found.get(key, Decimal(0)) + amount
    plus = INCOME_ROLES | {LineRole.FINANCIAL_INCOME, LineRole.CAPITAL_GAIN}
    return {
        key: abs(amount) if mapping.lines[key].role in plus else -abs(amount) for key, amount in found.items()
    }
