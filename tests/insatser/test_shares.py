"""An insats that several förbund share: each pays its part, counts its own people, and prints them once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter
from finsam.registries import fields
from insatser.actions.count_periods import hand_in_counting
from insatser.actions.participants import CountingSheet, begin_counting, save_counting
from insatser.actions.publishing import publish_figures
from insatser.actions.sharing import accept_share, decline_share, end_share, offer_share, withdraw_share
from insatser.models import CellKey, Share
from insatser.queries.count_lacks import lacks
from insatser.queries.outside import Spot, seen_outside
from insatser.queries.shares import costs_in, counted_twice, parts_of, shared_in_year, shared_uncounted
from insatser.rules import share_of_cost
from insatser.states import Measure, Sex, ShareState
from tests.cast import client_of, make_cast
from tests.insatser.reports import granted, make_insats
from tests.pages import in_one_line

YEAR = (dt.date(2023, 1, 1), dt.date(2023, 12, 31))


@pytest.fixture(autouse=True)
def _in_2024():
    with override_settings(FINSAM_TODAY="2024-02-12"):
        yield


@pytest.fixture
def owner(cast):
    return cast


@pytest.fixture
def guests(db):
    return [make_cast(slug="soder"), make_cast(slug="finn")]


def shared(owner, guests, **facts):
    """An insats that the owner shares with each guest, who has said yes."""
    insats = make_insats(owner, key="it-sparet", name="IT-spåret")
    told = {"amount": Decimal(562_500), "from_on": dt.date(2021, 1, 1), "decided_in": "§ 14, 2020-12-04"}
    shares = [
        offer_share(insats=insats, name=guest.association.slug, facts=told | facts, by=owner.chief)
        for guest in guests
    ]
    for guest, share in zip(guests, shares, strict=True):
        accept_share(share=share, agreed_in="§ 9, 2020-12-11", by=guest.chief)
    return insats, [Share.objects.get(pk=share.pk) for share in shares]


def count(owner, insats, women, men, *, share=None, hands_in=True):
    """Count who took part in 2023, and hand it in."""
    counting = begin_counting(insats=insats, share=share, starts_on=YEAR[0], ends_on=YEAR[1], by=owner.chief)
    write_and_hand_in(owner, counting, women, men, hands_in=hands_in)
    return counting


def write_and_hand_in(owner, counting, women, men, *, hands_in=True):
    told = {
        CellKey(Measure.TOOK_PART, sex).name: number for sex, number in ((Sex.WOMEN, women), (Sex.MEN, men))
    }
    save_counting(
        counting=counting, fields={name: str(number) for name, number in told.items()},
        base_version=str(CountingSheet(counting).version), by=owner.chief,
    )  # fmt: skip
    if hands_in:
        counting.refresh_from_db()
        hand_in_counting(counting=counting, by=owner.chief)


def took_part(cast, insats):
    return seen_outside(cast.association, 2023).numbers.get(
        Spot(insats.pk, *YEAR, Measure.TOOK_PART, Sex.TOTAL)
    )


def test_each_forbund_counts_its_own_and_together_they_are_seventeen(owner, guests):
    insats, shares = shared(owner, guests)
    granted(owner, insats, 562_500, 2023)
    count(owner, insats, 0, 1)
    count(owner, insats, 2, 10, share=shares[0])
    count(owner, insats, 0, 4, share=shares[1])
    parts = parts_of(insats, 2023, planned=None)
    assert [(row.name, row.cost, row.took_part) for row in parts.rows] == [
        (owner.association.name, 562_500, 1),
        (guests[0].association.name, 562_500, 12),
        (guests[1].association.name, 562_500, 4),
    ]
    assert (parts.took_part, parts.cost) == (17, 1_687_500)
    assert [took_part(cast, insats) for cast in (owner, *guests)] == [1, 12, 4]


def test_a_forbund_prints_its_own_people_in_its_tables_and_nobody_elses(owner, guests):
    insats, shares = shared(owner, guests)
    count(owner, insats, 20, 31)
    count(owner, insats, 12, 14, share=shares[0])
    page = client_of(guests[0].chief).get(
        reverse("participant_list", args=[guests[0].association.slug]) + "?ar=2023"
    )
    text = in_one_line(page.content.decode())
    assert "IT-spåret" in text
    assert ">26<" in text.replace(" ", "")
    assert ">51<" not in text.replace(" ", "")
    assert ">77<" not in text.replace(" ", "")


def test_what_is_counted_for_another_is_its_own_when_it_is_handed_in(owner, guests):
    insats, shares = shared(owner, guests[:1])
    count(owner, insats, 12, 14, share=shares[0], hands_in=False)
    assert took_part(guests[0], insats) is None
    [each] = shared_in_year(guests[0].association, 2023)
    assert (each.cost, each.took_part) == (562_500, None)


def test_a_sharer_sees_its_part_and_not_the_insats_nor_the_others(owner, guests):
    insats, shares = shared(owner, guests)
    count(owner, insats, 0, 1)
    count(owner, insats, 2, 10, share=shares[0])
    count(owner, insats, 0, 44, share=shares[1])
    client, slug = client_of(guests[0].chief), guests[0].association.slug
    page = client.get(reverse("share_detail", args=[slug, shares[0].pk])).content.decode()
    assert "562 500 kr per år" in page.replace("\xa0", " ")
    assert "12" in page
    assert "44" not in page
    assert client.get(reverse("share_detail", args=[slug, shares[1].pk])).status_code == 404
    assert client.get(reverse("insats_detail", args=[slug, insats.pk])).status_code == 404
    assert client.get(reverse("share_list", args=[slug, insats.pk])).status_code == 404
    assert client.get(shares[0].countings.get().get_absolute_url()).status_code in {403, 404}


def test_nobody_outside_the_three_reaches_it(owner, guests):
    _, shares = shared(owner, guests[:1])
    stranger, slug = client_of(guests[1].chief), guests[1].association.slug
    assert stranger.get(reverse("share_detail", args=[slug, shares[0].pk])).status_code == 404
    assert stranger.get(reverse("share_answer", args=[slug, shares[0].pk])).status_code == 404
    assert stranger.post(reverse("share_end", args=[slug, shares[0].pk])).status_code == 404


def test_a_share_in_per_cent_is_of_the_whole_that_all_pay():
    assert share_of_cost(Decimal(600_000), [], [Decimal(40)], Decimal(40)) == 400_000
    assert share_of_cost(Decimal(300_000), [Decimal(300_000)], [Decimal(40)], Decimal(40)) == 400_000
    assert share_of_cost(None, [], [Decimal(40)], Decimal(40)) is None


def test_a_share_says_what_it_costs_in_words():
    assert Share(percent=Decimal("40.50")).cost == "40,5 procent av hela kostnaden"
    assert Share(amount=Decimal(562_500)).cost.replace("\xa0", " ") == "562 500 kr per år"


def test_shares_of_the_whole_or_more_are_refused(owner, guests):
    insats, _ = shared(owner, guests[:1], amount=None, percent=Decimal(60))
    facts = {"percent": Decimal(40), "from_on": dt.date(2023, 1, 1), "decided_in": "§ 1"}
    with pytest.raises(DomainError, match="hela kostnaden"):
        offer_share(insats=insats, name=guests[1].association.slug, facts=facts, by=owner.chief)


@pytest.mark.parametrize(
    ("name", "said"),
    [("exempel", "ert eget"), ("finns-inte", "Inget förbund"), ("soder", "redan en delning")],
)
def test_one_is_offered_to_a_forbund_that_is_here_once(owner, guests, name, said):
    insats, _ = shared(owner, guests[:1])
    facts = {"amount": Decimal(1), "from_on": dt.date(2023, 1, 1), "decided_in": "§ 1"}
    with pytest.raises(DomainError, match=said):
        offer_share(insats=insats, name=name, facts=facts, by=owner.chief)


def test_the_offer_is_mailed_stands_among_what_waits_and_is_answered_by_form(owner, guests):
    guest = guests[0]
    insats = make_insats(owner, key="it-sparet", name="IT-spåret")
    client = client_of(owner.chief)
    url = reverse("share_offer", args=[owner.association.slug, insats.pk])
    typed = {"name": "Soder", "amount": "562 500", "from_on": "2024-01-01", "decided_in": "§ 14"}
    wrong = client.post(url, typed | {"percent": "30"})
    assert wrong.status_code == 200
    assert "antingen ett belopp eller en andel" in wrong.content.decode()
    assert 'value="562 500"' in wrong.content.decode()
    assert client.post(url, typed).status_code == 302
    share = Share.objects.get()
    assert "vill dela IT-spåret" in Letter.objects.latest("pk").subject
    front = client_of(guest.chief).get(reverse("front", args=[guest.association.slug]))
    assert "Svara om IT-spåret" in front.content.decode()
    answer = reverse("share_answer", args=[guest.association.slug, share.pk])
    theirs = client_of(guest.chief)
    assert "562 500 kr per år, från 1 januari 2024" in theirs.get(answer).content.decode().replace(
        "\xa0", " "
    )
    refused = theirs.post(answer, {"answer": "yes", "agreed_in": "", "reason": "kvar"})
    assert refused.status_code == 200
    assert "kvar" in refused.content.decode()
    assert theirs.post(answer, {"answer": "yes", "agreed_in": "§ 9"}).status_code == 302
    share.refresh_from_db()
    assert (share.state, share.agreed_in) == (ShareState.ACCEPTED, "§ 9")
    assert "har svarat" in Letter.objects.latest("pk").subject
    both = AuditEvent.objects.filter(verb="godtog delning av insats")
    assert {row.association_id for row in both} == {owner.association.pk, guest.association.pk}
    assert {row.by_id for row in both} == {guest.chief.pk, None}


def test_an_offer_is_declined_with_a_reason_or_taken_back_and_then_made_again(owner, guests):
    insats = make_insats(owner, key="it-sparet", name="IT-spåret")
    facts = {"amount": Decimal(1), "from_on": dt.date(2023, 1, 1), "decided_in": "§ 1"}
    first = offer_share(insats=insats, name="soder", facts=facts, by=owner.chief)
    with pytest.raises(DomainError, match="Skriv varför"):
        decline_share(share=first, reason=" ", by=guests[0].chief)
    decline_share(share=first, reason="Inga pengar.", by=guests[0].chief)
    second = offer_share(insats=insats, name="soder", facts=facts, by=owner.chief)
    withdraw_share(share=second, by=owner.chief)
    with pytest.raises(DomainError, match="tillbakadragen"):
        accept_share(share=second, agreed_in="§ 2", by=guests[0].chief)
    with pytest.raises(DomainError, match="inte svarat ja"):
        begin_counting(insats=insats, share=second, starts_on=YEAR[0], ends_on=YEAR[1], by=owner.chief)


def test_what_was_counted_stays_counted_when_a_share_ends(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    count(owner, insats, 12, 14, share=share)
    with pytest.raises(DomainError, match="före den första"):
        end_share(share=share, to_on=dt.date(2020, 1, 1), by=owner.chief)
    end_share(share=share, to_on=dt.date(2023, 12, 31), by=owner.chief)
    assert took_part(guests[0], insats) == 26
    assert shared_in_year(guests[0].association, 2024) == []


def test_the_same_people_counted_in_an_own_insats_are_pointed_out(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    count(owner, insats, 12, 14, share=share)
    own = make_insats(guests[0], key="it-sparet", name="IT-spåret")
    count(guests[0], own, 12, 14)
    found = counted_twice(guests[0].association, 2023)
    assert [(row.pk, number, through) for row, number, _, through in found] == [(own.pk, 26, 26)]


def test_own_counts_without_the_sharers_are_pointed_out(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    assert shared_uncounted(owner.association, 2023) == []
    count(owner, insats, 9, 8)
    assert shared_uncounted(owner.association, 2023) == [(insats, 17, share)]
    count(owner, insats, 0, 0, share=share)
    assert shared_uncounted(owner.association, 2023) == []


def test_what_one_forbund_shows_does_not_tell_what_another_hides(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    count(owner, insats, 20, 31)
    count(owner, insats, 3, 14, share=share)
    theirs = Spot(insats.pk, *YEAR, Measure.TOOK_PART, Sex.WOMEN)
    assert seen_outside(guests[0].association, 2023).text(theirs) == ".."
    publish_figures(
        association=owner.association, spots=seen_outside(owner.association, 2023).spots(period=YEAR),
        where="Årsredovisning 2023", by=owner.chief,
    )  # fmt: skip
    assert seen_outside(guests[0].association, 2023).text(theirs) == ".."


def test_the_forbunds_fields_name_a_shared_insats_by_its_owner(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    count(owner, insats, 20, 31, share=share)
    keys = [key for key in fields.values(guests[0].association, 2023) if "it-sparet" in key]
    assert keys
    assert all(key.startswith(f"insatser.{owner.association.slug}-it-sparet.") for key in keys)


def test_the_owners_own_count_lacks_though_the_sharers_is_there(owner, guests):
    insats, [share] = shared(owner, guests[:1])
    before = [(each.insats, each.name) for each in lacks(owner.association, 2023)]
    count(owner, insats, 1, 2, share=share)
    assert [(each.insats, each.name) for each in lacks(owner.association, 2023)] == before != []


def test_pages_of_a_shared_insats_say_each_ones_part_and_lead_to_counting(owner, guests):
    insats, shares = shared(owner, guests)
    count(owner, insats, 0, 1)
    count(owner, insats, 2, 10, share=shares[0])
    client, slug = client_of(owner.chief), owner.association.slug
    page = in_one_line(
        client.get(reverse("share_list", args=[slug, insats.pk]) + "?ar=2023").content.decode()
    )
    assert guests[0].association.name in page
    assert f"?delning={shares[0].pk}" in page
    choose = client.get(reverse("participants_edit", args=[slug, insats.pk]) + f"?delning={shares[1].pk}")
    assert "Räkna varje deltagare hos ett förbund" in choose.content.decode()
    wrong = client.get(reverse("participants_edit", args=[slug, insats.pk]) + "?delning=999999")
    assert wrong.status_code == 404


def test_ten_years_of_a_share_in_per_cent_ask_as_much_as_one(owner, guests):
    insats, [share] = shared(owner, guests[:1], amount=None, percent=Decimal(40), from_on=dt.date(2014, 1, 1))
    client = client_of(guests[0].chief)
    addresses = [
        reverse("share_detail", args=[guests[0].association.slug, share.pk]),
        reverse("insats_list", args=[guests[0].association.slug]) + "?ar=2023",
    ]

    def asked():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            found.append(len(queries))
        return found

    granted(owner, insats, 600_000, 2023)
    count(owner, insats, 12, 14, share=share)
    before = asked()
    for year in range(2014, 2023):
        granted(owner, insats, 600_000, year)
        counting = begin_counting(
            insats=insats,
            share=share,
            starts_on=dt.date(year, 1, 1),
            ends_on=dt.date(year, 12, 31),
            by=owner.chief,
        )
        write_and_hand_in(owner, counting, 12, 14)
    other = make_insats(owner, key="ett-till", name="Ett till")
    more = {"percent": Decimal(25), "from_on": dt.date(2020, 1, 1), "decided_in": "§ 2"}
    accept_share(
        share=offer_share(insats=other, name="soder", facts=more, by=owner.chief),
        agreed_in="§ 3",
        by=guests[0].chief,
    )
    assert asked() == before
    assert costs_in([share], [2013, 2014, 2023]) == {
        (share.pk, 2013): None, (share.pk, 2014): Decimal(400_000), (share.pk, 2023): Decimal(400_000)
    }  # fmt: skip
