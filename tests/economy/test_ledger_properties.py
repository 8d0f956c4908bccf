"""Whatever the file: what passed holds, and what did not left nothing behind."""

import datetime as dt
import os
import random
import time
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from economy.actions.ledger import take_in
from economy.actions.ledger_reading import analyse_file
from economy.actions.ledger_storing import store_books
from economy.imports.adding import with_additions
from economy.imports.from_sie import additions_of, ledger_of
from economy.models import LedgerAccount, LedgerImport, LedgerRow, LedgerSum, LedgerTag, LedgerVoucher
from economy.sie import records
from economy.sie.reader import read
from economy.sie.writer import Sender, vouchers_file, year_file
from economy.states import ImportState
from finsam.errors import DomainError
from tests.economy.ledgers import NUMBER, be_exempelbygden
from tests.economy.sie.real_files import ABSENT, FOLDER, expected
from tests.economy.sie.samples import YEAR
from tests.economy.sie.test_fuzz import _broken

pytestmark = pytest.mark.django_db

MOST_TRIES = 60
SECONDS = float(os.environ.get("FINSAM_FUZZ_SECONDS", "6"))
SENDER = Sender("Samordningsförbundet Exempelbygden", NUMBER, dt.date(2022, 1, 15))
RAR = records.Rar(0, dt.date(2021, 1, 1), dt.date(2021, 12, 31))
ACCOUNTS = ["1510", "1930", "2010", "2910", "3511", "3980", "4511", "7111", "8310"]
KRONOR = st.decimals(-10_000_000, 10_000_000, places=2, allow_nan=False)
OBJECTS = st.sampled_from([(), (("6", "100"),), (("1", "10"), ("6", "200"))])


@st.composite
def vouchers(draw: st.DrawFn) -> records.Voucher:
    parts = draw(st.lists(st.tuples(st.sampled_from(ACCOUNTS), OBJECTS, KRONOR), min_size=1, max_size=5))
    rows = [records.Trans("TRANS", account, objects, amount) for account, objects, amount in parts]
    rows.append(records.Trans("TRANS", "1930", (), -sum((row.amount for row in rows), Decimal(0))))
    day = draw(st.dates(RAR.start, RAR.end))
    return records.Voucher(
        "A", str(draw(st.integers(1, 99_999))), day, draw(st.text(max_size=20)), rows=tuple(rows)
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=st.lists(vouchers(), min_size=1, max_size=8), opening=KRONOR)
def test_opening_and_rows_are_closing_after_every_import_that_passed(cast, kept, opening):
    be_exempelbygden(cast)
    named = [records.Konto(number, f"Konto {number}") for number in ACCOUNTS]
    data = year_file(SENDER, RAR, named, {"1930": opening, "2010": -opening}, kept)
    earlier = LedgerImport.objects.filter(state=ImportState.STORED).first()
    try:
        taken = take_in(association=cast.association, name="a.se", content=data, by=None)
    except DomainError:  # the same file again
        return
    stored = store_books(ledger_import=analyse_file(ledger_import=taken, by=None), by=None)
    assert (stored.replaces_id, stored.state) == (earlier.pk if earlier else None, ImportState.STORED)
    assert_holds(stored)


@settings(max_examples=40)
@given(
    kept=st.lists(vouchers(), min_size=1, max_size=5),
    more=st.lists(vouchers(), min_size=1, max_size=5),
    opening=KRONOR,
)
def test_books_hold_when_vouchers_are_added_to_them(kept, more, opening):
    data = year_file(SENDER, RAR, [], {"1930": opening, "2010": -opening}, kept)
    books, additions = ledger_of(read(data)), additions_of(read(vouchers_file(SENDER, more)))
    assert books
    assert additions
    both = with_additions(books, additions)
    assert (both.does_not_hold(), books.does_not_hold()) == ([], [])
    assert len(both.vouchers) == len(kept) + len(more)
    assert sum(account.closing for account in both.accounts.values()) == 0


def assert_holds(stored: LedgerImport) -> None:
    """IB + TRANS = UB for every account, the months add up to the rows, and every voucher to nothing.

    Summed here: SQLite's own SUM goes by way of floats.
    """
    rows, months, by_voucher = (defaultdict(Decimal) for _ in range(3))
    kept = LedgerRow.objects.filter(voucher__ledger_import=stored)
    for account, voucher, amount in kept.values_list("account", "voucher", "amount"):
        rows[account] += amount
        by_voucher[voucher] += amount
    for account, amount in LedgerSum.objects.filter(account__ledger_import=stored).values_list(
        "account", "amount"
    ):
        months[account] += amount
    for account in stored.accounts.all():
        assert account.opening + months[account.pk] == account.closing
        if by_voucher:
            assert rows[account.pk] == months[account.pk]
    assert not any(by_voucher.values())


def _half_stored() -> bool:
    """Whether anything is left of a file that was not stored."""
    owners = [
        ("ledger_import", LedgerAccount),
        ("ledger_import", LedgerTag),
        ("ledger_import", LedgerVoucher),
    ]
    unstored = LedgerImport.objects.filter(stored_at__isnull=True)
    return any(model.objects.filter(**{f"{owner}__in": unstored}).exists() for owner, model in owners)


def _fed_to_the_import(cast, seeds: list[bytes], seconds: float) -> tuple[int, int]:
    be_exempelbygden(cast)
    cast.association.organisation_number = ""  # so that other organisations' files may come further
    cast.association.save()
    chance, tried, passed, stop = random.Random(2021), 0, 0, time.monotonic() + seconds
    while time.monotonic() < stop or (
        tried < MOST_TRIES and not (tried > 5 and passed)
    ):  # a busy machine too
        data = _broken(chance.choice(seeds)[:20_000], chance) if tried % 4 else chance.choice(seeds)[:200_000]
        tried += 1
        try:
            taken = take_in(
                association=cast.association,
                name=chance.choice(("a.se", "a.csv", "a.si")),
                content=data,
                year=2021,
                by=None,
            )
            stored = store_books(ledger_import=analyse_file(ledger_import=taken, by=None), by=None)
        except DomainError:
            assert not _half_stored()
            continue
        assert_holds(stored)
        passed += 1
    return tried, passed


def test_our_own_file_broken_at_random_is_stored_whole_or_not_at_all(cast):
    tried, passed = _fed_to_the_import(cast, [YEAR.read_bytes()], SECONDS / 2)
    assert (tried > 5, passed > 0) == (True, True)


@pytest.mark.skipif(not expected(), reason=ABSENT)
def test_other_programs_files_broken_at_random_are_stored_whole_or_not_at_all(cast):
    seeds = [(FOLDER / row["file"]).read_bytes() for row in expected()]
    tried, passed = _fed_to_the_import(cast, seeds, SECONDS)
    assert (tried > 5, passed > 0) == (True, True)
