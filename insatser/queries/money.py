"""An insats's money of a year: asked, granted, requested, attested, paid, given back and left, each from one source.

Every krona of a grant is in exactly one of paid, given back and left; what is requested and attested is part of what is left.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Sum, Value, When

from finsam.models import Association
from finsam.web.asked_once import asked_once
from insatser.models import AskedAmount, GivenBack, Grant, Insats, PaymentRequest
from insatser.states import ApplicationState, PaymentState

ZERO = Decimal(0)
Place = tuple[int, int]  # an insats's pk and a year


@dataclass(frozen=True)
class Money:
    """The money of an insats and a year, or of several, in kronor; `preliminary` is the part of granted not yet justerad."""

    asked: Decimal = ZERO
    granted: Decimal = ZERO
    preliminary: Decimal = ZERO
    requested: Decimal = ZERO
    attested: Decimal = ZERO
    paid: Decimal = ZERO
    given_back: Decimal = ZERO

    @property
    def left(self) -> Decimal:
        """What is granted and neither paid nor given back; less than nothing when a § was changed after payment."""
        return self.granted - self.paid - self.given_back

    @property
    def free(self) -> Decimal:
        """What is left that nobody has asked for."""
        return self.left - self.requested - self.attested

    @property
    def waiting(self) -> Decimal:
        """What has been asked for and is not paid."""
        return self.requested + self.attested

    @property
    def to_attest(self) -> Decimal:
        """What may be attested now: what is left of justerade decisions, less what is attested and not paid."""
        return self.left - self.preliminary - self.attested

    @property
    def to_pay(self) -> Decimal:
        """What may be paid now: what is left of justerade decisions."""
        return self.left - self.preliminary

    @property
    def is_overdrawn(self) -> bool:
        return self.left < 0

    def __add__(self, other: Money) -> Money:
        return Money(*(getattr(self, part) + getattr(other, part) for part in PARTS))


PARTS = ("asked", "granted", "preliminary", "requested", "attested", "paid", "given_back")
_PART_OF: dict[str, str] = {
    PaymentState.SUBMITTED: "requested",
    PaymentState.ATTESTED: "attested",
    PaymentState.PAID: "paid",
}


def money_of(insats: Insats, year: int) -> Money:
    """Give the money of an insats in a year: one query."""
    return _moneys(Insats.objects.filter(pk=insats.pk), year).get((insats.pk, year), Money())


def money_by_year(insats: Insats) -> dict[int, Money]:
    """Give the money of an insats for every year that it has any, the latest first: one query."""
    found = _moneys(Insats.objects.filter(pk=insats.pk), None)
    return {year: found[pk, year] for pk, year in sorted(found, reverse=True)}


@asked_once
def money_of_year(association: Association, year: int) -> dict[int, Money]:
    """Give the money of each insats of a förbund in a year, by the insats's pk: one query."""
    return {pk: money for (pk, _), money in _moneys(Insats.objects.of(association), year).items()}


def money_of_years(association: Association) -> dict[Place, Money]:
    """Give the money of each insats and year of a förbund: one query."""
    return _moneys(Insats.objects.of(association), None)


def owed_at(association: Association, year: int, day: dt.date) -> dict[int, Decimal]:
    """Give what is granted for a year and neither given back nor paid by the day: the accrued cost of each insats.

    By the insats's pk, of those with a rekvisition that came in or money that went back; the others are known by the
    books alone. Two queries more than `money_of_year`.
    """
    own = PaymentRequest.objects.filter(insats__association=association, year=year).received().order_by()
    paid_then = Q(paid_on__lte=day) & (Q(credited_on__isnull=True) | Q(credited_on__gt=day))
    paid = own.filter(paid_then).values_list("insats_id").annotate(total=Sum("current__lines__amount"))
    by_then = dict(paid)
    moneys = money_of_year(association, year)
    told = set(own.values_list("insats_id", flat=True)) | {
        pk for pk, have in moneys.items() if have.given_back
    }
    return {
        pk: have.granted - have.given_back - (by_then.get(pk) or ZERO)
        for pk, have in moneys.items()
        if pk in told
    }


def summed(moneys: Iterable[Money]) -> Money:
    """Add the money of several."""
    return sum(moneys, Money())


def _moneys(insatser: QuerySet[Insats], year: int | None) -> dict[Place, Money]:
    found: dict[Place, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    rows = list(_rows(insatser.order_by().values("pk"), {} if year is None else {"year": year}))
    newest: dict[int, int] = {}
    for _, _, _, application, number, _ in rows:
        newest[application] = max(number, newest.get(application, 0))
    for pk, of, part, application, number, amount in rows:
        if number != newest[application]:
            continue  # an earlier version of an ansökan
        parts = ("granted", "preliminary") if part == "preliminary" else (_PART_OF.get(part, part),)
        for name in parts:
            found[pk, of][name] += amount or ZERO
    return {place: Money(**sums) for place, sums in found.items()}


def _rows(own: Any, of_year: dict[str, int]) -> Iterable[tuple[int, int, str, int, int, Decimal | None]]:
    """Give every sum at once: of which insats and year, which part, of which ansökan and version or noughts, and kronor."""
    none = (Value(0), Value(0))
    grants = Grant.objects.current().filter(insats__in=own, **of_year).order_by()
    is_preliminary = Case(
        When(is_preliminary=True, then=Value("preliminary")),
        default=Value("granted"),
        output_field=CharField(),
    )
    payments = PaymentRequest.objects.filter(insats__in=own, state__in=sorted(_PART_OF), **of_year).order_by()
    back = GivenBack.objects.filter(insats__in=own, undone_at__isnull=True, **of_year).order_by()
    asked = AskedAmount.objects.filter(version__application__insats__in=own, **of_year).order_by()
    asked = asked.exclude(version__application__state=ApplicationState.WITHDRAWN)
    asked = asked.filter(version__application__round__is_for_changes=False)
    return grants.values_list("insats_id", "year", is_preliminary, *none, "amount").union(
        payments.values_list("insats_id", "year", F("state"), *none).annotate(total=Sum("current__lines__amount")),
        back.values_list("insats_id", "year", Value("given_back"), *none).annotate(total=Sum("amount")),
        asked.values_list(
            "version__application__insats_id", "year", Value("asked"), "version__application_id", "version__number"
        ).annotate(total=Sum("amount")),
        all=True,
    )  # fmt: skip
