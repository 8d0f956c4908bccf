"""A received file read as what it is: its books, and what there is to show of it before anything is stored."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from typing import Any

from economy.imports import columns as column_finding
from economy.imports import from_sheet, sheet_budget, sheet_vouchers
from economy.imports.adding import Additions
from economy.imports.books import Ledger, Objects, Voucher
from economy.imports.cells import text_of
from economy.imports.list_reading import BudgetRow, Sheet
from economy.imports.tables import Table, table_of
from economy.sie import source
from economy.sie.encoding import detect_encoding
from economy.sie.findings import Finding, FindingLog
from economy.states import ImportKind
from finsam.errors import DomainError
from finsam.swedish import words

SIE_ENDINGS = (".se", ".si", ".sie")
SHEET_ENDINGS = (".xlsx", ".csv", ".tsv", ".txt")
_SHOWN = 12  # vouchers, to see letters and signs by
_SAMPLE = 8
_SUMS = 5000  # of accounts with objects, kept to show what the lines would get
_OLD_EXCEL = "Filen är i det gamla Excel-formatet (xls). Öppna den i Excel och spara den som xlsx."


@dataclass
class Read:
    """What came of reading a file; `found` is plain values, `ledger` None where there are no books to store."""

    found: dict[str, Any]
    ledger: Ledger | None = None
    budget: dict[tuple[str, str], Decimal] = field(default_factory=dict)
    blockers: list[str] = field(default_factory=list)
    rows: list[BudgetRow] = field(default_factory=list)  # of a list that is a budget
    additions: Additions | None = None  # vouchers without balances, to be added to the books that there are


@dataclass(frozen=True)
class Year:
    """The fiscal year that a list without years is for, and what the books closed with before it."""

    starts_on: dt.date
    ends_on: dt.date
    opening: Mapping[str, Decimal] = field(default_factory=dict)


def date_or_none(text: str | None) -> dt.date | None:
    """Give the day that `found` keeps as text, or None."""
    return dt.date.fromisoformat(text) if text else None


def kind_of(name: str, content: bytes, *, sheet: str = "", year: int | None = None) -> ImportKind:
    """Say what kind of file this is, before anything is kept; DomainError is a sentence on why it is refused."""
    ending = "." + name.lower().rpartition(".")[2]
    is_zip, is_text = (
        content.startswith(b"PK\x03\x04"),
        content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"#"),
    )
    if not content.strip():
        raise DomainError("Filen är tom.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise DomainError(_OLD_EXCEL)
    if ending in SIE_ENDINGS or is_text:
        _refuse_what_is_no_sie(content)
        return ImportKind.SIE
    if ending == ".xlsx" and not is_zip:
        raise DomainError("Filen heter xlsx men är ingen Excel-fil. Öppna den och spara den på nytt i Excel.")
    if is_zip and ending != ".xlsx":
        raise DomainError(
            f"Filen är en Excel-fil eller packad men heter {ending}. Spara den som xlsx och försök igen."
        )
    if ending not in SHEET_ENDINGS:
        _refuse_what_is_no_sie(content)
        raise DomainError(
            "Filen är av ett slag som inte läses in. Det går att läsa in SIE, Excel (xlsx) och CSV."
        )
    if (
        ending != ".xlsx"
        and b"\x00" in content[:4096]
        and not detect_encoding(content).name.startswith("utf-16")
    ):
        raise DomainError("Filen innehåller inte text och är ingen CSV-fil.")
    return kind_of_table(table_of(content, sheet=sheet, year=year), name)


def kind_of_table(table: Table, name: str) -> ImportKind:
    """Say what a list seems to hold, by its headings, its sheet's name and the file's."""
    return column_finding.guessed_kind(column_finding.head_of(table.lines), f"{table.sheet} {name}")


def _refuse_what_is_no_sie(content: bytes) -> None:
    with source.opened_source(content) as stream:
        refusal = source.probe_stream(stream).refusal
    if refusal:
        raise DomainError(refusal)


# ---- What both kinds show


def check_line(label: str, wrong: int, *, tried: bool, told: str) -> list[str]:
    """Give a line of what must agree: its label, good, bad or unknown, and what is told of it."""
    if wrong:
        return [label, "bad", f"{wrong} stämmer inte."]
    return (
        [label, "good", told]
        if tried
        else [label, "unknown", "Filen har inte det som behövs för att pröva det."]
    )


def show_books(found: dict[str, Any], ledger: Ledger, vouchers: Sequence[Voucher] | None = None) -> None:
    """Put what there is to show of books among what was found; `vouchers` are those to show, if not the first."""
    found["year"] = ledger.ends_on.year
    found["period"] = [ledger.starts_on.isoformat(), ledger.ends_on.isoformat()]
    found["accounts_list"] = list(ledger.written())
    tags = {pair for objects in ledger.tags() for pair in objects}
    found["objects"] = [[*pair, ledger.object_names.get(pair, "")] for pair in sorted(tags)]
    sums: dict[tuple[str, Objects], Decimal] = defaultdict(Decimal)
    for (account, objects, _), amount in ledger.sums().items():
        if objects:
            sums[account, objects] += amount
    found["object_sums"] = [
        [account, [list(pair) for pair in objects], f"{amount:f}"]
        for (account, objects), amount in sorted(sums.items())[:_SUMS]
    ]
    found["is_object_sums_cut"] = len(sums) > _SUMS
    found["first_vouchers"] = [
        [
            f"{each.series} {each.number}".strip(),
            each.day.isoformat(),
            words.glimpse(each.text, 120),
            len(each.rows),
        ]
        for each in (ledger.vouchers if vouchers is None else vouchers)[:_SHOWN]
    ]


# ---- Excel and CSV


def read_sheet(
    content: bytes, *, name: str, kind: str, encoding: str, columns: Mapping[str, int], year: Year | None,
    sheet: str = "",
) -> Read:  # fmt: skip
    """Read a list by its columns; without the columns it needs there is nothing but its headings to show."""
    table = table_of(content, encoding, sheet=sheet, year=year.ends_on.year if year else None, kind=kind)
    head = column_finding.head_of(table.lines)
    chosen = {
        field: place for field, place in columns.items() if field in column_finding.OF_KIND[ImportKind(kind)]
    }
    found: dict[str, Any] = {
        "kind": kind, "file": name, "bytes": len(content), "blockers": [], "checks": [], "codes": {},
        "headings": list(head.headings), "head_row": head.number, "signature": head.signature,
        "sample": [[words.glimpse(text_of(cell), 40) for cell in line.cells] for line in table.lines[head.row + 1 : head.row + 1 + _SAMPLE]],
        "sheet": sheet, "sheet_read": table.sheet, "sheets": list(table.sheets),
        "columns": chosen, "accounts_list": [], "objects": [], "first_vouchers": [], "errors": [], "warnings": [],
        "error_count": 0, "warning_count": 0,
    }  # fmt: skip
    if not content.startswith(b"PK"):
        choice = detect_encoding(content)
        used = replace(choice, name=encoding or choice.name)
        found["encoding"] = {**asdict(used), "label": used.label}
    answer = Read(found, blockers=found["blockers"])
    if table.rivals:
        names = " och ".join((table.sheet, *table.rivals))
        answer.blockers.append(f"Filen har flera blad som kan läsas: {names}. Välj ett av dem.")
    if lacks := column_finding.lacking_column(kind, chosen, head, year.ends_on.year if year else None):
        answer.blockers.append(lacks)
        return answer
    if year is None:
        answer.blockers.append("Välj vilket räkenskapsår filen gäller.")
        return answer
    if title := column_finding.titled_for_another(head, chosen, year.ends_on.year):
        found["other_year_at"] = f"Rad {title[0]}"
        found["other_year"] = (
            f"Listan säger ”{title[1]}”, och räkenskapsåret som är valt är {year.ends_on.year}."
        )
    read = _READERS[ImportKind(kind)](table, head, chosen, name)
    _tell_choices(read.findings, table)
    for doubt in column_finding.doubts(head, kind, chosen, year.ends_on.year):
        read.findings.warning("column_doubtful", doubt, line=head.number)
    if kind == ImportKind.BALANCES:
        _tell_of_balances(read, head, chosen, year)
    _take(answer, read, kind, year)
    return answer


def _tell_of_balances(sheet: Sheet, head: column_finding.Head, chosen: Mapping[str, int], year: Year) -> None:
    """Tell what balances are taken to be of, where the list does not say it or says something else."""
    has_balances = any(number[0] in "12" for number in sheet.balances)
    if text := column_finding.said_to_end(head, chosen, year.ends_on.year):
        sheet.findings.warning(
            "period_said",
            f"Listan säger ”{text}”. Saldona läses som de är {year.ends_on.isoformat()}.",
            line=head.number,
        )
    if has_balances and not year.opening and not chosen.keys() & {"opening", "opening_credit"}:
        sheet.findings.warning(
            "opening_missing",
            "Listan har ingen kolumn med ingående balans. Kontona öppnar med 0.",
            line=head.number,
        )


def _tell_choices(findings: FindingLog, table: Table) -> None:
    """Tell what was chosen without anybody's asking."""
    if table.unread:
        others = ", ".join(table.unread)
        findings.warning("sheet_chosen", f"Bladet {table.sheet} är läst. Filen har också {others}.")
    if table.is_hidden:
        findings.warning("sheet_hidden", f"Bladet {table.sheet} är dolt i Excel.")


