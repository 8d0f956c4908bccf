"""The life of a file of books: taken in, read, stored whole or not at all, replaced, taken back."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction

from economy import layouts
from economy.actions.figures import add_column, remove_column, revise, save_figures
from economy.actions.years import open_year
from economy.imports import columns as column_finding
from economy.imports import reading, storing
from economy.imports.books import Ledger
from economy.imports.cells import rows_of
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.reading import Read, Year
from economy.models import (
    ColumnMapping,
    Figure,
    FigureSet,
    FiscalYear,
    LedgerAccount,
    LedgerImport,
    LedgerRow,
    LedgerSum,
    LedgerTag,
    LedgerVoucher,
)
from economy.sie.source import MAX_BYTES
from economy.states import (
    IMPORT_TRANSITIONS,
    INCOME_ROLES,
    FigureKind,
    FigureSetState,
    ImportKind,
    ImportState,
    LineRole,
    Source,
)
from finsam import audit, clock, jobs, store
from finsam.errors import DomainError
from finsam.models import Association, Document, Job, Person

_TYPES = {ImportKind.SIE: "application/x-sie"}
_LISTED = 500  # differences kept by account; more than that is another chart of accounts


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

    `year` and `kind` are for lists, which do not say them. The same file again gives the one that already waits.
    Raises DomainError for what is no file of books, and for a file that the books are made of already.
    """
    refuse_too_large(name, len(content))
    found = reading.kind_of(name, content)
    if found != ImportKind.SIE and kind and kind != ImportKind.SIE:
        found = ImportKind(kind)
    Association.objects.select_for_update().get(pk=association.pk)
    sha256 = hashlib.sha256(content).hexdigest()
    same = LedgerImport.objects.of(association).filter(document__sha256=sha256)
    if (stored := same.filter(state=ImportState.STORED).first()) and stored.stored_at:
        raise DomainError(
            f"Samma fil är redan inläst {stored.stored_at:%Y-%m-%d}, som {stored.document.name}. Inget är ändrat."
        )
    if waiting := same.filter(state=ImportState.STAGED).select_related("document").first():
        return waiting
    document = store.keep(
        content, association=association, name=name, content_type=_content_type(name, found), by=by,
        made_from="inläst bokföring",
    )  # fmt: skip
    taken = LedgerImport.objects.create(
        association=association, document=document, kind=found, taken_in_at=at or clock.now(), taken_in_by=by,
        found={"year": year} if year else {},
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


# ---- Reading


def read_file(ledger_import: LedgerImport) -> Read:
    """Read the kept file by what is chosen for it; changes nothing."""
    content, association = store.read(ledger_import.document), ledger_import.association
    if ledger_import.is_sie:
        found = reading.read_sie(
            content, name=ledger_import.document.name, encoding=ledger_import.encoding,
            organisation_number=association.organisation_number,
        )  # fmt: skip
    else:
        found = reading.read_sheet(
            content, name=ledger_import.document.name, kind=ledger_import.kind, encoding=ledger_import.encoding,
            columns=ledger_import.columns, year=_year_of(ledger_import),
        )  # fmt: skip
    if found.ledger:
        _refuse_unkeepable(found)
    if found.ledger:
        _compare(found, association, found.ledger)
    found.found = storing.cleaned(found.found) | {"blockers": found.blockers, "is_read": True}
    return found


def _refuse_unkeepable(found: Read) -> None:
    assert found.ledger
    try:
        storing.refuse_what_cannot_be_kept(found.ledger)
    except DomainError as refusal:
        found.blockers.append(str(refusal))
        found.ledger = None


def _year_of(ledger_import: LedgerImport) -> Year | None:
    """The fiscal year that a list was said to be for."""
    year = ledger_import.found.get("year")
    if not year:
        return None
    kept = FiscalYear.objects.filter(association=ledger_import.association, year=year).first()
    starts_on = kept.starts_on if kept else dt.date(year, 1, 1)
    before = _closing(ledger_import.association, starts_on - dt.timedelta(days=1))
    return Year(starts_on, kept.ends_on if kept else dt.date(year, 12, 31), before)


def _closing(association: Association, day: dt.date) -> dict[str, Decimal]:
    """What the balance accounts closed with on the last day of a fiscal year, in the books in force."""
    accounts = LedgerAccount.objects.filter(
        ledger_import__in=LedgerImport.objects.of(association).in_force(), is_balance=True,
        ledger_import__fiscal_year__ends_on=day,
    )  # fmt: skip
    return dict(accounts.values_list("number", "closing"))


def _compare(found: Read, association: Association, ledger: Ledger) -> None:
    """Put beside the file what the program has: the year's books in force, and what last year closed with."""
    year = FiscalYear.objects.filter(association=association, year=ledger.ends_on.year).first()
    if year and (year.starts_on, year.ends_on) != (ledger.starts_on, ledger.ends_on):
        found.blockers.append(
            f"Filens räkenskapsår är {ledger.starts_on} till {ledger.ends_on}, men {year.year} är här "
            f"{year.starts_on} till {year.ends_on}."
        )
    now = LedgerImport.objects.in_force().filter(fiscal_year=year).first() if year else None
    found.found["compared"] = _against(now, ledger, association)
    closing = _closing(association, ledger.starts_on - dt.timedelta(days=1))
    opening = {each.number: each.opening for each in ledger.accounts.values() if each.is_balance}
    wrong = [
        [number, f"{opening.get(number, Decimal(0)):.2f}", f"{closing.get(number, Decimal(0)):.2f}"]
        for number in sorted({*opening, *closing})
        if opening.get(number, Decimal(0)) != closing.get(number, Decimal(0))
    ]
    label = "Ingående balans är förra årets utgående här i programmet"
    if closing:
        told = [f"{len(wrong)} konton skiljer.", "bad"] if wrong else ["alla balanskonton", "good"]
        found.found["checks"].append([label, told[1], told[0]])
        found.found["opening_differs"] = wrong[:_LISTED]
    else:
        found.found["checks"].append([label, "unknown", "Förra årets bokföring är inte inläst."])


def _against(now: LedgerImport | None, ledger: Ledger, association: Association) -> dict[str, Any]:
    """Give the accounts that are new, changed and gone against the books in force, or against the last there were."""
    kept = now or LedgerImport.objects.of(association).in_force().order_by("-fiscal_year__year").first()
    known = {account.number: account for account in kept.accounts.all()} if kept else {}
    theirs = ledger.accounts
    changed = [
        [number, f"{known[number].closing:.2f}", f"{theirs[number].closing:.2f}"]
        for number in sorted(theirs.keys() & known.keys())
        if now and known[number].closing != theirs[number].closing
    ]
    renamed = [
        [number, known[number].name, theirs[number].name]
        for number in sorted(theirs.keys() & known.keys())
        if known[number].name != theirs[number].name[:200]
    ]
    return {
        "against": now.pk if now else None,
        "new": sorted(theirs.keys() - known.keys())[:_LISTED] if kept else [],
        "gone": sorted(known.keys() - theirs.keys())[:_LISTED] if now else [],
        "changed": changed[:_LISTED],
        "renamed": renamed[:_LISTED],
        "vouchers": [now.vouchers.count(), len(ledger.vouchers)] if now else None,
    }


@transaction.atomic
def analyse(
    *, ledger_import: LedgerImport, encoding: str | None = None, columns: Mapping[str, int] | None = None,
    kind: str | None = None, year: int | None = None, by: Person | None,
) -> LedgerImport:  # fmt: skip
    """Read a waiting file and keep what there is to show of it; what is given is chosen by a person and remembered.

    Columns are remembered by the förbund for lists with the same headings. Raises DomainError for what cannot be read.
    """
    ledger_import = _lock(ledger_import)
    if not ledger_import.is_staged:
        raise DomainError("Filen väntar inte längre på att läsas in.")
    if encoding is not None:
        ledger_import.encoding = encoding
    if kind and not ledger_import.is_sie and kind != ImportKind.SIE:
        ledger_import.kind = kind
    if year:
        ledger_import.found = ledger_import.found | {"year": year}
    if not ledger_import.is_sie:
        _choose_columns(ledger_import, columns)
    year_said = ledger_import.found.get("year")
    ledger_import.found = read_file(ledger_import).found
    if year_said and not ledger_import.found.get("year"):
        ledger_import.found["year"] = year_said
    ledger_import.save(update_fields=["encoding", "columns", "kind", "found"])
    if columns is not None or encoding is not None:
        audit.record(
            association=ledger_import.association, by=by, verb="valde hur bokföringsfil läses", target=ledger_import,
            encoding=ledger_import.encoding, columns=ledger_import.columns,
        )  # fmt: skip
    return ledger_import


def _choose_columns(ledger_import: LedgerImport, columns: Mapping[str, int] | None) -> None:
    """Take the columns given, or those that were chosen last for such a list, or those that the headings name."""
    head = column_finding.head_of(rows_of(store.read(ledger_import.document), ledger_import.encoding))
    place: dict[str, Any] = {
        "association": ledger_import.association, "kind": ledger_import.kind, "headings": head.signature,
    }  # fmt: skip
    if columns is not None:
        ledger_import.columns = dict(columns)
        ColumnMapping.objects.update_or_create(**place, defaults={"columns": ledger_import.columns})
        return
    remembered = ColumnMapping.objects.filter(**place).first()
    ledger_import.columns = (
        remembered.columns if remembered else column_finding.guessed(head, ledger_import.kind)
    )


def _lock(ledger_import: LedgerImport) -> LedgerImport:
    rows = LedgerImport.objects.select_for_update(of=("self",)).select_related(
        "association", "document", "fiscal_year"
    )
    return rows.get(pk=ledger_import.pk)


# ---- Storing


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
    ledger_import = _lock(ledger_import)
    _refuse_move(ledger_import, ImportState.STORED)
    if read is None or chosen != (ledger_import.encoding, ledger_import.columns, ledger_import.kind):
        read = read_file(ledger_import)
    if read.blockers:
        raise DomainError(read.blockers[0])
    ledger_import.fiscal_year = _fiscal_year(ledger_import, read, by)
    if ledger_import.kind == ImportKind.BUDGET:
        _store_budget(ledger_import, read, by)
    elif read.ledger:
        _store_ledger(ledger_import, read.ledger)
        _give_outcome(ledger_import.fiscal_year, by)
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


def _refuse_move(ledger_import: LedgerImport, to: ImportState) -> None:
    if to not in IMPORT_TRANSITIONS[ImportState(ledger_import.state)]:
        raise DomainError(f"Filen är i läget ”{ledger_import.get_state_display()}” och kan inte ändras så.")


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
        ledger_import.differences = storing.cleaned(_against(earlier, ledger, ledger_import.association))
        earlier.state = ImportState.REPLACED
        earlier.save(update_fields=["state"])
    storing.write(ledger, ledger_import)


def _give_outcome(fiscal_year: FiscalYear, by: Person | None) -> None:
    """Let the books give the outcome of a year in which nobody has typed any: there is nothing to choose between."""
    typed = Figure.objects.filter(
        figure_set__fiscal_year=fiscal_year, figure_set__kind=FigureKind.OUTCOME, amount__isnull=False
    )
    if fiscal_year.source == Source.LINES and not typed.exists():
        add_outcome(fiscal_year, by)
        fiscal_year.source = Source.LEDGER
        fiscal_year.save(update_fields=["source"])


def add_outcome(fiscal_year: FiscalYear, by: Person | None) -> None:
    """See to it that the year has a column for its whole outcome."""
    whole = {"starts_on": fiscal_year.starts_on, "ends_on": fiscal_year.ends_on}
    if not fiscal_year.figure_sets.filter(kind=FigureKind.OUTCOME, **whole).exists():
        add_column(
            fiscal_year=fiscal_year,
            kind=FigureKind.OUTCOME,
            label=f"Utfall {fiscal_year.year}",
            key="utfall",
            by=by,
        )


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


# ---- Taking back


@transaction.atomic
def take_back(
    *, ledger_import: LedgerImport, by: Person | None, at: dt.datetime | None = None
) -> LedgerImport:
    """Take a stored file back: its rows go, the file stays, and the one that it replaced counts again."""
    ledger_import = _lock(ledger_import)
    _refuse_move(ledger_import, ImportState.TAKEN_BACK)
    year = ledger_import.fiscal_year
    assert year
    if ledger_import.kind == ImportKind.BUDGET:
        _undo_budget(ledger_import, by)
    else:
        refuse_adopted(year)
        _remove_rows(ledger_import)
    ledger_import.state, ledger_import.figure_set = ImportState.TAKEN_BACK, None
    ledger_import.taken_back_at, ledger_import.taken_back_by = at or clock.now(), by
    ledger_import.save(update_fields=["state", "figure_set", "taken_back_at", "taken_back_by"])
    earlier = ledger_import.replaces
    if earlier and earlier.state == ImportState.REPLACED:
        earlier.state = ImportState.STORED
        earlier.save(update_fields=["state"])
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


def _undo_budget(ledger_import: LedgerImport, by: Person | None) -> None:
    column, kept = ledger_import.figure_set, ledger_import.differences
    if column is None:
        return
    if column.is_adopted:
        raise DomainError("Budgeten är fastställd och tas inte tillbaka. Gör en ny version.")
    if kept.get("is_made"):
        remove_column(figure_set=column, by=by)
        return
    before = {key: None if amount is None else Decimal(amount) for key, amount in kept["before"].items()}
    save_figures(figure_set=column, amounts=before, by=by)


@transaction.atomic
def discard(*, ledger_import: LedgerImport, by: Person | None) -> LedgerImport:
    """Throw a waiting file away; that it came stays in the log."""
    ledger_import = _lock(ledger_import)
    _refuse_move(ledger_import, ImportState.DISCARDED)
    ledger_import.state = ImportState.DISCARDED
    ledger_import.save(update_fields=["state"])
    audit.record(
        association=ledger_import.association, by=by, verb="kastade bokföringsfil", target=ledger_import
    )
    return ledger_import
