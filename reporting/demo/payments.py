"""The demo's rekvisitioner: those of 2021 as the kommun paid them, and one in each state of 2022."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from finsam import clock
from finsam.mail import letters
from insatser.actions.dialogues import note_dialogue, plan_dialogue
from insatser.actions.giving_back import give_back, set_payment_rules
from insatser.actions.payments import (
    attest_outside,
    attest_payment,
    credit,
    pay,
    return_payment,
    submit_payment,
)
from insatser.actions.requesting import begin_payment, save_payment
from insatser.models import Insats, PaymentRequest
from insatser.states import PaymentState
from reporting.demo.stage import Stage, moment

_WAGES = 3  # the kostnadsslag's place in the förbund's list


@dataclass(frozen=True)
class Asked:
    """A rekvisition to enter: of which insats and months, how much, how far it came, and when it was paid."""

    key: str
    year: int
    months: tuple[int, int]
    amount: str
    state: PaymentState = PaymentState.PAID
    paid_on: dt.date | None = None
    voucher: str = ""
    text: str = "Löner."


_EARLIER = (
    Asked("plattform-u", 2021, (1, 12), "600 000", paid_on=dt.date(2021, 12, 30)),
    Asked("vidare-vy", 2021, (1, 12), "455 000", paid_on=dt.date(2021, 12, 30)),
    Asked("samtalsbyran-for-unga", 2021, (1, 12), "305 000", paid_on=dt.date(2021, 12, 30)),
    Asked("larlingsvux", 2021, (3, 12), "500 000", paid_on=dt.date(2021, 12, 30)),
    Asked("bos", 2021, (3, 12), "404 315,57", paid_on=dt.date(2021, 12, 30)),
    Asked("applet", 2021, (1, 11), "560 585", paid_on=dt.date(2021, 12, 30)),
    Asked("applet", 2021, (12, 12), "37 500", paid_on=dt.date(2022, 1, 20)),
)
_NOW = (
    Asked("applet", 2022, (1, 1), "50 000", paid_on=dt.date(2022, 2, 20)),
    Asked("applet", 2022, (2, 2), "50 000", paid_on=dt.date(2022, 3, 20)),
    Asked("applet", 2022, (3, 3), "50 000", PaymentState.ATTESTED),
    Asked("samtalsbyran-for-unga", 2022, (1, 1), "25 000", paid_on=dt.date(2022, 2, 20)),
    Asked("resurslotsen", 2022, (2, 2), "33 300", paid_on=dt.date(2022, 3, 20)),
    Asked("resurslotsen", 2022, (3, 3), "33 300", PaymentState.SUBMITTED, text="Löner för två samordnare i mars."),
    Asked("plattform-u", 2022, (1, 3), "150 000", PaymentState.RETURNED),
    Asked("larlingsvux", 2022, (2, 2), "41 667", PaymentState.CREDITED, paid_on=dt.date(2022, 3, 20)),
    Asked("vidare-vy", 2022, (1, 3), "113 750", PaymentState.DRAFT, text="Löner för tre vägledare."),
)  # fmt: skip
_BUDGET_2022 = {"vidare-vy": "455 000", "applet": "600 000", "resurslotsen": "400 000"}
_KOMMUN = "kommunens ekonomisystem"


def load_payments(stage: Stage) -> None:
    """Enter what was paid of 2021 and what went back, and a rekvisition in each state of 2022."""
    with letters.reach_nobody():
        with clock.standing_at(moment(dt.date(2022, 1, 3))):
            set_payment_rules(association=stage.association, two_from=Decimal(100_000), by=stage.chief)
        for asked in _EARLIER:
            _enter(stage, asked)
        with clock.standing_at(moment(dt.date(2022, 1, 10))):
            give_back(
                insats=_insats(stage, "bos"), year=2021, amount=Decimal("119684.43"),
                why="Två tjänster tillsattes senare än det var tänkt.", by=stage.chief,
            )  # fmt: skip
        for asked in _NOW:
            _enter(stage, asked)
    _plan_dialogues(stage)
    stage.say("  Rekvisitionerna är inlagda, från påbörjad till betald.")


def _plan_dialogues(stage: Stage) -> None:
    """One dialogue that was held in March, and one that is near."""
    with clock.standing_at(moment(dt.date(2022, 1, 12))):
        held = plan_dialogue(
            insats=_insats(stage, "applet"),
            planned_on=dt.date(2022, 3, 2),
            subject="Året som gick.",
            by=stage.chief,
        )
        for key, day in (("resurslotsen", dt.date(2022, 4, 27)), ("vidare-vy", dt.date(2022, 10, 5))):
            plan_dialogue(insats=_insats(stage, key), planned_on=day, subject="", by=stage.chief)
    with clock.standing_at(moment(dt.date(2022, 3, 2), "15.00")):
        note_dialogue(
            dialogue=held, planned_on=held.planned_on, subject=held.subject, held_on=dt.date(2022, 3, 2),
            notes="Arbetsgivarna kommer med tidigare än förut. Nästa gång gäller det plan för tiden efter 2022.",
            by=stage.chief,
        )  # fmt: skip


def _insats(stage: Stage, key: str) -> Insats:
    return Insats.objects.of(stage.association).get(key=key)


def _enter(stage: Stage, asked: Asked) -> PaymentRequest:
    insats = _insats(stage, asked.key)
    contact = insats.body.appointments.select_related("person")[0].person
    first = dt.date(asked.year, asked.months[0], 1)
    last = dt.date(asked.year + asked.months[1] // 12, asked.months[1] % 12 + 1, 1) - dt.timedelta(days=1)
    came = min(last + dt.timedelta(days=2), asked.paid_on or dt.date(2022, 4, 8), dt.date(2022, 4, 8))
    with clock.standing_at(moment(came, "09.10")):
        payment = begin_payment(insats=insats, year=asked.year, by=contact)
        fields = {
            "starts_on": first.isoformat(), "ends_on": last.isoformat(), f"cost-{_WAGES}": asked.amount,
            "text": asked.text, "pay_to": "Bankgiro 000-0000",
        }  # fmt: skip
        if asked.year == 2022 and asked.key in _BUDGET_2022:
            fields[f"budget-{_WAGES}"] = _BUDGET_2022[asked.key]
        save_payment(payment=payment, fields=fields, base_version=str(payment.version), by=contact)
        payment = PaymentRequest.objects.of(stage.association).get(pk=payment.pk)
        if asked.state == PaymentState.DRAFT:
            return payment
        payment = submit_payment(payment=payment, by=contact)
    return _bring(stage, payment, asked, came)


def _bring(stage: Stage, payment: PaymentRequest, asked: Asked, came: dt.date) -> PaymentRequest:
    """Bring one that has come in as far as it came."""
    with clock.standing_at(moment(came, "13.30")):
        if asked.state == PaymentState.RETURNED:
            return return_payment(
                payment=payment, why="Dela upp beloppet på löner och lokaler.", by=stage.chief
            )
        if asked.state == PaymentState.SUBMITTED:
            return payment
        if asked.year == 2021:
            payment = attest_outside(payment=payment, on=came, where=_KOMMUN, by=stage.chief)
        else:
            payment = attest_payment(payment=payment, by=stage.chief)
    if asked.paid_on is None:
        return payment
    with clock.standing_at(moment(asked.paid_on, "14.00")):
        payment = pay(payment=payment, on=asked.paid_on, by=stage.chief)
    if asked.state == PaymentState.CREDITED:
        with clock.standing_at(moment(dt.date(2022, 3, 28))):
            return credit(
                payment=payment, on=dt.date(2022, 3, 28), why="Skickades två gånger. Den andra gällde mars.",
                by=stage.chief,
            )  # fmt: skip
    return payment
