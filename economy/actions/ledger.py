"""A file of books comes and goes: taken in, thrown away before it is stored, taken back after."""

from __future__ import annotations

import datetime as dt
import hashlib

from django.db import transaction

from economy.actions.ledger_budget import undo_budget
from economy.actions.ledger_outcome import add_outcome, take_outcome_back
from economy.actions.ledger_reading import locked_import, refuse_move
from economy.actions.ledger_storing import refuse_adopted
from economy.imports import reading
from economy.models import (
    LedgerAccount,
    LedgerImport,
    LedgerRow,
    LedgerSum,
    LedgerTag,
    LedgerVoucher,
)
from economy.sie.source import MAX_BYTES
from economy.states import (
    ImportKind,
    ImportState,
    Source,
)
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Person

_TYPES = {ImportKind.SIE: "application/x-sie"}


def refuse_too_large(name: str, size: int) -> None:
    """Raise DomainError for a file that is too large, before anyone reads it."""
    if size > MAX_BYTES:
        raise DomainError(
            f"{name} är {size // 1024 // 1024} MB, och en fil får vara högst {MAX_BYTES // 1024 // 1024} MB. "
            "Be om ett räkenskapsår i varje fil."
        )


@transaction.atomic
def take_in(
    *, association: Association, name: str, content: bytes, year: int | None = None, kind: str = "", by: Person | None,
    at: dt.datetime | None = None,
) -> LedgerImport:  # fmt: skip
    """Keep a received file and let it wait for someone to look at it; nothing of it counts yet.

    `kind` is for lists, which do not say it, and so is `year`; a SIE file has its own, and it is told when that is another. The same file again gives the one that already waits.
    Raises DomainError for what is no file of books, and for a file that the books are made of already.
    """
    refuse_too_large(name, len(content))
    found = reading.kind_of(name, content, year=year)
    if found != ImportKind.SIE and kind and kind != ImportKind.SIE:
        found = ImportKind(kind)
    Association.objects.select_for_update().get(pk=association.pk)
    sha256 = hashlib.sha256(content).hexdigest()
    same = LedgerImport.objects.of(association).filter(document__sha256=sha256)
    if (stored := same.filter(state=ImportState.STORED).first()) and stored.stored_at:
        raise DomainError(
            f"Samma fil är redan inläst {clock.local(stored.stored_at):%Y-%m-%d}, som {stored.document.name}. Inget är ändrat."
        )
    if waiting := same.filter(state=ImportState.STAGED).select_related("document").first():
        return waiting
    document = store.keep(
        content, association=association, name=name, content_type=_content_type(name, found), by=by,
        made_from="inläst bokföring",
    )  # fmt: skip
    taken = LedgerImport.objects.create(
        association=association, document=document, kind=found, taken_in_at=at or clock.now(), taken_in_by=by,
        found={"year_asked" if found == ImportKind.SIE else "year": year} if year else {},
    )  # fmt: skip
    audit.record(
        association=association, by=by, verb="tog emot bokföringsfil", target=taken, name=name, sha256=sha256
    )
    return taken


def _content_type(name: str, kind: str) -> str:
    if kind == ImportKind.SIE:
        return _TYPES[ImportKind.SIE]
    excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return excel if name.lower().endswith(".xlsx") else "text/csv"


@transaction.atomic
def take_back(
    *, ledger_import: LedgerImport, by: Person | None, at: dt.datetime | None = None
) -> LedgerImport:
    """Take a stored file back: its rows go, the file stays, and the one that it replaced counts again."""
    ledger_import = locked_import(ledger_import)
    refuse_move(ledger_import, ImportState.TAKEN_BACK)
    year = ledger_import.fiscal_year
    assert year
    undo_budget(ledger_import, by)
    if ledger_import.kind != ImportKind.BUDGET:
        refuse_adopted(year)
        _remove_rows(ledger_import)
    ledger_import.state, ledger_import.figure_set = ImportState.TAKEN_BACK, None
    ledger_import.taken_back_at, ledger_import.taken_back_by = at or clock.now(), by
    ledger_import.save(update_fields=["state", "figure_set", "taken_back_at", "taken_back_by"])
    earlier = ledger_import.replaces
    if ledger_import.kind != ImportKind.BUDGET:
        take_outcome_back(year, ledger_import, by)
    if earlier and earlier.state == ImportState.REPLACED:
        earlier.state = ImportState.STORED
        earlier.save(update_fields=["state"])
        if year.source == Source.LEDGER:
            add_outcome(year, earlier, by)
    elif year.source == Source.LEDGER and ledger_import.kind != ImportKind.BUDGET:
        year.source = Source.LINES
        year.save(update_fields=["source"])
    audit.record(
        association=ledger_import.association, by=by, verb="tog tillbaka bokföringsfil", target=ledger_import,
        year=year.year, in_force=str(earlier or ""),
    )  # fmt: skip
    return ledger_import


def _remove_rows(ledger_import: LedgerImport) -> None:
    """From the row up, so that nothing is fetched to be deleted: a year may have hundreds of thousands."""
    for model, owner in (
        (LedgerRow, "voucher__ledger_import"),
        (LedgerSum, "account__ledger_import"),
        (LedgerVoucher, "ledger_import"),
        (LedgerTag, "ledger_import"),
        (LedgerAccount, "ledger_import"),
    ):
        rows = model._default_manager.filter(**{owner: ledger_import})
        rows._raw_delete(rows.db)  # what `delete` does when nothing points here, as nothing does any more


@transaction.atomic
def discard_file(*, ledger_import: LedgerImport, by: Person | None) -> LedgerImport:
    """Throw a waiting file away; that it came stays in the log."""
    ledger_import = locked_import(ledger_import)
    refuse_move(ledger_import, ImportState.DISCARDED)
    ledger_import.state = ImportState.DISCARDED
    ledger_import.save(update_fields=["state"])
    audit.record(
        association=ledger_import.association, by=by, verb="kastade bokföringsfil", target=ledger_import
    )
    return ledger_import