_READERS = {
    ImportKind.BALANCES: from_sheet.read_balances,
    ImportKind.TRANSACTIONS: sheet_vouchers.read_transactions,
    ImportKind.BUDGET: sheet_budget.read_budget,
}


def _take(answer: Read, sheet: Sheet, kind: str, year: Year) -> None:
    if kind == ImportKind.BUDGET:
        answer.budget, answer.rows = sheet.budget, sheet.rows
        answer.found["budget"] = [[*place, f"{amount:f}"] for place, amount in sheet.budget.items()]
    elif sheet.balances or sheet.vouchers:
        answer.ledger = from_sheet.ledger_of(
            sheet, starts_on=year.starts_on, ends_on=year.ends_on, opening=year.opening
        )
        _check_days(sheet, year)
        show_books(answer.found, answer.ledger)
    if not (sheet.balances or sheet.vouchers or sheet.budget) and not sheet.findings.error_count:
        sheet.findings.error("empty", "Filen har inga rader med konto och belopp i de valda kolumnerna.")
    answer.found["year"] = year.ends_on.year
    _tell(answer, sheet.findings)
    answer.found["checks"] = _sheet_checks(sheet, answer.ledger, kind)
    if sheet.findings.error_count:
        answer.ledger, answer.budget, answer.rows = None, {}, []
        answer.blockers.append(f"Filen har {sheet.findings.error_count} fel och kan inte läsas in.")


