"""The year 2021 of a real förbund through grants and rekvisitioner: what is paid, goes back and is owed, to the krona."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

import pytest

from finsam.models import Body
from insatser.actions.giving_back import give_back
from insatser.actions.payments import attest_outside, pay
from insatser.fields import moneys
from insatser.queries.money import Money, money_of, owed_at, summed
from tests.cast import Cast
from tests.insatser.payments import insats_with_money, kronor, submitted

CASE = Path(__file__).resolve().parents[2] / "../shared/cases/ornskoldsvik-2021.json"
YEAR_END = dt.date(2021, 12, 31)
GRANTED = {"Vidare Vy": "455000", "BoS": "524000", "Äpplet": "598085"}
PAID = {  # by the year's end, and after it
    "Vidare Vy": (("374448", dt.date(2021, 12, 20)),),
    "BoS": (("404315.57", dt.date(2021, 12, 20)),),
    "Äpplet": (("448085", dt.date(2021, 12, 20)), ("37500", dt.date(2022, 1, 20))),
}
BACK = {"Vidare Vy": "80552", "BoS": "119684.43", "Äpplet": "112500"}


@pytest.fixture
def year(cast: Cast):
    """The three insatser with what was granted, requested, paid and given back."""
    body = Body.objects.get(association=cast.association, name="Vidare Vy")
    insatser = {}
    for place, (name, granted) in enumerate(GRANTED.items()):
        body_of = (
            body
            if not place
            else Body.objects.create(association=cast.association, kind=body.kind, name=name)
        )
        facts = {"starts_on": dt.date(2021, 3, 1)} if name == "BoS" else {}
        insats = insats_with_money(
            cast, int(granted), year=2021, name=name, key=f"insats-{place}", body=body_of, **facts
        )
        for amount, day in PAID[name]:
            payment = submitted(cast, insats, amount.replace(".", ","), year=2021)
            payment = attest_outside(
                payment=payment, on=min(day, YEAR_END), where="kommunens system", by=cast.chief
            )
            pay(payment=payment, on=day, by=cast.chief)
        give_back(insats=insats, year=2021, amount=Decimal(BACK[name]), why="Blev över.", by=cast.chief)
        insatser[name] = insats
    return insatser


@pytest.mark.skipif(not CASE.exists(), reason="The case lies in the folder shared beside the project.")
def test_what_is_granted_and_reported_is_that_of_the_case(year):
    case = {row["insats"]: row for row in json.loads(CASE.read_text())["arsrapporter_2021"]}
    named = {
        "Vidare Vy": "Vidare Vy",
        "BoS": "Förstärkt budget- och skuldrådgivning till nysvenskar",
        "Äpplet": "Samverkansprojekt Äpplet",
    }
    for name, insats in year.items():
        row, have = case[named[name]], money_of(insats, 2021)
        owed = Decimal(37_500) if name == "Äpplet" else Decimal(0)
        assert (have.granted, have.paid - owed) == (Decimal(row["beviljat"]), Decimal(str(row["utfall"])))


def test_what_is_owed_at_the_years_end_is_that_of_note_8(cast, year):
    owed = owed_at(cast.association, 2021, YEAR_END)
    assert {name: owed[insats.pk] for name, insats in year.items()} == {
        "Vidare Vy": Decimal(0),
        "BoS": Decimal(0),
        "Äpplet": Decimal(37_500),
    }


def test_nothing_is_left_and_every_krona_is_in_one_place(year):
    have = summed(money_of(insats, 2021) for insats in year.values())
    assert have == Money(
        granted=Decimal(1_577_085), paid=Decimal("1264348.57"), given_back=Decimal("312736.43")
    )
    assert have.left == 0


def test_texts_may_name_what_is_paid_and_left(cast, year):
    told = {field.key: kronor(field.value) for field in moneys(cast.association, 2021)}
    assert (told["insatser.insats-1.paid"], told["insatser.alla.given_back"], told["insatser.alla.left"]) == (
        "404 315,57", "312 736,43", "0",
    )  # fmt: skip
