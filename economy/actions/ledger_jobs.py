"""Files of books that the worker reads and stores, while the page tells how far it has come."""

from __future__ import annotations

from economy.actions.ledger_reading import analyse, read_file
from economy.actions.ledger_storing import store_books
from economy.models import LedgerImport
from finsam import jobs
from finsam.models import Document, Job, Person


def ask_to_store(
    *, ledger_import: LedgerImport, with_budget: bool = False, back_url: str = "", by: Person | None
) -> Job:
    """Have the worker store a waiting file, and the budget that it holds where that is chosen."""
    return jobs.ask(
        store_in_job, association=ledger_import.association, key=f"ledger {ledger_import.pk}",
        label=f"{ledger_import.document.name} läses in", by=by, back_url=back_url, ledger_import_pk=ledger_import.pk,
        with_budget=with_budget,
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


def store_in_job(job: Job, *, ledger_import_pk: int, with_budget: bool = False) -> Document | None:
    """Store a file in the worker: what is read and checked is told at once, the rows come all together."""
    ledger_import = LedgerImport.objects.of(job.association).select_related("association", "document")
    jobs.progress(job, 0, 3, "Filen läses och prövas.")
    loaded = ledger_import.get(pk=ledger_import_pk)
    found = read_file(loaded)
    jobs.progress(job, 1, 3, "Verifikationerna lagras, alla eller inga.")
    store_books(ledger_import=loaded, read=found, with_budget=with_budget, by=job.asked_by)
    jobs.progress(job, 3, 3)
    return None
