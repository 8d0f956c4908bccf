"""Every överenskommelse in one list, what is agreed beside what is granted, and who took part on the insatskort."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from finsam.models import Job
from finsam.permissions import Permission
from insatser.actions.agreements import begin_agreement, end_agreement
from insatser.actions.cards import make_card
from insatser.actions.participants import count_participants
from insatser.documents.participants import told_participants
from insatser.models import Agreement, PublishedFigure
from insatser.queries.agreements import agreed_amounts, agreed_by_year, agreed_otherwise, listed_agreements
from insatser.states import AgreementState, Phase
from insatser.tables.agreements import days_left
from tests.cast import Cast, client_of
from tests.insatser.agreements import make_agreement, send, sign, signed, write
from tests.insatser.reports import granted, make_insats

TODAY = dt.date(2022, 4, 11)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def page(cast: Cast, who, query: str = "") -> str:
    url = reverse("agreement_list", args=[cast.association.slug])
    return plain(client_of(who).get(url + query).content.decode())


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.select_related("insats__association").get(pk=row.pk)


def test_what_is_agreed_is_what_was_sent_whatever_is_granted_later(cast):
    row = signed(cast)
    granted(cast, row.insats, 50_000, 2022)
    assert agreed_amounts(fresh(row)) == {2022: Decimal(620_000)}
    agreed = agreed_by_year([fresh(row)])
    assert [plain(said) for said in agreed_otherwise(agreed, {2022: Decimal(670_000)}, 2022)] == [
        "För 2022 är 620 000 kr överenskomna och 670 000 kr beviljade. Det rättas i nästa version av överenskommelsen."
    ]
    assert agreed_otherwise(agreed, {2022: Decimal(620_000)}, 2022) == []
    assert agreed_otherwise(agreed, {2022: Decimal(0)}, 2023) == []


def test_a_draft_and_one_that_is_only_sent_agree_on_nothing_yet(cast):
    row = make_agreement(cast)
    assert agreed_by_year([fresh(row)]) == {}
    assert agreed_by_year([fresh(send(row, cast))]) == {}


def test_the_next_version_says_what_is_agreed_and_one_that_ended_says_nothing_of_later_years(cast):
    first = signed(cast, ends_on=dt.date(2023, 12, 31))
    granted(cast, first.insats, 400_000, 2023)
    row = send(write(begin_agreement(insats=first.insats, by=cast.chief), cast), cast)
    for place in row.signings.all():
        sign(row, place.side)
    rows = list(Agreement.objects.filter(insats=first.insats))
    assert agreed_by_year(rows) == {2022: Decimal(620_000), 2023: Decimal(400_000)}
    end_agreement(agreement=fresh(row), ended_on=dt.date(2022, 4, 1), reason="Insatsen slutar", by=cast.chief)
    assert agreed_by_year(Agreement.objects.filter(insats=first.insats)) == {2022: Decimal(620_000)}


@pytest.mark.parametrize(
    ("ends_on", "said"),
    [
        (dt.date(2022, 4, 12), "går ut om 1 dag"),
        (dt.date(2022, 6, 10), "går ut om 60 dagar"),
        (dt.date(2022, 6, 11), ""),
        (dt.date(2022, 4, 11), "går ut i dag"),
        (dt.date(2022, 4, 9), "gick ut för 2 dagar sedan"),
    ],
)
def test_one_in_force_says_how_many_days_it_has_left(ends_on, said):
    row = Agreement(ends_on=ends_on, state=AgreementState.SIGNED)
    assert plain(days_left(row, TODAY)) == said
    row.state = AgreementState.ENDED
    assert days_left(row, TODAY) == ""


def test_the_list_shows_who_state_days_interval_and_amounts_and_is_filtered(cast):
    row = signed(cast, ends_on=dt.date(2022, 5, 1))
    text = page(cast, cast.chief)
    for said in (
        row.insats.name, row.party, "Undertecknad, går ut om 20 dagar", "2022-05-01", "En gång i kvartalet", "620 000",
    ):  # fmt: skip
        assert said in text
    assert row.party in page(cast, cast.chief, "?lage=gar-ut")
    assert "Inga överenskommelser." in page(cast, cast.chief, "?lage=draft")
    assert row.party not in page(cast, cast.chief, "?q=finns-inte")
    assert row.party in page(cast, cast.chief, f"?q={row.insats.name[:4].lower()}")
    url = reverse("agreement_list_excel", args=[cast.association.slug])
    assert client_of(cast.chief).get(url).status_code == 200


def test_a_draft_is_listed_for_the_office_alone(cast):
    make_agreement(cast)
    every, reads = frozenset(Permission), frozenset({Permission.READ_INSATSER})
    assert listed_agreements(cast.association, every).count() == 1
    assert listed_agreements(cast.association, reads).count() == 0


def test_thirty_are_listed_by_as_many_questions_as_one(cast, client, django_assert_max_num_queries):
    row = signed(cast)
    for n in range(30):
        insats = make_insats(cast, key=f"b{n}", name=f"B {n}")
        Agreement.objects.create(
            insats=insats, starts_on=row.starts_on, ends_on=row.ends_on, begun_at=row.begun_at, party="Kommunen"
        )  # fmt: skip
    client.force_login(cast.chief.user)
    with django_assert_max_num_queries(10):
        client.get(reverse("agreement_list", args=[cast.association.slug]))


def test_the_insats_page_has_it_beside_granted_and_paid(cast):
    row = signed(cast)
    text = plain(client_of(cast.chief).get(row.insats.get_absolute_url()).content.decode())
    assert '<td class="num" data-l="Överenskommet:">620 000</td>' in text
    assert "överenskomna och" not in text
    granted(cast, row.insats, 50_000, 2022)
    text = plain(client_of(cast.chief).get(row.insats.get_absolute_url()).content.decode())
    assert "För 2022 är 620 000 kr överenskomna och 670 000 kr beviljade." in text


def test_the_insatskort_tells_who_took_part_past_the_gate_and_the_ledger_knows(cast):
    insats = make_insats(cast)
    assert told_participants(insats, TODAY) == ("", ())
    count_participants(
        insats=insats, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31), by=cast.chief,
        numbers={Phase.NEW: {"women": 25, "men": 2, "unknown": None}},
    )  # fmt: skip
    told, _ = told_participants(insats, TODAY)
    assert plain(told).startswith("Nya 27, .. kvinnor och .. män, 1 januari–31 december 2021.")
    assert f"antal under {cast.association.count_limit}" in told
    make_card(Job(association=cast.association, asked_by=cast.chief), insats_id=insats.pk)
    assert PublishedFigure.objects.filter(where=f"Insatskort: {insats.name}").exists()
