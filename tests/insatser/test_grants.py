"""An insats is granted what a decision gives, and no krona more; what was decided elsewhere says where."""

from decimal import Decimal

import pytest
from django.urls import reverse

from board.actions.decisions import write_decisions
from board.models import Decision
from board.queries.decided import may_decide
from board.registries import effects
from board.states import Outcome
from finsam.errors import DomainError
from finsam.models import AuditEvent
from insatser.actions.grants import grant_money, take_back_grant, tie_grant
from insatser.checks import granted_is_what_was_decided, granted_once
from insatser.models import Grant
from insatser.queries.grants import money_given
from tests.board.meetings import make_held_meeting, send
from tests.cast import Cast, client_of
from tests.insatser.reports import make_insats


@pytest.fixture
def decision(cast: Cast) -> Decision:
    """At most 10 000 kronor for 2022."""
    meeting = make_held_meeting(cast, headings=("Föregående protokoll", "Medel"))
    row = meeting.paragraphs.get(heading="Medel").decisions.get()
    row.text = "bevilja högst 10 000 kronor för 2022"
    row.save()
    row.amounts.create(year=2022, amount=Decimal(10_000), financing="Kurser och konferenser")
    return row


def give(
    cast: Cast, decision: Decision, amount: int | None = None, *, name: str = "Vidare Vy", **facts
) -> Grant:
    key = name.lower().replace(" ", "-")
    insats = cast.association.insatser.filter(key=key).first() or make_insats(cast, key=key, name=name)
    money = {} if amount is None else {"amount": Decimal(amount)}
    return grant_money(insats=insats, year=2022, decision=decision, by=cast.chief, **money, **facts)


def test_a_decision_gives_what_it_names_without_an_amount_typed(cast, decision):
    assert give(cast, decision).amount == Decimal(10_000)


def test_more_than_the_decision_gives_is_refused_with_both_figures(cast, decision):
    with pytest.raises(DomainError) as refused:
        give(cast, decision, 900_000)
    said = str(refused.value).replace("\u00a0", " ")
    assert ("10 000 kr för 2022" in said, "900 000 kr ryms inte" in said) == (True, True)


def test_a_decision_without_an_amount_gives_nothing(cast, decision):
    formal = decision.paragraph.meeting.paragraphs.get(heading="Föregående protokoll").decisions.get()
    with pytest.raises(DomainError, match="anger inget belopp för 2022"):
        give(cast, formal, 5_000_000)
    assert formal not in [each.decision for each in money_given(cast.association)]


def test_a_decision_is_divided_to_the_last_krona(cast, decision):
    give(cast, decision, 4_000)
    assert give(cast, decision, name="Andra").amount == Decimal(6_000)
    with pytest.raises(DomainError, match="är fördelade"):
        give(cast, decision, name="Tredje")
    [given] = money_given(cast.association)
    assert (given.amount, given.left) == (Decimal(10_000), Decimal(0))


def test_a_change_frees_what_it_replaces(cast, decision):
    first = give(cast, decision, 8_000)
    assert give(cast, decision, 10_000, replaces=first).amount == Decimal(10_000)


def test_what_was_put_off_gives_nothing(cast, decision):
    decision.paragraph.outcome = Outcome.TABLED
    decision.paragraph.save()
    assert (may_decide(decision.paragraph), money_given(cast.association)) == (False, [])


def test_a_preliminary_grant_is_taken_back_and_a_final_one_is_not(cast, decision):
    take_back_grant(grant=give(cast, decision), by=cast.chief)
    assert (
        Grant.objects.count(),
        AuditEvent.objects.filter(verb="tog tillbaka beviljade medel").count(),
    ) == (0, 1)
    grant = give(cast, decision)
    effects.protocol_signed(send(decision.paragraph.meeting, cast), cast.chair)
    with pytest.raises(DomainError, match="nytt beslut"):
        take_back_grant(grant=grant, by=cast.chief)


def test_a_paragraph_changed_after_the_grant_is_found(cast, decision):
    give(cast, decision)
    assert list(granted_is_what_was_decided(cast.association, 2022)) == []
    decision.amounts.update(amount=Decimal(8_000))
    [found] = granted_is_what_was_decided(cast.association, 2022)
    assert (found.here, found.there) == ("10\u00a0000", "8\u00a0000")


