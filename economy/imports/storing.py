"""Books into the database: in batches, by INSERT on SQLite and by COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db import connection, models

from economy.imports.books import Ledger, Objects
from economy.models import LedgerAccount, LedgerImport, LedgerRow, LedgerSum, LedgerTag, LedgerVoucher
from finsam.errors import DomainError
from finsam.texts.cleaning import clean_text

BATCH = 2_000
MOST = Decimal(10) ** 13  # kronor: an amount is kept in sixteen digits, two of them öre
_ORE = Decimal("0.01")

Tell = Callable[[int, int], None]


def refuse_what_cannot_be_kept(ledger: Ledger) -> None:
    """Raise DomainError for amounts with parts of an öre or past all sense, and for books that do not hold."""
    for voucher in ledger.vouchers:
        for row in voucher.rows:
            _refuse_amount(row.amount, f"Verifikation {voucher.series} {voucher.number}".strip())
    for (account, _, _), amount in ledger.months.items():
        _refuse_amount(amount, f"Konto {account}")
    for each in ledger.accounts.values():
        for amount in (each.opening, each.closing, each.before or Decimal(0)):
            _refuse_amount(amount, f"Konto {each.number}")
    if wrong := ledger.does_not_hold():
        raise DomainError(
            f"Konto {wrong[0]}: ingående balans och verifikationer ger inte utgående balans. Inget är lagrat."
        )


def _refuse_amount(amount: Decimal, place: str) -> None:
    if abs(amount) >= MOST:
        raise DomainError(f"{place}: beloppet {amount:f} är mer än programmet räknar med.")
    if amount != amount.quantize(_ORE):
        raise DomainError(f"{place}: beloppet {amount:f} har fler än två decimaler.")


def write(ledger: Ledger, into: LedgerImport, tell: Tell | None = None) -> None:
    """Write the whole ledger as the import's rows, within the caller's transaction; `tell` hears of the rows."""
    accounts = _accounts(ledger, into)
    tags = _tags(ledger, into)
    sums = (
        LedgerSum(account_id=accounts[account], tag_id=tags.get(objects), month=month, amount=amount)
        for (account, objects, month), amount in ledger.sums().items()
    )
    for part in _batches(sums):
        LedgerSum.objects.bulk_create(part)
    _vouchers(ledger, into, accounts, tags, tell)


def _accounts(ledger: Ledger, into: LedgerImport) -> dict[str, int]:
    rows = [
        LedgerAccount(
            ledger_import=into, number=each.number, name=clean_text(each.name), is_balance=each.is_balance,
            opening=each.opening, closing=each.closing, before=each.before,
        )
        for each in ledger.accounts.values()
    ]  # fmt: skip
    for part in _batches(rows):
        LedgerAccount.objects.bulk_create(part)
    return dict(LedgerAccount.objects.filter(ledger_import=into).values_list("number", "pk"))


def _tags(ledger: Ledger, into: LedgerImport) -> dict[Objects, int]:
    found = {}
    for objects in ledger.tags():
        tag = LedgerTag(
            ledger_import=into,
            objects_list=[[clean_text(part) for part in pair] for pair in objects],
            label=clean_text(label_of(objects, ledger.object_names)),
        )
        tag.save()
        found[objects] = tag.pk
    return found


def label_of(objects: Objects, names: dict[tuple[str, str], str]) -> str:
    """Name a set of objects as the books do: "101 Vidare Vy"."""
    return ", ".join(f"{pair[1]} {names.get(pair, '')}".strip() for pair in objects)


def _vouchers(
    ledger: Ledger, into: LedgerImport, accounts: dict[str, int], tags: dict[Objects, int], tell: Tell | None
) -> None:
    total, done = sum(len(voucher.rows) for voucher in ledger.vouchers), 0
    first = _next_key(LedgerVoucher)
    for start in range(0, len(ledger.vouchers), BATCH):
        part = list(enumerate(ledger.vouchers[start : start + BATCH], first + start))
        insert(
            LedgerVoucher,
            ("id", "ledger_import_id", "series", "number", "day", "text"),
            [
                (pk, into.pk, clean_text(v.series), clean_text(v.number), v.day, clean_text(v.text))
                for pk, v in part
            ],
        )
        rows = [
            (pk, accounts[row.account], tags.get(row.objects), row.amount, clean_text(row.text))
            for pk, voucher in part
            for row in voucher.rows
        ]
        insert(LedgerRow, ("voucher_id", "account_id", "tag_id", "amount", "text"), rows)
        done += len(rows)
        if tell:
            tell(done, total)
    _move_sequence(LedgerVoucher)


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    waiting = iter(rows)
    while part := list(islice(waiting, BATCH)):
        yield part


def _next_key(model: type[models.Model]) -> int:
    """Give the first free key; on PostgreSQL the table is locked so that it stays free until we have written."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{model._meta.db_table}" IN SHARE ROW EXCLUSIVE MODE')
    return (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1


def _move_sequence(model: type[models.Model]) -> None:
    """Tell PostgreSQL which keys we took."""
    if connection.vendor == "postgresql":
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence(%s, 'id'), greatest((SELECT max(id) FROM \"{table}\"), 1))",  # noqa: S608
                [table],
            )


def insert(model: type[models.Model], columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
    """Write plain rows: a tenth of what bulk_create costs, for it makes no objects of them."""
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            # SQLite's own driver takes a Decimal only as what Django would have made of it: text, two decimals.
            plain = [tuple(_plain(value) for value in row) for row in rows]
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', plain)  # noqa: S608


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value if value is None or isinstance(value, int | str) else value.isoformat()
