"""Stored books as the import knows them: what vouchers that come without balances are added to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from economy.imports.adding import Additions, already_there, taken_numbers, with_additions
from economy.imports.books import Account, Ledger, Objects, Row, Voucher
from economy.models import FiscalYear, LedgerImport, LedgerRow, LedgerTag
from economy.queries.ledger_opening import closing_of
from finsam.errors import DomainError
from finsam.models import Association
from finsam.swedish import words

_WHOLE_YEAR = "Be bokföraren om hela året som SIE typ 4."


def books_with(association: Association, additions: Additions) -> tuple[Ledger, LedgerImport | None]:
    """Give the year's books with the vouchers added, and the file that they come from; None where it is last year's.

    Raises DomainError with a sentence on what to do where there is nothing to add to, or the vouchers are there.
    """
    starts_on, ends_on = _year_of(association, additions)
    if not starts_on <= additions.first <= additions.last <= ends_on:
        raise DomainError(
            f"Filen är av typ 4I, och dess verifikationer ({additions.first} till {additions.last}) ligger inte i ett "
            f"och samma räkenskapsår. Be om en fil för varje år."
        )
    now = LedgerImport.objects.of(association).in_force().filter(fiscal_year__ends_on=ends_on).first()
    if now and not now.vouchers.exists():
        raise DomainError(
            f"Filen är av typ 4I, och {ends_on.year} är inläst som saldon utan verifikationer. {_WHOLE_YEAR}"
        )
    books = stored_books(now) if now else _opened(association, starts_on, ends_on)
    if known := already_there(books, additions.vouchers):
        raise DomainError(
            f"{words.plural(len(known), 'verifikation', 'verifikationer')} i filen finns redan i årets bokföring, "
            f"till exempel {known[0]}. Inget läggs till två gånger."
        )
    if numbers := taken_numbers(books, additions.vouchers):
        raise DomainError(
            f"Verifikation {numbers[0]} finns i årets bokföring med annat innehåll. Be om en fil med egen serie, "
            "eller om hela året som SIE typ 4."
        )
    return with_additions(books, additions), now


def _year_of(association: Association, additions: Additions) -> tuple[dt.date, dt.date]:
    if additions.year:
        return additions.year
    years = FiscalYear.objects.filter(association=association, starts_on__lte=additions.first)
    kept = years.filter(ends_on__gte=additions.first).first()
    if kept:
        return kept.starts_on, kept.ends_on
    return dt.date(additions.first.year, 1, 1), dt.date(additions.first.year, 12, 31)


def _opened(association: Association, starts_on: dt.date, ends_on: dt.date) -> Ledger:
    """A year that begins with what last year closed with, its result moved to equity."""
    last = closing_of(association, starts_on - dt.timedelta(days=1))
    accounts = {
        number: Account(
            number, last.accounts[number].name, is_balance=True, opening=opening, closing=opening,
            before=last.accounts[number].closing,
        )
        for number, opening in last.opening.items()
    }  # fmt: skip
    if not accounts:
        raise DomainError(
            "Filen är av typ 4I och har verifikationer men inga saldon, och varken årets eller hela förra årets bokföring "
            f"är inläst att lägga dem till. {_WHOLE_YEAR}"
        )
    return Ledger(starts_on, ends_on, accounts)


def stored_books(ledger_import: LedgerImport) -> Ledger:
    """Give a stored file's accounts and vouchers; five queries, however many there are."""
    year = ledger_import.fiscal_year
    assert year
    tags, names = _tags(ledger_import)
    rows: dict[int, list[Row]] = defaultdict(list)
    kept = LedgerRow.objects.filter(voucher__ledger_import=ledger_import).order_by("id")
    for voucher, account, tag, amount, text in kept.values_list(
        "voucher_id", "account__number", "tag_id", "amount", "text"
    ):
        rows[voucher].append(Row(account, tags.get(tag, ()), amount, text))
    vouchers = ledger_import.vouchers.order_by("id").values_list("id", "series", "number", "day", "text")
    accounts = ledger_import.accounts.values_list(
        "number", "name", "is_balance", "opening", "closing", "before"
    )
    return Ledger(
        year.starts_on,
        year.ends_on,
        {row[0]: Account(*row) for row in accounts},
        [Voucher(series, number, day, text, tuple(rows[pk])) for pk, series, number, day, text in vouchers],
        object_names=names,
    )


def _tags(ledger_import: LedgerImport) -> tuple[dict[int, Objects], dict[tuple[str, str], str]]:
    tags: dict[int, Objects] = {}
    names: dict[tuple[str, str], str] = {}
    for pk, pairs, label in LedgerTag.objects.filter(ledger_import=ledger_import).values_list(
        "pk", "objects_list", "label"
    ):
        tags[pk] = tuple((dimension, number) for dimension, number in pairs)
        if len(pairs) == 1:
            names[tags[pk][0]] = label.removeprefix(pairs[0][1]).strip()
    return tags, names
