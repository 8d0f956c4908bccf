"""A rekvisition is written, comes in, is attested by another, paid and credited, and no krona is in two places."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finsam import clock
from finsam.errors import DomainError
from finsam.models import AuditEvent
from finsam.permissions import appointments_of, permissions_of
from insatser.actions.giving_back import give_back, set_payment_rules, undo_give_back
from insatser.actions.grants import grant_money
from insatser.actions.payments import (
    attest_outside,
    attest_payment,
    credit,
    pay,
    return_payment,
    submit_payment,
)
from insatser.actions.requesting import begin_payment
from insatser.documents.card import build_card
from insatser.documents.payment import read_payment
from insatser.models import Grant, Insats, PaymentRequest
from insatser.queries.money import Money, money_of
from insatser.queries.payment_content import lines_of
from insatser.queries.register import insatser_with_grants
from insatser.states import PAYMENT_TRANSITIONS, PaymentState
from insatser.todos import payments_to_attest, payments_to_write
from tests.cast import client_of
from tests.insatser.payments import (
    DAY,
    amount,
    draft,
    in_state,
    insats_with_money,
    kronor,
    paid,
    submitted,
    write_payment,
)
from tests.insatser.reports import granted

ACTS = {
    PaymentState.SUBMITTED: lambda cast, payment: submit_payment(payment=payment, by=cast.contact),
    PaymentState.RETURNED: lambda cast, payment: return_payment(payment=payment, why="Rätta.", by=cast.chief),
    PaymentState.ATTESTED: lambda cast, payment: attest_payment(payment=payment, by=cast.officer),
    PaymentState.PAID: lambda cast, payment: pay(payment=payment, on=DAY, by=cast.chief),
    PaymentState.CREDITED: lambda cast, payment: credit(payment=payment, on=DAY, why="Fel.", by=cast.chief),
}


@pytest.mark.parametrize("to", list(ACTS))
@pytest.mark.parametrize("state", list(PaymentState))
def test_a_rekvisition_moves_as_the_table_says(cast, state, to):
    payment = in_state(cast, state)
    if to in PAYMENT_TRANSITIONS[state]:
        assert ACTS[to](cast, payment).state == to
    else:
        with pytest.raises(DomainError, match="Då går det inte"):
            ACTS[to](cast, payment)


def test_nothing_is_requested_where_nothing_is_granted(cast):
    with pytest.raises(DomainError, match="Inga medel är beviljade Vidare Vy för 2023"):
        begin_payment(insats=insats_with_money(cast), year=2023, by=cast.contact)


def test_a_rekvisition_that_is_begun_is_begun_once(cast):
    payment = draft(cast)
    assert begin_payment(insats=payment.insats, year=2022, by=cast.chief).pk == payment.pk


def test_each_line_says_what_was_asked_before_and_what_is_left(cast):
    first = submitted(cast, budget_3="400 000")
    second = draft(cast, first.insats, "50 000,50")
    line = next(line for line in lines_of(second) if line.category == "Löner")
    assert (line.budget, line.before, line.amount, line.left) == tuple(
        map(amount, ("400000", "100000", "50000.50", "249999.50"))
    )


def test_more_than_is_left_needs_a_word_and_then_a_decision(cast):
    insats = insats_with_money(cast, 120_000)
    payment = draft(cast, insats, "150 000")
    with pytest.raises(DomainError) as refused:
        submit_payment(payment=payment, by=cast.contact)
    assert "Ni begär 150 000 kr och 120 000 kr är kvar för 2022" in kronor(refused.value)
    write_payment(payment, cast.contact, over_why="Hyran höjdes.")
    payment = submit_payment(payment=payment, by=cast.contact)
    with pytest.raises(DomainError, match="ta ett nytt beslut om medel först"):
        attest_payment(payment=payment, by=cast.chief)
    granted(cast, insats, 30_000, year=2022)
    assert attest_payment(payment=payment, by=cast.chief).state == PaymentState.ATTESTED


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"starts_on": "i våras"}, "Skriv vilken period"),
        ({"starts_on": "2022-05-01"}, "sista dag ligger före"),
        ({"cost_3": "cirka tio"}, "”cirka tio” går inte att läsa"),
        ({"cost_3": ""}, "Skriv minst ett belopp"),
        ({"cost_3": "-5"}, "Summan ska vara mer än noll"),
    ],
)
def test_what_cannot_be_paid_is_not_taken_in(cast, fields, said):
    payment = draft(cast)
    write_payment(payment, cast.contact, **fields)
    with pytest.raises(DomainError, match=said):
        submit_payment(payment=payment, by=cast.contact)


def test_nobody_attests_her_own(cast):
    insats = insats_with_money(cast)
    payment = draft(cast, insats)
    write_payment(payment, cast.officer, text="Löner och hyra.")
    payment = submit_payment(payment=payment, by=cast.contact)
    for person in (cast.contact, cast.officer):
        with pytest.raises(DomainError, match="Någon annan attesterar"):
            attest_payment(payment=payment, by=person)
    assert attest_payment(payment=payment, by=cast.chief).attested_by == cast.chief


def test_two_attest_from_the_limit_of_the_forbund(cast):
    set_payment_rules(association=cast.association, two_from=Decimal(100_000), by=cast.chief)
    payment = submitted(cast)
    attest_payment(payment=payment, by=cast.chief)
    payment.refresh_from_db()
    assert (payment.state, payment.attested_at) == (PaymentState.SUBMITTED, None)
    with pytest.raises(DomainError, match="En till ska göra det"):
        attest_payment(payment=payment, by=cast.chief)
    assert attest_payment(payment=payment, by=cast.chair).state == PaymentState.ATTESTED
    below = submitted(cast, payment.insats, "99 999,99")
    assert attest_payment(payment=below, by=cast.chief).state == PaymentState.ATTESTED


def test_what_was_returned_is_attested_anew(cast):
    set_payment_rules(association=cast.association, two_from=Decimal(0), by=cast.chief)
    payment = submitted(cast)
    attest_payment(payment=payment, by=cast.chief)
    payment = return_payment(payment=payment, why="Dela upp lönerna.", by=cast.officer)
    payment = submit_payment(payment=payment, by=cast.contact)
    attest_payment(payment=payment, by=cast.chief)
    payment = attest_payment(payment=payment, by=cast.chair)
    assert (payment.state, payment.versions.count()) == (PaymentState.ATTESTED, 2)


def test_two_rekvisitioner_share_what_is_left(cast):
    insats = insats_with_money(cast, 150_000)
    first = submitted(cast, insats)
    second = submitted(cast, insats, over_why="Båda behövs.")
    attest_payment(payment=first, by=cast.chief)
    with pytest.raises(DomainError) as refused:
        attest_payment(payment=second, by=cast.chair)
    assert "100 000 kr och 50 000 kr är kvar" in kronor(refused.value)


def test_what_is_not_justerat_pays_nothing(cast):
    insats = insats_with_money(cast)
    Grant.objects.update(is_preliminary=True)
    payment = submitted(cast, insats)
    with pytest.raises(DomainError, match="först när protokollet är justerat"):
        attest_payment(payment=payment, by=cast.chief)


def test_an_attest_in_another_system_has_its_day(cast):
    payment = submitted(cast)
    with pytest.raises(DomainError, match="har inte varit"):
        attest_outside(payment=payment, on=dt.date(2099, 1, 1), where="Raindance", by=cast.chief)
    payment = attest_outside(payment=payment, on=DAY, where="Raindance", by=cast.chief)
    assert (payment.state, payment.attested_outside_on) == (PaymentState.ATTESTED, DAY)


def test_a_paragraph_corrected_after_payment_says_that_too_much_is_paid(cast):
    payment = paid(cast)
    grant = Grant.objects.get()
    grant_money(
        insats=payment.insats, year=2022, amount=Decimal(60_000), source="§ 9, 2022-04-01", replaces=grant,
        by=cast.chief,
    )  # fmt: skip
    money = money_of(payment.insats, 2022)
    assert (money.left, money.is_overdrawn) == (amount(-40_000), True)
    page = client_of(cast.chief).get(payment.insats.get_absolute_url()).content.decode()
    assert "Betalt mer än beviljat" in page


def test_a_new_owner_does_not_change_what_came_in(cast):
    payment = submitted(cast)
    payment.insats.owner = cast.kommun
    payment.insats.save()
    assert read_payment(payment).owner == "Försäkringskassan"


def test_the_money_of_a_year_is_paid_in_the_next(cast):
    insats = insats_with_money(cast, year=2021)
    granted(cast, insats, 10_000, year=2022)
    paid(cast, insats, year=2021)
    assert (money_of(insats, 2021).paid, money_of(insats, 2022).paid) == (amount(100_000), amount(0))


def test_what_is_credited_is_left_again(cast):
    payment = credit(payment=paid(cast), on=DAY, why="Fel konto.", by=cast.chief)
    assert money_of(payment.insats, 2022) == Money(granted=amount(455_000))


def test_only_what_nobody_has_asked_for_goes_back(cast):
    insats = submitted(cast).insats
    with pytest.raises(DomainError) as refused:
        give_back(insats=insats, year=2022, amount=amount(400_000), why="Slut.", by=cast.chief)
    assert "355 000 kr är kvar för 2022" in kronor(refused.value)
    given_back = give_back(insats=insats, year=2022, amount=amount("355000"), why="Slut.", by=cast.chief)
    assert money_of(insats, 2022).free == 0
    undo_give_back(given=given_back, by=cast.chief)
    assert money_of(insats, 2022).free == amount(355_000)
    with pytest.raises(DomainError, match="redan ångrat"):
        undo_give_back(given=given_back, by=cast.chief)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["submit", "attest", "pay", "credit", "give_back", "return"]), st.integers(1, 9_999_999)
        ),
        max_size=8,
    )
)  # fmt: skip
def test_every_krona_is_paid_left_or_given_back(forbund, steps):
    cast, insats = forbund
    for act, ore in steps:
        sum_ = Decimal(ore) / 100
        waiting = {
            state: PaymentRequest.objects.filter(insats=insats, state=state).first() for state in PaymentState
        }
        try:
            if act == "submit":
                submitted(cast, insats, f"{sum_:f}".replace(".", ","), over_why="Behövs.")
            elif act == "attest" and (row := waiting[PaymentState.SUBMITTED]):
                attest_payment(payment=row, by=cast.chief)
            elif act == "pay" and (row := waiting[PaymentState.ATTESTED]):
                pay(payment=row, on=DAY, by=cast.chief)
            elif act == "credit" and (row := waiting[PaymentState.PAID]):
                credit(payment=row, on=DAY, why="Fel.", by=cast.chief)
            elif act == "return" and (row := waiting[PaymentState.SUBMITTED]):
                return_payment(payment=row, why="Rätta.", by=cast.chief)
            elif act == "give_back":
                give_back(insats=insats, year=2022, amount=sum_, why="Slut.", by=cast.chief)
        except DomainError:
            pass
        money = money_of(insats, 2022)
        assert money.paid + money.given_back + money.left == money.granted
        assert money.paid + money.attested + money.given_back <= money.granted


@pytest.fixture
def forbund(cast):
    """One förbund for every example; what an example did stays, and the rule holds all the same."""
    return cast, insats_with_money(cast, 90_000)


def test_the_contact_writes_it_the_chief_attests_and_pays_it(cast):
    insats = insats_with_money(cast)
    slug = cast.association.slug
    contact, chief = client_of(cast.contact), client_of(cast.chief)
    answer = contact.post(reverse("payment_begin", args=[slug, insats.pk]), {"year": 2022})
    payment = PaymentRequest.objects.get()
    assert answer.url == reverse("payment_write", args=[slug, payment.pk])
    fields = {
        "starts_on": "2022-01-01",
        "ends_on": "31 mars 2022",
        "cost-3": "113 750,50",
        "base_version": "0",
    }
    answer = contact.post(answer.url, fields | {"go": "next"})
    assert answer.url == reverse("payment_submit", args=[slug, payment.pk])
    assert "113 750,50" in kronor(contact.get(answer.url).content.decode())
    contact.post(answer.url)
    payment.refresh_from_db()
    assert payment.state == PaymentState.SUBMITTED
    chief.post(reverse("payment_attest", args=[slug, payment.pk]))
    chief.post(reverse("payment_pay", args=[slug, payment.pk]), {"on": "2022-04-01", "voucher": "A 214"})
    page = kronor(chief.get(payment.get_absolute_url()).content.decode())
    assert "Betald 1 april 2022, verifikation A 214" in page
    assert money_of(insats, 2022).left == amount("341249.50")
    assert AuditEvent.objects.filter(verb="skrev in betalning av rekvisition").count() == 1


def test_it_saves_itself_and_tells_what_is_left(cast):
    payment = draft(cast)
    url = reverse("payment_write", args=[cast.association.slug, payment.pk])
    answer = client_of(cast.contact).post(
        url, {"cost-3": "55 000", "budget-3": "60 000", "base_version": str(payment.version)},
        headers={"accept": "application/json"},
    ).json()  # fmt: skip
    assert "400 000 kr" in kronor(answer["fragments"]["payment-left"])
    assert "5 000" in kronor(answer["fragments"]["left-3"])


def test_two_who_write_the_same_amount_choose(cast):
    payment = draft(cast)
    url = reverse("payment_write", args=[cast.association.slug, payment.pk])
    seen = str(payment.version)
    client_of(cast.contact).post(url, {"cost-3": "1 000", "base_version": seen})
    answer = client_of(cast.chief).post(url, {"cost-3": "2 000", "base_version": seen})
    assert "/valj/" in answer.url
    page = client_of(cast.chief).get(answer.url).content.decode()
    assert "Löner, den här perioden" in page
    with pytest.raises(DomainError, match="Två har skrivit samtidigt"):
        submit_payment(payment=payment, by=cast.contact)


def test_each_is_told_what_waits_for_her(cast):
    payment = draft(cast)
    today = clock.today()

    def waits(todo, person):
        may = permissions_of(appointments_of(person, today))
        return [each.what for each in todo(cast.association, person, may, today)]

    assert waits(payments_to_write, cast.contact) == ["Skriv klart rekvisitionen för Vidare Vy"]
    payment = submit_payment(payment=payment, by=cast.contact)
    assert waits(payments_to_attest, cast.chief) == ["Attestera rekvisitionen för Vidare Vy"]
    assert waits(payments_to_attest, cast.chair) == ["Attestera rekvisitionen för Vidare Vy"]
    attest_payment(payment=payment, by=cast.chair)
    assert waits(payments_to_attest, cast.chief) == ["Betala rekvisitionen för Vidare Vy"]
    assert waits(payments_to_attest, cast.chair) == []


def test_the_list_sums_what_is_asked_for_and_goes_to_excel(cast):
    payment = paid(cast)
    submitted(cast, payment.insats, "50,50")
    client = client_of(cast.chief)
    page = kronor(client.get(reverse("payment_list", args=[cast.association.slug])).content.decode())
    assert ("100 050,50" in page, "Rekvisition 2 för 2022" in page) == (True, True)
    url = reverse("payment_list_excel", args=[cast.association.slug])
    assert client.get(url, {"lage": "paid"}).status_code == 200


def test_a_reader_sees_what_came_in_and_no_draft(cast):
    payment = draft(cast)
    reader = client_of(cast.member)
    assert reader.get(payment.get_absolute_url()).status_code == 404
    submit_payment(payment=payment, by=cast.contact)
    page = reader.get(payment.get_absolute_url())
    assert (page.status_code, "Attestera</button>" in page.content.decode()) == (200, False)


def test_the_list_of_insatser_says_what_the_insats_itself_says(cast):
    payment = paid(cast, amount="100 000,25")
    give_back(insats=payment.insats, year=2022, amount=amount("54999.75"), why="Slut.", by=cast.chief)
    have = money_of(payment.insats, 2022)
    [row] = insatser_with_grants(Insats.objects.of(cast.association), year=2022)
    assert (row.granted, row.paid, row.went_back, row.left) == (
        have.granted, have.paid, have.given_back, have.left,
    )  # fmt: skip
    page = kronor(
        client_of(cast.chief).get(reverse("insats_list", args=[cast.association.slug])).content.decode()
    )
    assert (
        "Av 455 000 kr beviljade är 100 000,25 kr betalda, 54 999,75 kr återlämnade och 300 000 kr kvar."
        in page
    )


def test_the_insatskort_tells_the_money_of_each_year(cast):
    insats = insats_with_money(cast, 50_000, year=2021)
    granted(cast, insats, 90_000, year=2022)
    paid(cast, insats, "30 000")
    card = build_card(insats, dt.date(2022, 4, 11))
    assert [tuple(map(kronor, row)) for row in card.years] == [
        ("2021", "–", "50 000", "0", "0", "50 000", "§ 91, 2020-12-11"),
        ("2022", "–", "90 000", "30 000", "0", "60 000", "§ 91, 2020-12-11"),
    ]
    assert kronor(card.bar.told) == "90 000 kronor: betalt 30 000, kvar 60 000. 1 rekvisition är betald."
    url = reverse("insats_card", args=[cast.association.slug, insats.pk])
    client = client_of(cast.contact)
    assert (client.get(url).status_code, client.post(url).status_code) == (200, 302)
