"""However much a förbund has behind it, a page reads no more than it shows, and a file says where it ends."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pprint import pformat
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models
from django.db.models.sql import compiler
from django.test import override_settings
from openpyxl import load_workbook

from economy.models import LedgerRow
from finsam.files import excel
from finsam.models import Appointment, AuditEvent, Person, TextVersion
from finsam.states import JobState
from tests.bench.large import make_large
from tests.cast import Cast, client_of, make_cast
from tests.wall.table import WALL
from tests.wall.test_wall import KNOWN, address, things_of
from tests.wall.world import make_world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

MANY = 1500
MOST_ROWS = 1000  # that a page may read, of which each is shown, counted or asked about
LONG_AGO = dt.datetime(2010, 1, 1, tzinfo=dt.UTC)


def multiply(thing: models.Model, many: int = MANY, **vary: Callable[[int], object]) -> None:
    """Make many more like a thing, which differ in what may not be the same."""
    kind = type(thing)
    facts = {
        field.attname: getattr(thing, field.attname)
        for field in kind._meta.concrete_fields
        if not field.primary_key
    }
    kind._default_manager.bulk_create(
        [kind(**facts | {name: make(n) for name, make in vary.items()}) for n in range(1, many)]
    )


def make_full(cast: Cast, world: SimpleNamespace) -> None:
    """Give the world's förbund twenty years of meetings, and many of each thing that grows with the years."""
    make_large(associations=1, years=20)
    association = cast.association
    multiply(
        Person(association=association),
        name=lambda n: f"Person {n}",
        left_on=lambda n: LONG_AGO.date() if n > 60 else None,
    )
    multiply(world.letter)
    multiply(
        world.matter,
        number=lambda n: 1000 + n,
        title=lambda n: f"Ärende {n}",
        closed_on=lambda n: LONG_AGO.date() if n > 40 else None,
    )
    multiply(world.job, key=lambda n: f"k{n}")
    multiply(world.job, key=lambda n: f"f{n}", state=lambda _: JobState.FAILED, result_id=lambda _: None)
    multiply(
        Appointment.objects.filter(body=cast.board).first(),
        200,
        from_on=lambda n: LONG_AGO.date() + dt.timedelta(n),
        to_on=lambda n: LONG_AGO.date() + dt.timedelta(n),
    )
    multiply(
        AuditEvent(
            association=association,
            by_name="Kim",
            verb="provade",
            target_kind="person",
            target_id="1",
            target_label="Kim",
        )
    )
    multiply(world.waiting_books, 60)
    multiply(world.voucher, number=lambda n: f"{n + 1}")
    account = world.voucher.ledger_import.accounts.get()
    vouchers = world.voucher.ledger_import.vouchers.all()
    LedgerRow.objects.bulk_create(
        [LedgerRow(voucher=each, account=account, amount=1) for each in vouchers for _ in range(3)]
    )
    multiply(TextVersion(text=world.text, saved_at=LONG_AGO), number=lambda n: 1000 + n)
    multiply(world.report_copy, 60)
    multiply(world.slide, 60)
    multiply(world.slide_set, 60)


@contextmanager
def rows_read() -> Iterator[Counter[str]]:
    """Count the rows that are read from the database meanwhile, by what they are of."""
    read: Counter[str] = Counter()
    of, execute, fetch = [""], compiler.SQLCompiler.execute_sql, compiler.cursor_iter

    def noting(self: compiler.SQLCompiler, *arguments: Any, **facts: Any) -> Any:
        of[0] = self.query.model.__name__ if self.query.model else ""
        return execute(self, *arguments, **facts)

    def counting(*arguments: Any) -> Iterator[list[Any]]:
        def batches(kind: str) -> Iterator[list[Any]]:
            for batch in fetch(*arguments):
                read[kind] += len(batch)
                yield batch

        return batches(of[0])

    compiler.SQLCompiler.execute_sql, compiler.cursor_iter = noting, counting
    try:
        yield read
    finally:
        compiler.SQLCompiler.execute_sql, compiler.cursor_iter = execute, fetch


@override_settings(FINSAM_TODAY="2022-04-11")
def test_no_page_reads_more_than_it_shows(db):
    cast = make_cast()
    world = make_world(cast)
    make_full(cast, world)
    clients = {role: client_of(person) for role, person in cast.by_role().items()}
    found = {}
    for name in KNOWN:
        looks = WALL[name].looks & clients.keys()
        if not looks or name.endswith("_excel"):
            continue
        client = clients["chief" if "chief" in looks else min(looks)]
        with rows_read() as read:
            answer = client.get(address(name, cast.association.slug, things_of(WALL[name], world)))
        if read.total() > MOST_ROWS:
            found[name] = (answer.status_code, read.most_common(3))
    assert not found, pformat(found)


def test_a_file_of_too_many_rows_ends_with_a_sentence(monkeypatch):
    monkeypatch.setattr(excel, "MOST_ROWS", 3)
    read = []

    def rows() -> Iterator[list[str]]:
        for number in range(100):
            read.append(number)
            yield [f"rad {number}", "x"]

    sheet = load_workbook(BytesIO(excel.workbook("lista", ["Rad", "Vad"], rows()))).active
    told = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert told == [
        "Rad", "rad 0", "rad 1", "rad 2",
        "Listan fortsätter: en fil har högst 3 rader. Gör urvalet mindre för att få med resten.",
    ]  # fmt: skip
    assert len(read) == 4  # no more than is needed to know that there are more
