"""Rekvisitioner: who may know of which, what each asks for, and how many must attest it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from finsam.models import Association, Person
from finsam.permissions import Permission
from finsam.states import AppointmentRole
from insatser.models import Insats, PaymentAttest, PaymentRequest, PaymentRules

ZERO = Decimal(0)


def with_amount(rows: QuerySet[PaymentRequest]) -> QuerySet[PaymentRequest]:
    """Have each carry `amount`, what it asks for as it came in last, in kronor; None before it has come in."""
    return rows.annotate(amount=Sum("current__lines__amount"))


def visible_payments(
    association: Association, person: Person, permissions: frozenset[Permission], day: dt.date
) -> QuerySet[PaymentRequest]:
    """Give those that a person may know of: all for the office, those that came in for readers, a contact's own."""
    rows = with_amount(PaymentRequest.objects.of(association))
    if Permission.WRITE_INSATSER in permissions:
        return rows
    own = Insats.objects.with_contact(person, day).values("pk")
    if Permission.READ_INSATSER in permissions:
        return rows.filter(Q(submitted_at__isnull=False) | Q(insats__in=own))
    return rows.filter(insats__in=own)


def own_payments(association: Association, person: Person, day: dt.date) -> QuerySet[PaymentRequest]:
    """Give those of the insatser that the person is a contact of, the latest first."""
    own = Insats.objects.with_contact(person, day).values("pk")
    return with_amount(PaymentRequest.objects.of(association).filter(insats__in=own)).order_by("-begun_at")


def with_money(association: Association, person: Person, day: dt.date) -> QuerySet[Insats]:
    """Give the insatser that the person is a contact of and that money is granted."""
    own = Insats.objects.of(association).with_contact(person, day).select_related("association")
    return own.filter(grants__isnull=False).distinct()


def payments_of(insats: Insats) -> list[PaymentRequest]:
    """Give the rekvisitioner of an insats that have come in, the latest first."""
    rows = PaymentRequest.objects.of(insats.association).filter(insats=insats).received()
    return list(with_amount(rows).order_by("-year", "-number"))


def amount_of(payment: PaymentRequest) -> Decimal:
    """Give what a rekvisition asks for as it came in last, in kronor."""
    if payment.current_id is None:
        return ZERO
    if (known := getattr(payment, "amount", None)) is not None:
        return Decimal(known)
    lines = payment.current.lines if payment.current else None
    return (lines.aggregate(total=Sum("amount"))["total"] if lines is not None else None) or ZERO


def attests_needed(association: Association, amount: Decimal) -> int:
    """Give how many must attest an amount: two from the förbund's own limit on, else one."""
    rules = PaymentRules.objects.filter(association=association).first()
    return 2 if rules and rules.two_from is not None and amount >= rules.two_from else 1


def attests_of(payment: PaymentRequest) -> list[PaymentAttest]:
    """Give who has attested the version that counts."""
    rows = PaymentAttest.objects.filter(version=payment.current_id).select_related("attested_by")
    return list(rows) if payment.current_id else []


def why_not_attest(payment: PaymentRequest, person: Person, day: dt.date) -> str:
    """Say why the person may not attest it, though her role may; empty when she may.

    Nobody attests her own: not who handed it in or wrote in it, nor a contact of the insats (6 kap. 28 § KL through 19 §).
    """
    is_writer = payment.savings.filter(saved_by=person).exists()
    if is_writer or person.pk in {payment.submitted_by_id, payment.begun_by_id}:
        return "Du har själv skrivit rekvisitionen. Någon annan attesterar den."
    own = payment.insats.body.appointments.in_force(day).filter(person=person)
    if own.filter(role=AppointmentRole.CONTACT).exists():
        return f"Du är kontaktperson för {payment.insats}. Någon annan attesterar rekvisitionen."
    return ""


def with_own(rows: QuerySet[PaymentRequest], person: Person, day: dt.date) -> QuerySet[PaymentRequest]:
    """Add `is_own` to each: whether the person may not attest it, or has attested it already."""
    contact_of = Insats.objects.with_contact(person, day).values("pk")
    own = PaymentRequest.objects.filter(
        Q(submitted_by=person) | Q(begun_by=person) | Q(savings__saved_by=person) | Q(insats__in=contact_of)
        | Q(current__attests__attested_by=person)
    )  # fmt: skip
    return rows.annotate(is_own=Exists(own.filter(pk=OuterRef("pk"))))
