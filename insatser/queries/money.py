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

from django.db.models import Q, QuerySet, Sum

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
_PART_OF = {
    PaymentState.SUBMITTED: "requested",
    PaymentState.ATTESTED: "attested",
    PaymentState.PAID: "paid",
}


def money_of(insats: Insats, year: int) -> Money:
    """Give the money of an insats in a year: four queries."""
    return _moneys(Insats.objects.filter(pk=insats.pk), year).get((insats.pk, year), Money())


def money_by_year(insats: Insats) -> dict[int, Money]:
    """Give the money of an insats for every year that it has any, the latest first: four queries."""
    found = _moneys(Insats.objects.filter(pk=insats.pk), None)
    return {year: found[pk, year] for pk, year in sorted(found, reverse=True)}


@asked_once
def money_of_year(association: Association, year: int) -> dict[int, Money]:
    """Give the money of each insats of a förbund in a year, by the insats's pk: four queries."""
    return {pk: money for (pk, _), money in _moneys(Insats.objects.of(association), year).items()}


def money_of_years(association: Association) -> dict[Place, Money]:
    """Give the money of each insats and year of a förbund: four queries."""
    return _moneys(Insats.objects.of(association), None)


def owed_at(association: Association, year: int, day: dt.date) -> dict[int, Decimal]:
    """Give what is granted for a year and neither given back nor paid by the day: the accrued cost of each insats.

    By the insats's pk, of those with a rekvisition that came in or money that went back; the others are known by the
    books alone. Three queries more than `money_of_year`.
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
    own = insatser.order_by().values("pk")
    of_year = {} if year is None else {"year": year}
    found: dict[Place, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    grants = Grant.objects.current().filter(insats__in=own, **of_year).order_by()
    for pk, of, preliminary, amount in grants.values_list("insats_id", "year", "is_preliminary", "amount"):
        found[pk, of]["granted"] += amount
        if preliminary:
            found[pk, of]["preliminary"] += amount
    payments = PaymentRequest.objects.filter(insats__in=own, state__in=sorted(_PART_OF), **of_year).order_by()
    for pk, of, state, amount in payments.values_list("insats_id", "year", "state").annotate(
        total=Sum("current__lines__amount")
    ):
        found[pk, of][_PART_OF[PaymentState(state)]] += amount or ZERO
    back = GivenBack.objects.filter(insats__in=own, undone_at__isnull=True, **of_year).order_by()
    for pk, of, amount in back.values_list("insats_id", "year").annotate(total=Sum("amount")):
        found[pk, of]["given_back"] += amount
    for pk, of, amount in _asked(own, year):
        found[pk, of]["asked"] += amount
    return {place: Money(**parts) for place, parts in found.items()}


def _asked(insatser: Any, year: int | None) -> Iterable[tuple[int, int, Decimal]]:
    """Give what the latest versions of applications that came in and were not withdrawn ask for."""
    rows = AskedAmount.objects.filter(version__application__insats__in=insatser)
    rows = rows.exclude(version__application__state=ApplicationState.WITHDRAWN)
    rows = rows.filter(version__application__round__is_for_changes=False).order_by()
    if year is not None:
        rows = rows.filter(year=year)
    newest: dict[int, int] = {}
    read = list(
        rows.values_list(
            "version__application_id", "version__number", "version__application__insats_id", "year"
        ).annotate(total=Sum("amount"))
    )
    for application, number, *_ in read:
        newest[application] = max(number, newest.get(application, 0))
    return [(pk, of, total) for application, number, pk, of, total in read if number == newest[application]]
