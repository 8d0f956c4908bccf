"""Reading a kept file of books: what it holds, by what a person chose, beside what the program has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction

from economy.imports import columns as column_finding
from economy.imports import reading, storing
from economy.imports.adding import Additions
from economy.imports.books import Ledger
from economy.imports.reading import Read, Year
from economy.imports.reading_sie import read_sie
from economy.imports.tables import table_of
from economy.models import (
    ColumnMapping,
    FiscalYear,
    LedgerImport,
)
from economy.queries.ledger_opening import closing_of
from economy.queries.stored_books import books_with
from economy.sie.opening import opening_differences
from economy.states import (
    IMPORT_TRANSITIONS,
    ImportKind,
    ImportState,
)
from finsam import audit, clock
from finsam.errors import DomainError
from finsam.files import store
from finsam.models import Association, Person
from finsam.swedish import money, words
from finsam.texts.cleaning import clean_json, clean_text

READ_STEPS = (
    "Filen hämtas.", "Raderna läses.", "Verifikationer och saldon prövas.", "Filen jämförs med det som är inläst.",
)  # fmt: skip
_LISTED = 500  # differences kept by account; more than that is another chart of accounts


def read_file(ledger_import: LedgerImport, tell: Callable[[int], None] = lambda _: None) -> Read:
    """Read the kept file by what is chosen for it; changes nothing. `tell` hears of each of READ_STEPS as it begins."""
    tell(0)
    content, association = store.read(ledger_import.document), ledger_import.association
    tell(1)
    if ledger_import.is_sie:
        found = read_sie(
            content, name=ledger_import.document.name, encoding=ledger_import.encoding,
            organisation_number=association.organisation_number, chosen=ledger_import.found.get("ways", []),
        )  # fmt: skip
    else:
        found = reading.read_sheet(
            content, name=ledger_import.document.name, kind=ledger_import.kind, encoding=ledger_import.encoding,
            columns=ledger_import.columns, year=_year_of(ledger_import), sheet=ledger_import.found.get("sheet", ""),
        )  # fmt: skip
    tell(2)
    if found.additions:
        _add(found, found.additions, association)
    if found.ledger:
        _refuse_unkeepable(found)
    if found.ledger:
        head = found.found.get("header", {})
        reached = found.ledger.reaches_to(
            as_of=reading.date_or_none(head.get("made_on")) or clock.today(),
            said=reading.date_or_none(head.get("covers_to")),
        )
        found.found["reaches_to"] = reached.isoformat()
        tell(3)
        _compare(found, association, found.ledger)
    found.found = clean_json(found.found) | {"blockers": found.blockers, "is_read": True}
    return found


def _add(found: Read, additions: Additions, association: Association) -> None:
    """Put vouchers that come without balances onto the books that the year has; say so among the checks."""
    try:
        found.ledger, base = books_with(association, additions)
    except DomainError as refusal:
        found.blockers.append(str(refusal))
        return
    reading.show_books(found.found, found.ledger, additions.vouchers)
    kept = (
        f"de {len(found.ledger.vouchers) - len(additions.vouchers)} i {base}"
        if base
        else "förra årets saldon"
    )
    count = words.plural(len(additions.vouchers), "verifikation", "verifikationer")
    found.found |= {"adds_to": base.pk if base else None, "is_addition": True}
    found.found["checks"].append(
        ["Verifikationerna läggs till årets bokföring", "good", f"{count} till {kept}"]
    )


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
    before = closing_of(ledger_import.association, starts_on - dt.timedelta(days=1)).opening
    return Year(starts_on, kept.ends_on if kept else dt.date(year, 12, 31), before)


def _compare(found: Read, association: Association, ledger: Ledger) -> None:
    """Put beside the file what the program has: the year's books in force, and what last year closed with."""
    year = FiscalYear.objects.filter(association=association, year=ledger.ends_on.year).first()
    if year and (year.starts_on, year.ends_on) != (ledger.starts_on, ledger.ends_on):
        found.blockers.append(
            f"Filens räkenskapsår är {ledger.starts_on} till {ledger.ends_on}, men {year.year} är här "
            f"{year.starts_on} till {year.ends_on}."
        )
    now = LedgerImport.objects.in_force().filter(fiscal_year=year).first() if year else None
    found.found["compared"] = against_the_books(now, ledger, association)
    if now and not found.additions:
        found.found["checks"] += _age(found.found.get("header", {}), now.found.get("header", {}))
    found.found["checks"].append(_opening_check(found, association, ledger))


def _opening_check(found: Read, association: Association, ledger: Ledger) -> list[str]:
    """Whether the file opens with what last year closed with here; its result is moved to equity, or not yet."""
    label = "Ingående balans är förra årets utgående här i programmet"
    day_before = ledger.starts_on - dt.timedelta(days=1)
    closing = closing_of(association, day_before)
    if (
        not closing.accounts
        and not FiscalYear.objects.filter(association=association, starts_on__lte=day_before).exists()
    ):
        return [label, "unknown", "Det finns inget år före det här i programmet."]
    if not closing.accounts:
        return [label, "unknown", "Hela förra årets bokföring är inte inläst."]
    opening = {each.number: each.opening for each in ledger.accounts.values() if each.is_balance}
    compared = opening_differences(opening, closing.balances, closing.is_equity)
    result = f"Förra årets resultat, {money.kr(compared.result, ore=True)},"
    if compared.wrong:
        found.found["opening_differs"] = [
            [number, f"{here:.2f}", f"{there:.2f}"] for number, here, there in compared.wrong[:_LISTED]
        ]
        return [label, "bad", f"{words.plural(len(compared.wrong), 'konto', 'konton')} skiljer."]
    if compared.is_moved is False:
        return [label, "waiting", f"Alla balanskonton. {result} är inte fört till eget kapital än."]
    return [
        label,
        "good",
        f"Alla balanskonton. {result} är fört till eget kapital."
        if compared.is_moved
        else "alla balanskonton",
    ]


