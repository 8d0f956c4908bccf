"""Money while something happens: two who attest at once, an owner who leaves or is another, and a year that ends."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection

from finsam.errors import DomainError
from finsam.models import Member
from insatser.actions.agreements import begin_agreement
from insatser.actions.payments import attest_payment, pay
from insatser.actions.register import change_insats
from insatser.models import Insats, PaymentAttest, PaymentRequest
from insatser.queries.money import money_by_year, money_of, owed_at
from insatser.states import PaymentState
from tests.cast import Cast, client_of, make_cast
from tests.insatser.agreements import signed
from tests.insatser.payments import insats_with_money, paid, submitted
from tests.insatser.reports import granted


def at_once(*acts) -> list[str]:
    """Do the acts at the same time; gives what each was refused, or nothing."""

    def do(act) -> str:
        try:
            act()
        except DomainError as refusal:
            return str(refusal)
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(do, acts))


@pytest.mark.django_db(transaction=True)
def test_two_who_attest_two_rekvisitioner_at_once_never_attest_more_than_is_left():
    cast = make_cast()
    insats = insats_with_money(cast, 455_000)
    one = submitted(cast, insats, "300 000")
    two = submitted(cast, insats, "300 000", over_why="Lönerna blev dyrare.")
    said = at_once(*(lambda row=row: attest_payment(payment=row, by=cast.chief) for row in (one, two)))
    assert sorted(map(bool, said)) == [False, True]
    assert "155" in next(filter(None, said))
    states = sorted(PaymentRequest.objects.values_list("state", flat=True))
    assert states == [PaymentState.ATTESTED, PaymentState.SUBMITTED]
    assert money_of(insats, 2022).attested == Decimal(300_000)


@pytest.mark.django_db(transaction=True)
def test_two_who_attest_the_same_rekvisition_at_once_attest_it_once():
    cast = make_cast()
    row = submitted(cast, insats_with_money(cast), "100 000")
    said = at_once(*(lambda who=who: attest_payment(payment=row, by=who) for who in (cast.chief, cast.chair)))
    assert sorted(map(bool, said)) == [False, True]
    assert PaymentAttest.objects.count() == 1


def own(insats: Insats) -> Insats:
    return Insats.objects.select_related("association", "owner").get(pk=insats.pk)


def owned_by(cast: Cast, insats: Insats, owner: Member) -> Insats:
    row = own(insats)
    names = (
        "name",
        "kind",
        "unit",
        "background",
        "purpose",
        "target_group",
        "method",
        "focus",
        "followup",
        "starts_on",
    )
    facts = {name: getattr(row, name) for name in names} | {"owner": owner}
    return change_insats(insats=row, facts=facts, parties=[], goals=[], by=cast.chief)


def test_an_owner_who_has_left_the_forbund_is_still_paid_and_still_named(cast):
    insats = insats_with_money(cast)
    owned_by(cast, insats, cast.kommun)
    row = attest_payment(payment=submitted(cast, insats), by=cast.chief)
    Member.objects.filter(pk=cast.kommun.pk).update(to_on=dt.date(2022, 3, 31))
    pay(payment=row, on=dt.date(2022, 4, 8), by=cast.chief)
    have = money_of(insats, 2022)
    assert (have.paid, have.left) == (Decimal(100_000), Decimal(355_000))
    text = client_of(cast.chief).get(insats.get_absolute_url()).content.decode()
    assert cast.kommun.name in text


def test_another_owner_has_the_money_and_what_was_signed_names_the_one_who_signed(cast):
    first = signed(cast)
    party, insats = first.party, first.insats
    before = money_by_year(insats)
    other = cast.association.members.exclude(pk=own(insats).owner_id).first()
    owned_by(cast, insats, other)
    assert money_by_year(insats) == before
    first.refresh_from_db()
    assert any(party in each for each in first.content["parties"])
    assert begin_agreement(insats=own(insats), by=cast.chief).starts_on == first.starts_on


def test_a_year_that_ends_keeps_its_money_and_what_comes_after_is_still_of_it(cast, settings):
    insats = insats_with_money(cast, 400_000)
    granted(cast, insats, 100_000, 2023)
    paid(cast, insats, "150 000,50")
    late = submitted(cast, insats, "50 000")
    settings.FINSAM_TODAY = "2023-01-20"
    assert owed_at(cast.association, 2022, dt.date(2022, 12, 31))[insats.pk] == Decimal("249999.50")
    row = attest_payment(payment=late, by=cast.chief)
    pay(payment=row, on=dt.date(2023, 1, 20), by=cast.chief)
    moneys = money_by_year(insats)
    assert (moneys[2022].paid, moneys[2022].left) == (Decimal("200000.50"), Decimal("199999.50"))
    assert (moneys[2023].paid, moneys[2023].left) == (Decimal(0), Decimal(100_000))
    assert owed_at(cast.association, 2022, dt.date(2022, 12, 31))[insats.pk] == Decimal("249999.50")
