"""What is written in a rekvisition, as the flat names and strings that its form, its savings and its merges use.

"cost-1" and "budget-1" are the first kostnadsslag's amounts as one would type them, "starts_on" a day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from finsam.swedish import money
from insatser.models import PaymentLine, PaymentRequest
from insatser.queries.application_content import read_amount, read_day
from insatser.states import REQUESTED

PERIOD = ("starts_on", "ends_on")
WORDS = ("text", "over_why", "pay_to", "reference")
LABELS = {
    "starts_on": "Första dag",
    "ends_on": "Sista dag",
    "text": "Vad pengarna har gått till",
    "over_why": "Varför ni begär mer än det som är kvar",
    "pay_to": "Betalas till",
    "reference": "Er referens",
}


@dataclass(frozen=True)
class Line:
    """A kostnadsslag of a rekvisition: the year's budget, this period, and what was asked for before; kronor."""

    number: int
    category: str
    budget: Decimal | None
    amount: Decimal | None
    before: Decimal

    @property
    def left(self) -> Decimal | None:
        """What is left of the kostnadsslag's budget after this period; None where no budget is written."""
        return None if self.budget is None else self.budget - self.before - (self.amount or Decimal(0))


def field_names(payment: PaymentRequest) -> Iterator[str]:
    """Give every field that the rekvisition has."""
    yield from PERIOD
    for number, _ in enumerate(payment.categories, start=1):
        yield from (f"budget-{number}", f"cost-{number}")
    yield from WORDS


def label_of(name: str, payment: PaymentRequest) -> str:
    """Give a field as the page names it."""
    head, _, tail = name.rpartition("-")
    if head not in {"cost", "budget"}:
        return LABELS.get(name, name)
    return f"{payment.categories[int(tail) - 1]}, {'budget' if head == 'budget' else 'den här perioden'}"


def is_amount(name: str) -> bool:
    """Whether a field is an amount in kronor."""
    return name.startswith(("cost-", "budget-"))


def tidy(name: str, value: str) -> str:
    """Give a typed value as it will stand, so that "5000" and "5 000" are one."""
    value = value.replace("\r\n", "\n").strip()
    if name in PERIOD:
        day = read_day(value)
        return day.isoformat() if day else value
    if not is_amount(name):
        return value
    try:
        amount = read_amount(value)
    except ValueError:
        return value
    return "" if amount is None else money.kr_as_needed(amount)


def amount_in(payment: PaymentRequest, name: str) -> Decimal | None:
    """Give an amount; None where nothing is written, or where it cannot be read."""
    try:
        return read_amount(str(payment.content.get(name) or ""))
    except ValueError:
        return None


def unread_in(payment: PaymentRequest) -> list[str]:
    """Give what is typed as an amount and cannot be read."""
    return [
        str(payment.content[name])
        for name in field_names(payment)
        if is_amount(name) and payment.content.get(name) and amount_in(payment, name) is None
    ]


def day_in(payment: PaymentRequest, name: str) -> dt.date | None:
    """Give a day; None where nothing is written, or where it is no day."""
    return read_day(str(payment.content.get(name) or ""))


def requested_before(payment: PaymentRequest) -> dict[str, Decimal]:
    """Give what the insats's other rekvisitioner of the year ask for, by kostnadsslag: one query."""
    rows = PaymentLine.objects.filter(
        version__counted_as__insats=payment.insats_id,
        version__counted_as__year=payment.year,
        version__counted_as__state__in=sorted(REQUESTED),
    ).exclude(version__payment=payment)
    found: dict[str, Decimal] = defaultdict(Decimal)
    for category, total in rows.order_by().values_list("category").annotate(total=Sum("amount")):
        found[category] += total
    return found


def lines_of(payment: PaymentRequest) -> list[Line]:
    """Give the lines as they are written now: one query."""
    before = requested_before(payment)
    return [
        Line(
            number=number,
            category=category,
            budget=amount_in(payment, f"budget-{number}"),
            amount=amount_in(payment, f"cost-{number}"),
            before=before.get(category, Decimal(0)),
        )
        for number, category in enumerate(payment.categories, start=1)
    ]


def total_of(lines: list[Line]) -> Decimal:
    """Sum what the lines ask for in the period."""
    return sum((line.amount or Decimal(0) for line in lines), Decimal(0))
