"""Rekvisitioner for tests, brought to where a test needs them by the program's own actions."""

import datetime as dt
from decimal import Decimal

from finsam.models import Person
from insatser.actions.payments import attest_payment, credit, pay, return_payment, submit_payment
from insatser.actions.requesting import begin_payment, save_payment
from insatser.models import Insats, PaymentRequest
from insatser.states import PaymentState
from tests.cast import Cast
from tests.insatser.reports import granted, make_insats

DAY = dt.date(2022, 3, 31)


def insats_with_money(cast: Cast, amount: int = 455_000, *, year: int = 2022, **facts) -> Insats:
    """An insats with a grant for the year."""
    insats = make_insats(cast, **facts)
    granted(cast, insats, amount, year=year)
    return insats


def write_payment(payment: PaymentRequest, by: Person, **fields: str):
    """Save some fields from a page that saw the rekvisition as it stands; cost_3 is the third kostnadsslag."""
    payment = PaymentRequest.objects.get(pk=payment.pk)
    named = {
        name.replace("_", "-") if name[:4] in {"cost", "budg"} else name: value
        for name, value in fields.items()
    }
    return save_payment(payment=payment, fields=named, base_version=str(payment.version), by=by)


def draft(
    cast: Cast, insats: Insats | None = None, amount: str = "100 000", *, year: int = 2022, **fields: str
):
    """A rekvisition with everything filled in."""
    insats = insats or insats_with_money(cast)
    payment = begin_payment(insats=insats, year=year, by=cast.contact)
    written = {
        "starts_on": f"{year}-01-01",
        "ends_on": f"{year}-03-31",
        "cost_3": amount,
        "text": "Löner.",
    } | fields
    write_payment(payment, cast.contact, **written)
    return PaymentRequest.objects.of(cast.association).get(pk=payment.pk)


def submitted(cast: Cast, insats: Insats | None = None, amount: str = "100 000", **fields) -> PaymentRequest:
    """One that has come in."""
    return submit_payment(payment=draft(cast, insats, amount, **fields), by=cast.contact)


def paid(cast: Cast, insats: Insats | None = None, amount: str = "100 000", **fields) -> PaymentRequest:
    """One that is attested and paid."""
    payment = attest_payment(payment=submitted(cast, insats, amount, **fields), by=cast.chief)
    return pay(payment=payment, on=DAY, voucher="A 12", by=cast.chief)


def in_state(cast: Cast, state: PaymentState) -> PaymentRequest:
    """One that has come as far as the state."""
    if state == PaymentState.DRAFT:
        return draft(cast)
    if state in {PaymentState.PAID, PaymentState.CREDITED}:
        payment = paid(cast)
        return (
            payment
            if state == PaymentState.PAID
            else credit(payment=payment, on=DAY, why="Fel konto.", by=cast.chief)
        )
    payment = submitted(cast)
    if state == PaymentState.ATTESTED:
        return attest_payment(payment=payment, by=cast.chief)
    return (
        return_payment(payment=payment, why="Dela upp lönerna.", by=cast.chief)
        if state == PaymentState.RETURNED
        else payment
    )


def kronor(text: object) -> str:
    """A sentence with common spaces in its amounts."""
    return str(text).replace("\u00a0", " ")


def amount(number: str | int) -> Decimal:
    """Kronor."""
    return Decimal(number)
