"""Accruals out to the bookkeeper: what is granted and not booked, as a SIE 4I file that its own reader reads."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from economy.models import ObjectInsats
from economy.sie.reader import read
from finsam.states import BodyKind
from insatser.actions.grants import grant_money
from insatser.models import Insats
from tests.cast import Cast, client_of
from tests.economy.ledgers import opened_year, stored
from tests.factories import make_body

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(cast: Cast) -> Client:
    return client_of(cast.chief)


@pytest.fixture
def insats(cast: Cast) -> Insats:
    """An insats that is granted 250 000, of which 200 000 is booked."""
    opened_year(cast)
    stored(cast)
    made = Insats.objects.create(
        association=cast.association, key="ett", name="Ett", kind="individ", starts_on="2021-01-01",
        body=make_body(association=cast.association, kind=BodyKind.INSATS),
    )  # fmt: skip
    ObjectInsats.objects.create(association=cast.association, dimension="6", number="100", insats=made)
    grant_money(insats=made, year=2021, amount=Decimal(250_000), source="§ 1", by=cast.chief)
    return made


def page_of(cast: Cast) -> str:
    return reverse("ledger_accruals", args=[cast.association.slug, 2021])


def typed(insats: Insats, **changed: str) -> dict[str, str]:
    return {f"insats-{insats.pk}": "50 000", "cost": "4511", "debt": "2910", "turns_back": "on"} | changed


def test_what_is_granted_and_not_booked_is_proposed_with_its_accounts(cast, chief, insats):
    form = chief.get(page_of(cast)).context["form"]
    assert (form.fields[f"insats-{insats.pk}"].initial, form.initial) == (
        Decimal("50000.00"), {"cost": "4511", "debt": "2910"},
    )  # fmt: skip


def test_the_file_books_the_cost_on_the_years_last_day_and_turns_it_back(cast, chief, insats):
    answer = chief.post(page_of(cast), typed(insats))
    file = read(answer.content, name="p.si", organisation_number=cast.association.organisation_number)
    rows = [[(row.account, row.objects, row.amount) for row in each.rows] for each in file.vouchers]
    assert ([each.date.isoformat() for each in file.vouchers if each.date], file.is_accepted) == (
        ["2021-12-31", "2022-01-01"], True,
    )  # fmt: skip
    assert rows == [
        [("4511", (("6", "100"),), Decimal(50_000)), ("2910", (), Decimal(-50_000))],
        [("4511", (("6", "100"),), Decimal(-50_000)), ("2910", (), Decimal(50_000))],
    ]


def test_what_is_not_turned_back_is_one_voucher_of_the_year(cast, chief, insats):
    answer = chief.post(page_of(cast), typed(insats, turns_back=""))
    assert (answer["Content-Type"], answer.content.count(b"#VER"), b"#RAR 0 20210101 20211231" in answer.content) == (
        "application/x-sie", 1, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"cost": "abc"}, "Skriv kontot med siffror"), ({"debt": ""}, "Skriv kontot."), ({}, "Skriv minst ett belopp")],
)  # fmt: skip
def test_what_cannot_be_written_is_said_and_what_was_typed_stays(cast, chief, insats, changed, told):
    answer = chief.post(page_of(cast), typed(insats, **(changed or {f"insats-{insats.pk}": ""})))
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
