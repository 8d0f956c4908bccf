"""The rekvisitioner of a year beside what the books say of each insats: which voucher is which, and what stands alone."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal

from economy.models import FiscalYear, LedgerRow
from economy.queries.ledger import ZERO, Objects, import_in_force
from economy.queries.ledger_insatser import insats_of, insatser_of, objects_by_insats
from insatser.models import Insats, PaymentRequest
from insatser.queries.payment_content import day_in
from insatser.queries.payments import with_amount
from insatser.states import PaymentState


@dataclass(frozen=True)
class Booked:
    """What a voucher costs an insats, in kronor, and the account it stands on."""

    pk: int
    name: str
    day: dt.date
    text: str
    insats: Insats
    account: str
    amount: Decimal


@dataclass(frozen=True)
class Matched:
    """A rekvisition with the vouchers that it is in the books, if they were found."""

    payment: PaymentRequest
    amount: Decimal
    account: str
    objects: Objects
    booked: tuple[Booked, ...] = ()

    @property
    def is_found(self) -> bool:
        return bool(self.booked)

    @property
    def difference(self) -> Decimal:
        """What the vouchers have beyond the rekvisition."""
        return sum((each.amount for each in self.booked), ZERO) - self.amount

    @property
    def object_number(self) -> str:
        """The object that the books know the insats by."""
        return self.objects[0][1] if self.objects else ""

    @property
    def is_missed(self) -> bool:
        """Whether it should stand in the books and does not: what is paid must, what waits need not yet."""
        return not self.booked and self.payment.state == PaymentState.PAID


@dataclass(frozen=True)
class Matching:
    """Both sides of a year: the rekvisitioner, and what is booked on an insats without one."""

    payments: list[Matched] = field(default_factory=list)
    alone: list[Booked] = field(default_factory=list)
    has_books: bool = False

    @property
    def missed(self) -> int:
        """How many are paid and not found in the books."""
        return sum(row.is_missed for row in self.payments)


def match_payments(fiscal_year: FiscalYear) -> Matching:
    """Match the rekvisitioner of the year's grants with the vouchers of their insatser's objects; seven queries.

    First by the voucher that was typed, then by the same amount, the nearest day first, and last where all that is
    booked in the rekvisition's period comes to its amount.
    """
    association = fiscal_year.association
    rows = PaymentRequest.objects.of(association).received().filter(year=fiscal_year.year)
    rows = rows.exclude(state=PaymentState.CREDITED).order_by("insats__name", "number")
    known = insatser_of(association)
    books = import_in_force(fiscal_year)
    left = _booked(books.pk, known) if books else []
    accounts = _accounts(left)
    objects = objects_by_insats(association)
    found = [
        Matched(
            payment=row,
            amount=amount,
            account=accounts.get(row.insats_id, ""),
            objects=objects.get(row.insats_id, ()),
        )
        for row in with_amount(rows)
        if (amount := getattr(row, "amount", None)) is not None
    ]
    for rule in (_by_name, _by_amount, _by_period):
        for place, each in enumerate(found):
            if not each.booked and (taken := rule(each, _of(left, each))):
                found[place] = replace(each, booked=taken)
                left = [row for row in left if row not in taken]
    return Matching(found, left, has_books=books is not None)


def _booked(import_pk: int, known: dict[tuple[str, str], Insats]) -> list[Booked]:
    """Give what each voucher costs each insats, those that come to nothing left out: one query."""
    rows = LedgerRow.objects.filter(
        voucher__ledger_import=import_pk, account__is_balance=False, tag__isnull=False
    ).select_related("voucher", "account", "tag")
    sums: dict[tuple[int, int], Decimal] = defaultdict(Decimal)
    facts: dict[tuple[int, int], tuple[LedgerRow, Insats]] = {}
    for row in rows.order_by("voucher__day", "voucher_id", "id"):
        pairs: Objects = tuple((pair[0], pair[1]) for pair in row.tag.objects_list) if row.tag else ()
        if insats := insats_of(pairs, known):
            place = (row.voucher_id, insats.pk)
            sums[place] += row.amount
            facts.setdefault(place, (row, insats))
    return [
        Booked(
            pk=row.voucher_id, name=str(row.voucher), day=row.voucher.day, text=row.voucher.text, insats=insats,
            account=row.account.number, amount=sums[place],
        )
        for place, (row, insats) in facts.items()
        if sums[place]
    ]  # fmt: skip


def _accounts(booked: Iterable[Booked]) -> dict[int, str]:
    """Give the account that most of each insats's cost stands on, by the insats's pk."""
    sums: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for each in booked:
        sums[each.insats.pk][each.account] += abs(each.amount)
    return {pk: max(own, key=lambda account: own[account]) for pk, own in sums.items()}


def _of(booked: list[Booked], matched: Matched) -> list[Booked]:
    return [each for each in booked if each.insats.pk == matched.payment.insats_id]


def _by_name(matched: Matched, own: list[Booked]) -> tuple[Booked, ...]:
    typed = _plain(matched.payment.voucher)
    return tuple(each for each in own if typed and _plain(each.name) == typed)


def _by_amount(matched: Matched, own: list[Booked]) -> tuple[Booked, ...]:
    same = [each for each in own if each.amount == matched.amount]
    day = day_in(matched.payment, "ends_on") or matched.payment.paid_on
    return (min(same, key=lambda each: abs((each.day - day).days) if day else 0),) if same else ()


def _by_period(matched: Matched, own: list[Booked]) -> tuple[Booked, ...]:
    first, last = day_in(matched.payment, "starts_on"), day_in(matched.payment, "ends_on")
    if not first or not last:
        return ()
    within = tuple(each for each in own if first <= each.day <= last)
    return within if sum((each.amount for each in within), ZERO) == matched.amount else ()


def _plain(name: str) -> str:
    return "".join(name.split()).lower()
