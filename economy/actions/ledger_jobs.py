"""Files of books that the worker reads and stores, while the page tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Q

from economy.actions.ledger_reading import READ_STEPS, analyse_file, read_file
from economy.actions.ledger_storing import store_books
from economy.models import LedgerImport
from finsam.models import Document, Job, Person
from finsam.permissions import Permission
from finsam.states import JOB_UNFINISHED
from finsam.work import jobs


def ask_to_store(
    *, ledger_import: LedgerImport, with_budget: bool = False, back_url: str = "", by: Person | None
) -> Job:
    """Have the worker store a waiting file, and the budget that it holds where that is chosen."""
    return jobs.ask(
        store_in_job, association=ledger_import.association, key=f"ledger {ledger_import.pk}",
        label=f"{ledger_import.document.name} läses in", by=by, back_url=back_url, ledger_import_pk=ledger_import.pk,
        with_budget=with_budget,
    )  # fmt: skip


def ask_to_read(
    *,
    ledger_import: LedgerImport,
    choice: Mapping[str, Any] | None = None,
    back_url: str = "",
    by: Person | None,
) -> Job:
    """Have the worker read a large file, by what `analyse_file` takes as chosen."""
    chosen = dict(choice or {})
    return jobs.ask(
        read_in_job, association=ledger_import.association, key=jobs.key_of(f"ledger read {ledger_import.pk}", sorted(chosen.items())),
        label=f"{ledger_import.document.name} granskas", by=by, back_url=back_url, ledger_import_pk=ledger_import.pk,
        choice=chosen,
    )  # fmt: skip


def working_on(ledger_import: LedgerImport) -> Job | None:
    """Give the job that is waiting for the worker, or being done, with the file."""
    name = f"ledger {ledger_import.pk}", f"ledger read {ledger_import.pk} "
    unfinished = ledger_import.association.jobs.filter(state__in=JOB_UNFINISHED)
    return unfinished.filter(Q(key=name[0]) | Q(key__startswith=name[1])).first()


@jobs.kind(seconds=300, megabytes=1500, needs=Permission.WRITE_ECONOMY)
def read_in_job(job: Job, *, ledger_import_pk: int, choice: dict[str, Any]) -> Document | None:
    """Read a file in the worker; a SIE file tells how far it has come."""
    ledger_import = _import_of(job, ledger_import_pk)
    read = None
    if ledger_import.is_sie:
        ledger_import.encoding = choice.get("encoding", ledger_import.encoding)
        ledger_import.found = ledger_import.found | {
            "ways": choice.get("ways", ledger_import.found.get("ways", []))
        }
        read = read_file(ledger_import, _telling(job, len(READ_STEPS)))
    analyse_file(ledger_import=ledger_import, read=read, by=job.asked_by, **choice)
    jobs.progress(job, len(READ_STEPS), len(READ_STEPS))
    return None


@jobs.kind(seconds=600, megabytes=1500, needs=Permission.WRITE_ECONOMY)
def store_in_job(job: Job, *, ledger_import_pk: int, with_budget: bool = False) -> Document | None:
    """Store a file in the worker: what is read and checked is told at once, the rows come all together."""
    loaded, total = _import_of(job, ledger_import_pk), len(READ_STEPS) + 1
    found = read_file(loaded, _telling(job, total))
    jobs.progress(job, len(READ_STEPS), total, "Verifikationerna lagras, alla eller inga.")
    with jobs.closing(job):
        store_books(ledger_import=loaded, read=found, with_budget=with_budget, by=job.asked_by)
        jobs.progress(job, total, total)
    return None


def _import_of(job: Job, pk: int) -> LedgerImport:
    return LedgerImport.objects.of(job.association).select_related("association", "document").get(pk=pk)


def _telling(job: Job, total: int) -> Callable[[int], None]:
    return lambda step: jobs.progress(job, step, total, READ_STEPS[step])
