"""What a waiting file holds, for the page that is looked at before anything is stored: from what the reading left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from economy import outlines, rules
from economy.imports.budgets import written_by_line
from economy.imports.columns import FIELDS, OF_KIND
from economy.imports.mapping import Mapping as LineMapping
from economy.imports.mapping import needs_line
from economy.imports.reading import date_or_none
from economy.models import FiscalYear, LedgerImport, StatementLine
from economy.queries import ledger, ledger_accounts
from economy.queries.ledger_opening import opening_differences
from economy.states import ImportKind, LineKind, Source, StatementKind
from finsam.errors import DomainError
from finsam.swedish import dates, money, words

SHOWN = 50  # of each kind; the rest are counted


@dataclass(frozen=True)
class Check:
    """One thing that must agree: its mark as a shape and a word, and what was found."""

    label: str
    kind: str
    mark: str
    told: str


@dataclass(frozen=True)
class AccountRow:
    """An account of the file with what is said of it."""

    number: str
    name: str
    opening: Decimal
    change: Decimal
    closing: Decimal
    remark: str
    is_alarm: bool


@dataclass(frozen=True)
class StatementRow:
    """A line or a sum of the statements: kronor by the file, and as the year's outcome is now."""

    label: str
    is_sum: bool
    given: Decimal | None
    now: Decimal | None

    @property
    def difference(self) -> Decimal:
        return (self.given or Decimal(0)) - (self.now or Decimal(0))


@dataclass(frozen=True)
class PreviewPage:
    """The page's content; lists are cut, and say of how many."""

    pairs: list[tuple[str, str]]
    checks: list[Check]
    totals: list[tuple[str, Decimal, str]]
    statement: list[StatementRow]
    problem: str
    now_from: str
    unmapped: list[str]
    unmapped_count: int
    doubled: list[str]
    accounts: list[AccountRow]
    account_count: int
    changed: list[tuple[str, Decimal, Decimal]]
    changed_count: int
    gone: list[str]
    voucher_change: list[int]
    opening: list[tuple[str, Decimal, Decimal]]
    vouchers: list[dict[str, Any]]
    voucher_count: int
    year: int | None
    reaches_to: dt.date | None
    is_new_year: bool

    @property
    def has_now(self) -> bool:
        """Whether the year has an outcome already, to put beside the file's."""
        return any(row.now is not None for row in self.statement)

    @property
    def wrong(self) -> list[Check]:
        """The checks that do not hold."""
        return [check for check in self.checks if check.kind == _MARKS["bad"][0]]


_MARKS = {
    "good": ("done", "Stämmer"),
    "bad": ("late", "Stämmer inte"),
    "unknown": ("", "Går inte att pröva"),
    "waiting": ("", "Inte gjort än"),
}


def preview_of(ledger_import: LedgerImport) -> PreviewPage:
    """Take a file that has been read and give what to show of it: twelve queries at most, however large the file is."""
    found = ledger_import.found
    year = FiscalYear.objects.filter(association=ledger_import.association, year=found.get("year")).first()
    lines, sums = _lines(ledger_import, year), ledger.sums_of_waiting(ledger_import)
    mapping = LineMapping(lines)  # one for all, for it remembers where each account stands
    places = ledger_accounts.account_places(lines, sums, mapping)
    unmapped = list(dict.fromkeys(each.account.number for each in places if each.is_unmapped))
    doubled = list(dict.fromkeys(each.account.number for each in places if each.is_doubled))
    statement, problem = (
        _budget(found, year, lines)
        if ledger_import.kind == ImportKind.BUDGET
        else (_statement(found, year, lines, mapping, sums), "")
    )
    compared = found.get("compared") or {}
    accounts = _accounts(found, {*unmapped}, {*doubled}, compared)
    changed = [(number, Decimal(old), Decimal(new)) for number, old, new in compared.get("changed", [])]
    vouchers = [
        {"name": name or "utan nummer", "day": dt.date.fromisoformat(day), "text": text, "rows": count}
        for name, day, text, count in found.get("first_vouchers", [])
    ]
    return PreviewPage(
        pairs=_pairs(ledger_import, found), checks=_checks(ledger_import, lines, mapping, sums),
        totals=_totals(found, sums), statement=statement, problem=problem,
        now_from=_now_from(ledger_import, year),
        unmapped=unmapped[:SHOWN], unmapped_count=len(unmapped), doubled=doubled[:SHOWN],
        accounts=accounts, account_count=len(found.get("accounts_list", [])), changed=changed[:SHOWN], changed_count=len(changed),
        gone=compared.get("gone", [])[:SHOWN], voucher_change=compared.get("vouchers") or [],
        opening=[(number, Decimal(here), Decimal(there)) for number, here, there in found.get("opening_differs", [])][:SHOWN], vouchers=vouchers,
        voucher_count=found.get("vouchers", {}).get("count", len(vouchers)), year=found.get("year"),
        reaches_to=date_or_none(found.get("reaches_to")), is_new_year=bool(found.get("year")) and year is None,
    )  # fmt: skip


