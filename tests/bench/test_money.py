"""Pages of insatser and their money ask no more often when a förbund has many of both."""

import pytest
from django.urls import reverse

from insatser.models import Insats, PaymentRequest
from insatser.queries.money import money_of
from insatser.states import PaymentState
from tests.bench.large import FIRST_YEAR
from tests.bench.money import make_insatser
from tests.bench.timing import time_page
from tests.cast import Cast

LISTS = (
    "front",
    "insats_list",
    "insats_list_excel",
    "payment_list",
    "payment_list_excel",
    "application_list",
)


@pytest.fixture
def few(cast: Cast) -> Cast:
    """Two insatser with money of one year, and four rekvisitioner each."""
    make_insatser(years=1, insatser=2)
    return cast


def asked_by(cast: Cast, path: str) -> int:
    return time_page(path, user=cast.chief.user, repeat=1).queries


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_of_many_as_of_few(few: Cast, name: str):
    path = reverse(name, args=[few.association.slug])
    before = asked_by(few, path)
    make_insatser(years=3, insatser=8)
    assert asked_by(few, path) <= before


def test_an_insats_asks_as_often_of_many_rekvisitioner_as_of_few(few: Cast):
    short = Insats.objects.get(association=few.association, key="stor-1")
    make_insatser(years=4, insatser=1)
    long = Insats.objects.get(association=few.association, key="stor-3")
    assert long.payment_requests.count() > short.payment_requests.count()
    assert asked_by(few, long.get_absolute_url()) <= asked_by(few, short.get_absolute_url())


def test_a_rekvisition_that_is_made_up_can_be_read(few: Cast):
    rekvisition = PaymentRequest.objects.filter(insats__association=few.association).first()
    assert asked_by(few, rekvisition.get_absolute_url()) > 0


def test_what_is_made_up_is_paid_as_it_would_be(few: Cast):
    insats = Insats.objects.get(association=few.association, key="stor-1")
    have = money_of(insats, FIRST_YEAR)
    assert (have.granted, have.paid, have.left) == (500_000, 400_002, 99_998)
    assert set(PaymentRequest.objects.values_list("state", flat=True)) == {PaymentState.PAID}
