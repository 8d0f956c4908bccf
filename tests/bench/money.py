"""Made-up insatser with grants and rekvisitioner for every förbund of a large installation, by bulk_create and no action."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from finsam.models import Association, Body, Member, Person
from finsam.states import BodyKind
from finsam.swedish import money
from insatser.documents.payment import ReadPayment, payment_as_json
from insatser.models import Grant, Insats, PaymentAttest, PaymentLine, PaymentRequest, PaymentVersion
from insatser.states import PaymentState
from reporting.demo.stage import moment
from tests.bench.large import FIRST_YEAR

INSATSER = 30  # in each förbund
_BATCH = 1000
_LINES = (("Löner", Decimal("98500.50")), ("Resor", Decimal(1500)))
_ENDS = ((3, 31), (6, 30), (9, 30), (12, 31))  # a rekvisition for each quarter


def make_insatser(*, years: int, insatser: int = INSATSER, say: Callable[[str], object] = str) -> None:
    """Give each förbund that has a board insatser with money, and four paid rekvisitioner a year of each."""
    boards = Body.objects.filter(kind=BodyKind.BOARD).select_related("association")
    for done, board in enumerate(boards, start=1):
        _give_insatser(board.association, insatser, years)
        if done % 25 == 0:
            say(f"  {done} förbund av {len(boards)} har sina insatser.")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a database in use has had


@transaction.atomic
def _give_insatser(association: Association, many: int, years: int) -> None:
    by = Person.objects.filter(association=association, left_on=None).first()
    owner = Member.objects.filter(association=association).first()
    first = Insats.objects.filter(association=association, key__startswith="stor-").count() + 1
    names = [f"Stor insats {number}" for number in range(first, first + many)]
    bodies = Body.objects.bulk_create(
        Body(association=association, kind=BodyKind.INSATS, name=name, position=900) for name in names
    )
    made = Insats.objects.bulk_create(
        Insats(
            association=association, key=f"stor-{first + place}", name=body.name, kind="individ", owner=owner, body=body,
            starts_on=dt.date(FIRST_YEAR, 1, 1),
        )
        for place, body in enumerate(bodies)
    )  # fmt: skip
    for year in range(FIRST_YEAR, FIRST_YEAR + years):
        _give_year(made, year, by)


def _give_year(insatser: list[Insats], year: int, by: Person | None) -> None:
    at = moment(dt.date(year, 1, 15))
    Grant.objects.bulk_create(
        [
            Grant(
                insats=each, year=year, amount=Decimal(500_000), source=f"§ 1, {year - 1}-11-20", made_at=at
            )
            for each in insatser
        ],
        _BATCH,
    )
    for number, (month, day) in enumerate(_ENDS, start=1):
        _give_payments(insatser, year, number, dt.date(year, month, day), by)


def _give_payments(insatser: list[Insats], year: int, number: int, day: dt.date, by: Person | None) -> None:
    """Give each insats a rekvisition that came in, was attested and was paid; paid last, for its version comes before."""
    at = moment(day)
    rows = PaymentRequest.objects.bulk_create(
        [
            PaymentRequest(insats=each, year=year, number=number, begun_at=at, begun_by=by)
            for each in insatser
        ],
        _BATCH,
    )
    versions = PaymentVersion.objects.bulk_create(
        [
            PaymentVersion(payment=row, number=1, content=_as_read(row), submitted_at=at, submitted_by=by)
            for row in rows
        ],
        _BATCH,
    )
    PaymentLine.objects.bulk_create(
        [
            PaymentLine(version=version, position=position, category=category, amount=amount)
            for version in versions
            for position, (category, amount) in enumerate(_LINES)
        ],
        _BATCH,
    )
    PaymentAttest.objects.bulk_create(
        [PaymentAttest(version=version, attested_at=at, attested_by=by) for version in versions], _BATCH
    )
    for row, version in zip(rows, versions, strict=True):
        row.state, row.current = PaymentState.PAID, version
        row.submitted_at = row.attested_at = row.paid_at = at
        row.submitted_by = row.attested_by = row.paid_by = by
        row.paid_on = day
    fields = (
        "state",
        "current",
        "submitted_at",
        "submitted_by",
        "attested_at",
        "attested_by",
        "paid_at",
        "paid_by",
        "paid_on",
    )
    PaymentRequest.objects.bulk_update(rows, fields, _BATCH)


def _as_read(row: PaymentRequest) -> dict[str, Any]:
    """Give what a rekvisition of the lines above shows."""
    total = money.kr_as_needed(sum(amount for _, amount in _LINES))
    return payment_as_json(
        ReadPayment(
            insats=row.insats.name, year=row.year, number=row.number, owner="", period=f"Kvartal {row.number}", total=total,
            rows=tuple((category, "", "", money.kr_as_needed(amount), "") for category, amount in _LINES),
            foot=("Summa", "", "", total, ""), money=(),
        )
    )  # fmt: skip