def _checks(
    ledger_import: LedgerImport, lines: Sequence[StatementLine], mapping: LineMapping, sums: ledger.YearSums
) -> list[Check]:
    """What the reading tried; last year's closing by its typed balance sheet, where its books are not here."""
    found = ledger_import.found
    checks = [Check(each[0], *_MARKS[each[1]], each[2]) for each in found.get("checks", [])]
    if not checks or not sums.accounts or checks[-1].mark != _MARKS["unknown"][1] or not found.get("year"):
        return checks
    years = FiscalYear.objects.filter(association=ledger_import.association)
    wrong = opening_differences(lines, mapping, sums, years.filter(year=found["year"] - 1).first())
    if wrong is None:
        return checks
    label = "Ingående balans är förra årets balansräkning, rad för rad"
    told = "; ".join(
        f"{each.label} {money.kr(each.opening, ore=True)}, förra året {money.kr(each.closing, ore=True)}" for each in wrong
    )  # fmt: skip
    return [*checks[:-1], Check(label, *_MARKS["bad" if wrong else "good"], told or "alla rader")]


def _totals(found: dict[str, Any], sums: ledger.YearSums) -> list[tuple[str, Decimal, str]]:
    """What an economist looks for first: the result and the two sides of the balance sheet, kronor, and what of it."""
    if not sums.accounts:
        return []
    balance, result = [each for each in sums.accounts.values() if each.is_balance], Decimal(0)
    for each in sums.accounts.values():
        if not each.is_balance and needs_line(each.number):
            result -= each.closing - each.opening
    assets = sum((each.closing for each in balance if each.number.startswith("1")), Decimal(0))
    rest = sum(
        (each.closing for each in sums.accounts.values() if not each.number.startswith("1")), Decimal(0)
    )
    totals = [
        ("Resultat", result, "intäkter minus kostnader"),
        ("Tillgångar", assets, ""),
        ("Eget kapital och skulder", -rest, _sides(assets, -rest)),
    ]
    if debit := found.get("sums", {}).get("debit"):
        totals.append(("Debet och kredit", Decimal(debit), "i verifikationerna, vardera"))
    return totals


def _sides(assets: Decimal, financing: Decimal) -> str:
    if assets == financing:
        return "med årets resultat, lika med tillgångarna"
    return f"med årets resultat, skiljer {money.kr(financing - assets, ore=True)} från tillgångarna"


def _statement(
    found: dict[str, Any], year: FiscalYear | None, lines: Sequence[StatementLine], mapping: LineMapping,
    sums: ledger.YearSums,
) -> list[StatementRow]:  # fmt: skip
    """The lines and sums that the file's books give, beside what the year's outcome is now."""
    if not sums.accounts or found.get("is_object_sums_cut"):
        return []
    first, last = (dt.date.fromisoformat(day) for day in found["period"])
    given = sums.by_line(lines, first, last, is_whole_year=True, mapping=mapping)
    return _rows(lines, given, _now(year, lines) if year else {})


def _budget(
    found: dict[str, Any], year: FiscalYear | None, lines: Sequence[StatementLine]
) -> tuple[list[StatementRow], str]:
    """The lines that a budget's amounts come to, beside the year's budget now; or why they do not come to any."""
    budget = {(account, label): Decimal(amount) for account, label, amount in found.get("budget", [])}
    try:
        given = written_by_line(lines, budget)
    except DomainError as refusal:
        return [], str(refusal)
    column = year.figure_sets.filter(key="budget").order_by("-version").first() if year else None
    now = dict(column.figures.values_list("line__key", "amount")) if column else {}
    return _rows(lines, given, now), ""


