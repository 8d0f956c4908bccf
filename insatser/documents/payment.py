"""A rekvisition as it is read and printed; what has come in is read as it was frozen then."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from finsam import clock
from finsam.swedish import dates, money
from insatser.models import PaymentRequest, PaymentVersion
from insatser.queries.money import money_of
from insatser.queries.payment_content import Line, day_in, lines_of, total_of

HEADS = ("Kostnadsslag", "Budget", "Tidigare", "Perioden", "Kvar")


@dataclass(frozen=True)
class ReadPayment:
    """Everything that a rekvisition shows: `rows` are kostnadsslag, budget, before, the period and left, as printed."""

    insats: str
    year: int
    number: int
    owner: str
    period: str
    total: str
    rows: tuple[tuple[str, ...], ...]
    foot: tuple[str, ...]
    money: tuple[tuple[str, str], ...]
    text: str = ""
    over_why: str = ""
    pay_to: str = ""
    reference: str = ""
    files: tuple[str, ...] = ()
    submitted_on: dt.date | None = None
    submitted_by: str = ""
    version: int = 0
    heads: tuple[str, ...] = field(default=HEADS, init=False)
    template_name: str = field(default="print/payment.html", init=False)

    @property
    def heading(self) -> str:
        return f"Rekvisition {self.number} för {self.year}"

    @property
    def subtitle(self) -> str:
        return self.insats

    @property
    def sums(self) -> tuple[tuple[str, str], ...]:
        """Give the foot with what each of its cells is the sum of, for where the head is out of sight."""
        return tuple(zip(self.heads, self.foot, strict=True))

    @property
    def title(self) -> str:
        """What the file is called in a reader's window."""
        return f"{self.heading}: {self.insats}"

    @property
    def is_draft(self) -> bool:
        return self.submitted_on is None


def build_payment(payment: PaymentRequest) -> ReadPayment:
    """Build a rekvisition from what is written in it now: six queries."""
    lines = lines_of(payment)
    total, have, insats = total_of(lines), money_of(payment.insats, payment.year), payment.insats
    asked_before = have.requested + have.attested + have.paid
    left = have.left - have.requested - have.attested - total
    content = {name: str(value or "") for name, value in payment.content.items()}
    return ReadPayment(
        insats=insats.name,
        year=payment.year,
        number=payment.number,
        owner=", ".join(filter(None, (insats.owner.name if insats.owner else "", insats.unit))),
        period=_period(payment),
        total=money.kr_as_needed(total),
        rows=tuple(_row(line) for line in lines if line.amount or line.budget or line.before),
        foot=_foot(lines),
        money=(
            (f"Beviljat {payment.year}", money.kr_as_needed(have.granted)),
            ("Begärt tidigare", money.kr_as_needed(asked_before)),
            *((("Återlämnat", money.kr_as_needed(have.given_back)),) if have.given_back else ()),
            ("Den här rekvisitionen", money.kr_as_needed(total)),
            ("Kvar efter den", money.kr_as_needed(left)),
        ),
        text=content.get("text", ""),
        over_why=content.get("over_why", ""),
        pay_to=content.get("pay_to", ""),
        reference=content.get("reference", ""),
        files=tuple(str(each) for each in payment.files.all()),
    )


def payment_as_json(document: ReadPayment) -> dict[str, Any]:
    """Give it as plain values that can be stored."""
    plain: dict[str, Any] = json.loads(json.dumps(asdict(document), cls=DjangoJSONEncoder))
    return plain


def read_payment(payment: PaymentRequest, version: PaymentVersion | None = None) -> ReadPayment:
    """Give a version, or what came in last, as it was frozen; what has never come in as it stands."""
    version = version or payment.current
    if version is None:
        return build_payment(payment)
    content: Mapping[str, Any] = version.content
    return ReadPayment(
        **{
            name: content.get(name, "")
            for name in (
                "insats", "year", "number", "owner", "period", "total", "text", "over_why", "pay_to", "reference",
            )
        },
        rows=tuple(tuple(row) for row in content["rows"]),
        foot=tuple(content["foot"]),
        money=tuple((label, amount) for label, amount in content["money"]),
        files=tuple(content.get("files", ())),
        submitted_on=clock.day_of(version.submitted_at),
        submitted_by=version.submitted_by.name if version.submitted_by else "",
        version=version.number,
    )  # fmt: skip


def _period(payment: PaymentRequest) -> str:
    """Give from when to when, or what was typed where it is no day."""
    first, last = day_in(payment, "starts_on"), day_in(payment, "ends_on")
    if first and last and last >= first:
        return dates.date_range(first, last)
    typed = [str(payment.content.get(name) or "") for name in ("starts_on", "ends_on")]
    return " – ".join(filter(None, typed))


def _row(line: Line) -> tuple[str, ...]:
    return (line.category, *map(_kr, (line.budget, line.before, line.amount, line.left)))


def _foot(lines: list[Line]) -> tuple[str, ...]:
    budgets = [line.budget for line in lines if line.budget is not None]
    budget = sum(budgets, Decimal(0)) if budgets else None
    before = sum((line.before for line in lines), Decimal(0))
    total = total_of(lines)
    left = None if budget is None else budget - before - total
    return ("Summa", *map(_kr, (budget, before, total, left)))


def _kr(amount: Decimal | None) -> str:
    return "–" if amount is None else money.kr_as_needed(amount)
