"""How an ansökan is prepared: criteria, yttranden, the office's judgement, and who may read and write what."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from finsam import clock
from finsam.errors import DomainError
from finsam.models import AuditEvent, Letter, Person
from finsam.permissions import permissions_of
from finsam.registries.todos import waiting
from finsam.states import AppointmentRole
from insatser.actions.opinions import give_opinion, save_opinion, take_back_opinion
from insatser.actions.preparing import ask_opinions, rank, save_criterion, save_preparation, suggest
from insatser.actions.received import withdraw
from insatser.models import Application, Opinion, Preparation
from insatser.queries.preparing import criteria_of, judged, opinions_on, preparation_of
from insatser.states import OPINION_TRANSITIONS, UNDECIDED, ApplicationState, OpinionState
from tests.cast import Cast, client_of
from tests.factories import appoint, make_meeting
from tests.insatser.applications import make_application, make_criterion, make_round, received, write

TODAY = dt.date(2022, 4, 11)


def judge(cast: Cast, application: Application, base: str = "0", **fields: str):
    named = {name.replace("_", "-"): value for name, value in fields.items()}
    return save_preparation(application=application, fields=named, base_version=base, by=cast.chief)


def opine(cast: Cast, application: Application, *, stance: str = "tillstyrker", text: str = "Bra."):
    save_opinion(
        application=application, person=cast.preparer, fields={"stance": stance, "text": text}, base_version="0",
        by=cast.preparer,
    )  # fmt: skip
    return give_opinion(application=application, person=cast.preparer, by=cast.preparer)


def page(cast: Cast, person: Person, application: Application, name: str = "application_prepare"):
    return client_of(person).get(reverse(name, args=[cast.association.slug, application.pk]))


def todos_of(cast: Cast, person: Person) -> list[str]:
    own = list(person.appointments.select_related("body"))
    return [todo.what for todo in waiting(cast.association, person, permissions_of(own), clock.today())]


# ---- Criteria


def test_an_application_is_held_against_the_criteria_of_the_day(cast):
    now = make_criterion(cast)
    make_criterion(cast, "Var förr", to_on=dt.date(2021, 12, 31))
    make_criterion(cast, "Kommer", from_on=dt.date(2023, 1, 1))
    assert [each["key"] for each in criteria_of(preparation_of(received(cast)), TODAY)] == [str(now.pk)]


def test_a_criterion_that_has_ended_stays_where_something_is_said_of_it(cast):
    criterion, application = make_criterion(cast), received(cast)
    judge(cast, application, **{f"tick_{criterion.pk}": "delvis"})
    criterion.to_on = dt.date(2022, 4, 10)
    save_criterion(criterion=criterion, by=cast.chief)
    row = preparation_of(application)
    assert [(each.wording, each.label) for each in judged(row, criteria_of(row, TODAY))] == [
        ("Minst två parter bär insatsen", "Delvis")
    ]


def test_what_is_decided_keeps_the_criteria_it_was_held_against(cast):
    criterion, application = make_criterion(cast), received(cast)
    judge(cast, application, **{f"tick_{criterion.pk}": "ja"})
    make_criterion(cast, "Nytt")
    Application.objects.filter(pk=application.pk).update(state=ApplicationState.DECIDED)
    application.refresh_from_db()
    row = preparation_of(application)
    assert [each["wording"] for each in criteria_of(row, TODAY)] == [criterion.wording]


# ---- The office's judgement


def test_two_in_the_office_who_write_in_different_places_both_stay(cast):
    criterion, application = make_criterion(cast), received(cast)
    judge(cast, application, assessment="<p>Bra.</p>")
    judge(cast, application, **{f"words_{criterion.pk}": "Tre parter."})
    content = preparation_of(application).content
    assert (content["assessment"], content[f"words-{criterion.pk}"]) == ("<p>Bra.</p>", "Tre parter.")


def test_two_in_the_office_who_write_the_same_choose(cast):
    criterion, application = make_criterion(cast), received(cast)
    judge(cast, application, **{f"words_{criterion.pk}": "Ett"})
    assert judge(cast, application, **{f"words_{criterion.pk}": "Två"}).collided
    answer = page(cast, cast.chief, application)
    assert "Två har skrivit samtidigt" in answer.content.decode()


@pytest.mark.parametrize("state", sorted(ApplicationState))
def test_the_judgement_is_written_while_the_application_waits_for_a_decision_and_never_else(cast, state):
    application = received(cast)
    if state == ApplicationState.WITHDRAWN:
        withdraw(application=application, by=cast.contact)
    elif state == ApplicationState.DRAFT:
        application = make_application(cast)
    else:
        Application.objects.filter(pk=application.pk).update(state=state)
    if state in UNDECIDED:
        assert judge(cast, application, assessment="<p>Bra.</p>").version == "1"
        return
    with pytest.raises(DomainError, match="Då ändras inte beredningen"):
        judge(cast, application, assessment="<p>Bra.</p>")


def test_what_is_suggested_and_assessed_stands_in_the_proposal_to_the_board(cast):
    application = received(cast)
    judge(cast, application, assessment="<p>Behovet är väl beskrivet.</p>")
    suggest(
        application=application,
        amounts={2022: Decimal(120_000)},
        start="2022-10",
        base_version="1",
        by=cast.chief,
    )
    make_meeting(body=cast.board, held_on=dt.date(2022, 5, 20))
    told = page(cast, cast.chief, application, "application_propose").content.decode()
    assert 'value="120\xa0000"' in told
    assert "Behovet är väl beskrivet." in told


# ---- Yttranden


def test_a_yttrande_is_its_writers_alone_until_it_is_given(cast):
    application = received(cast)
    save_opinion(
        application=application, person=cast.preparer, fields={"stance": "avstyrker", "text": "Hemligt utkast"},
        base_version="0", by=cast.preparer,
    )  # fmt: skip
    assert "Hemligt utkast" not in page(cast, cast.chief, application).content.decode()
    assert "Hemligt utkast" in page(cast, cast.preparer, application, "opinion_write").content.decode()
    give_opinion(application=application, person=cast.preparer, by=cast.preparer)
    assert "Hemligt utkast" in page(cast, cast.chief, application).content.decode()


def test_a_yttrande_says_for_whom_it_was_given_also_when_its_writer_has_left_the_group(cast):
    application = received(cast)
    opine(cast, application)
    cast.preparer.appointments.update(to_on=dt.date(2022, 4, 1))
    [row] = opinions_on(application, preparation_of(application), TODAY)
    assert (row.name, row.organisation) == ("Pia Nordin", "Arbetsförmedlingen")


def test_a_yttrande_without_a_stance_is_not_given(cast):
    application = received(cast)
    with pytest.raises(DomainError, match="Välj om du tillstyrker"):
        give_opinion(application=application, person=cast.preparer, by=cast.preparer)


def test_one_who_does_not_sit_in_the_group_writes_no_yttrande(cast):
    with pytest.raises(DomainError, match="sitter i beredningsgruppen"):
        save_opinion(
            application=received(cast),
            person=cast.member,
            fields={"text": "Jag"},
            base_version="0",
            by=cast.member,
        )


def test_one_who_applies_writes_no_yttrande_on_her_own_application(cast):
    application = received(cast)
    appoint(cast.preparer, application.body, role=AppointmentRole.CONTACT)
    with pytest.raises(DomainError, match="med och söker"):
        opine(cast, application)


@pytest.mark.parametrize("state", OpinionState)
def test_a_yttrande_moves_only_where_the_table_says(cast, state):
    application = received(cast)
    if state == OpinionState.GIVEN:
        opine(cast, application)
    else:
        save_opinion(
            application=application, person=cast.preparer, fields={"stance": "avstar"}, base_version="0", by=cast.preparer
        )  # fmt: skip
    acts = {OpinionState.GIVEN: give_opinion, OpinionState.DRAFT: take_back_opinion}
    for target, act in acts.items():
        if target in OPINION_TRANSITIONS[state]:
            continue
        with pytest.raises(DomainError, match="Då går det inte"):
            act(application=application, person=cast.preparer, by=cast.preparer)
    [target] = OPINION_TRANSITIONS[state]
    assert acts[target](application=application, person=cast.preparer, by=cast.preparer).state == target


def test_a_given_yttrande_is_not_written_in_until_it_is_taken_back(cast):
    application = received(cast)
    opine(cast, application)
    with pytest.raises(DomainError, match="Ta tillbaka"):
        save_opinion(
            application=application,
            person=cast.preparer,
            fields={"text": "Nytt"},
            base_version="1",
            by=cast.preparer,
        )
    take_back_opinion(application=application, person=cast.preparer, by=cast.preparer)
    assert Opinion.objects.get().text == "Bra."


def test_the_group_is_asked_once_each_and_reminded_until_all_have_answered(cast):
    application = received(cast)
    Letter.objects.all().delete()
    assert ask_opinions(application=application, answer_by=dt.date(2022, 4, 25), by=cast.chief) == [
        cast.preparer
    ]
    assert Letter.objects.get().to == cast.preparer.email
    assert "Skriv yttrande om Samtalsstöd för unga" in todos_of(cast, cast.preparer)
    opine(cast, application)
    assert "Skriv yttrande om Samtalsstöd för unga" not in todos_of(cast, cast.preparer)
    with pytest.raises(DomainError, match="Ingen i beredningsgruppen"):
        ask_opinions(application=application, answer_by=dt.date(2022, 4, 25), by=cast.chief)


def test_a_day_that_has_been_is_no_day_to_answer_by(cast):
    with pytest.raises(DomainError, match="redan varit"):
        ask_opinions(application=received(cast), answer_by=dt.date(2022, 4, 10), by=cast.chief)


def test_an_autosaved_yttrande_answers_with_its_version(cast):
    url = reverse("opinion_write", args=[cast.association.slug, received(cast).pk])
    answer = client_of(cast.preparer).post(
        url,
        {"stance": "tillstyrker", "text": "Bra", "base_version": "0"},
        headers={"accept": "application/json"},
    )
    assert (answer.status_code, answer.json()["version"]) == (200, "1")


def test_a_yttrande_is_given_without_scripts(cast):
    application = received(cast)
    url = reverse("opinion_write", args=[cast.association.slug, application.pk])
    client_of(cast.preparer).post(
        url, {"stance": "tillstyrker", "text": "Bra", "base_version": "0", "give": "1"}
    )
    assert Opinion.objects.get().state == OpinionState.GIVEN


# ---- The page


def test_the_page_is_the_offices_and_the_groups(cast):
    application = received(cast)
    codes = {
        role: page(cast, person, application).status_code
        for role, person in cast.by_role().items()
        if role in {"chief", "preparer", "member", "contact"}
    }
    assert codes == {"chief": 200, "preparer": 200, "member": 403, "contact": 403}


def test_a_draft_has_no_preparation(cast):
    assert page(cast, cast.chief, make_application(cast)).status_code == 404


def test_the_preparer_reads_the_judgement_and_writes_it_not(cast):
    application = received(cast)
    judge(cast, application, assessment="<p>Väl beskrivet.</p>")
    answer = page(cast, cast.preparer, application)
    assert "Väl beskrivet." in answer.content.decode()
    url = reverse("application_prepare", args=[cast.association.slug, application.pk])
    assert client_of(cast.preparer).post(url, {"assessment": "Nej"}).status_code == 403


def test_what_is_typed_in_the_address_is_counted_with_and_kept_nowhere(cast):
    application = received(cast)
    before = AuditEvent.objects.count()
    url = reverse("application_prepare", args=[cast.association.slug, application.pk])
    answer = client_of(cast.chief).get(
        url, {"belopp-2022": "100 000", "borjar": "2022-10", "borjade": "2022-08", "ur": "kapital"}
    )
    assert 'value="60\xa0000"' in answer.content.decode()  # three months of five
    assert (AuditEvent.objects.count(), Preparation.objects.count()) == (before, 0)


@pytest.mark.parametrize("typed", ["-5", "tolv", "1" * 400])
def test_an_amount_that_cannot_be_counted_with_is_said(cast, typed):
    url = reverse("application_prepare", args=[cast.association.slug, received(cast).pk])
    answer = client_of(cast.chief).get(url, {"belopp-2022": typed, "borjar": "2022-08"})
    assert answer.status_code == 200
    assert "belopp" in answer.context["if_form"].errors.as_text().lower()


# ---- Ranking


def test_the_order_is_kept_and_those_left_out_have_none(cast):
    period = make_round(cast)
    first, second, third = (received(cast, period=period) for _ in range(3))
    rank(period=period, order=[first, second, third], by=cast.chief)
    rank(period=period, order=[third, first], by=cast.chief)
    ranks = {row.application_id: row.rank for row in Preparation.objects.all()}
    assert ranks == {third.pk: 1, first.pk: 2, second.pk: None}


def test_an_application_of_another_period_is_not_ranked(cast):
    period, other = make_round(cast), make_round(cast, name="Höst 2022")
    with pytest.raises(DomainError, match="samma period"):
        rank(period=period, order=[received(cast, period=other)], by=cast.chief)


def test_what_is_written_in_an_application_afterwards_changes_nothing_of_its_preparation(cast):
    application = received(cast)
    judge(cast, application, assessment="<p>Bra.</p>")
    with pytest.raises(DomainError, match="inlämnad"):
        write(application, 1, {"name": "Nytt"}, cast.contact)
    assert preparation_of(application).version == 1