def _rows(
    lines: Sequence[StatementLine], amounts: ledger.Amounts, before: ledger.Amounts
) -> list[StatementRow]:
    given, now = rules.with_sums(lines, amounts), rules.with_sums(lines, before)
    return [
        StatementRow(line.label, line.kind == LineKind.SUM, given.get(line.key), now.get(line.key))
        for line in sorted(lines, key=lambda line: line.statement != StatementKind.INCOME)
        if given.get(line.key) or now.get(line.key)
    ]


def _now_from(ledger_import: LedgerImport, year: FiscalYear | None) -> str:
    if ledger_import.kind == ImportKind.BUDGET:
        return "årets budget"
    return year.get_source_display().lower() if year else ""


def _now(year: FiscalYear, lines: Sequence[StatementLine]) -> ledger.Amounts:
    if year.source != Source.LEDGER:
        return ledger_accounts.typed_outcome(year)[1]
    sums = ledger.sums_of_import(ledger.import_in_force(year))
    return sums.by_line(lines, year.starts_on, year.ends_on, is_whole_year=True) if sums.accounts else {}


def _lines(ledger_import: LedgerImport, year: FiscalYear | None) -> Sequence[StatementLine]:
    """The lines that the file would be read onto: the year's, or those that a new year would get."""
    years = FiscalYear.objects.filter(association=ledger_import.association)
    source = year or years.filter(year__lt=ledger_import.found.get("year") or 0).order_by("-year").first()
    if source:
        return list(source.lines.all())
    return [
        StatementLine(statement=statement, **row)
        for statement, rows in outlines.STARTER.items()
        for row in rows
    ]


def _accounts(
    found: dict[str, Any], unmapped: set[str], doubled: set[str], compared: dict[str, Any]
) -> list[AccountRow]:
    """The accounts to show: those with a remark first, and only so many made into rows."""
    new, renamed = set(compared.get("new", [])), {row[0]: row[1] for row in compared.get("renamed", [])}
    alarming = unmapped | doubled
    remarked = alarming | new | renamed.keys()
    first = sorted(
        found.get("accounts_list", []),
        key=lambda row: (row[0] not in alarming, row[0] not in remarked, row[0]),
    )
    rows = []
    for number, name, _, opening, change, closing in first[:SHOWN]:
        remarks = [
            text
            for holds, text in (
                (number in unmapped, "På ingen rad"),
                (number in doubled, "På flera rader"),
                (number in new, "Nytt"),
                (number in renamed, f"Hette {renamed.get(number) or 'ingenting'}"),
            )
            if holds
        ]
        amounts = (Decimal(opening), Decimal(change), Decimal(closing))
        rows.append(AccountRow(number, name, *amounts, ". ".join(remarks), number in alarming))
    return rows


def _pairs(ledger_import: LedgerImport, found: dict[str, Any]) -> list[tuple[str, str]]:
    head = found.get("header", {})
    vouchers = found.get("vouchers", {})
    years = [
        f"{dates.date_range(dt.date.fromisoformat(first), dt.date.fromisoformat(last))}"
        for first, last in head.get("years", {}).values()
        if first and last
    ]
    return [
        ("Slag", f"SIE {found['kind']}" if ledger_import.is_sie and found.get("kind") else ledger_import.get_kind_display()),
        ("Organisation", " ".join(filter(None, (head.get("name"), head.get("organisation_number"))))),
        ("Program", " ".join(filter(None, (head.get("program"), head.get("program_version"))))),
        ("Skapad", " ".join(filter(None, (head.get("made_on"), head.get("made_by"))))),
        ("Räkenskapsår", "; ".join(years) or str(found.get("year") or "")),
        ("Konton", str(len(found.get("accounts_list", [])) or "")),
        ("Verifikationer", _vouchers(vouchers) if vouchers else ""),
        ("Anmärkningar", words.plural(found.get("warning_count", 0), "anmärkning", "anmärkningar")),
    ]  # fmt: skip


def _vouchers(vouchers: dict[str, Any]) -> str:
    if not vouchers.get("count"):
        return "inga, filen har bara saldon"
    return f"{vouchers['count']}, {vouchers['first_date']} till {vouchers['last_date']}"


def column_choices(ledger_import: LedgerImport) -> list[tuple[str, str]]:
    """Give the fields that a list of this kind may have."""
    return [(name, FIELDS[name]) for name in OF_KIND[ImportKind(ledger_import.kind)]]
