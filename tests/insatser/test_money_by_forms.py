"""The whole way of the money by forms alone, as a browser without scripts sends them: what is not typed stands there already."""

import re
from decimal import Decimal

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from board.models import Paragraph
from finsam.models import Person
from insatser.models import Agreement, Application, Insats, PaymentRequest
from insatser.queries.money import Money, money_of
from insatser.states import AgreementState, PaymentState
from tests.board.meetings import adjust_meeting
from tests.cast import Cast, client_of, make_cast
from tests.factories import make_meeting
from tests.insatser.applications import make_round
from tests.insatser.test_applications_decided import SIGNED_ON, held
from tests.texts.forms import Page

pytestmark = pytest.mark.django_db(transaction=True)

AMOUNTS = re.compile(r"^\d[\d\u00a0 ]*(,\d\d)?$")


class Hand:
    """Sends the forms of pages, and remembers what amounts were typed."""

    def __init__(self, cast: Cast) -> None:
        self.slug, self.typed = cast.association.slug, list[str]()

    def send(self, person: Person, page: str, /, *keys: object, to: str = "", **typed: str) -> str:
        """Open a page, fill in some of a form (the one sent `to` an address, else the one that has the fields), and send it."""
        client, here = client_of(person), self.address(page, *keys)
        form = self._form(client, here, to=to and self.address(to, *keys), fields=set(typed) - {"act", "go"})
        data = form.sent() | {field: [value] for field, value in typed.items()}
        self.typed += [value for field, value in typed.items() if "cost" in field and AMOUNTS.match(value)]
        answer = client.post(form.action or here, data, follow=True)
        assert answer.status_code == 200, Page(answer.content.decode()).alerts
        return answer.request["PATH_INFO"]

    def address(self, name: str, *keys: object) -> str:
        return reverse(name, args=[self.slug, *keys])

    def _form(self, client: Client, here: str, *, to: str, fields: set[str]):
        answer = client.get(here, follow=True)
        forms = [form for form in Page(answer.content.decode()).forms if form.is_own]
        fitting = [form for form in forms if (form.action == to if to else fields <= set(form.controls))]
        assert fitting, f"{here} has no form with {fields or to}"
        return next((form for form in fitting if form.action in ("", here)), fitting[0])


def newest_code() -> str:
    found = re.search(r"\b\d{6}\b", f"{mail.outbox[-1].subject} {mail.outbox[-1].body}")
    assert found
    return found.group()


def applied(hand: Hand, cast: Cast) -> Application:
    hand.send(cast.contact, "application_begin")
    key = Application.objects.get().pk
    hand.send(
        cast.contact, "application_section", key, 1, name="Nya vägar", kind="individ", starts_on="2022-08-01"
    )
    hand.send(cast.contact, "application_section", key, 2, member=str(cast.kommun.pk))
    hand.send(
        cast.contact, "application_section", key, 6, **{"cost-3-2022": "158 000", "cost-2-2022": "30 000,50"}
    )
    hand.send(cast.contact, "application_submit", key)
    return Application.objects.get()


def agreed(hand: Hand, cast: Cast, insats: Insats) -> Agreement:
    hand.send(cast.chief, "insats_detail", insats.pk, to="agreement_begin")
    key = Agreement.objects.get().pk
    hand.send(cast.chief, "agreement_edit", key, **{"name-1": "Stina Sund", "email-1": "stina@example.se"})
    hand.send(cast.chief, "agreement_send", key)
    for email in ("stina@example.se", cast.chair.email):
        sign(hand, Person.objects.select_related("user").get(email=email), key)
    return Agreement.objects.get()


def sign(hand: Hand, person: Person, key: int) -> None:
    client, here = client_of(person), hand.address("agreement_sign", key)
    client.post(here, {"act": "sign"})
    client.post(hand.address("agreement_sign_code", key), {"code": newest_code()})


def test_every_amount_is_typed_once(settings):
    cast = make_cast()
    make_round(cast)
    make_meeting(body=cast.board, held_on=SIGNED_ON.replace(day=20))
    hand = Hand(cast)
    application = applied(hand, cast)
    hand.send(cast.chief, "application", application.pk, to="application_take_up")
    hand.send(cast.chief, "application_propose", application.pk)
    settings.FINSAM_TODAY = "2022-10-10"
    adjust_meeting(
        held(cast, Paragraph.objects.get(matter=application.matter_id)).meeting, cast, on=SIGNED_ON
    )
    insats = Insats.objects.get(name="Nya vägar")
    assert agreed(hand, cast, insats).state == AgreementState.SIGNED
    hand.send(cast.contact, "payment_begin", insats.pk)
    key = PaymentRequest.objects.get().pk
    assert hand.send(
        cast.contact, "payment_write", key, go="next", **{"cost-2": "48 500,25"}
    ) == hand.address("payment_submit", key)
    hand.send(cast.contact, "payment_submit", key)
    hand.send(cast.chair, "payment", key, to="payment_attest")
    hand.send(cast.chief, "payment_pay", key)
    payment = PaymentRequest.objects.get()
    assert (payment.state, payment.content["starts_on"], payment.content["ends_on"]) == (
        PaymentState.PAID, "2022-08-01", "2022-09-30",
    )  # fmt: skip
    assert hand.typed == ["158 000", "30 000,50", "48 500,25"]
    assert money_of(insats, 2022) == Money(
        asked=Decimal("188000.50"), granted=Decimal("188000.50"), paid=Decimal("48500.25")
    )
