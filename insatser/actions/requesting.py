"""A rekvisition is begun and written: by several at once, sent twice, from a page long open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from finsam import audit, clock, saving
from finsam.errors import DomainError
from finsam.models import Person
from finsam.swedish import money
from insatser.actions.applying import usual_categories
from insatser.models import (
    ApplicationRound,
    ApplicationVersion,
    AskedAmount,
    Insats,
    PaymentRequest,
    PaymentSaving,
)
from insatser.queries.money import money_of
from insatser.queries.payment_content import day_in, field_names, tidy
from insatser.rules import part_end
from insatser.states import (
    INTERVAL_MONTHS,
    PAYMENT_WRITABLE,
    REQUESTED,
    AgreementState,
    ApplicationState,
    PaymentInterval,
    PaymentState,
)

Saved = saving.Saved[PaymentSaving]
_FOLLOWS = ("pay_to", "reference")  # what the next rekvisition has in common with the last


class PaymentSheet(saving.RowSheet[PaymentSaving]):
    """A rekvisition that is locked for writing; its fields are those of queries.payment_content."""

    savings = PaymentSaving
    kept = 100
    called = "payment"

    def content(self) -> dict[str, Any]:
        return {name: self.row.content.get(name, "") for name in field_names(self.row)}

    def write(self, content: dict[str, Any], changed: set[str], by: Person) -> dict[str, Any]:
        self.row.content = self.row.content | content
        self.row.version += 1
        self.row.save(update_fields=["content", "version"])
        return self.content()


@transaction.atomic
def begin_payment(*, insats: Insats, year: int, by: Person) -> PaymentRequest:
    """Begin a rekvisition of a year's grant with what is known already; one that is begun already is given instead.

    Raises DomainError when nothing is granted for the year.
    """
    insats = Insats.objects.select_for_update(of=("self",)).select_related("association").get(pk=insats.pk)
    own = PaymentRequest.objects.of(insats.association).filter(insats=insats, year=year)
    if begun := own.filter(state=PaymentState.DRAFT).first():
        return begun
    if not money_of(insats, year).granted:
        raise DomainError(f"Inga medel är beviljade {insats} för {year}. Då finns inget att begära.")
    last = own.order_by("-number").first() or PaymentRequest.objects.filter(insats=insats).first()
    categories, budget = _budget_of(insats, year)
    if last:
        categories = list(last.categories)
        if last.year == year:
            budget = {name: value for name, value in last.content.items() if name.startswith("budget-")}
    known = {name: value for name in _FOLLOWS if last and (value := last.content.get(name))}
    payment = PaymentRequest.objects.create(
        insats=insats, year=year, number=(own.aggregate(last=Max("number"))["last"] or 0) + 1, categories=categories,
        content={**budget, **known, **_next_period(insats, year)}, begun_at=clock.now(), begun_by=by,
    )  # fmt: skip
    audit.record(association=insats.association, by=by, verb="påbörjade rekvisition", target=payment)
    return payment


@transaction.atomic
def save_payment(
    *,
    payment: PaymentRequest,
    fields: Mapping[str, str],
    base_version: str,
    by: Person,
    save_key: str = "",
    after: str = "",
) -> Saved:
    """Save the fields of a rekvisition (see queries.payment_content and finsam.saving) seen as `base_version`.

    Raises DomainError when it has been handed in.
    """
    sheet = PaymentSheet(lock_writable(payment))
    return saving.save(
        sheet, fields=_tidied(sheet, fields), base_version=base_version, by=by, save_key=save_key, after=after
    )


@transaction.atomic
def settle_payment(
    *, waiting: PaymentSaving, chosen: Mapping[str, str], base_version: str, by: Person
) -> Saved:
    """Write what was chosen where two had written; both stay among the savings."""
    sheet = PaymentSheet(lock_writable(waiting.payment))
    return saving.settle(
        sheet, saving=waiting, chosen=_tidied(sheet, chosen), base_version=base_version, by=by
    )


def lock_writable(payment: PaymentRequest) -> PaymentRequest:
    """Lock a rekvisition for writing. Raises DomainError when it is not to be written in."""
    row = (
        PaymentRequest.objects.select_for_update(of=("self",))
        .select_related("insats__association", "insats__owner", "insats__body")
        .get(pk=payment.pk)
    )
    if row.state not in PAYMENT_WRITABLE:
        raise DomainError(
            f"Rekvisitionen är {row.get_state_display().lower()}. Då går det inte att skriva i den."
        )
    return row


def _tidied(sheet: PaymentSheet, fields: Mapping[str, str]) -> dict[str, str]:
    """Leave out what a rekvisition does not have."""
    has = set(field_names(sheet.row))
    return {name: tidy(name, value) for name, value in fields.items() if name in has}


def _next_period(insats: Insats, year: int) -> dict[str, str]:
    """Give the days that the next rekvisition is likely to be of: after the last one, as often as is agreed."""
    asked = PaymentRequest.objects.filter(insats=insats, year=year, state__in=sorted(REQUESTED))
    ends = [day for row in asked if (day := day_in(row, "ends_on"))]
    first = max(ends) + dt.timedelta(days=1) if ends else max(insats.starts_on, dt.date(year, 1, 1))
    if first.year != year:
        return {}
    agreement = insats.agreements.filter(state=AgreementState.SIGNED).order_by("-version").first()
    if agreement is None:
        return {"starts_on": first.isoformat()}
    months = INTERVAL_MONTHS[PaymentInterval(agreement.interval)]
    last = min(part_end(first, months), max(insats.ends_on or dt.date.max, first))
    return {"starts_on": first.isoformat(), "ends_on": last.isoformat()}


def _budget_of(insats: Insats, year: int) -> tuple[list[str], dict[str, str]]:
    """Give the kostnadsslag that the insats applied with, and the year's budget as it was applied for.

    Without an ansökan: those of the förbund's newest period, else those that a new period begins with.
    """
    version = (
        ApplicationVersion.objects.filter(application__insats=insats, amounts__year=year)
        .exclude(application__state=ApplicationState.WITHDRAWN)
        .order_by("-submitted_at", "-id")
        .first()
    )
    if version is None:
        newest = ApplicationRound.objects.filter(association=insats.association).first()
        return list(newest.categories if newest and newest.categories else usual_categories()), {}
    rows = list(AskedAmount.objects.filter(version=version).order_by("position"))
    categories = list(dict.fromkeys(row.category for row in rows))
    return categories, {
        f"budget-{categories.index(row.category) + 1}": money.kr_as_needed(row.amount)
        for row in rows
        if row.year == year
    }
