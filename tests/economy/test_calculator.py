"""One part's sum gives the others: half, a quarter and a quarter, divided so that it always sums."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from economy.actions.figures import add_column
from economy.actions.years import open_year
from economy.models import Contribution, Figure, Inhabitants
from economy.outlines import STARTER
from economy.queries.calculator import added_by_others, calculate, divide_part, largest_remainder, parts_of
from economy.queries.contributions import BY_LAW
from economy.states import FigureKind
from finsam.errors import DomainError
from finsam.models import Member
from finsam.states import MemberKind
from tests.economy.desk import Desk
from tests.factories import make_member

TKR = Decimal(1000)
LAW = BY_LAW.percent
AMOUNTS = st.integers(0, 10**9).map(Decimal)
UNITS = st.sampled_from([Decimal(1), Decimal(100), TKR])


def parts(known, amount, **given_facts):
    return tuple(parts_of(known, Decimal(amount), LAW, **given_facts).values())


@pytest.mark.parametrize(
    ("state", "quarter", "total"),
    [
        (2_517_000, 1_258_500, 5_034_000),
        (3_515_000, 1_757_500, 7_030_000),
        (4_018_000, 2_009_000, 8_036_000),
        (3_066_000, 1_533_000, 6_132_000),
    ],
)
def test_what_real_forbund_were_paid_follows_from_any_part_of_it(state, quarter, total):
    expected = (state, quarter, quarter)
    assert parts("state", state) == expected
    assert parts("region", quarter) == expected
    assert parts("kommuner", quarter) == expected
    assert parts("total", total) == expected


def test_2014_in_the_fourth_seed_the_state_paid_76_thousand_less_than_its_half():
    state = parts_of("region", Decimal(1_526_000), LAW)["state"]
    assert state - 2_976_000 == 76_000


def test_when_the_state_offers_more_the_others_add_as_much_together():
    now = parts_of("state", Decimal(2_517_000), LAW)
    assert added_by_others(now, Decimal(2_600_000), LAW) == {"region": 41_500, "kommuner": 41_500}
    assert added_by_others(now, Decimal(2_500_000), LAW) == {"region": -8_500, "kommuner": -8_500}


@given(
    total=AMOUNTS, unit=UNITS, weights=st.lists(st.integers(0, 200_000).map(Decimal), min_size=1, max_size=12)
)
def test_the_shares_always_sum_and_none_is_a_unit_from_its_own(total, unit, weights):
    amounts = largest_remainder(total, weights, unit)
    assert sum(amounts) == total
    whole = sum(weights) or Decimal(len(weights))
    for amount, weight in zip(amounts, weights if sum(weights) else [Decimal(1)] * len(weights), strict=True):
        assert abs(amount - total * weight / whole) < 2 * unit


@given(amount=AMOUNTS, unit=UNITS, known=st.sampled_from(["state", "region", "kommuner"]))
def test_the_known_part_stays_as_it_is(amount, unit, known):
    assert parts_of(known, amount, LAW, unit)[known] == amount


@given(
    amount=AMOUNTS,
    agreed=st.integers(0, 10**9).map(Decimal),
    counts=st.lists(st.integers(1, 10**5), min_size=2, max_size=8),
)
def test_an_agreed_amount_stays_and_the_others_share_what_is_left(amount, agreed, counts):
    members = {Member(pk=number): Decimal(count) for number, count in enumerate(counts, start=1)}
    first = next(iter(members))
    if agreed > amount:
        with pytest.raises(DomainError, match="fasta beloppen"):
            divide_part(amount, members, {first: agreed})
        return
    found = divide_part(amount, members, {first: agreed})
    assert (found[first], sum(found.values())) == (agreed, amount)


def test_kommuner_share_their_quarter_by_inhabitants_and_arbetsformedlingen_pays_nothing(cast):
    other = make_member(
        association=cast.association, kind=MemberKind.KOMMUN, name="Grannby", abbreviation="GR"
    )
    members = [cast.kommun, other, cast.region, cast.fk, cast.af]
    found = calculate(
        members, known="state", amount=Decimal(200), percent=LAW, weights={cast.kommun: Decimal(2000), other: Decimal(1000)}, locked={}
    )  # fmt: skip
    assert found.members == {cast.fk: 200, cast.region: 100, cast.kommun: 67, other: 33}
    assert found.total == 400


def test_a_forbund_without_a_region_is_told_to_add_it(cast):
    with pytest.raises(DomainError, match="ingen medlem som betalar regionens del"):
        calculate(
            [cast.fk, cast.kommun], known="state", amount=Decimal(4), percent=LAW, weights={}, locked={}
        )


# ---- On the page


@pytest.fixture
def budget(cast):
    year = open_year(association=cast.association, year=2023, layout=STARTER, by=cast.chief)
    return add_column(
        fiscal_year=year, kind=FigureKind.BUDGET, label="Budget 2023", key="budget", by=cast.chief
    )


def typed(**given_fields):
    return {"known": "state", "amount": "2 517 000", "unit": "1", **given_fields}


def test_reckoning_alone_writes_nothing(cast, budget):
    desk = Desk(cast)
    answer = desk.client.post(
        f"/{cast.association.slug}/ekonomi/2023/medlemsbidrag/rakna/", typed(offered="2 600 000")
    )
    page = answer.content.decode().replace("\u00a0", " ")
    assert "5 034 000" in page
    assert "regionen 41 500" in page
    assert not Contribution.objects.exists()


def test_what_was_reckoned_becomes_the_budgets_line_and_its_list(cast, budget):
    counts = {f"i{cast.kommun.pk}": "55 000".replace(" ", ""), "on": "2022-12-31", "source": "SCB"}
    Desk(cast).post("contribution_calculator", 2023, **typed(column=str(budget.pk), **counts))
    assert {row.member: row.amount for row in Contribution.objects.all()} == {
        cast.fk: 2_517_000, cast.region: 1_258_500, cast.kommun: 1_258_500,
    }  # fmt: skip
    assert Figure.objects.get(line__key="bidrag").amount == 5_034_000
    kept = Inhabitants.objects.get()
    assert (kept.count, kept.on, kept.source) == (55_000, dt.date(2022, 12, 31), "SCB")


def test_inhabitants_without_day_and_source_are_asked_for_them(cast, budget):
    answer = Desk(cast).client.post(
        f"/{cast.association.slug}/ekonomi/2023/medlemsbidrag/rakna/",
        typed(**{f"i{cast.kommun.pk}": "55000"}),
    )
    assert answer.status_code == 422
    assert "varifrån de kommer" in answer.content.decode()