def test_an_att_sats_that_has_given_money_stays_until_it_is_taken_back(cast, decision):
    grant = give(cast, decision)
    write_decisions(decision.paragraph, {}, [], by=cast.chief)
    assert decision.paragraph.decisions.count() == 1
    take_back_grant(grant=grant, by=cast.chief)
    write_decisions(decision.paragraph, {}, [], by=cast.chief)
    assert decision.paragraph.decisions.count() == 0


# ---- Typed by hand, and tied to its §


def typed(cast: Cast, amount: int = 9_000) -> Grant:
    return grant_money(
        insats=make_insats(cast), year=2022, amount=Decimal(amount), source="§ 4, 2022-01-28", by=cast.chief
    )


def test_typed_money_is_tied_to_its_paragraph_and_kept(cast, decision):
    written = typed(cast)
    tied = tie_grant(grant=written, decision=decision, by=cast.chief)
    assert (tied.amount, tied.decision, tied.replaces) == (Decimal(9_000), decision, written)
    assert list(Grant.objects.current()) == [tied]
    assert AuditEvent.objects.filter(verb="knöt beviljade medel till beslut").count() == 1
    with pytest.raises(DomainError, match="redan knutet"):
        tie_grant(grant=tied, decision=decision, by=cast.chief)


def test_money_that_the_paragraph_does_not_give_is_not_tied(cast, decision):
    with pytest.raises(DomainError, match="ryms inte"):
        tie_grant(grant=typed(cast, 10_001), decision=decision, by=cast.chief)


def test_the_insats_marks_typed_money_and_leads_to_its_paragraph(cast, decision):
    written = typed(cast)
    page = reverse("grant_tie", args=[cast.association.slug, written.pk])
    shown = client_of(cast.chief).get(written.insats.get_absolute_url()).content.decode()
    assert ("Skrivet för hand" in shown, page in shown) == (True, True)
    assert client_of(cast.chief).post(page, {"decision": ""}).status_code == 422
    client_of(cast.chief).post(page, {"decision": decision.pk})
    assert Grant.objects.current().get().decision == decision
    assert client_of(cast.chief).get(page).status_code == 404


def test_without_a_paragraph_that_can_have_given_it_the_page_says_what_to_do(cast):
    page = reverse("grant_tie", args=[cast.association.slug, typed(cast).pk])
    assert "Inget beslut i programmet" in client_of(cast.chief).get(page).content.decode()


# ---- Two for the same year


def test_two_that_are_both_current_in_a_year_are_found(cast, decision):
    give(cast, decision)
    assert list(granted_once(cast.association, 2022)) == []
    insats = cast.association.insatser.get()
    grant_money(insats=insats, year=2022, amount=Decimal(5_000), source="§ 9, 2022-02-01", by=cast.chief)
    [found] = granted_once(cast.association, 2022)
    assert (found.here, found.there) == ("10\u00a0000", "5\u00a0000")


# ---- The page


def test_the_page_asks_for_nothing_that_the_decision_says(cast, decision):
    insats = make_insats(cast)
    page = reverse("grant_add", args=[cast.association.slug, insats.pk])
    assert "10\u00a0000 kr för 2022" in client_of(cast.chief).get(page).content.decode()
    client_of(cast.chief).post(page, {"decision": f"{decision.pk}-2022"})
    grant = insats.grants.get()
    assert (grant.year, grant.amount, grant.decision) == (2022, Decimal(10_000), decision)


def test_what_was_decided_elsewhere_says_year_amount_and_where(cast):
    page = reverse("grant_add", args=[cast.association.slug, make_insats(cast).pk])
    said = client_of(cast.chief).post(page, {"decision": ""}).content.decode()
    for sentence in ("Välj beslutet", "Skriv vilket år", "Skriv hur mycket"):
        assert sentence in said


def test_the_list_of_decisions_costs_as_much_for_thirty_as_for_one(cast, decision, django_assert_num_queries):
    with django_assert_num_queries(3):
        money_given(cast.association)
    for number in range(30):
        row = Decision.objects.create(paragraph=decision.paragraph, text=f"bevilja {number}")
        row.amounts.create(year=2022, amount=Decimal(number + 1))
    with django_assert_num_queries(3):
        money_given(cast.association)
