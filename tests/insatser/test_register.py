"""The register: insatser, their goals, their money and their participants."""

import datetime as dt
from decimal import Decimal

import pytest

from board.models import Decision
from board.registries import effects
from finsam.errors import DomainError
from insatser.actions.grants import grant_money
from insatser.actions.participants import count_participants
from insatser.actions.register import add_insats, change_insats
from insatser.forms.register import initial_of
from insatser.models import Grant
from insatser.queries.cells import cells_of, phase_counts
from insatser.queries.register import granted as granted_in
from insatser.states import Phase
from tests.board.meetings import make_held_meeting, send
from tests.insatser.reports import granted, make_insats, make_report


def decision_of(cast) -> Decision:
    meeting = make_held_meeting(cast, headings=("Sammanträdet öppnas", "Medel", "Avslutning"))
    paragraph = meeting.paragraphs.get(heading="Medel")
    decision = paragraph.decisions.first() or Decision.objects.create(
        paragraph=paragraph, text="bevilja medel"
    )
    decision.amounts.create(year=2022, amount=Decimal(100_000), financing="Insatser")
    return decision


def test_an_insats_has_a_body_for_its_contacts(cast):
    assert make_insats(cast, key="ny", name="Ny insats").body.name == "Ny insats"


def test_two_insatser_do_not_share_a_name_or_a_key(cast):
    make_insats(cast)
    with pytest.raises(DomainError, match="nyckeln vidare-vy"):
        make_insats(cast, name="Annat namn")
    with pytest.raises(DomainError, match="heter Vidare Vy"):
        make_insats(cast, key="annan", name="Vidare Vy", body=cast.board)


def test_the_owner_belongs_to_the_association(cast):
    with pytest.raises(DomainError, match="medlemmar i förbundet"):
        add_insats(
            association=cast.outsider.association, key="x", by=cast.outsider,
            facts={"name": "X", "kind": "individ", "owner": cast.fk, "starts_on": dt.date(2021, 1, 1)},
        )  # fmt: skip


def test_a_goal_that_is_left_out_is_no_longer_pursued_and_stays(cast):
    insats = make_insats(cast)
    facts = initial_of(insats) | {"owner": cast.fk}
    change_insats(
        insats=insats,
        facts=facts,
        parties=[],
        goals=["Förkorta sjukskrivningen.", "Nytt mål."],
        by=cast.chief,
    )
    assert [goal.wording for goal in insats.goals.filter(is_pursued=True)] == [
        "Förkorta sjukskrivningen.", "Nytt mål.",
    ]  # fmt: skip
    assert insats.goals.count() == 3


def test_the_kind_does_not_change_after_a_report(cast):
    insats = make_report(cast).insats
    facts = initial_of(insats) | {"kind": "struktur", "owner": cast.fk}
    with pytest.raises(DomainError, match="Inriktningen ändras inte"):
        change_insats(insats=insats, facts=facts, parties=[], goals=[], by=cast.chief)


def test_money_needs_someone_who_decided_it(cast):
    with pytest.raises(DomainError, match="Välj beslutet"):
        grant_money(insats=make_insats(cast), year=2021, amount=Decimal(1), by=cast.chief)


def test_a_change_is_a_new_grant_and_the_old_one_stays(cast):
    insats = make_insats(cast)
    first = granted(cast, insats)
    grant_money(
        insats=insats,
        year=2021,
        amount=Decimal(500_000),
        source="§ 12, 2021-03-01",
        replaces=first,
        by=cast.chief,
    )
    assert granted_in(insats, 2021) == (Decimal(500_000), "§ 12, 2021-03-01")
    assert insats.grants.count() == 2


def test_two_decisions_for_a_year_add_up(cast):
    insats = make_insats(cast)
    granted(cast, insats, 400_000)
    granted(cast, insats, 55_000)
    assert granted_in(insats, 2021)[0] == Decimal(455_000)


def test_a_grant_is_not_replaced_twice(cast):
    insats = make_insats(cast)
    first = granted(cast, insats)
    grant_money(insats=insats, year=2021, amount=Decimal(1), source="§ 1", replaces=first, by=cast.chief)
    with pytest.raises(DomainError, match="redan ersatt"):
        grant_money(insats=insats, year=2021, amount=Decimal(2), source="§ 2", replaces=first, by=cast.chief)


def test_a_grant_is_preliminary_until_the_protocol_is_signed(cast):
    decision = decision_of(cast)
    grant = grant_money(
        insats=make_insats(cast), year=2022, amount=Decimal(100), decision=decision, by=cast.chief
    )
    assert grant.is_preliminary
    protocol = send(decision.paragraph.meeting, cast)
    effects.protocol_signed(protocol, cast.chair)
    grant.refresh_from_db()
    assert not grant.is_preliminary


def test_a_decision_tells_what_money_it_gave(cast):
    decision = decision_of(cast)
    grant_money(
        insats=make_insats(cast), year=2022, amount=Decimal(100_000), decision=decision, by=cast.chief
    )
    assert [each.label for each in effects.consequences([decision])] == [
        "100\u00a0000 kr till Vidare Vy för 2022"
    ]


def test_a_decision_of_the_neighbour_gives_nothing(cast):
    decision = decision_of(cast)
    from tests.cast import make_cast  # noqa: PLC0415

    other = make_cast("annan")
    with pytest.raises(DomainError, match="ett annat förbund"):
        grant_money(
            insats=make_insats(other), year=2022, amount=Decimal(1), decision=decision, by=other.chief
        )
    assert not Grant.objects.exists()


def test_the_same_period_counted_again_is_corrected(cast):
    insats = make_insats(cast)
    for women in (7, 8):
        count_participants(
            insats=insats, starts_on=dt.date(2021, 1, 1), ends_on=dt.date(2021, 12, 31),
            numbers={Phase.GOING: {"women": women, "men": 7, "unknown": None}, Phase.NEW: {"women": None, "men": None, "unknown": None}},
            by=cast.chief,
        )  # fmt: skip
    assert [(row.phase, row.total) for row in phase_counts(cells_of(insats))] == [("pagaende", 15)]