def _check_days(sheet: Sheet, year: Year) -> None:
    for voucher in sheet.vouchers:
        if not year.starts_on <= voucher.day <= year.ends_on:
            sheet.findings.error(
                "voucher_outside_year", f"Verifikation {voucher.series}{voucher.number} är daterad utanför räkenskapsåret.",
                found=voucher.day.isoformat(), expected=f"{year.starts_on} till {year.ends_on}",
            )  # fmt: skip


def _tell(answer: Read, findings: FindingLog) -> None:
    answer.found |= {
        "errors": _plain(each for each in findings.kept if each.severity == "error"),
        "warnings": _plain(each for each in findings.kept if each.severity == "warning"),
        "error_count": findings.error_count,
        "warning_count": findings.warning_count,
        "codes": dict(findings.counts),
    }


def _plain(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [asdict(each) for each in findings]


def _sheet_checks(sheet: Sheet, ledger: Ledger | None, kind: str) -> list[list[str]]:
    codes = sheet.findings.counts
    found = [
        check_line("Filens egna summor stämmer", codes["sum_differs"], tried=bool(sheet.sums_checked),
               told=f"{words.plural(sheet.sums_checked, 'summa', 'summor')}, läses inte in"),
    ]  # fmt: skip
    if kind == ImportKind.TRANSACTIONS:
        found.append(check_line("Varje verifikation går jämnt ut", codes["voucher_unbalanced"],
                            tried=bool(sheet.vouchers), told=words.plural(len(sheet.vouchers), "verifikation", "verifikationer")))  # fmt: skip
    if ledger:
        total = sum((account.closing for account in ledger.accounts.values()), Decimal(0))
        found.append(
            check_line("Alla kontons saldon summerar till noll", int(bool(total)), tried=True, told="0")
        )
    return found
