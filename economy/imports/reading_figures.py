"""A file of figures as the import page reads it, without a förbund beside it: what `read_figures` prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from economy.imports import columns as column_finding
from economy.imports import ways
from economy.imports.reading import Read, Year, kind_of, read_sheet
from economy.imports.reading_sie import read_sie
from economy.imports.tables import table_of
from economy.states import ImportKind
from finsam.errors import DomainError
from finsam.swedish import words

BALANCES, VOUCHERS, BUDGET = "balances", "vouchers", "budget"
_KINDS = {
    BALANCES: ImportKind.BALANCES,
    VOUCHERS: ImportKind.TRANSACTIONS,
    BUDGET: ImportKind.BUDGET,
}
KINDS = tuple(_KINDS)
_NAMES = {told: name for name, told in _KINDS.items()}
_WHOLE = "Filen"
_LACKS = {
    BALANCES: "Filen har inga saldon, bara verifikationer.",
    VOUCHERS: "Filen har inga verifikationer.",
    BUDGET: "Filen har ingen budget (#PBUDGET) för sitt år.",
}


@dataclass(frozen=True)
class Notice:
    """What is wrong or doubtful, and where in the file."""

    where: str
    what: str


@dataclass(frozen=True)
class AccountFigures:
    """What an account opened and closed with; kronor, debit plus and credit minus."""

    number: str
    opening: Decimal
    closing: Decimal


@dataclass(frozen=True)
class BudgetFigures:
    """A row of a budget as the file has it; kronor."""

    label: str
    amount: Decimal
    is_sum: bool
    account: str = ""


@dataclass(frozen=True)
class Figures:
    """A file as it was read; one that is not accepted has no accounts and no rows."""

    kind: str
    is_accepted: bool = False
    accounts: tuple[AccountFigures, ...] = ()
    rows: tuple[BudgetFigures, ...] = ()
    errors: tuple[Notice, ...] = ()
    warnings: tuple[Notice, ...] = ()


def read_figures(content: bytes, *, name: str, year: int, kind: str = "", sheet: str = "") -> Figures:
    """Read a file by the readers that the import page has; never raises for what stands in it.

    `kind` is one of KINDS, or empty to let the file say; `sheet` is a sheet of an Excel file.
    """
    try:
        found = kind_of(name, content, sheet=sheet, year=year)
        if found == ImportKind.SIE:
            return _sie(content, name, year, kind)
        return _list(content, name, year, _KINDS[kind] if kind else found, sheet)
    except DomainError as refusal:
        return Figures(kind, errors=(Notice(_WHOLE, str(refusal)),))


def _list(content: bytes, name: str, year: int, kind: ImportKind, sheet: str) -> Figures:
    head = column_finding.head_of(table_of(content, sheet=sheet, year=year, kind=kind).lines)
    read = read_sheet(
        content, name=name, kind=kind, encoding="", columns=column_finding.guessed_columns(head, kind, year),
        year=Year(dt.date(year, 1, 1), dt.date(year, 12, 31)), sheet=sheet,
    )  # fmt: skip
    rows = tuple(BudgetFigures(row.label, row.amount, row.is_sum, row.account) for row in read.rows)
    told = read.found.get("other_year", "")
    return _figures(_NAMES[kind], read, rows, [Notice(read.found["other_year_at"], told)] if told else [])


def _sie(content: bytes, name: str, year: int, kind: str) -> Figures:
    chosen = (ways.BALANCES,) if kind == BALANCES else ()
    read = read_sie(content, name=name, encoding="", organisation_number="", chosen=chosen)
    has_balances = read.ledger is not None
    given = {
        BALANCES: has_balances,
        VOUCHERS: bool(read.additions or (read.ledger and read.ledger.vouchers)),
        BUDGET: bool(read.budget),
    }
    kind = kind or (VOUCHERS if read.additions else BALANCES)
    if not read.blockers and not given[kind]:
        read.blockers.append(_LACKS[kind])
    names = {account: told for account, told, *_ in read.found["accounts_list"]}
    rows = tuple(
        BudgetFigures(names.get(account) or account, amount, is_sum=False, account=account)
        for (account, _), amount in sorted(read.budget.items())
    )
    return _figures(kind, read, rows, _other_year(read, year))


def _other_year(read: Read, year: int) -> list[Notice]:
    """A SIE file says its own year: one of another year is refused with both, and not read onto the year asked for."""
    of_file = read.additions.year if read.additions else None
    if read.ledger:
        of_file = read.ledger.starts_on, read.ledger.ends_on
    if of_file is None or year in {day.year for day in of_file}:
        return []
    theirs = str(of_file[1].year) if of_file[0].year == of_file[1].year else f"{of_file[0]} till {of_file[1]}"
    what = f"Filen gäller räkenskapsåret {theirs} och inte {year}. Välj räkenskapsåret {of_file[1].year} eller en annan fil."
    return [Notice("#RAR 0", what)]


def _figures(kind: str, read: Read, rows: tuple[BudgetFigures, ...], other_year: Sequence[Notice]) -> Figures:
    errors = [_notice(each) for each in read.found["errors"]]
    if not errors:
        errors = [Notice(_WHOLE, blocker) for blocker in read.blockers] or list(other_year)
    warnings = [*map(_notice, read.found["warnings"]), *_left_out(read)]
    if errors:
        return Figures(kind, errors=tuple(errors), warnings=tuple(warnings))
    is_budget = kind == BUDGET
    return Figures(
        kind, is_accepted=True, accounts=() if is_budget else _accounts(read), rows=rows if is_budget else (),
        warnings=tuple(warnings),
    )  # fmt: skip


def _accounts(read: Read) -> tuple[AccountFigures, ...]:
    if read.ledger:
        kept = sorted(read.ledger.accounts.values(), key=lambda each: each.number)
        return tuple(AccountFigures(each.number, each.opening, each.closing) for each in kept)
    sums: dict[str, Decimal] = {}
    for voucher in read.additions.vouchers if read.additions else ():
        for row in voucher.rows:
            sums[row.account] = sums.get(row.account, Decimal(0)) + row.amount
    return tuple(AccountFigures(number, Decimal(0), amount) for number, amount in sorted(sums.items()))


def _notice(finding: Mapping[str, Any]) -> Notice:
    what = finding["message"]
    if finding["found"] and finding["expected"]:
        what += f" Där står {finding['found']}, väntat: {finding['expected']}."
    elif finding["found"]:
        what += f" Där står {finding['found']}."
    line, place = finding["line"], finding["record"]
    where = ", ".join(filter(None, (f"Rad {line}" if line else "", place)))
    return Notice(where or _WHOLE, what)


def _left_out(read: Read) -> list[Notice]:
    """How many findings there are of which only the first are shown."""
    kept = len(read.found["errors"]) + len(read.found["warnings"])
    every = read.found["error_count"] + read.found["warning_count"]
    if every == kept:
        return []
    return [Notice(_WHOLE, f"{words.plural(every - kept, 'anmärkning', 'anmärkningar')} till visas inte.")]