def _age(theirs: Mapping[str, Any], ours: Mapping[str, Any]) -> list[list[str]]:
    """Whether a file that would replace another was made after it, where both say when."""
    made, kept = theirs.get("made_on"), ours.get("made_on")
    if not made or not kept:
        return []
    mark = "bad" if made < kept else "good"
    return [["Filen är minst lika ny som den inlästa", mark, f"Skapad {made}, den inlästa {kept}."]]


def against_the_books(now: LedgerImport | None, ledger: Ledger, association: Association) -> dict[str, Any]:
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
        if known[number].name != clean_text(theirs[number].name)
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
def analyse_file(
    *, ledger_import: LedgerImport, encoding: str | None = None, columns: Mapping[str, int] | None = None,
    kind: str | None = None, year: int | None = None, sheet: str | None = None, ways: Sequence[str] | None = None, read: Read | None = None, by: Person | None,
) -> LedgerImport:  # fmt: skip
    """Read a waiting file and keep what there is to show of it; what is given is chosen by a person and remembered.

    `read` is a SIE file as it was just read by the encoding that is given.
    Columns are remembered by the förbund for lists with the same headings. Raises DomainError for what cannot be read.
    """
    ledger_import = locked_import(ledger_import)
    if not ledger_import.is_staged:
        raise DomainError("Filen väntar inte längre på att läsas in.")
    if encoding is not None:
        ledger_import.encoding = encoding
    if kind and not ledger_import.is_sie and kind != ImportKind.SIE:
        ledger_import.kind = kind
    if year:
        ledger_import.found = ledger_import.found | {"year": year}
    if ways is not None:
        ledger_import.found = ledger_import.found | {"ways": list(ways)}
    if sheet is not None:
        _choose_sheet(ledger_import, sheet)
    if not ledger_import.is_sie:
        _choose_columns(ledger_import, columns)
    ledger_import.found = _with_year(ledger_import.found, (read or read_file(ledger_import)).found)
    ledger_import.save(update_fields=["encoding", "columns", "kind", "found"])
    if columns is not None or encoding is not None or ways is not None:
        audit.record(
            association=ledger_import.association, by=by, verb="valde hur bokföringsfil läses", target=ledger_import,
            encoding=ledger_import.encoding, columns=ledger_import.columns, ways=list(ways or []),
        )  # fmt: skip
    return ledger_import


def _with_year(before: Mapping[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """Keep the year that a person chose, and hold it against the file's own."""
    if before.get("year") and not found.get("year"):
        found = found | {"year": before["year"]}
    if asked := before.get("year_asked"):
        found = found | {"year_asked": asked, "other_year": _other_year(found, asked)}
    return found


def _other_year(found: Mapping[str, Any], asked: int) -> str:
    """Say that a SIE file is of another year than the one that was chosen for it; empty where it is not."""
    period = found.get("period")
    if not period or str(asked) in {day[:4] for day in period}:
        return ""
    return f"Filen gäller räkenskapsåret {found['year']}, och räkenskapsåret som är valt är {asked}."


def _choose_sheet(ledger_import: LedgerImport, sheet: str) -> None:
    """Take another sheet, and with it the kind of list that it seems to be."""
    if sheet != ledger_import.found.get("sheet_read"):
        table = table_of(store.read(ledger_import.document), sheet=sheet)
        ledger_import.kind = reading.kind_of_table(table, ledger_import.document.name)
    ledger_import.found = ledger_import.found | {"sheet": sheet}


def _choose_columns(ledger_import: LedgerImport, columns: Mapping[str, int] | None) -> None:
    """Take the columns given, or those that were chosen last for such a list, or those that the headings name."""
    year = ledger_import.found.get("year")
    table = table_of(
        store.read(ledger_import.document), ledger_import.encoding, sheet=ledger_import.found.get("sheet", ""), year=year,
        kind=ledger_import.kind,
    )  # fmt: skip
    head = column_finding.head_of(table.lines)
    place: dict[str, Any] = {
        "association": ledger_import.association, "kind": ledger_import.kind, "headings": head.signature,
    }  # fmt: skip
    if columns is not None:
        ledger_import.columns = dict(columns)
        ColumnMapping.objects.update_or_create(**place, defaults={"columns": ledger_import.columns})
        return
    remembered = ColumnMapping.objects.filter(**place).first()
    is_right = remembered and column_finding.are_of_year(head, remembered.columns, year)
    ledger_import.columns = (
        remembered.columns
        if remembered and is_right
        else column_finding.guessed_columns(head, ledger_import.kind, year)
    )


def locked_import(ledger_import: LedgerImport) -> LedgerImport:
    """Read the row again and lock it, with what hangs by it at hand."""
    rows = LedgerImport.objects.select_for_update(of=("self",)).select_related(
        "association", "document", "fiscal_year"
    )
    return rows.get(pk=ledger_import.pk)


def refuse_move(ledger_import: LedgerImport, to: ImportState) -> None:
    """Raise DomainError where the table of moves does not have this one."""
    if to not in IMPORT_TRANSITIONS[ImportState(ledger_import.state)]:
        raise DomainError(f"Filen är i läget ”{ledger_import.get_state_display()}” och kan inte ändras så.")
