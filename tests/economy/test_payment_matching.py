"""Rekvisitioner beside the books: which voucher is which, what stands alone, and what is owed at the year's end."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from economy.models import ObjectInsats
from economy.queries.payment_matching import match_payments
from insatser.actions.giving_back import give_back
from insatser.actions.payments import attest_payment, pay, submit_payment
from insatser.queries.money import owed_at
from tests.cast import Cast, client_of
from tests.economy.ledgers import opened_year, stored
from tests.insatser.payments import draft, insats_with_money, paid, submitted


@pytest.fixture
def insats(cast: Cast):
    """An insats that is granted 250 000, of which 200 000 is booked on its object."""
    opened_year(cast)
    stored(cast)
    made = insats_with_money(cast, 250_000, year=2021)
    ObjectInsats.objects.create(association=cast.association, dimension="6", number="100", insats=made)
    return made


def matched(cast: Cast):
    return match_payments(cast.association.fiscal_years.get(year=2021))


def pay_of(cast: Cast, insats, amount: str, *, on: dt.date = dt.date(2021, 12, 20), voucher: str = ""):
    payment = submit_payment(payment=draft(cast, insats, amount, year=2021), by=cast.contact)
    return pay(payment=attest_payment(payment=payment, by=cast.chief), on=on, voucher=voucher, by=cast.chief)


def test_what_is_booked_without_a_rekvisition_stands_alone(cast, insats):
    rows = matched(cast)
    assert (rows.payments, sum(each.amount for each in rows.alone)) == ([], Decimal(200_000))


def test_a_rekvisition_finds_the_voucher_of_its_amount(cast, insats):
    [first, *_] = matched(cast).alone
    pay_of(cast, insats, str(first.amount).replace(".", ","))
    rows = matched(cast)
    [row] = rows.payments
    assert (row.booked[0].amount, row.difference, row.account, row.object_number) == (
        first.amount, 0, first.account, "100",
    )  # fmt: skip
    assert first.pk not in [each.pk for each in rows.alone]


def test_a_voucher_that_was_typed_is_found_with_its_other_amount(cast, insats):
    [first, *_] = matched(cast).alone
    pay_of(cast, insats, "1", voucher=first.name.upper())
    [row] = matched(cast).payments
    assert (row.booked[0].pk, row.difference) == (first.pk, first.amount - 1)


def test_what_is_paid_and_not_booked_is_missed_and_what_waits_is_not(cast, insats):
    pay_of(cast, insats, "12,34")
    submitted(cast, insats, "56,78", year=2021)
    rows = matched(cast)
    assert ([each.is_missed for each in rows.payments], rows.missed) == ([True, False], 1)
    page = client_of(cast.chief).get(reverse("ledger_payments", args=[cast.association.slug, 2021]))
    assert (page.status_code, "Hittas inte" in page.content.decode()) == (200, True)
    url = reverse("ledger_payments_excel", args=[cast.association.slug, 2021])
    assert client_of(cast.chief).get(url).status_code == 200


def test_what_is_owed_at_the_years_end_is_granted_less_paid_and_given_back(cast, insats):
    pay_of(cast, insats, "200 000")
    pay_of(cast, insats, "37 500", on=dt.date(2022, 1, 20))
    give_back(insats=insats, year=2021, amount=Decimal("12499.50"), why="Blev över.", by=cast.chief)
    assert owed_at(cast.association, 2021, dt.date(2021, 12, 31)) == {insats.pk: Decimal("37500.50")}
    page = client_of(cast.chief).get(reverse("ledger_accruals", args=[cast.association.slug, 2021]))
    assert page.context["form"].fields[f"insats-{insats.pk}"].initial == Decimal("37500.50")


def test_an_insats_that_the_books_do_not_know_is_accrued_too(cast):
    opened_year(cast)
    insats = paid(cast, insats_with_money(cast, 120_000, year=2021), year=2021).insats
    page = client_of(cast.chief).get(reverse("ledger_accruals", args=[cast.association.slug, 2021]))
    assert page.context["form"].fields[f"insats-{insats.pk}"].initial == Decimal(120_000)
