"""What a waiting file holds, for the page that is looked at before anything is stored: from what the reading left."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from economy import layouts
from economy.imports.columns import FIELDS, OF_KIND
from economy.imports.mapping import Mapping, needs_line
from economy.models import FiscalYear, LedgerImport, StatementLine
from economy.states import ImportKind
from finsam import dates, words

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
class PreviewPage:
    """The page's content; lists are cut, and say of how many."""

    pairs: list[tuple[str, str]]
    checks: list[Check]
    unmapped: list[str]
    unmapped_count: int
    doubled: list[str]
    accounts: list[AccountRow]
    account_count: int
    changed: list[tuple[str, Decimal, Decimal]]
    changed_count: int
    gone: list[str]
    opening: list[tuple[str, Decimal, Decimal]]
    vouchers: list[dict[str, Any]]
    voucher_count: int
    year: int | None
    is_new_year: bool


_MARKS = {"good": ("done", "Stämmer"), "bad": ("late", "Stämmer inte"), "unknown": ("", "Går inte att pröva")}


def preview_of(ledger_import: LedgerImport) -> PreviewPage:
    """Take a file that has been read and give what to show of it: three queries, however large the file is."""
    found = ledger_import.found
    year = FiscalYear.objects.filter(association=ledger_import.association, year=found.get("year")).first()
    unmapped, doubled = _mapped(found, _lines(ledger_import, year))
    compared = found.get("compared") or {}
    accounts = _accounts(found, {*unmapped}, {*doubled}, compared)
    changed = [(number, Decimal(old), Decimal(new)) for number, old, new in compared.get("changed", [])]
    vouchers = [
        {"name": name or "utan nummer", "day": dt.date.fromisoformat(day), "text": text, "rows": count}
        for name, day, text, count in found.get("first_vouchers", [])
    ]
    return PreviewPage(
        pairs=_pairs(ledger_import, found), checks=[Check(each[0], *_MARKS[each[1]], each[2]) for each in found.get("checks", [])],
        unmapped=unmapped[:SHOWN], unmapped_count=len(unmapped), doubled=doubled[:SHOWN],
        accounts=accounts, account_count=len(found.get("accounts_list", [])), changed=changed[:SHOWN], changed_count=len(changed),
        gone=compared.get("gone", [])[:SHOWN],
        opening=[(number, Decimal(here), Decimal(there)) for number, here, there in found.get("opening_differs", [])][:SHOWN], vouchers=vouchers,
        voucher_count=found.get("vouchers", {}).get("count", len(vouchers)), year=found.get("year"),
        is_new_year=bool(found.get("year")) and year is None,
    )  # fmt: skip


def _lines(ledger_import: LedgerImport, year: FiscalYear | None) -> Sequence[StatementLine]:
    """The lines that the file would be read onto: the year's, or those that a new year would get."""
    years = FiscalYear.objects.filter(association=ledger_import.association)
    source = year or years.filter(year__lt=ledger_import.found.get("year") or 0).order_by("-year").first()
    if source:
        return list(source.lines.all())
    return [
        StatementLine(statement=statement, **row)
        for statement, rows in layouts.STARTER.items()
        for row in rows
    ]


def _mapped(found: dict[str, Any], lines: Sequence[StatementLine]) -> tuple[list[str], list[str]]:
    mapping = Mapping(lines)
    used = {
        number
        for number, _, _, opening, change, _ in found.get("accounts_list", [])
        if (opening + change).strip("0.-")
    }
    objects_of: dict[str, list[tuple[tuple[str, str], ...]]] = {}
    for number, text in found.get("tag_accounts", []):
        pairs = (part.partition(":") for part in text.split())
        objects_of.setdefault(number, []).append(tuple((dimension, each) for dimension, _, each in pairs))
    unmapped, doubled = [], []
    for number in sorted(filter(needs_line, used)):
        hits = [mapping.lines_of(number, objects) for objects in objects_of.get(number, [()])]
        if not all(hits):
            unmapped.append(number)
        if any(len(each) > 1 for each in hits):
            doubled.append(number)
    return unmapped, doubled


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
